"""An export in which people marked the complaints is read row by row, whatever its columns are called."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from mentiontriage.errors import ShapeError, UsageError
from mentiontriage.inputs import name_file
from mentiontriage.labelled import Labelled, read_labelled
from mentiontriage.model import Note, Skipped
from mentiontriage.readers._open import open_export

TABLE = """\
id,text,label
1,still no refund,yes
2,lovely kettle,no
3,it leaks,Complaint
4,thanks,
5,,yes
6,RT @ada: it leaks,yes
"""


def read(
    folder: Path,
    content: str,
    label: str = "label",
    positive: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[list[tuple[str, bool]], list[Skipped]]:
    """Read marked posts from a file: each one's text and whether it complains, and what was skipped."""
    file = folder / "marked"
    file.write_text(content, "utf-8")
    found = name_file(file)
    items = [
        item
        for item in read_labelled(open_export(found.name, found.open_raw, columns or {}), label, positive)
        if not isinstance(item, Note)
    ]
    marked = [(item.mention.text, item.is_complaint) for item in items if isinstance(item, Labelled)]
    return marked, [item for item in items if isinstance(item, Skipped)]


def test_rows_that_people_marked_are_read_and_the_others_are_skipped_with_the_reason(tmp_path: Path) -> None:
    marked, skipped = read(tmp_path, TABLE)
    assert marked == [("still no refund", True), ("lovely kettle", False), ("it leaks", True)]
    reasons = {item.where.rsplit(":", 1)[1]: item.reason for item in skipped}
    assert reasons == {"5": "no label in label", "6": "it has no text", "7": "a repost"}


def test_json_and_json_lines_are_read_as_tables_are(tmp_path: Path) -> None:
    rows = [{"text": "still no refund", "by": {"label": 1}}, {"text": "lovely kettle", "by": {"label": 0}}]
    told = [("still no refund", True), ("lovely kettle", False)]
    assert read(tmp_path, json.dumps(rows), "by.label")[0] == told
    assert read(tmp_path, "\n".join(map(json.dumps, rows)), "by.label")[0] == told


def test_what_is_no_row_is_skipped_and_the_others_are_read(tmp_path: Path) -> None:
    content = '{"text": "it leaks", "label": true}\n{broken\n[1]\n{"text": "still no refund", "label": true}\n'
    marked, skipped = read(tmp_path, content)
    assert marked == [("it leaks", True), ("still no refund", True)]
    assert len(skipped) == 2


def test_of_own_labels_only_the_one_that_is_named_is_a_complaint(tmp_path: Path) -> None:
    content = "text,label\nit leaks,K\nlovely kettle,L\nyes,yes\n"
    assert read(tmp_path, content, positive="K")[0] == [("it leaks", True), ("lovely kettle", False), ("yes", False)]


def test_the_label_is_found_as_columns_are_and_is_never_taken_for_a_field(tmp_path: Path) -> None:
    content = "Text,Sentiment\nit leaks,negative\nlovely kettle,positive\n"
    assert read(tmp_path, content, "sentiment")[0] == [("it leaks", True), ("lovely kettle", False)]


def test_a_column_of_another_name_is_named(tmp_path: Path) -> None:
    content = "what was said,label\nit leaks,1\n"
    assert read(tmp_path, content, columns={"text": "what was said"})[0] == [("it leaks", True)]


def test_what_cannot_be_learned_from_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column 'mark'; it has: id, text, label"):
        read(tmp_path, TABLE, "mark")
    with pytest.raises(ShapeError, match="name it: --map text=COLUMN"):
        read(tmp_path, "a,label\n1,2\n")
    with pytest.raises(ShapeError, match="neither JSON nor a table"):
        read(tmp_path, "[1, 2]")
