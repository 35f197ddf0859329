"""What a post lacks is told in steps that leave none out that has a chance."""

from math import inf, nextafter

from hypothesis import given
from hypothesis import strategies as st
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.lacking import NEVER, WHATEVER, count_gained
from mentiontriage.model import Spreader
from mentiontriage.signals import Context
from mentiontriage.signals.audience import HIGHEST, count_lacking, measure

FOLLOWERS = st.integers(0, 10**9)


def weigh(followers: int, friends: list[int]) -> float:
    spread = tuple(Spreader(None, friend) for friend in friends)
    return measure(Context(post(followers=followers, spread=spread), NOON, Settings()))


@given(FOLLOWERS, st.lists(FOLLOWERS, max_size=3), st.floats(0.5, 6))
def test_who_gained_no_more_than_is_lacking_stays_under_what_is_wanted(
    followers: int, friends: list[int], wanted: float
) -> None:
    factor = weigh(followers, [])
    lacking = count_lacking(factor, wanted)
    if count_gained(sum(friends)) <= lacking:
        assert weigh(followers, friends) < wanted
    assert 0 <= lacking <= NEVER


@given(FOLLOWERS, st.integers(1, 10**9))
def test_who_gains_what_is_wanted_to_the_last_digit_does_not_lack_it(followers: int, friend: int) -> None:
    assert count_lacking(weigh(followers, []), weigh(followers, [friend])) < count_gained(friend)


def test_what_nobody_can_lift_lacks_more_than_anybody_has_and_less_than_a_copy_brings() -> None:
    assert count_lacking(1.0, nextafter(HIGHEST, inf)) == NEVER
    assert count_gained(10**30) <= NEVER < WHATEVER


def test_most_friends_of_small_accounts_bring_too_little() -> None:
    """Somebody with 500 followers who stands a third too low, as most do, needs a friend with thousands."""
    factor = weigh(500, [])
    lacking = count_lacking(factor, factor * 4 / 3)
    assert count_gained(300) <= lacking < count_gained(10_000)


@given(FOLLOWERS, FOLLOWERS)
def test_more_followers_never_gain_less(one: int, other: int) -> None:
    assert (count_gained(one) <= count_gained(other)) or one > other
