"""The front of every reader of tables: rows out of CSV as people's programs write it.

Python's csv module takes the rows apart; what is found here is what it must be told (encoding,
separator, line ends, header) and what it cannot know: where a quote was never closed, and which
cell a comma outside quotes belongs to. Rows are streamed; memory holds one of them.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import BinaryIO

from mentiontriage.model import Note, Skipped
from mentiontriage.readers import Export, Sample
from mentiontriage.readers._dialect import find_layout
from mentiontriage.readers._encoding import NOT_UTF8, Lines, decode_head, find_encoding
from mentiontriage.readers._header import Header
from mentiontriage.readers._ragged import Fitted, RowFitter
from mentiontriage.readers._records import read_records
from mentiontriage.readers._repeated import name_apart
from mentiontriage.readers._xlsx import is_workbook, read_sheets

HEAD_BYTES = 65_536
_SAMPLE_ROWS = 50


def sample_table(text: str, columns: Mapping[str, str], words: Container[str] | None = None) -> Sample:
    """Look at the beginning of what may be a table: its header and first rows.

    `columns` is the user's `--map`; `words` stand in the names of columns (see `find_layout`).
    """
    layout = find_layout(text, columns.values(), words)
    if layout is None:
        return Sample("other", text)
    header = Header("", layout.header)
    rows = ((row if len(row) != header.width else header.take(list(row))) for row in layout.rows[:_SAMPLE_ROWS])
    records = tuple(tuple(row) for row in rows if row is not None)
    names, repeated = name_apart(layout.header, [row for row in records if len(row) == header.width])
    return Sample("csv", text, records, names, above=(*layout.preamble, *header.told), repeated=repeated)


def read_rows(export: Export) -> Iterator[tuple[int | str, list[str]] | Skipped | Note]:
    """Read the rows below the header, each as wide as the header and with its row's number.

    A row's number is the one that a spreadsheet shows, behind the sheet's name where several are read.
    What a row lost is a Skipped; what was made good is a Note.
    """
    with export.open_bytes() as stream:
        yield from _read_stream(export, stream)


def _read_stream(export: Export, stream: BinaryIO) -> Iterator[tuple[int | str, list[str]] | Skipped | Note]:
    name, columns = export.name, export.columns.values()
    head = stream.read(HEAD_BYTES)
    if is_workbook(head):
        stream.seek(0)
        yield from read_sheets(name, stream, columns, export.words)
        return
    layout = find_layout(decode_head(head), columns, export.words)
    stream.seek(0)
    if layout is None:
        yield Skipped(name, "no table with named columns")
        return
    encoding = find_encoding(head)
    lines = Lines(stream, "utf-8-sig" if encoding == "utf-8" else encoding, layout.newline)
    fitter = RowFitter(name, layout)
    header = Header(name, layout.header)
    width, take, waiting = header.width, header.take, fitter.waiting
    for number, found in read_records(lines, layout):
        if waiting and (isinstance(found, str) or len(found) == width):
            yield from _arrange(fitter.release(), header)
        if isinstance(found, str):
            yield Skipped(f"{name}:{number}", found)
        elif len(found) != width:
            yield from _arrange(fitter.fit(number, found, header.places), header)
        elif (row := take(found)) is not None:
            yield number, row
    yield from _arrange(fitter.release(), header)
    if lines.odd_bytes:
        yield Note(name, NOT_UTF8)
    if lines.nuls:
        yield Note(name, f"NUL bytes: {lines.nuls:,}; they stand for no character and were left out")
    yield from header.report()
    yield from fitter.report()


def _arrange(rows: Iterable[Fitted], header: Header) -> Iterator[Fitted]:
    for row in rows:
        yield row if isinstance(row, Skipped) else (row[0], header.arrange(row[1]))
