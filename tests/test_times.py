"""Times as networks and exports write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.times import parse_time

NOON = datetime(2026, 7, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-07-14T12:00:00.000Z",
        "2026-07-14T12:00:00Z",
        "2026-07-14T14:00:00+02:00",
        "2026-07-14 12:00:00",
        "2026-07-14 12:00:00.0",
        "2026-07-14 12:00 +0000",
        "2026-07-14 12:00:00 UTC",
        " 2026-07-14T12:00:00Z ",
        "20260714T120000Z",
        "Tue Jul 14 12:00:00 +0000 2026",
        "Tue, 14 Jul 2026 12:00:00 GMT",
        "Tue, 14 Jul 2026 05:00:00 -0700",
        "14.07.2026 12:00",
        "2026/07/14 12:00",
        1784030400,
        1784030400.0,
        "1784030400",
        1784030400000,
        "1784030400000",
        1784030400000000,
        1784030400000000000,
    ],
)
def test_one_moment_in_many_forms_is_one_time_in_utc(written: object) -> None:
    assert parse_time(written) == NOON
    assert parse_time(written).utcoffset() == timedelta(0)  # type: ignore[union-attr]  # it is a time, see above


@pytest.mark.parametrize("written", ["2026-07-14", "20260714", "Tue, Jul 14, 2026", "14.07.2026", "July 14, 2026"])
def test_a_day_without_an_hour_is_its_first_moment(written: str) -> None:
    assert parse_time(written) == datetime(2026, 7, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        *("", "   ", "yesterday", "03/04/2026", "12:30", "2026", "12", "Mon", "n/a", "2026-13-01", "2026-02-30"),
        *(None, True, float("nan"), float("inf"), -5, 0, 10**400, [], {}),
        *("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "99999999999999999999"),
    ],
)
def test_what_is_no_time_or_cannot_be_told_is_unknown(written: object) -> None:
    assert parse_time(written) is None


@given(st.text(max_size=40))
def test_no_string_makes_a_crash(written: str) -> None:
    found = parse_time(written)
    assert found is None or found.tzinfo is UTC


@given(
    st.datetimes(
        datetime(1991, 1, 1),  # noqa: DTZ001 (hypothesis wants bounds without a zone)
        datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
    )
)
def test_every_iso_time_keeps_its_moment(moment: datetime) -> None:
    assert parse_time(moment.isoformat()) == moment


@pytest.mark.parametrize("written", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_utc_cannot_hold_is_unknown(written: str) -> None:
    assert parse_time(written) is None


def test_a_word_or_a_page_of_text_is_no_time() -> None:
    assert parse_time("yesterday") is None
    assert parse_time("14 Jul 2026 (" + "long ago " * 20 + ")") is None
