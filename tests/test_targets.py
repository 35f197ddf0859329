"""When a first answer is due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.errors import ConfigError
from mentiontriage.targets import Targets, check_targets, find_due, find_target

OFFICE = Targets(hours="09:00-17:00", days=("mon", "tue", "wed", "thu", "fri"), time_zone="Europe/Berlin")


def due(targets: Targets, posted: str, hours: float = 4, lane: str = "complaint", tier: str | None = None) -> str:
    moment = find_due(targets, hours, datetime.fromisoformat(posted).replace(tzinfo=UTC), lane, tier)
    assert moment is not None
    return f"{moment:%a %d %H:%M}"


def test_without_office_hours_the_clock_runs_day_and_night() -> None:
    assert due(Targets(), "2026-11-20T22:00") == "Sat 21 02:00"


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        ("2026-11-20T08:30", "Fri 20 12:30"),  # Friday morning, 09:30 in Berlin
        ("2026-11-20T14:00", "Mon 23 10:00"),  # two hours are left on Friday, two are needed on Monday
        ("2026-11-20T05:00", "Fri 20 12:00"),  # before the office opens
        ("2026-11-21T12:00", "Mon 23 12:00"),  # on Saturday
    ],
)
def test_the_clock_runs_while_the_office_is_open(posted: str, expected: str) -> None:
    assert due(OFFICE, posted) == expected


def test_a_change_of_the_clock_moves_the_office_not_the_target() -> None:
    # Berlin's summer time ends on Sunday 25 October 2026: 16:00 is 14:00 UTC before and 15:00 after.
    assert due(OFFICE, "2026-10-23T14:00") == "Mon 26 11:00"


def test_a_night_shift_goes_over_midnight() -> None:
    night = Targets(hours="22:00-06:00", days=("fri",))
    assert due(night, "2026-11-20T23:00") == "Sat 21 03:00"
    assert due(night, "2026-11-21T05:00") == "Sat 28 01:00"


def test_who_writes_outside_the_hours_may_have_a_target_of_their_own() -> None:
    targets = Targets(hours="09:00-17:00", outside=12)
    assert due(targets, "2026-11-20T18:00") == "Sat 21 06:00"
    assert due(targets, "2026-11-20T10:00") == "Fri 20 14:00"
    assert due(targets, "2026-11-20T16:00") == "Sat 21 12:00"  # within them; the target goes on the next morning


def test_a_promise_to_a_lane_or_tier_is_kept_though_the_usual_one_is_later_outside_the_hours() -> None:
    targets = Targets(hours="09:00-17:00", outside=18, lanes={"threat": 0.5, "question": 24}, tiers={"gold": 1})
    night = datetime(2026, 11, 20, 22, tzinfo=UTC)
    morning = datetime(2026, 11, 21, tzinfo=UTC)
    assert find_due(targets, 4, night, "complaint", None) == night + timedelta(hours=18)
    assert find_due(targets, 4, night, "threat", None) == morning + timedelta(hours=9.5)
    assert find_due(targets, 4, night, "complaint", "gold") == morning + timedelta(hours=10)
    assert find_due(targets, 4, night, "question", None) == night + timedelta(hours=18)


def test_the_shorter_promise_holds() -> None:
    targets = Targets(lanes={"threat": 0.5, "question": 24}, tiers={"gold": 1})
    assert find_target(targets, 4, "complaint", None) == 4
    assert find_target(targets, 4, "threat", "gold") == 0.5
    assert find_target(targets, 4, "question", "Gold") == 1
    assert find_target(targets, 4, "question", "tin") == 24


def test_what_has_no_date_or_an_absurd_one_is_never_due() -> None:
    assert find_due(OFFICE, 4, None, "complaint", None) is None
    assert find_due(Targets(), 4, datetime.max.replace(tzinfo=UTC), "complaint", None) is None
    assert find_due(OFFICE, 4, datetime.max.replace(tzinfo=UTC), "complaint", None) is None


@given(st.integers(0, 15 * 365 * 24 * 60), st.floats(0.1, 60), st.floats(0.1, 60))
def test_a_longer_target_is_never_due_earlier_and_none_before_the_clock_has_run(
    minutes: int, first: float, second: float
) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    short, long = sorted((first, second))
    soon, late = (find_due(OFFICE, hours, moment, "complaint", None) for hours in (short, long))
    assert soon is not None
    assert late is not None
    assert moment + timedelta(hours=short) <= soon + timedelta(microseconds=1)
    assert soon <= late


@pytest.mark.parametrize(
    "wrong",
    [
        Targets(lanes={"complaint": 0}),
        Targets(lanes={"complaints": 1}),
        Targets(outside=-1),
        Targets(days=("monday",)),
        Targets(days=()),
        Targets(hours="nine to five"),
        Targets(time_zone="Mars/Olympus"),
    ],
)
def test_targets_that_cannot_be_kept_are_refused(wrong: Targets) -> None:
    with pytest.raises(ConfigError):
        check_targets(wrong)
