"""The best of all that is offered."""

from hypothesis import given
from hypothesis import strategies as st
from tests.stories import NOON

from mentiontriage.best import Best, Key

OFFERS = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(-5, 5)), max_size=40)


def make_key(priority: int, name: str) -> Key:
    return (0, -float(priority), NOON, name, "x")


@given(OFFERS, st.none() | st.integers(0, 4))
def test_what_is_kept_is_the_beginning_of_everything_sorted(offers: list[tuple[str, int]], top: int | None) -> None:
    best: Best[str, str] = Best(top)
    highest: dict[str, int] = {}
    for name, priority in offers:
        best.insert(name, make_key(priority, name), name)
        highest[name] = max(priority, highest.get(name, priority))
    everything = sorted(make_key(priority, name) for name, priority in highest.items())
    kept = [key for key, _ in best.entries]
    assert kept == everything[:top]
    assert best.last_key == (kept[-1] if top and len(kept) == top else None)
