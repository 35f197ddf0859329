"""Moments to come, as people say them."""

from datetime import UTC, datetime

import pytest
from tests.stories import NOON

from mentiontriage.cli._moments import read_moment
from mentiontriage.errors import UsageError
from mentiontriage.targets import Targets

# NOON is that of Friday, 20 November 2026, in UTC: one o'clock in Berlin.
BERLIN = Targets(time_zone="Europe/Berlin")


def read(text: str, targets: Targets = BERLIN, now: datetime = NOON) -> str:
    return f"{read_moment(text, now, targets):%a %d %H:%M}"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("90m", "Fri 20 13:30"),
        ("3d", "Mon 23 12:00"),
        ("16:30", "Fri 20 15:30"),
        ("9:00", "Sat 21 08:00"),
        ("today 18:00", "Fri 20 17:00"),
        ("tomorrow", "Sat 21 08:00"),
        ("Tomorrow at 14:00", "Sat 21 13:00"),
        ("mon", "Mon 23 08:00"),
        ("Monday 7:15", "Mon 23 06:15"),
        ("fri", "Fri 27 08:00"),
        ("friday 13:01", "Fri 20 12:01"),
        ("friday 13:00", "Fri 27 12:00"),
        ("2026-11-23", "Mon 23 08:00"),
        ("2026-11-23T10:00", "Mon 23 09:00"),
        ("2026-11-23 10:00", "Mon 23 09:00"),
        ("2026-11-23T10:00Z", "Mon 23 10:00"),
    ],
)
def test_the_next_time_that_fits_is_meant_by_the_clocks_of_the_desk(said: str, meant: str) -> None:
    assert read(said) == meant


def test_a_day_alone_is_meant_from_when_the_desk_opens() -> None:
    assert read("mon", Targets(hours="07:30-16:00", time_zone="Europe/Berlin")) == "Mon 23 06:30"


def test_a_day_that_has_begun_for_the_desk_is_its_own_already() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # Saturday in Berlin
    assert read("tomorrow", now=late) == "Sun 22 08:00"
    assert read("sat", now=late) == "Sat 21 08:00"


def test_days_and_hours_go_by_the_clock_though_it_changes() -> None:
    before = datetime(2026, 10, 24, 10, tzinfo=UTC)  # the night after it, Berlin's clocks go back
    assert read("tomorrow 12:00", now=before) == "Sun 25 11:00"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "is not a time in the future"),
        ("soon", "is not a time in the future"),
        ("mo", "is not a time in the future"),
        ("25:00", "is not a time in the future"),
        ("today 9:00", "is over already; it is 2026-11-20 13:00 CET"),
        ("2026-11-20T13:00", "is over already; it is 2026-11-20 13:00 CET"),
        ("2025-01-01", "is over already"),
    ],
)
def test_what_is_no_time_to_come_is_refused(said: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read(said)


def test_there_is_nothing_after_the_last_day_of_the_calendar() -> None:
    last = datetime(9999, 12, 31, 12, tzinfo=UTC)
    for said in ("tomorrow", "1w", "9:00"):
        with pytest.raises(UsageError, match="end of the calendar"):
            read(said, now=last)
