"""Property tests on a shared machine: time tells of its other users, not of our code."""

from hypothesis import HealthCheck, settings

# The first text that is drawn builds hypothesis' tables of characters, which alone is too slow for its check.
settings.register_profile("mentiontriage", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mentiontriage")
