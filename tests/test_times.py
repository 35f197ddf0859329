"""Times as networks and exports write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage import times
from mentiontriage.times import parse_time

X_FORM = "%a %b %d %H:%M:%S %z %Y"
# What stands where in a time of X v1.1, and what may stand there in one that is damaged.
X_PARTS = st.tuples(
    st.sampled_from(("Mon", "Wed", "Sun", "wed", "Mi.", "Xyz")),
    st.sampled_from((*("  ",) * 4, " -", "- ", "\t ", "\u00a0 ")),
    st.sampled_from((*"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), "OCT", "Okt", "Ma1")),  # noqa: SIM905
    st.sampled_from(("01", "10", "28", "29", "30", "31", "00", "32", " 1", "-1", "1\u0664")),
    st.sampled_from(("00", "09", "23", "24", "25", " 7", "+7")),
    st.sampled_from((*("::",) * 4, ":.", ".:", ":,")),
    st.sampled_from(("00", "59", "60", "5a")),
    st.sampled_from(("00", "59", "60", "61", "1_")),
    st.sampled_from((*("+0000",) * 4, "+0200", "-0000", "UTC  ")),
    st.sampled_from(("2018", "2024", "2026", "1989", "0000", "9999", "201x", "\u0662\u0660\u0662\u0666")),
)

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
        "2026-07-14 12:00 UTC",
        "2026/7/14 12:00:00 PM",
        "2026/07/14 2:00:00 PM GMT+2",
        "2026-07-14 14:00:00 +0200 CEST",
        "2026-07-14 08:00:00 EDT",
        "14-Jul-2026 12:00:00",
        "14-Jul-26 12:00",
        "14.07.2026, 12:00 Uhr",
        "14.07.2026. 12:00",
        "14. 7. 2026 12:00:00",
        "14. 7. 2026. 12:00",
        "14.07.2026 14:00:00 +02:00",
        "14.07.2026 14:00 MESZ",
        "14.07.2026, 13:00 Uhr MEZ",
        "14.07.2026 12:00 nachm.",
        "14.07.2026, 2:00 nachm. MESZ",
        "2026-07-14 14:00:00 MESZ",
        "Tue, 14 Jul 2026 14:00:00 MESZ",
        "Tue Jul 14 2026 14:00:00 GMT+0200 (MESZ)",
        "Jul 14, 2026 12:00 PM",
        "July 14, 2026 at 12:00 p.m.",
        "14 Jul 2026, 12:00pm",
        "Tuesday, July 14, 2026 12:00:00",
        "Jul 14th, 2026 12:00",
        "July 14th, 2026 at 12:00 PM (UTC)",
        "Tuesday, 14th of July 2026 at 08:00 (EDT)",
        "14.07.2026 kl. 12:00",
        "14.07.2026 15:00 (GMT+3)",
        "2026-07-14T12:00:00Z[UTC]",
        "2026-07-14T14:00:00.000+02:00[Europe/Berlin]",
        "Tue Jul 14 2026 14:00:00 GMT+0200 (Central European Summer Time)",
        "Tue Jul 14 05:00:00 PDT 2026",
        "20260714120000",
        20260714120000,
        "202607141200",
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


@pytest.mark.parametrize(
    "written",
    [
        *("2026-07-14", "20260714", "14.07.2026", "14-Jul-26", "2026/7/14"),
        *("July 14, 2026", "Tue, Jul 14, 2026", "Tuesday, July 14, 2026"),
    ],
)
def test_a_day_without_an_hour_is_its_first_moment(written: str) -> None:
    assert parse_time(written) == datetime(2026, 7, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        *("", "   ", "yesterday", "03/04/2026", "12:30", "2026", "12", "Mon", "n/a", "2026-13-01", "2026-02-30"),
        *("July 14st, 2026", "July 4nd, 2026", "14.07.2026 12:00 (UTC", "2026-07-14T12:00:00[Europe/Berlin]"),
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


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        *(("12:05 AM", 0), ("5:05 AM", 5), ("12:05 PM", 12), ("5:05 PM", 17), ("17:05 PM", 17), ("00:05 AM", 0)),
        *(("12:05 vorm.", 0), ("5:05 vorm", 5), ("12:05 nachm.", 12), ("5:05 nachm.", 17), ("5:05:00 Nachm.", 17)),
    ],
)
def test_the_half_of_the_day_counts_behind_every_form_of_day(written: str, hour: int) -> None:
    for day in ("Jul 14, 2026", "14 Jul 2026", "14-Jul-2026", "2026-07-14", "2026/07/14"):
        assert parse_time(f"{day} {written}") == datetime(2026, 7, 14, hour, 5, tzinfo=UTC)


def test_half_a_day_with_a_zone_that_nobody_can_tell_is_unknown() -> None:
    assert parse_time("14 Jul 2026 5:34 PM IST") is None
    assert parse_time("14 Jul 2026 5:34 nachm. IST") is None
    assert parse_time("14.07.2026 5:34 nachmachen") is None


def test_a_word_or_a_page_of_text_is_no_time() -> None:
    assert parse_time("yesterday") is None
    assert parse_time("14 Jul 2026 (" + "long ago " * 20 + ")") is None


@given(X_PARTS)
def test_times_of_x_are_read_quickly_as_strptime_reads_them(parts: tuple[str, ...]) -> None:
    weekday, blanks, month, day, hour, colons, minute, second, zone, year = parts
    clock = f"{hour}{colons[0]}{minute}{colons[1]}{second}"
    written = f"{weekday}{blanks[0]}{month}{blanks[1]}{day} {clock} {zone} {year}"
    try:
        expected = datetime.strptime(written, X_FORM).astimezone(UTC)
    except (ValueError, OverflowError):
        assert zone != "+0000" or times._parse_x(written) is None  # the older ways may still read it
    else:
        assert parse_time(written) == (expected if expected.year >= times.FIRST_YEAR else None)


@given(st.datetimes(datetime(1990, 1, 1), datetime(9999, 12, 31)))  # noqa: DTZ001
def test_every_time_of_x_keeps_its_second_without_strptime(moment: datetime) -> None:
    written = moment.strftime("%a %b %d %H:%M:%S +0000 ") + f"{moment.year:04}"
    assert times._parse_x(written) == moment.replace(microsecond=0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Reviewed in the United States on July 14, 2026",
        "Rezension aus Deutschland vom 14. Juli 2026",
        "Commenté en France le 14 juillet 2026",
        "Revisado en España el 14 de julio de 2026",
        "Recensito in Italia il 14 luglio 2026",
        "Avaliado no Brasil em 14 de julho de 2026",
        "Beoordeeld in Nederland op 14 juli 2026",
    ],
)
def test_where_a_review_was_written_may_stand_before_its_date(written: str) -> None:
    assert parse_time(written) == datetime(2026, 7, 14, tzinfo=UTC)
    assert parse_time(f"I bought it and {written}") is None
