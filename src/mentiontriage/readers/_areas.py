"""How large the sheets of a workbook are, told from their parts before a library holds all their cells.

calamine holds the whole rectangle around the filled cells, at some 30 bytes a cell, so that one cell far
out (XLSX, XLSB) or one that is said to be repeated (OpenDocument) is enough to fill the memory.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

_QUOTED = rb"""[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*"""
# Only inside a tag: posts may hold the like in their text, where there is no "<".
_START = re.compile(rb"""<(?:[^\s<>/"'=:]*:)?(?:row|c)(?=[\s/>])""")
# As all programs write it, which is quickly found; of two of the same name the first one counts.
_PLAIN = re.compile(rb"""<(?:\w+:)?(?:row|c)(?: (?!r=)[\w:]+="[^"'<>]*")* r="([A-Z]{0,3})([1-9]\d{0,6})\"""")
_TAG = re.compile(rb"""<(?:[^\s<>/"'=:]*:)?(row|c)(?=[\s/>])(%b)>""" % _QUOTED)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d*)""")
_ODS_START = re.compile(rb"<table:(?:table-row|table-cell|covered-table-cell|table)(?=[\s/>])")
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])(%b)>" % _QUOTED)
_REPEATED = re.compile(rb"""\btable:number-(?:rows|columns)-repeated\s*=\s*["'](\d+)""")
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


_ENDLESS = Area(1 << 20, 1 << 14)
"""What is supposed of a sheet with a tag that cannot be told: no program writes one that quotes `<` or never ends."""

Measure = Callable[[bytes], Area]
"""Takes one block after the other of a part, in none of which a tag is cut; gives the largest area so far."""


def measure_part(title: str) -> Measure:
    """Begin to measure the sheets in a part of a workbook, by the part's name in the archive."""
    if title.endswith(".bin"):
        return _measure_xlsb()
    return _measure_ods() if title == "content.xml" else _measure_xlsx()


def _measure_xlsx() -> Measure:
    """XLSX has a part for each sheet, and names the place of each row and cell, or leaves it to be counted.

    A row or cell without a place follows the one before it. A row without cells is none of the area.
    """
    rows = columns = row = column = 0

    def measure(block: bytes) -> Area:
        nonlocal rows, columns, row, column
        starts, places = len(_START.findall(block)), _PLAIN.findall(block)
        if starts == len(places):  # nearly always
            if places:
                columns = max(columns, *map(_read_column, {letters for letters, _ in places}))
                rows = max(rows, *map(int, {digits for letters, digits in places if letters} or {0}))
                row = max(row, *map(int, {digits for _, digits in places}))
                column = _read_column(places[-1][0])
            return Area(rows, columns)
        tags = _TAG.findall(block)
        if starts != len(tags) and b"\0" not in block:  # pictures, which are no sheets, hold any bytes
            return _ENDLESS
        for tag, attributes in tags:
            told = [(_read_column(letters), _read_number(digits)) for letters, digits in _PLACE.findall(attributes)]
            if tag == b"row":
                row, column = max([row + 1, *(number for _, number in told)]), 0
            else:
                column = max((place for place, _ in told), default=column + 1)
                columns = max(columns, column)
                rows = max([rows, row, *(number for _, number in told)])
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
        tags = _ODS_TAG.findall(block)
        if len(tags) != len(_ODS_START.findall(block)):
            return _ENDLESS
        for tag, attributes in tags:
            repeated = max(map(_read_number, _REPEATED.findall(attributes)), default=1)
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


def _read_number(digits: bytes) -> int:
    """Read a number; of one that is too long for any sheet its first digits are enough."""
    return int(digits.lstrip(b"0")[:9] or b"0")


def _read_column(letters: bytes) -> int:
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + letter - 64
    return number
