"""How large the sheets of a workbook are, told from their parts before a library holds all their cells.

calamine holds the whole rectangle around the filled cells, at some 30 bytes a cell, so that one cell far
out (XLSX, XLSB) or one that is said to be repeated (OpenDocument) is enough to fill the memory.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

# Only inside a tag: posts may hold the like in their text, where there is no "<".
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^<>]*)>")
_REPEATED = re.compile(rb"""\btable:number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")
_VALUE = b"office:"  # begins what only a cell has that holds something
# XLSB is records ([MS-XLSB] 2.1.4): a kind, a size, the data; both numbers are of seven bits a byte.
_BEGIN_SHEET = b"\x81\x01"
_ROW, _BLANK, _LAST_OF_CELLS = 0, 1, 11
_LONGEST_START = 10  # bytes of a kind, a size, and the number of the row or column


class Area(NamedTuple):
    """A rectangle around the filled cells of a sheet."""

    rows: int
    columns: int

    @property
    def cells(self) -> int:
        """How many cells it has, filled or not."""
        return self.rows * self.columns


Measure = Callable[[bytes], Area]
"""Takes one block after the other of a part, in none of which a tag is cut; gives the largest area so far."""


def measure_part(title: str) -> Measure:
    """Begin to measure the sheets in a part of a workbook, by the part's name in the archive."""
    if title.endswith(".bin"):
        return _measure_xlsb()
    return _measure_ods() if title == "content.xml" else _measure_xlsx()


def _measure_xlsx() -> Measure:
    """XLSX names the place of each cell, and has a part for each sheet."""
    rows = columns = 0

    def measure(block: bytes) -> Area:
        nonlocal rows, columns
        if found := _CELL.findall(block):
            columns = max(columns, *map(_read_column, dict(found)))
            rows = max(rows, *map(int, {digits for _, digits in found}))
        return Area(rows, columns)

    return measure


def _measure_xlsb() -> Measure:
    """XLSB names the column of each cell, and the row before its cells; a part that is no sheet has none.

    Blank cells, which have a format and no more, are not held.
    """
    area, row, rest, skip = Area(0, 0), 0, b"", 0
    is_sheet: bool | None = None

    def measure(block: bytes) -> Area:
        nonlocal area, row, rest, skip, is_sheet
        data = rest + block
        if is_sheet is None and len(data) >= len(_BEGIN_SHEET):
            is_sheet = data.startswith(_BEGIN_SHEET)
        if not is_sheet:
            rest = b"" if is_sheet is False else data
            return area
        rows, columns = area
        at = skip
        while at < len(data) - _LONGEST_START:
            kind, size = data[at], data[at + 1]
            if kind < 128 and size < 128:  # nearly all are, and a sheet has millions
                at += 2
            else:
                kind, size, at = _read_start(data, at)
            if kind == _ROW:
                row = int.from_bytes(data[at : at + 4], "little") + 1
            elif _BLANK < kind <= _LAST_OF_CELLS:
                column = int.from_bytes(data[at : at + 4], "little")
                if column >= columns:
                    columns = column + 1
                rows = max(rows, row)
            at += size
        rest, skip = data[at:], max(0, at - len(data))
        area = Area(rows, columns)
        return area

    return measure


def _read_start(data: bytes, at: int) -> tuple[int, int, int]:
    """Read of a record its kind, the size of its data, and where they begin."""
    kind = data[at]
    at += 1
    if kind > 127:
        kind = kind & 127 | (data[at] & 127) << 7
        at += 1
    size = data[at]
    at += 1
    if size > 127:
        size &= 127
        for shift in (7, 14, 21):
            part = data[at]
            at += 1
            size |= (part & 127) << shift
            if part < 128:
                break
    return kind, size, at


def _measure_ods() -> Measure:
    """OpenDocument counts: all sheets, their rows and the rows' cells stand one after the other, and may be repeated.

    What is empty up to the end of a row or sheet is none of its area: LibreOffice fills up all sheets like that.
    """
    largest = area = Area(0, 0)
    row = column = 0

    def measure(block: bytes) -> Area:
        nonlocal largest, area, row, column
        for tag, attributes in _ODS_TAG.findall(block):
            repeated = int(found[1]) if (found := _REPEATED.search(attributes)) else 1
            if tag == b"table":
                area, row = Area(0, 0), 0
            elif tag == b"table-row":
                row, column = row + repeated, 0
            else:
                column += repeated
                if _VALUE in attributes:
                    area = Area(row, max(area.columns, column))
                    largest = max(largest, area, key=lambda one: one.cells)
        return largest

    return measure


def _read_column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
