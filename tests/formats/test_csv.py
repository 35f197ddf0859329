"""The csv format opens in a spreadsheet as one row an item, and nothing in it is computed."""

import csv
import io

from hypothesis import given, settings
from tests.formats.hostile import queues
from tests.formats.queues import make_empty, make_hard_queue, make_morning
from tests.hard_situations import FORMULAS

from mentiontriage.formats import View
from mentiontriage.formats._clean import clean_block
from mentiontriage.formats.csv import defuse, render
from mentiontriage.model import Queue
from mentiontriage.readers._cells import take_defusing_off

NUMBERS = {"rank", "priority", "followers", "replies", "reposts", "likes", "views", "compound", "pos", "neu", "neg",
           "complaint", "waited_s", "rating"}  # fmt: skip


def read_rows(queue: Queue) -> list[dict[str, str]]:
    text = render(queue, View())
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_each_item_is_one_row_with_a_column_for_each_factor() -> None:
    rows = read_rows(make_morning())
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert rows[0]["factor_severity"] == "1.8"
    assert rows[0]["factor_urgency_reason"] == "waited against a target of 4h"
    assert rows[0]["handle"] == "nadia_flies"


def test_unknown_is_an_empty_cell() -> None:
    row = read_rows(make_morning())[2]
    assert (row["followers"], row["handle"], row["verified"]) == ("", "", "")
    assert row["likes"] == "3"


def test_lines_end_as_rfc_4180_says_and_line_ends_in_a_text_stay_within_its_quotes() -> None:
    text = render(make_morning(), View())
    assert "\r" not in text.replace("\r\n", "")
    assert "@octocat\n'=1+1" in read_rows(make_morning())[3]["text"]


def test_an_empty_queue_is_the_heading_alone() -> None:
    assert read_rows(make_empty()) == []
    assert render(make_empty(), View()).count("\r\n") == 1


def test_a_formula_is_text_and_readable() -> None:
    by_id = {row["id"]: row["text"] for row in read_rows(make_hard_queue())}
    assert all(by_id[f"plain-{name}"].startswith("'") for name in FORMULAS)
    assert by_id["plain-plus"] == "'+1 terrible"


def read_cells_at_semicolons(queue: Queue) -> list[str]:
    """Read the file as a spreadsheet that is set to semicolons does.

    To it our quotation marks stand within cells, where they quote nothing; pairs of them vanish at most.
    """
    text = render(queue, View()).removeprefix("\ufeff")
    return [cell.lstrip().lstrip('"').lstrip() for line in text.splitlines() for cell in line.split(";")]


def assert_nothing_is_computed(queue: Queue) -> None:
    rows = read_rows(queue)
    for cell in read_cells_at_semicolons(queue):
        assert not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell
    assert len(rows) == len(queue.items)
    for row in rows:
        assert None not in row
        for column, cell in row.items():
            if column not in NUMBERS and not column.startswith("factor_"):
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")), column


def test_no_hard_situation_is_computed() -> None:
    assert_nothing_is_computed(make_hard_queue())


@given(queue=queues())
@settings(max_examples=40)
def test_no_text_whatever_is_computed_or_breaks_a_row(queue: Queue) -> None:
    assert_nothing_is_computed(queue)
    for row, item in zip(read_rows(queue), queue.items, strict=True):
        assert take_defusing_off(row["text"]).removeprefix("'") == clean_block(item.mention.text).removeprefix("'")


def test_a_formula_behind_a_semicolon_or_a_line_end_begins_no_cell_where_those_split() -> None:
    text = "no refund;=1+1; -2 ;\"@SUM(1)\n=cmd|' /C calc'!A0\nbye ;) 1=1; it's - well"
    assert defuse(text) == "no refund;'=1+1;' -2 ;'\"@SUM(1)\n'=cmd|' /C calc'!A0\nbye ;) 1=1; it's - well"
    assert take_defusing_off(str(defuse(text))) == text
