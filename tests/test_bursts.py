"""Bursts are where something is held far more often than was to be expected, for a while."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.bursts import Burst, Holders, find_bursts

SURE = 15.0
Span = tuple[int, int]


def hold(at: list[int], posts: int) -> Holders:
    """Say who holds it where all posts are alike: as many are to be expected everywhere."""
    share = len(at) / posts
    return Holders(at, [place * share for place in at], [(place + 1) * share for place in at])


def find_spans(at: list[int], posts: int, bound: float = SURE, longest: int | None = None) -> list[Span]:
    return [(at[b.first], at[b.last]) for b in find(at, posts, bound, longest)]


def find(at: list[int], posts: int, bound: float = SURE, longest: int | None = None) -> list[Burst]:
    return find_bursts(hold(at, posts), len(at), bound, 5, posts if longest is None else longest)


def test_a_burst_is_found_from_its_first_holder_to_its_last() -> None:
    assert find_spans([40, 300, *range(500, 520), 800], 1000) == [(500, 519)]


def test_what_is_held_evenly_is_no_burst() -> None:
    assert find(list(range(0, 1000, 10)), 1000) == []


def test_what_everybody_holds_is_no_burst() -> None:
    assert find(list(range(100)), 100, 0.1) == []


def test_what_nobody_holds_is_no_burst() -> None:
    assert find([], 100, 0.1) == []


def test_two_bursts_are_two_and_come_in_order() -> None:
    at = [*range(100, 115), 400, *range(700, 730)]
    assert find_spans(at, 1000) == [(100, 114), (700, 729)]


def test_a_thousand_bursts_are_found_without_going_deep() -> None:
    at = [place for start in range(0, 2_000_000, 2000) for place in range(start, start + 12)]
    assert len(find(at, 2_000_000)) == 1000


def test_fewer_than_asked_for_are_no_burst_however_much_they_stand_out() -> None:
    assert find([500, 501, 502, 503], 10**6) == []


def test_what_is_longer_than_asked_for_is_none_and_what_is_within_it_may_be() -> None:
    at = [*range(2000, 4000, 20), *range(3001, 3041, 2)]
    at.sort()
    assert find_spans(at, 10_000, longest=1000) == [(3000, 3040)]


@pytest.mark.parametrize(("begin", "end"), [(0, 500), (500, 1000)])
def test_what_has_begun_for_good_or_ended_for_good_is_a_change(begin: int, end: int) -> None:
    at = [place for place in range(begin, end) if place % 7 < 2]
    assert find(at, 1000, longest=400) == []


def test_what_goes_on_to_the_last_post_may_be_a_burst() -> None:
    assert find_spans([10, 400, *range(960, 1000, 2)], 1000, longest=400) == [(960, 998)]


def test_what_one_kind_of_posts_holds_more_often_is_no_burst_where_there_are_more_of_these() -> None:
    """From 600 to 700 posts of another kind came in, of which each second one holds it at any time."""
    at = [*range(0, 600, 100), *range(600, 700, 2), *range(700, 1000, 100)]
    assert find_spans(at, 1000) == [(600, 700)]
    grows = [0.01 + (0.49 if 600 <= place < 700 else 0.0) for place in range(1000)]
    before = [sum(grows[:place]) for place in at]
    through = [sum(grows[: place + 1]) for place in at]
    assert find_bursts(Holders(at, before, through), sum(grows), SURE, 5, 1000) == []


def test_the_strength_is_the_log_of_the_likelihood_ratio() -> None:
    """Ten within, where one was to be expected, and none of the others."""
    (burst,) = find(list(range(20, 30)), 100, 1.0)
    assert burst.strength == pytest.approx(10 * log(10 / 1))


@given(st.sets(st.integers(0, 199), min_size=1), st.floats(0.5, 12), st.integers(10, 200))
def test_bursts_lie_apart_in_order_and_hold_more_than_was_expected(
    holders: set[int], bound: float, longest: int
) -> None:
    at = sorted(holders)
    bursts = find(at, 200, bound, longest)
    ends = [number for burst in bursts for number in (burst.first, burst.last)]
    assert ends == sorted(ends)
    assert all(burst.strength >= bound and burst.last - burst.first >= 4 for burst in bursts)
    assert all(at[burst.last] - at[burst.first] < longest for burst in bursts)


@given(st.integers(0, 980), st.integers(10, 60), st.sets(st.integers(0, 999), max_size=4))
def test_what_all_hold_for_a_while_and_few_elsewhere_is_found_wherever_it_is(
    begin: int, length: int, others: set[int]
) -> None:
    planted = range(begin, min(1000, begin + length))
    at = sorted({*planted, *others})
    (found,) = find_spans(at, 1000, longest=333)
    assert found[0] <= planted[0]
    assert planted[-1] <= found[1]
