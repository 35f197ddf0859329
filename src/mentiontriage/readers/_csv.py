"""The front of every reader of tables: rows out of CSV as people's programs write it.

Python's csv module takes the rows apart; what is found here is what it must be told (encoding,
separator, line ends, header) and what it cannot know: where a quote was never closed, and which
cell a comma outside quotes belongs to. Rows are streamed; memory holds one of them.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from mentiontriage.model import Note, Skipped
from mentiontriage.readers import Export, Sample
from mentiontriage.readers._dialect import Layout, find_layout
from mentiontriage.readers._encoding import BARE_CR, Lines, decode_head, find_encoding
from mentiontriage.readers._header import Header
from mentiontriage.readers._ragged import RowFitter
from mentiontriage.readers._xlsx import is_workbook, read_sheets

HEAD_BYTES = 65_536
_LARGEST_ROW = 1 << 23  # characters over several lines; a quote open longer than this is unclosed
_SAMPLE_ROWS = 50


def sample_table(text: str, columns: Mapping[str, str]) -> Sample:
    """Look at the beginning of what may be a table: its header and first rows.

    `columns` is the user's `--map`.
    """
    layout = find_layout(text, columns.values())
    if layout is None:
        return Sample("other", text)
    header = Header("", layout.header)
    rows = ((row if len(row) != header.width else header.take(list(row))) for row in layout.rows[:_SAMPLE_ROWS])
    return Sample("csv", text, tuple(tuple(row) for row in rows if row is not None), layout.header)


def read_rows(export: Export) -> Iterator[tuple[int | str, list[str]] | Skipped | Note]:
    """Read the rows below the header, each as wide as the header and with its row's number.

    A row's number is the one that a spreadsheet shows, behind the sheet's name where several are read.
    What a row lost is a Skipped; what was made good is a Note.
    """
    with export.open_bytes() as stream:
        yield from _read_stream(export.name, stream, tuple(export.columns.values()))


def _read_stream(
    name: str, stream: BinaryIO, columns: tuple[str, ...]
) -> Iterator[tuple[int | str, list[str]] | Skipped | Note]:
    head = stream.read(HEAD_BYTES)
    if is_workbook(head):
        stream.seek(0)
        yield from read_sheets(name, stream, columns)
        return
    layout = find_layout(decode_head(head), columns)
    stream.seek(0)
    if layout is None:
        yield Skipped(name, "no table with named columns")
        return
    encoding = find_encoding(head)
    lines = Lines(stream, "utf-8-sig" if encoding == "utf-8" else encoding, layout.newline)
    fitter = RowFitter(name, layout)
    header = Header(name, layout.header)
    for number, found in _Records(lines, layout):
        if isinstance(found, str):
            yield Skipped(f"{name}:{number}", found)
        elif len(found) == header.width:
            if (row := header.take(found)) is not None:
                yield number, row
        elif isinstance(fitted := fitter.fit(number, found, header.places), Skipped):
            yield fitted
        else:
            yield number, header.arrange(fitted)
    if lines.odd_bytes:
        yield Note(name, "not all of it is UTF-8; the other bytes were read as Windows-1252")
    if lines.nuls:
        yield Note(name, f"NUL bytes: {lines.nuls:,}; they stand for no character and were left out")
    yield from header.report()
    yield from fitter.report()


class _Records:
    """Takes lines apart into records, and starts anew after a quote that is never closed."""

    def __init__(self, lines: Lines, layout: Layout) -> None:
        self._lines = lines
        self._layout = layout
        self._well_formed, self._open = _compile_records(layout.separator)
        narrow = sum(len(row) < len(layout.header) for row in layout.rows)
        self._trimmed = narrow > len(layout.rows) / 2  # some programs leave out the empty cells at a row's end
        self._pending: list[str] = []
        self._size = 0
        self._ended = False

    def __iter__(self) -> Iterator[tuple[int, list[str] | str]]:
        """Yield the records below the header by number; a string says why one could not be read."""
        above = self._layout.above + 1
        number = int(self._layout.hinted)
        source = iter(self._lines)
        if self._layout.hinted:
            next(source)
        pending = self._pending
        while True:
            torn = False
            for row in csv.reader(self._feed(source), delimiter=self._layout.separator):
                number += 1
                if (len(pending) > 1 or self._ended) and self._is_torn(row):
                    torn = True
                    break
                pending.clear()
                self._size = 0
                if number > above and row and (row[0] or any(row)):
                    yield number, self._restore(row) if self._lines.marked else row
            if not torn:
                return
            yield number, "a quote that is never closed; reading went on at the next line"
            source = _chain(pending[1:], source)
            pending.clear()
            self._size = 0
            self._ended = False

    def _feed(self, source: Iterator[str]) -> Iterator[str]:
        pending = self._pending
        for line in source:
            if pending:
                self._size += len(line)
                if self._size > _LARGEST_ROW:
                    pending.append(line)
                    break
            pending.append(line)
            yield line
        self._ended = True

    def _is_torn(self, row: list[str]) -> bool:
        """Tell a cell of several lines from a quote that was never closed.

        Such a quote ends at the next one that there is, so a cell stands quoted that was not written so;
        or the row is of another width; and the next line by itself is a whole row or begins one.
        """
        width = len(self._layout.header)
        lines = self._pending
        if not lines or self._size > _LARGEST_ROW:
            return bool(lines)
        if self._well_formed.fullmatch("".join(lines)):
            if len(row) == width:
                return False
            if len(row) < width and not self._trimmed:
                return True
        elif self._ended or len(row) != width or self._open.fullmatch("".join(lines[1:])):
            return True
        after = next(csv.reader(lines[1:], delimiter=self._layout.separator), [])
        return len(after) == width

    def _restore(self, row: list[str]) -> list[str]:
        return [cell.replace(BARE_CR, "\r") for cell in row]


def _chain(first: Iterable[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rest


def _compile_records(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what a record of RFC 4180 looks like, and one that goes on in the next line.

    A cell with quotes in it is quoted, and they are doubled.
    """
    inside = r'"(?:[^"]++|"")*+'
    cell = rf'(?:{inside}"|[^"{separator}\r\n]*+)'
    whole = rf"{cell}(?:[{separator}]{cell})*+[\r\n]*"
    return re.compile(whole), re.compile(rf"(?:{cell}[{separator}])*+{inside}")
