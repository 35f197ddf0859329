"""Tables in workbooks (XLSX, XLSB, XLS, ODS): the sheet and the header are found, cells become text.

Read by calamine, a compiled library, which holds one sheet in memory; a sheet has a million rows
at most. What a spreadsheet keeps as a number has lost all digits after the fifteenth, so a longer
one is written as the damaged id that it is.
"""

import math
import zipfile
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from mentiontriage.errors import InputError
from mentiontriage.model import Note
from mentiontriage.readers import Sample
from mentiontriage.readers._dialect import SAMPLED_ROWS, find_header
from mentiontriage.readers._fields import match_fields, tell_posts
from mentiontriage.readers._header import Header
from mentiontriage.readers._repeated import name_apart

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet")
_EXACT_BELOW = 1e15
_DOCUMENTS = {"word": "a Word document", "ppt": "a PowerPoint presentation"}
_NO_TABLE = "is {}, and triage reads tables, JSON and feeds: save what it holds as CSV or XLSX, a post a row"
_NEEDS_EXTRA = "is a workbook; reading those takes: pip install 'mentiontriage[xlsx]' (or save it as CSV UTF-8)"


class _Table(NamedTuple):
    """A sheet, at which of its rows the names of its columns stand, and those names."""

    sheet: "CalamineSheet"
    at: int
    header: list[str]


def is_workbook(head: bytes) -> bool:
    """Tell a workbook by its first bytes: an OLE file, or an archive with a workbook's parts."""
    return head.startswith(_OLE) or (is_archive(head) and any(part in head for part in _PARTS))


def is_archive(head: bytes) -> bool:
    """Tell a zip archive by its first bytes; workbooks are archives too."""
    return head.startswith(_ZIP)


def sample_workbook(name: str, stream: BinaryIO, columns: Iterable[str], words: Container[str] | None = None) -> Sample:
    """Look at the beginning of the sheet that looks most like a table of posts.

    `columns` are the names that the user gives with `--map`; `words` stand in those of columns (see `find_header`).

    Raises InputError where the reading library is not installed or the file is no workbook.
    """
    table = _find_table(_open_sheets(name, stream), columns, words)
    if table is None:
        return Sample("other", "")
    header = Header(name, table.header)
    rows = [row for _, row in _iterate(table.sheet, table.at, header, SAMPLED_ROWS)]
    above = (*map(tuple, _read_head(table.sheet)[: table.at]), *header.told)
    names, repeated = name_apart(table.header, rows)
    return Sample("csv", "", tuple(map(tuple, rows)), names, above=above, repeated=repeated)


def read_sheets(
    name: str, stream: BinaryIO, columns: Iterable[str], words: Container[str] | None = None
) -> Iterator[tuple[int | str, list[str]] | Note]:
    """Read the rows of that sheet, and of all others with the same columns, each with its number in the sheet.

    A sheet with other columns is a Note.
    """
    sheets = _open_sheets(name, stream)
    table = _find_table(sheets, columns, words)
    if table is None:
        return
    header = Header(name, table.header)
    found = {sheet.name: at for sheet in sheets if (at := _find_again(sheet, table, header)) is not None}
    for sheet in sheets:
        if sheet.name in found:
            for number, row in _iterate(sheet, found[sheet.name], header):
                yield (f"{sheet.name}:{number}" if len(found) > 1 else number), row
        elif sheet.height:
            yield _tell_unread(name, sheet, table.sheet.name, looks_for_posts=words is None)
    if len(found) > 1:
        yield Note(name, f"sheets with the same columns, read one after the other: {', '.join(map(repr, found))}")
    yield from header.report()


def _open_sheets(name: str, stream: BinaryIO) -> "list[CalamineSheet]":
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise InputError(f"{name} {_NEEDS_EXTRA}") from error
    try:
        book = CalamineWorkbook.from_filelike(stream)
        return [book.get_sheet_by_name(title) for title in book.sheet_names]
    except (CalamineError, OSError) as error:
        told = _name_document(stream) or f"is damaged or no workbook: {error}"
        raise InputError(f"{name} {told}") from error


def _name_document(stream: BinaryIO) -> str:
    """Say which document an archive is that the makers of workbooks write as well; nothing where it is none."""
    try:
        with zipfile.ZipFile(stream) as archive:
            folders = {title.partition("/")[0] for title in archive.namelist()}
    except (zipfile.BadZipFile, OSError):
        return ""
    return next((_NO_TABLE.format(kind) for folder, kind in _DOCUMENTS.items() if folder in folders), "")


def _find_table(
    sheets: "Iterable[CalamineSheet]", columns: Iterable[str], words: Container[str] | None
) -> "_Table | None":
    best: tuple[tuple[int, int, float], _Table | None] = ((0, 0, 0.0), None)
    for sheet in sheets:
        rows = _read_head(sheet)
        if not rows:
            continue
        at, merit = find_header(rows, columns, words)
        if merit is not None and merit > best[0]:
            best = merit, _Table(sheet, at, [cell.strip() for cell in rows[at]])
    return best[1]


def _find_again(sheet: "CalamineSheet", table: "_Table", header: Header) -> int | None:
    """Find at which row of a sheet the table's header stands."""
    if sheet.name == table.sheet.name:
        return table.at
    return next((at for at, row in enumerate(_read_head(sheet)) if header.find(row) is not None), None)


def _tell_unread(name: str, sheet: "CalamineSheet", chosen: str, *, looks_for_posts: bool) -> Note:
    """Say that a sheet is not read, and how many rows are below its header, if it has one.

    People who ask for no notes are told as well where these may be posts.
    """
    rows = _read_head(sheet)
    at, merit = find_header(rows)
    count = sheet.height if merit is None or sheet.end is None else sheet.end[0] - at
    holds_posts = looks_for_posts and merit is not None and tell_posts(match_fields(rows[at], {})) is not None
    advice = "; if they are posts, save it as a file by itself" if holds_posts else ""
    told = f"its columns are not those of sheet {chosen!r}; rows in it: {count:,}{advice}"
    return Note(name, f"sheet {sheet.name!r} is not read: {told}", is_pressing=holds_posts)


def _read_head(sheet: "CalamineSheet") -> list[list[str]]:
    return [_write_row(row) for row in sheet.to_python(skip_empty_area=False, nrows=SAMPLED_ROWS)]


def _iterate(
    sheet: "CalamineSheet", at: int, header: Header, most: int | None = None
) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=None if most is None else at + 1 + most)
    header.follow(header.find(_write_row(rows[at])) or header.places)
    for number, cells in enumerate(rows[at + 1 :], at + 2):
        row = _write_row(cells)
        row = (row + [""] * (header.width - len(row)))[: header.width]
        if any(row) and (arranged := header.take(row)) is not None:
            yield number, arranged


def _write_row(row: Sequence[Any]) -> list[str]:
    return [cell if isinstance(cell, str) else _write_cell(cell) for cell in row]


def _write_cell(cell: Any) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            return ""
        if abs(cell) >= _EXACT_BELOW:
            return f"{cell:.5E}"
        return str(int(cell)) if cell == int(cell) else _write_fraction(cell)
    if isinstance(cell, datetime):  # a day without a time of day is a date: the time may have its own column
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write_fraction(number: float) -> str:
    """Write a number with a fraction; of 1.234 as 1.2340, which nobody takes for a thousand and more."""
    written = repr(number)
    return f"{written}0" if written[-4:-3] == "." else written
