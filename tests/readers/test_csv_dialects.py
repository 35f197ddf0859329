"""No dialect of CSV in the supported range loses a field or shifts one."""

from typing import Literal, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.readers.tables import mentions, open_bytes, read_bytes
from tests.readers.workbooks import write_workbook

from mentiontriage.errors import ShapeError
from mentiontriage.model import Note, Skipped
from mentiontriage.readers._csv import read_rows

HEADER = ["Post id", "Author", "Text", "Date", "Likes"]
PREAMBLES = [[], [["Report:", "Invented Airways"]], [["Brand:"], ["From:", "2026-01-01"], [], ["To:", "x"]]]

# Anything that a post may hold; NUL is dropped by design, and surrogates are no text.
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufdd0"), max_size=30)
nasty = st.text(st.sampled_from("a,;\t|\"'\n\r é€ =@#1"), max_size=12)
cells = st.one_of(any_text, nasty)
rows = st.lists(st.tuples(*[cells] * len(HEADER)), min_size=1, max_size=8)


class Dialect(NamedTuple):
    """One way to write a table."""

    encoding: str = "utf-8"
    separator: str = ","
    line_end: str = "\n"
    quoting: Literal["all", "needed"] = "needed"
    preamble: int = 0


def write_csv(table: list[tuple[str, ...]], dialect: Dialect) -> bytes:
    def write_cell(cell: str) -> str:
        needed = dialect.quoting == "all" or any(c in cell for c in (dialect.separator, '"', "\r", "\n"))
        return '"' + cell.replace('"', '""') + '"' if needed else cell

    lines = [dialect.separator.join(map(write_cell, row)) for row in (*PREAMBLES[dialect.preamble], HEADER, *table)]
    text = "".join(line + dialect.line_end for line in lines)
    if dialect.encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(dialect.encoding, "replace" if dialect.encoding == "cp1252" else "strict")


def as_read(cell: str) -> str:
    """Bytes of Windows-1252 that happen to be UTF-8 can only be read as that: fields stay apart all the same."""
    return cell.encode("cp1252", "replace").decode("utf-8", "mentiontriage.cp1252")


dialects = st.builds(
    Dialect,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from(["all", "needed"]),
    preamble=st.integers(0, len(PREAMBLES) - 1),
)


@given(rows, dialects)
@example([("1", "anna", 'a "b"\r\nc\rd', "", "0")], Dialect("utf-8-sig", ";", "\r\n", "needed", 2))
@example([("", "", "", "", '"')], Dialect("cp1252", "\t", "\n", "all", 1))
@example([("", "", "", "", "\n\r")], Dialect())
def test_no_dialect_loses_or_shifts_a_field(table: list[tuple[str, ...]], dialect: Dialect) -> None:
    expected = [list(row) for row in table if any(row) and list(row) != HEADER]
    if dialect.encoding == "cp1252":
        expected = [[as_read(cell) for cell in row] for row in expected]
    found = [row for row in read_rows(open_bytes(write_csv(table, dialect))) if not isinstance(row, Note)]
    assert not [row for row in found if isinstance(row, Skipped)]
    assert [row[1] for row in found if not isinstance(row, Skipped)] == expected


@given(table=rows, separator=st.sampled_from([",", ";", "\t"]))
def test_lines_may_end_in_a_bare_carriage_return(table: list[tuple[str, ...]], separator: str) -> None:
    table = [tuple(cell.replace("\n", " ") for cell in row) for row in table]
    data = write_csv(table, Dialect("utf-8", separator, "\r", "all"))
    found = [row[1] for row in read_rows(open_bytes(data)) if not isinstance(row, Note | Skipped)]
    assert found == [list(row) for row in table if any(row) and list(row) != HEADER]


@pytest.mark.parametrize("head", ["id,text,author", 'id,"te\nxt",author'])
@pytest.mark.parametrize("text", ["still waiting\nfor my refund", "still waiting\r\nfor it", "one\rtwo"])
def test_a_line_end_of_another_kind_inside_quotes_ends_no_row(head: str, text: str) -> None:
    rows = list(read_rows(open_bytes(f'{head}\r1,"{text}",ada\r2,"no oven, no reply",bob\r3,ho,cy\r'.encode())))
    assert rows == [(2, ["1", text, "ada"]), (3, ["2", "no oven, no reply", "bob"]), (4, ["3", "ho", "cy"])]


@pytest.mark.parametrize("last", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("first", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("count", [3, 4_000], ids=["few", "more than a block"])
def test_files_that_were_put_together_may_end_their_lines_in_several_ways(first: str, last: str, count: int) -> None:
    head = ["id,text,author", *(f"{n},no answer,ada" for n in range(count))]
    tail = [f'{n},"still, nothing",bob' for n in range(count, count * 2)]
    found = list(
        read_rows(open_bytes("".join([line + first for line in head] + [line + last for line in tail]).encode()))
    )
    expected = [[str(n), "no answer", "ada"] for n in range(count)]
    expected += [[str(n), "still, nothing", "bob"] for n in range(count, count * 2)]
    assert found == list(enumerate(expected, 2))


@pytest.mark.parametrize("above", range(9))
def test_the_header_is_found_below_up_to_eight_lines(above: int) -> None:
    lines = [f'"Line {n}:","about the report"' for n in range(above)]
    text = "\n".join([*lines, "Date,Author,Text", "2026-01-02,anna,Where is my bag?"])
    export = open_bytes(text.encode())
    assert export.sample.header == ("Date", "Author", "Text")
    assert list(read_rows(export)) == [(above + 2, ["2026-01-02", "anna", "Where is my bag?"])]


@pytest.mark.parametrize(
    "table",
    [
        b"a,b\n1,no reply\n",
        b"\xef\xbb\xbfa;b\r\n1;no reply\r\n",
        b"Tickets of May\n\nb\nno reply\n",
        write_workbook({"Sheet1": [["a", "b"], [1, "no reply"]]}),
    ],
    ids=["commas", "semicolons", "one column below a title", "a workbook"],
)
def test_the_names_that_the_user_gives_are_a_header_whatever_else_is_there(table: bytes) -> None:
    assert [mention.text for mention in mentions(read_bytes(table, {"text": "b"}))] == ["no reply"]


def test_a_row_of_posts_is_not_taken_for_the_name_of_one_column() -> None:
    with pytest.raises(ShapeError, match="--map text=COLUMN"):
        read_bytes(b"a,b\n1,no reply for a week\n")
