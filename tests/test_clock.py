"""The time of day is read as people and programs write it behind a day, and what is no time is none."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.clock import CLOCK, ZONES, set_clock, widen_year

_CLOCK = re.compile(CLOCK, re.IGNORECASE)


def read(written: str) -> datetime | None:
    """Read what stands behind the second of March 2026."""
    match = _CLOCK.fullmatch(written)
    assert match, written
    return set_clock(match, 2026, 3, 2)


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("", 0, 0),
        (" 9:05", 9, 5),
        (", 09:05", 9, 5),
        ("T17:34", 17, 34),
        (" at 5:34 PM", 17, 34),
        (" 12:10 AM", 0, 10),
        (" 12:10 PM", 12, 10),
        (" 17:34 PM", 17, 34),
        (" um 09:05 Uhr", 9, 5),
        (" 3:05 nachm.", 15, 5),
        (" a las 5:34 p. m.", 17, 34),
        (" à 17h34", 17, 34),
        (" kl. 17.34", 17, 34),
    ],
)
def test_a_time_without_a_zone_stays_as_it_is_told(written: str, hour: int, minute: int) -> None:
    assert read(written) == datetime(2026, 3, 2, hour, minute)  # noqa: DTZ001 (naive, as it is told)


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        (" 17:34 UTC", 17, 34),
        (" 17:34Z", 17, 34),
        (" 5:34 PM EST", 22, 34),
        (" 17:34 (CET)", 16, 34),
        (" 17:34 +0530", 12, 4),
        (" 17:34+05:30", 12, 4),
        (" 17:34 GMT-3", 20, 34),
        (" 17:34:00 GMT+0200 (CEST)", 15, 34),
    ],
)
def test_a_time_with_a_zone_is_told_in_utc(written: str, hour: int, minute: int) -> None:
    assert read(written) == datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("written", [" 25:00", " 9:61", " 9:05:61"])
def test_what_no_clock_shows_is_no_time(written: str) -> None:
    assert read(written) is None


def test_no_day_that_a_calendar_lacks_is_a_day() -> None:
    match = _CLOCK.fullmatch(" 9:05")
    assert match
    assert set_clock(match, 2026, 2, 30) is None


def test_a_time_that_its_zone_moves_out_of_the_calendar_is_none() -> None:
    match = _CLOCK.fullmatch(" 00:10 +0200")
    assert match
    assert set_clock(match, 1, 1, 1) is None


@given(st.sampled_from(sorted(ZONES)), st.integers(0, 23), st.integers(0, 59))
def test_each_zone_is_as_far_from_utc_as_it_says(zone: str, hour: int, minute: int) -> None:
    told, plain = read(f" {hour}:{minute:02} {zone.upper()}"), read(f" {hour}:{minute:02} UTC")
    assert told is not None
    assert plain is not None
    assert (plain - told).total_seconds() == ZONES[zone] * 3600


@pytest.mark.parametrize(("digits", "year"), [("26", 2026), ("68", 2068), ("69", 1969), ("99", 1999), ("2026", 2026)])
def test_a_year_of_two_digits_is_of_1969_to_2068(digits: str, year: int) -> None:
    assert widen_year(digits) == year
