"""Every form of date that exports write; an ambiguous one is settled by its whole column, and said."""

import json
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from tests.readers.tables import mentions, notes, read_text

from mentiontriage.model import Note
from mentiontriage.readers import DateOrder, TimeStyle
from mentiontriage.readers._names import FIELDS
from mentiontriage.text import normalise_name


def read_dates(
    *dates: str, told: DateOrder | None = None, zone: tzinfo = UTC, column: str = "date"
) -> tuple[list[datetime | None], list[str]]:
    rows = "".join(f"no bag {n}|{date}\n" for n, date in enumerate(dates))
    items = read_text(f"text|{column}\n{rows}", times=TimeStyle(told, zone))
    return [m.posted_at for m in mentions(items)], notes(items)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-07-14T09:05:00Z", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("2026-07-14 09:05:00.0", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("2026-07-14T11:05:00+02:00", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("2015-02-24 11:35:52 -0800", datetime(2015, 2, 24, 19, 35, 52, tzinfo=UTC)),
        ("2026-09-18 12:00 +0000", datetime(2026, 9, 18, 12, tzinfo=UTC)),
        ("14.07.2026", datetime(2026, 7, 14, tzinfo=UTC)),
        ("14.07.2026 09:05", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("14.07.2026. 09:05", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("24-02-2015 11.35", datetime(2015, 2, 24, 11, 35, tzinfo=UTC)),
        ("24/02/2015 11:35", datetime(2015, 2, 24, 11, 35, tzinfo=UTC)),
        ("7/14/2026 2:05:09 PM", datetime(2026, 7, 14, 14, 5, 9, tzinfo=UTC)),
        ("7/14/26 12:05 AM", datetime(2026, 7, 14, 0, 5, tzinfo=UTC)),
        ("Tue, Jul 14, 2026", datetime(2026, 7, 14, tzinfo=UTC)),
        ("29-Oct-2022 05:34PM", datetime(2022, 10, 29, 17, 34, tzinfo=UTC)),
        ("2026-07-14 9:05", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("14/07/2026 11:05 +0200", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("14/07/2026 \u00e0 9h05", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("14.07.26 um 09:05 Uhr", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("46217.378472", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("46217", datetime(2026, 7, 14, tzinfo=UTC)),
        ("Wed Oct 11 06:55:44 +0000 2017", datetime(2017, 10, 11, 6, 55, 44, tzinfo=UTC)),
        ("Tue, 14 Jul 2026 09:05:00 GMT", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("1784019900", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
        ("1784019900000", datetime(2026, 7, 14, 9, 5, tzinfo=UTC)),
    ],
)
def test_a_date_in_any_form_is_read(written: str, meant: datetime) -> None:
    assert read_dates(written)[0] == [meant]


def test_one_day_over_twelve_settles_the_whole_column_even_far_below_the_sample() -> None:
    dates = ["03/04/2026 10:00", "01/04/2026 10:00", *["02/04/2026 10:00"] * 500, "13/04/2026 10:00"]
    found, said = read_dates(*dates)
    assert found[0] == datetime(2026, 4, 3, 10, tzinfo=UTC)
    assert None not in found
    assert said == ["times such as 03/04/2026 10:00 are read as day/month/year, as the whole column shows"]


def test_the_order_of_the_rows_settles_what_no_number_does() -> None:
    found, said = read_dates("01/02/2026", "02/01/2026", "02/03/2026", "03/01/2026")
    assert found[0] == datetime(2026, 1, 2, tzinfo=UTC)
    assert "month/day/year" in said[0]


def test_a_column_that_cannot_be_told_is_left_unknown_and_said() -> None:
    found, said = read_dates("03/04/2026", "03/04/2026")
    assert found == [None, None]
    doubt = "times such as 03/04/2026 may be day/month or month/day"
    assert said == [f"{doubt}: they are left unknown; --dates dmy or --dates mdy tells which"]


@pytest.mark.parametrize(
    ("dates", "is_pressing"),
    [
        (("03/04/2026", "03/04/2026"), True),
        (("next week", "some day"), True),
        (("next week", "2026-07-14"), False),
        (("03/04/2026", "13/04/2026"), False),
        (("03/04/2026", "2026-07-14"), False),
        (("", ""), False),
    ],
)
def test_a_note_presses_where_no_time_at_all_can_be_read(dates: tuple[str, ...], *, is_pressing: bool) -> None:
    items = read_text("text|date\n" + "".join(f"no bag {n}|{date}\n" for n, date in enumerate(dates)))
    assert any(item.is_pressing for item in items if isinstance(item, Note)) is is_pressing


@pytest.mark.parametrize(("told", "month", "said"), [("dmy", 4, "day/month/year"), ("mdy", 3, "month/day/year")])
def test_what_the_user_says_settles_what_the_column_leaves_open(told: DateOrder, month: int, said: str) -> None:
    found, notes_told = read_dates("03/04/2026", "03/04/2026", told=told)
    assert found == [datetime(2026, month, 7 - month, tzinfo=UTC)] * 2
    assert notes_told == [f"times such as 03/04/2026 are read as {said}, as --dates says"]


def test_what_the_user_says_wins_over_the_order_of_the_rows() -> None:
    dates = ("01/02/2026", "02/01/2026", "02/03/2026", "03/01/2026")
    assert read_dates(*dates)[0][1] == datetime(2026, 2, 1, tzinfo=UTC)
    assert read_dates(*dates, told="dmy")[0][1] == datetime(2026, 1, 2, tzinfo=UTC)


def test_a_column_that_shows_its_order_is_believed_over_the_user_even_far_below_the_sample() -> None:
    found, said = read_dates("03/04/2026", *["02/04/2026"] * 500, "13/04/2026", told="mdy")
    assert found[0] == datetime(2026, 4, 3, tzinfo=UTC)
    order = "read as day/month/year, as the whole column shows"
    assert said == [f"times such as 03/04/2026 are {order}, though --dates says mdy"]


HALVES = ("03/04/2026 2:05 PM", "25/04/2026 9:10 AM", "05/04/2026 11:30 AM")


@pytest.mark.parametrize("told", [None, "dmy", "mdy"])
def test_a_day_over_twelve_says_more_than_am_and_pm(told: DateOrder | None) -> None:
    found, said = read_dates(*HALVES, told=told)
    assert found == [
        datetime(2026, 4, 3, 14, 5, tzinfo=UTC),
        datetime(2026, 4, 25, 9, 10, tzinfo=UTC),
        datetime(2026, 4, 5, 11, 30, tzinfo=UTC),
    ]
    assert "day/month/year, as the whole column shows" in said[0]


def test_a_day_over_twelve_far_below_the_sample_says_more_than_am_and_pm() -> None:
    found, _ = read_dates("03/04/2026 2:05 PM", *["02/04/2026 9:10 AM"] * 500, "13/04/2026 9:10 AM")
    assert found[0] == datetime(2026, 4, 3, 14, 5, tzinfo=UTC)


def test_am_and_pm_suggest_month_and_day_where_nothing_else_tells() -> None:
    found, said = read_dates("03/04/2026 2:05 PM", "03/04/2026 2:05 PM")
    assert found[0] == datetime(2026, 3, 4, 14, 5, tzinfo=UTC)
    assert said == ["times such as 03/04/2026 2:05 PM are read as month/day/year, as AM and PM suggest"]


def test_am_and_pm_as_spanish_has_them_suggest_nothing_of_the_month() -> None:
    assert read_dates("03/04/2026 2:05 p. m.", "03/04/2026 2:05 p. m.")[0] == [None, None]
    assert read_dates("13/04/2026 2:05 p. m.")[0] == [datetime(2026, 4, 13, 14, 5, tzinfo=UTC)]


def test_am_and_pm_as_german_has_them_suggest_nothing_of_the_month() -> None:
    assert read_dates("03/04/2026 2:05 nachm.", "03/04/2026 2:05 vorm.")[0] == [None, None]
    assert read_dates("13/04/2026 2:05 nachm.")[0] == [datetime(2026, 4, 13, 14, 5, tzinfo=UTC)]


def test_a_column_of_dates_in_words_of_another_language_is_read_whole() -> None:
    found, said = read_dates("Freitag, 20. November 2026", "5. März 2026 09:05", "irgendwann im März 2026")
    assert found == [datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 3, 5, 9, 5, tzinfo=UTC), None]
    assert said == ["times that cannot be read: 1, such as 'irgendwann im März 2026'; they are left unknown"]


def test_what_the_user_says_wins_over_am_and_pm() -> None:
    found, said = read_dates("03/04/2026 2:05 PM", "03/04/2026 2:05 PM", told="dmy")
    assert found[0] == datetime(2026, 4, 3, 14, 5, tzinfo=UTC)
    assert said == ["times such as 03/04/2026 2:05 PM are read as day/month/year, as --dates says"]


def test_a_date_that_is_none_in_either_order_settles_nothing() -> None:
    assert read_dates("40/40/2026", "13/04/2026")[0] == [None, datetime(2026, 4, 13, tzinfo=UTC)]


def test_times_that_cannot_be_read_are_counted_with_an_example() -> None:
    found, said = read_dates("", "a week ago", "2026-07-14", "last month")
    assert found == [None, None, datetime(2026, 7, 14, tzinfo=UTC), None]
    assert said == ["times that cannot be read: 2, such as 'a week ago'; they are left unknown"]


def test_what_is_left_open_is_told_once_and_what_cannot_be_read_beside_it() -> None:
    found, said = read_dates("03/04/2026", "03/04/2026", "soon")
    assert found == [None, None, None]
    assert len(said) == 2
    assert said[1].startswith("times that cannot be read: 1, such as 'soon'")


def test_what_the_user_says_changes_no_date_that_leaves_nothing_open() -> None:
    assert read_dates("2026-04-03", "03.04.2026", told="mdy")[0] == [datetime(2026, 4, 3, tzinfo=UTC)] * 2


def test_a_time_that_no_post_can_have_is_unknown_and_costs_no_post() -> None:
    assert read_dates("1900-01-01T00:00:00", "9999-12-31T23:00:00-14:00")[0] == [None, None]


def test_a_day_that_does_not_exist_is_unknown_and_costs_no_post() -> None:
    assert read_dates("31.02.2026", "28.02.2026")[0] == [None, datetime(2026, 2, 28, tzinfo=UTC)]


def test_date_and_time_of_day_may_stand_in_two_columns() -> None:
    (mention,) = mentions(read_text("Date;Time;Author;Text snippet;URL\n14.07.2026;09:05;anna;no bag;\n"))
    assert mention.posted_at == datetime(2026, 7, 14, 9, 5, tzinfo=UTC)


def test_a_time_of_day_in_a_column_of_its_own_may_be_in_halves() -> None:
    (mention,) = mentions(read_text("Date;Time;Author;Text snippet;URL\n14-Jul-2026;5:34 PM;anna;no bag;\n"))
    assert mention.posted_at == datetime(2026, 7, 14, 17, 34, tzinfo=UTC)


BERLIN = ZoneInfo("Europe/Berlin")  # in summer two hours ahead of UTC, in winter one


@pytest.mark.parametrize(
    "written",
    [
        "2026-07-14 09:05:00",
        "2026-07-14T09:05",
        "2026/07/14 09:05",
        "14.07.2026 09:05",
        "14/07/2026 09:05",
        "7/14/2026 9:05 AM",
        "14. Juli 2026 um 09:05 Uhr",
        "Jul 14, 2026 09:05:00",
        "Tue, 14 Jul 2026 09:05:00",
        "46217.378472",
        "20260714090500",
    ],
)
def test_a_time_that_names_no_zone_is_of_the_zone_that_is_told(written: str) -> None:
    assert read_dates(written, zone=BERLIN)[0] == [datetime(2026, 7, 14, 7, 5, tzinfo=UTC)]
    assert read_dates(written)[0] == [datetime(2026, 7, 14, 9, 5, tzinfo=UTC)]


@pytest.mark.parametrize(
    "written",
    [
        "2026-07-14T09:05:00Z",
        "2026-07-14 11:05:00 +0200",
        "14.07.2026 11:05 MESZ",
        "14/07/2026 09:05 GMT",
        "Tue Jul 14 09:05:00 +0000 2026",
        "Tue, 14 Jul 2026 05:05:00 EDT",
        "Tue, 14 Jul 2026 09:05:00 -0000",
        "1784019900",
        "1784019900000",
    ],
)
def test_a_time_that_names_its_zone_is_of_that_zone_whatever_is_told(written: str) -> None:
    assert read_dates(written, zone=BERLIN)[0] == [datetime(2026, 7, 14, 9, 5, tzinfo=UTC)]


def test_clocks_that_change_are_known() -> None:
    written = ["2026-01-14 09:05", "2026-07-14 09:05"]
    found, _ = read_dates(*written, zone=BERLIN)
    assert found == [datetime(2026, 1, 14, 8, 5, tzinfo=UTC), datetime(2026, 7, 14, 7, 5, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("column", "hour"),
    [
        ("Created (UTC)", 9),
        ("created_utc", 9),
        ("Date (GMT+2)", 7),
        ("Date (UTC +02:00)", 7),
        ("Date [UTC\u22125]", 14),
        ("Created at (UTC+5:30)", 3),
        ("Date (UTC-2026)", 9),
        ("Conversation started at (Europe/Athens)", 6),
        ("Date (Mars/Olympus)", 7),
        ("Date (day/month/year)", 7),
        ("date", 7),
    ],
)
def test_a_column_that_is_called_by_a_zone_is_of_no_other_in_tables_and_in_json(column: str, hour: int) -> None:
    minutes = 35 if "5:30" in column else 5
    meant = datetime(2026, 7, 14, hour, minutes, tzinfo=UTC)
    assert read_dates("2026-07-14 09:05", zone=BERLIN, column=column)[0] == [meant]
    if normalise_name(column) in FIELDS["created_at"]:
        post = json.dumps({"text": "no bag", column: "2026-07-14 09:05"})
        assert [m.posted_at for m in mentions(read_text(post, times=TimeStyle(None, BERLIN)))] == [meant]


def test_a_column_of_times_of_day_tells_the_zone_as_well() -> None:
    (mention,) = mentions(read_text("Date,Time (GMT+2),Text\n2026-07-14,09:05,no bag\n"))
    assert mention.posted_at == datetime(2026, 7, 14, 7, 5, tzinfo=UTC)


def test_the_order_of_few_rows_tells_less_than_am_and_pm() -> None:
    found, said = read_dates("03/01/2026 2:05 PM", "01/02/2026 3:00 PM", "02/03/2026 1:00 PM")
    assert found[0] == datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
    assert "as AM and PM suggest" in said[0]


def test_the_order_of_several_rows_tells_more_than_am_and_pm_and_that_of_few_more_than_nothing() -> None:
    days = [f"0{day}/0{month}/2026" for month, day in enumerate((5, 3, 9, 1, 7, 2), 1)]
    found, said = read_dates(*[f"{day} 1:00 PM" for day in days])
    assert found[0] == datetime(2026, 1, 5, 13, tzinfo=UTC)
    assert "day/month/year, as the order of the rows suggests" in said[0]
    found, said = read_dates("03/01/2026", "01/02/2026", "02/03/2026")
    assert found[0] == datetime(2026, 1, 3, tzinfo=UTC)


def test_a_zone_whose_name_means_several_is_known_where_the_zone_that_is_told_goes_by_it() -> None:
    written = "Mon, 01 Jun 2026 10:00:00 BST"
    assert read_dates(written, zone=ZoneInfo("Europe/London"))[0] == [datetime(2026, 6, 1, 9, tzinfo=UTC)]
    assert read_dates(written, zone=BERLIN)[0] == read_dates(written)[0] == [None]
    assert read_dates("Mon, 01 Jun 2026 10:00:00 JST")[0] == [datetime(2026, 6, 1, 1, tzinfo=UTC)]


def test_the_ids_of_x_show_which_number_is_the_day() -> None:
    """1745019111222333444 was written on 10 January 2024; an export of one day shows the order nowhere else."""
    for date, noted in (("01/10/2024 09:15", "month/day/year"), ("10/01/2024 09:15", "day/month/year")):
        table = f"Text,Date,Link\nno refund,{date},https://x.com/ada/status/1745019111222333444\nit broke,{date},\n"
        items = read_text(table, times=TimeStyle("dmy" if noted.startswith("month") else "mdy"))
        assert [mention.posted_at for mention in mentions(items)] == [datetime(2024, 1, 10, 9, 15, tzinfo=UTC)] * 2
        assert any(f"{noted}, as the posts' ids show" in note for note in notes(items))


@pytest.mark.parametrize("ident", ["29700859247", "1345019111222333444", "99999999999999999999999"])
def test_ids_that_hold_another_time_or_none_show_nothing(ident: str) -> None:
    table = f"Text,Date,Link\nno refund,01/10/2024 09:15,https://x.com/ada/status/{ident}\n"
    assert mentions(read_text(table))[0].posted_at is None
