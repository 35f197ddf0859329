"""Tables with several columns of one name: the first that holds anything is read, the others can be asked for."""

from pathlib import Path

import pytest
from tests.cli.commands import triage

from mentiontriage.readers._repeated import name_apart

ROWS = "Author,Date,Text,Date,Text\nada,2026-11-20 09:00,my refund never came,2026-11-20 11:00,a note of ours\n"


def convert(path: Path, table: str, *options: str) -> tuple[str, str]:
    path = path / "table.csv"
    path.write_text(table)
    told = triage("convert", path, *options)
    assert told.code == 0, told.err
    return told.out, " ".join(told.err.split())


def test_the_first_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    out, told = convert(tmp_path, ROWS, "-v")
    assert '"text":"my refund never came","created_at":"2026-11-20T09:00:00Z"' in out
    assert "several columns are called 'Date'; one is read, another is known as 'Date 2'" in told
    assert "--map created_at='Date 2'" in told
    assert "--map text='Text 2'" in told


def test_another_can_be_asked_for(tmp_path: Path) -> None:
    out, _ = convert(tmp_path, ROWS, "--map", "text=Text 2,created_at=Date 2")
    assert '"text":"a note of ours","created_at":"2026-11-20T11:00:00Z"' in out


def test_the_first_that_holds_anything_has_the_name(tmp_path: Path) -> None:
    out, told = convert(tmp_path, ROWS.replace("my refund never came", "").replace("2026-11-20 09:00", " "), "-v")
    assert '"text":"a note of ours","created_at":"2026-11-20T11:00:00Z"' in out
    assert "are called" not in told


def test_the_same_twice_is_worth_no_word(tmp_path: Path) -> None:
    _, told = convert(tmp_path, ROWS.replace("a note of ours", "my refund never came"), "-v")
    assert "'Text'" not in told


def test_the_header_that_stands_again_is_known_still(tmp_path: Path) -> None:
    out, _ = convert(tmp_path, ROWS + ROWS.replace("ada", "bob"))
    assert out.count("\n") == 2


@pytest.mark.parametrize(
    ("header", "named"),
    [
        (["Date", "Text", "Date"], ("Date", "Text", "Date 2")),
        (["Date", "date ", "DATE"], ("Date", "date 2", "DATE 3")),
        (["Date", "Date", "Date 2"], ("Date", "Date 3", "Date 2")),
        (["", "", "Text"], ("", "", "Text")),
    ],
)
def test_no_two_have_one_name(header: list[str], named: tuple[str, ...]) -> None:
    assert name_apart(header, [])[0] == named
