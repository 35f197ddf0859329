"""Response times that count those who still wait."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stories import NOON

from mentiontriage.stats import (
    Outcome,
    count_days,
    estimate_time,
    measure_follow_up,
    name_band,
    name_tier,
    summarise,
    tabulate,
)


def outcome(waited_s: float = 60, *, answered: bool = True, in_time: bool | None = True, **more: Any) -> Outcome:
    told = {"lane": "complaint", "source": "x", "followers": 10, "tier": None, "posted_at": NOON, **more}
    return Outcome(waited_s=waited_s, answered=answered, in_time=in_time, **told)


def test_when_all_are_answered_the_median_is_the_middle_time() -> None:
    assert estimate_time([(float(n), True) for n in range(1, 100)], 0.5) == 50
    assert estimate_time([(float(n), True) for n in range(1, 101)], 0.9) == 90


def test_those_who_still_wait_make_the_median_longer_not_shorter() -> None:
    answered = [(10.0, True), (20.0, True), (30.0, True)]
    waiting = [(40.0, False), (40.0, False)]
    assert estimate_time(answered, 0.5) == 20
    assert estimate_time(answered + waiting, 0.5) == 30
    assert estimate_time(answered + 3 * waiting, 0.5) is None


def test_a_textbook_example_of_the_product_limit() -> None:
    # 6, 6, 6, 6+, 7, 9+, 10, 10+, 11+, 13, 16, ... : Freireich et al. 1963, weeks in remission under 6-MP.
    weeks = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    times = [(float(week), True) for week in weeks] + [(float(week), False) for week in still]
    assert estimate_time(times, 0.5) == 23
    assert estimate_time(times, 0.25) == 13


def test_one_answer_to_whoever_waited_longest_tells_nothing_of_those_who_waited_less() -> None:
    waiting = [(float(hours), False) for hours in range(1, 14)]
    assert estimate_time([*waiting, (100.0, True)], 0.5) is None
    assert measure_follow_up([*waiting, (100.0, True)]) == 7
    many = [(100.0 + n, True) for n in range(14)]  # now more than half have been watched to their answer
    assert estimate_time([*waiting, *many], 0.5) == 106


def test_everybody_is_followed_to_the_end_where_nobody_waits() -> None:
    assert measure_follow_up([]) == 0
    assert measure_follow_up([(9.0, True), (3.0, True)]) == 9
    assert estimate_time([(9.0, True)], 0.5) == 9


def test_the_median_follow_up_of_the_textbook_example() -> None:
    weeks = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    times = [(float(week), True) for week in weeks] + [(float(week), False) for week in still]
    assert measure_follow_up(times) == 25


@given(st.lists(st.tuples(st.floats(0, 1e6), st.booleans()), min_size=1, max_size=40), st.floats(0.05, 0.95))
def test_no_time_is_told_beyond_that_to_which_half_were_watched(times: list[tuple[float, bool]], share: float) -> None:
    time = estimate_time(times, share)
    seen_ended = sum(answered or waited >= (time or 0.0) for waited, answered in times)
    assert time is None or time <= measure_follow_up(times)
    assert time is None or 2 * seen_ended >= len(times)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_a_desk_without_anybody_waiting_knows_every_share(waited: list[float]) -> None:
    times = [(time, True) for time in waited]
    assert estimate_time(times, 0.5) == sorted(waited)[(len(waited) - 1) // 2]
    assert estimate_time(times, 0.95) is not None


@given(st.lists(st.tuples(st.floats(0, 1e6), st.booleans()), max_size=40), st.floats(0.05, 0.95))
def test_a_larger_share_never_takes_less_time_and_every_time_is_one_of_an_answer(
    times: list[tuple[float, bool]], share: float
) -> None:
    soon, late = estimate_time(times, share), estimate_time(times, min(1.0, share + 0.05))
    assert late is None or (soon is not None and soon <= late)
    assert soon is None or (soon, True) in times


def test_in_time_is_the_share_of_what_is_answered_or_overdue() -> None:
    line = summarise("x", [outcome(), outcome(in_time=False), outcome(answered=False, in_time=None)])
    assert (line.mentions, line.answered, line.waiting, line.in_time) == (3, 2, 1, 0.5)


def test_tables_keep_the_order_that_is_given_and_put_the_rest_by_size() -> None:
    outcomes = [outcome(source=name) for name in ("b", "a", "a", "c", "first")]
    assert [line.name for line in tabulate(outcomes, lambda o: o.source, ("first", "none"))] == ["first", "a", "b", "c"]


@pytest.mark.parametrize(
    ("followers", "band"),
    [
        (0, "under 100"),
        (99, "under 100"),
        (100, "100 to 1k"),
        (99_999, "10k to 100k"),
        (10**7, "over 100k"),
        (None, "unknown"),
    ],
)
def test_bands_of_followers(followers: int | None, band: str) -> None:
    assert name_band(followers) == band


def test_tiers_tell_strangers_from_customers_without_one() -> None:
    assert [name_tier(outcome(tier=tier)) for tier in (None, "", "gold")] == ["no customer", "customer", "gold"]


def test_days_without_mentions_are_counted_as_none() -> None:
    since = NOON - timedelta(days=2)
    days = count_days([outcome(), outcome(lane="praise", posted_at=since)], since, NOON)
    assert [(day.mentions, day.complaints) for day in days] == [(1, 0), (0, 0), (1, 1)]


def test_a_day_is_one_of_the_desks_zone() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    tokyo, honolulu = ZoneInfo("Asia/Tokyo"), ZoneInfo("Pacific/Honolulu")
    days = count_days([outcome(posted_at=late)], late, NOON, tokyo)
    assert [(day.date, day.mentions) for day in days] == [(date(2026, 11, 20), 1)]
    days = count_days([outcome(posted_at=late)], late, NOON, honolulu)
    assert [(day.date, day.mentions) for day in days] == [(date(2026, 11, 19), 1), (date(2026, 11, 20), 0)]
