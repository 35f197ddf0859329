"""Property tests: the same examples each time, so that a commit that passes once passes always.

`make search` draws others. What it finds becomes an `@example`.
"""

from hypothesis import HealthCheck, settings

# Time tells of a shared machine's other users, not of our code; and the first text that is drawn builds hypothesis'
# tables of characters, which alone is too slow for its check.
settings.register_profile("base", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("fixed", settings.get_profile("base"), derandomize=True)
settings.register_profile("search", settings.get_profile("base"), max_examples=2_000)
settings.load_profile("fixed")
