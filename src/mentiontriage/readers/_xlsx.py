"""Tables in workbooks (XLSX, XLS, ODS): the sheet and the header are found, cells become text.

Read by calamine, a compiled library, which holds one sheet in memory; a sheet has a million rows
at most. What a spreadsheet keeps as a number has lost all digits after the fifteenth, so a longer
one is written as the damaged id that it is.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from mentiontriage.errors import InputError
from mentiontriage.readers import Sample
from mentiontriage.readers._dialect import SAMPLED_ROWS, find_header

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet")
_EXACT_BELOW = 1e15
_NEEDS_EXTRA = "is a workbook; reading those takes: pip install 'mentiontriage[xlsx]' (or save it as CSV UTF-8)"


def is_workbook(head: bytes) -> bool:
    """Tell a workbook by its first bytes: an OLE file, or an archive with a workbook's parts."""
    return head.startswith(_OLE) or (is_archive(head) and any(part in head for part in _PARTS))


def is_archive(head: bytes) -> bool:
    """Tell a zip archive by its first bytes; workbooks are archives too."""
    return head.startswith(_ZIP)


def sample_workbook(name: str, stream: BinaryIO, columns: Iterable[str]) -> Sample:
    """Look at the beginning of the sheet that looks most like a table of posts.

    `columns` are the names that the user gives with `--map`.

    Raises InputError where the reading library is not installed or the file is no workbook.
    """
    sheet, at, header = _find_sheet(name, stream, columns)
    if sheet is None:
        return Sample("other", "")
    rows = [row for _, row in _iterate(sheet, at, header, SAMPLED_ROWS)]
    return Sample("csv", "", tuple(map(tuple, rows)), tuple(header))


def read_sheet(name: str, stream: BinaryIO, columns: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Read the rows below that sheet's header, each as wide as the header and with its number."""
    sheet, at, header = _find_sheet(name, stream, columns)
    if sheet is not None:
        yield from _iterate(sheet, at, header, None)


def _find_sheet(name: str, stream: BinaryIO, columns: Iterable[str]) -> tuple["CalamineSheet | None", int, list[str]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise InputError(f"{name} {_NEEDS_EXTRA}") from error
    try:
        book = CalamineWorkbook.from_filelike(stream)
        sheets = [book.get_sheet_by_name(title) for title in book.sheet_names]
    except (CalamineError, OSError) as error:
        reason = f"{name} is damaged or no workbook: {error}"
        raise InputError(reason) from error
    best: tuple[Any, CalamineSheet | None, int, list[str]] = ((0, 0, 0.0), None, 0, [])
    for sheet in sheets:
        rows = [_write_row(row) for row in sheet.to_python(skip_empty_area=False, nrows=SAMPLED_ROWS)]
        if not rows:
            continue
        at, merit = find_header(rows, columns)
        if merit is not None and merit > best[0]:
            best = merit, sheet, at, [cell.strip() for cell in rows[at]]
    return best[1:]


def _iterate(sheet: "CalamineSheet", at: int, header: list[str], most: int | None) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=None if most is None else at + 1 + most)
    width = len(header)
    for number, cells in enumerate(rows[at + 1 :], at + 2):
        row = _write_row(cells)
        if any(row) and row != header:
            yield number, (row + [""] * (width - len(row)))[:width]


def _write_row(row: Sequence[Any]) -> list[str]:
    return [cell if isinstance(cell, str) else _write_cell(cell) for cell in row]


def _write_cell(cell: Any) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            return ""
        if abs(cell) >= _EXACT_BELOW:
            return f"{cell:.5E}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):  # a day without a time of day is a date: the time may have its own column
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
