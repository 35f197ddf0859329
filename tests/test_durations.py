"""Times are said the way people do."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.stories import NOON

from mentiontriage.durations import format_duration, format_moment, tell_times, tell_wait
from mentiontriage.model import SOME_TIME

BERLIN = timezone(timedelta(hours=1), "CET")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0m"),
        (59, "0m"),
        (35 * 60, "35m"),
        (3_600, "1h"),
        (52 * 3_600, "2d 4h"),
        (24 * 3_600 + 60, "1d"),  # a minute is nothing beside a day
        (23 * 86_400, "3w 2d"),
        (400 * 86_400, "1y 5w"),
    ],
)
def test_a_length_is_said_in_its_two_largest_units(seconds: int, said: str) -> None:
    assert format_duration(seconds) == said


def test_a_time_to_come_is_no_wait_and_seconds_of_it_are_a_clock_that_is_off() -> None:
    assert tell_wait(7_200, 0) == "waited 2h"
    assert tell_wait(0, 59) == "waited 0m"
    assert tell_wait(0, 7_200) == "its time is 2h ahead"


def test_a_moment_is_told_by_the_clocks_of_a_zone() -> None:
    assert format_moment(datetime(2026, 3, 1, 12, tzinfo=UTC), BERLIN) == "2026-03-01 13:00 CET"
    assert format_moment(SOME_TIME, BERLIN) == "an unknown time"
    assert format_moment(datetime.max.replace(tzinfo=UTC), BERLIN).startswith("9999-12-31 23:59")


def test_times_in_a_text_are_told_by_the_clocks_of_a_zone() -> None:
    said = "asked between 2026-03-01 12:00 and 2026-03-01 23:30 UTC"
    assert tell_times(said, BERLIN) == "asked between 2026-03-01 13:00 CET and 2026-03-02 00:30 CET"
    assert tell_times("on 2026-13-45 12:00 UTC", BERLIN) == "on 2026-13-45 12:00 UTC"
    assert tell_times(f"no time, as of {NOON.year}", BERLIN) == f"no time, as of {NOON.year}"
