"""Bursts are where something is held far more often than around it; shares count, and not numbers."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.bursts import Burst, find_bursts

SURE = 15.0


def span(at: list[int], burst: Burst) -> tuple[int, int]:
    return at[burst.first], at[burst.last]


def test_a_burst_is_found_from_its_first_holder_to_its_last() -> None:
    at = [40, 300, *range(500, 520), 800]
    (burst,) = find_bursts(at, 1000, SURE, 5)
    assert span(at, burst) == (500, 519)


def test_what_is_held_evenly_is_no_burst() -> None:
    assert find_bursts(list(range(0, 1000, 10)), 1000, SURE, 5) == []


def test_what_everybody_holds_is_no_burst() -> None:
    assert find_bursts(list(range(100)), 100, 0.1, 5) == []


def test_what_nobody_holds_is_no_burst() -> None:
    assert find_bursts([], 100, 0.1, 5) == []


def test_a_burst_may_be_most_of_all_posts() -> None:
    at = [place for place in range(60, 200) if place % 7]
    (burst,) = find_bursts(at, 200, SURE, 5)
    assert span(at, burst) == (at[0], at[-1])


def test_two_bursts_are_two_and_come_in_order() -> None:
    at = [*range(100, 115), 400, *range(700, 730)]
    assert [span(at, burst) for burst in find_bursts(at, 1000, SURE, 5)] == [(100, 114), (700, 729)]


def test_a_thousand_bursts_are_found_without_going_deep() -> None:
    at = [place for start in range(0, 2_000_000, 2000) for place in range(start, start + 12)]
    assert len(find_bursts(at, 2_000_000, SURE, 5)) == 1000


def test_fewer_than_asked_for_are_no_burst_however_much_they_stand_out() -> None:
    assert find_bursts([500, 501, 502, 503], 10**6, SURE, 5) == []


def test_the_strength_is_the_log_of_the_likelihood_ratio() -> None:
    """Ten of the ten posts within, none of the 90 around: against a share of a tenth for all."""
    (burst,) = find_bursts(list(range(20, 30)), 100, 1.0, 5)
    assert burst.strength == pytest.approx(-(10 * log(0.1) + 90 * log(0.9)))


@given(st.sets(st.integers(0, 199), min_size=1), st.floats(0.5, 12))
def test_bursts_lie_apart_in_order_and_hold_more_than_what_is_around(holders: set[int], bound: float) -> None:
    at = sorted(holders)
    bursts = find_bursts(at, 200, bound, 5)
    ends = [number for burst in bursts for number in (burst.first, burst.last)]
    assert ends == sorted(ends)
    assert all(burst.strength >= bound and burst.last - burst.first >= 4 for burst in bursts)
    if len(bursts) == 1:
        ((first, last),) = [span(at, burst) for burst in bursts]
        inside = bursts[0].last - bursts[0].first + 1
        assert inside * 200 > len(at) * (last - first + 1)


@given(st.sets(st.integers(0, 39), min_size=5, max_size=20))
def test_the_strongest_is_nearly_as_strong_as_the_best_of_all_stretches(holders: set[int]) -> None:
    """Only eight odds are tried; by brute force no stretch is much stronger than what they find."""
    at = sorted(holders)
    best = max(_measure(at, first, last) for first in range(len(at)) for last in range(first, len(at)))
    found = max((burst.strength for burst in find_bursts(at, 40, 0.0, 1)), default=0.0)
    assert found >= 0.8 * best - 0.5


def _measure(at: list[int], first: int, last: int) -> float:
    def weigh(holders: int, posts: int) -> float:
        return sum(count * log(count / posts) for count in (holders, posts - holders) if count)

    inside, length = last - first + 1, at[last] - at[first] + 1
    if inside * 40 <= len(at) * length:
        return 0.0
    return weigh(inside, length) + weigh(len(at) - inside, 40 - length) - weigh(len(at), 40)
