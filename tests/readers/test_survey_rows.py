"""The rows below a survey's header that say what its columns hold: they are no posts, and a note says so."""

from datetime import UTC, datetime

import pytest
from tests.readers.tables import mentions, notes, open_bytes, read_bytes, read_text, skipped
from tests.readers.workbooks import write_workbook

from mentiontriage.model import Author

TOLD = ["rows that belong to the header: 1; they tell what a survey's columns hold, and are no posts"]

MONKEY = [
    ["Respondent ID", "Collector ID", "Start Date", "How likely is it?", "What went wrong?", "What do you use?", ""],
    ["", "", "", "Response", "Open-Ended Response", "Kettle", "Other (please specify)"],
    ["11800000001", "446000001", "2026-11-14 09:10:11", "3", "It broke", "Kettle", ""],
    ["11800000002", "446000001", "2026-11-15 10:10:11", "9", "Nothing", "", "a pan"],
]
MAPPED = {"text": "What went wrong?", "date": "Start Date"}

QUALTRICS = [
    ["StartDate", "Status", "RecordedDate", "ResponseId", "Q1"],
    ["Start Date", "Response Type", "Recorded Date", "Response ID", "What went wrong?"],
    [f'{{"ImportId":"{name}"}}' for name in ("startDate", "status", "recordedDate", "_recordId", "QID1_TEXT")],
    ["2026-11-14 09:10:11", "IP Address", "2026-11-14 09:12:00", "R_1abcDEF2ghiJKL3", "It broke"],
]


def write(rows: list[list[str]]) -> str:
    return "\n".join("|".join(row) for row in rows) + "\n"


def test_the_second_row_of_surveymonkey_is_no_post_and_said() -> None:
    items = read_text(write(MONKEY), MAPPED)
    assert [m.text for m in mentions(items)] == ["It broke", "Nothing"]
    assert notes(items) == TOLD
    assert not skipped(items)


def test_it_is_none_in_a_workbook_either_and_rows_keep_their_numbers() -> None:
    pytest.importorskip("python_calamine")
    book = write_workbook({"Sheet": [*MONKEY, ["11800000003", "446000001", "2026-11-16", "1", "", "", ""]]})
    items = read_bytes(book, MAPPED)
    assert [m.text for m in mentions(items)] == ["It broke", "Nothing"]
    assert notes(items) == TOLD
    assert [row.where for row in skipped(items)] == ["posts.csv:5"]


def test_it_is_known_also_where_the_first_columns_were_taken_out() -> None:
    items = read_text(write([row[3:5] for row in MONKEY]), {"text": "What went wrong?"})
    assert [m.text for m in mentions(items)] == ["It broke", "Nothing"]
    assert notes(items) == TOLD


def test_it_is_no_row_to_learn_from_either() -> None:
    records = open_bytes(write(MONKEY).encode(), MAPPED).sample.records
    assert [row[4] for row in records] == ["It broke", "Nothing"]


def test_joined_files_have_it_again() -> None:
    items = read_text(write([*MONKEY, *MONKEY]), MAPPED)
    assert [m.text for m in mentions(items)] == ["It broke", "Nothing"] * 2
    assert sum("belong to the header: 2" in note for note in notes(items)) == 1


def test_both_rows_of_qualtrics_are_no_posts() -> None:
    items = read_text(write(QUALTRICS).replace('"', '""').replace("{", '"{').replace("}", '}"'), {"text": "Q1"})
    assert [m.text for m in mentions(items)] == ["It broke"]
    assert notes(items)[0].startswith("rows that belong to the header: 2;")


def test_the_questions_alone_are_no_post_where_the_row_below_them_was_taken_out() -> None:
    items = read_text(write([*QUALTRICS[:2], QUALTRICS[3]]), {"text": "Q1"})
    assert [m.text for m in mentions(items)] == ["It broke"]
    assert notes(items) == TOLD


@pytest.mark.parametrize("ids", [("1", "2"), ("r1", "r2"), ("", ""), ("first", "second")])
def test_other_tables_of_responses_lose_no_post(ids: tuple[str, str]) -> None:
    rows = [[ids[0], "2026-07-01", "the oven broke"], [ids[1], "2026-07-02", "still waiting for a refund"]]
    items = read_text(write([["response_id", "recorded_date", "comment"], *rows]))
    assert [m.text for m in mentions(items)] == ["the oven broke", "still waiting for a refund"]
    assert not notes(items)


@pytest.mark.parametrize("below", [["", "", "", "", "", "", ""], ["", "", "", "", "It broke too", "", ""]])
def test_only_the_first_rows_can_be_part_of_the_header(below: list[str]) -> None:
    items = read_text(write([MONKEY[0], *MONKEY[2:], below]), MAPPED)
    assert not notes(items)
    assert len(mentions(items)) == 2 + bool(below[4])


@pytest.mark.parametrize("text", ["Response", "no response", "Open-ended response times, again and again"])
def test_a_first_post_that_speaks_of_responses_is_a_post(text: str) -> None:
    assert [m.text for m in mentions(read_text(f"text|author\n{text}|anna\nfine|ben\n"))] == [text, "fine"]


def test_a_form_of_microsofts_is_of_when_it_was_completed() -> None:
    header = "ID,Start time,Completion time,Email,Name,What went wrong with your order?,Rate us\n"
    row = "1,8/20/26 12:51:45,8/20/26 12:54:25,anonymous,,The kettle broke after two days and nobody answers me,1\n"
    (mention,) = mentions(read_text(header + row))
    assert mention.text == "The kettle broke after two days and nobody answers me"
    assert (mention.posted_at, mention.author) == (datetime(2026, 8, 20, 12, 54, 25, tzinfo=UTC), Author())
