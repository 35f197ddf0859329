"""Which time zone a table names for its times, in the name of their column or above the posts."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.readers.tables import mentions, notes, read_bytes, read_text
from tests.readers.workbooks import write_workbook

from mentiontriage.readers import TimeStyle

TOKYO = TimeStyle(None, ZoneInfo("Asia/Tokyo"))


def read_hours(column: str, times: TimeStyle = TOKYO, above: str = "") -> list[tuple[int, int]]:
    table = f"{above}Author,{column},Text\nada,2026-07-14 09:05,no refund\nbob,2026-01-14 09:05,it broke\n"
    return [(m.posted_at.hour, m.posted_at.minute) for m in mentions(read_text(table, times=times)) if m.posted_at]


@pytest.mark.parametrize(
    ("column", "hours"),
    [
        ("Timestamp (America/Chicago)", [(14, 5), (15, 5)]),
        ("Conversation started at (Europe/Berlin)", [(7, 5), (8, 5)]),
        ("Published Date (GMT-04:00) New York", [(13, 5), (13, 5)]),
        ("Created (UTC+5:30)", [(3, 35), (3, 35)]),
        ("Date (GMT+0530)", [(3, 35), (3, 35)]),
        ("Date (GMT+2)", [(7, 5), (7, 5)]),
        ("Timestamp (ET)", [(13, 5), (14, 5)]),
        ("Date [CET]", [(8, 5), (8, 5)]),
        ("Created (UTC)", [(9, 5), (9, 5)]),
        ("created_utc", [(9, 5), (9, 5)]),
    ],
)
def test_the_name_of_a_column_tells_the_zone_of_its_times(column: str, hours: list[tuple[int, int]]) -> None:
    assert read_hours(column) == hours


@pytest.mark.parametrize("column", ["Date/Time", "Created (new)", "Date (Mars/Olympus)", "Date (IST)"])
def test_what_names_no_zone_leaves_it_to_the_user(column: str) -> None:
    assert read_hours(column) == [(0, 5), (0, 5)]


@pytest.mark.parametrize(
    "above",
    [
        "Report:,Posts\nTime Zone:,(GMT-05:00) Bogota\n\n",
        "Report,Posts,all\nZeitzone,Etc/GMT+5,\n",
        "Report,Posts,all\nTime zone,-05:00,\n",
        "Report,Posts,all\nタイムゾーン,-05:00,\n",
        '"All times are shown in America/Bogota."\n',
    ],
)
def test_a_line_above_the_header_tells_the_zone(above: str) -> None:
    assert read_hours("Date", above=above) == [(14, 5), (14, 5)]


def test_the_name_of_the_column_of_the_hour_tells_it_too() -> None:
    table = "Author,Date,Time (America/Bogota),Text\nada,2026-07-14,09:05,no refund\n"
    assert mentions(read_text(table))[0].posted_at == datetime(2026, 7, 14, 14, 5, tzinfo=UTC)


def test_when_an_export_was_made_tells_no_zone_of_its_posts() -> None:
    assert read_hours("Date", above='"Exported 2026-07-15 08:00 UTC"\n') == [(0, 5), (0, 5)]
    assert read_hours("Date", above="Exported,2026-07-15,-05:00\n") == [(0, 5), (0, 5)]


def test_the_column_says_more_than_the_line_above() -> None:
    assert read_hours("Date (UTC)", above="Time Zone:,(GMT-05:00) Bogota\n") == [(9, 5), (9, 5)]


def test_a_workbook_tells_it_above_its_header_too() -> None:
    rows = [["Time Zone:", "America/Bogota"], ["Author", "Date", "Text"], ["ada", "2026-07-14 09:05", "no refund"]]
    assert mentions(read_bytes(write_workbook({"Posts": rows})))[0].posted_at == datetime(
        2026, 7, 14, 14, 5, tzinfo=UTC
    )


def test_the_third_row_of_qualtrics_tells_it() -> None:
    table = (
        "RecordedDate,ResponseId,Q1\nRecorded Date,Response ID,What went wrong?\n"
        '"{""ImportId"":""recordedDate"",""timeZone"":""America/Denver""}",'
        '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1_TEXT""}"\n'
        "2026-07-14 09:05:00,R_1a,the lid came broken\n2026-07-14 10:05:00,R_2b,it never came at all\n"
    )
    told = read_text(table)
    assert mentions(told)[0].posted_at == datetime(2026, 7, 14, 15, 5, tzinfo=UTC)
    assert "times are of America/Denver, as is said above the posts" in notes(told)
    in_utc = read_text(table.replace("America/Denver", "Z"), times=TOKYO)
    assert mentions(in_utc)[0].posted_at == datetime(2026, 7, 14, 9, 5, tzinfo=UTC)


def test_times_with_a_zone_of_their_own_keep_it() -> None:
    table = "Author,Date (America/Chicago),Text\nada,2026-07-14T09:05:00+02:00,no refund\n"
    assert mentions(read_text(table))[0].posted_at == datetime(2026, 7, 14, 7, 5, tzinfo=UTC)
