"""Any table with usual names of columns, of no vendor that we know; or with the user's `--map`."""

from collections.abc import Iterator

from mentiontriage.model import Note, Skipped
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.readers._csv import read_rows
from mentiontriage.readers._fields import build_mention, match_fields, tell_posts


def claims(sample: Sample) -> str | None:
    """Know a table of posts by its column for the text."""
    if sample.kind != "csv":
        return None
    return tell_posts(match_fields(sample.header, {}))


def read(export: Export) -> Iterator[Item]:
    """Read each row by the usual names of its columns."""
    header = export.sample.header
    found = match_fields(header, export.columns)
    places = [(field, header.index(column)) for field, column in found.items()]
    for row in read_rows(export):
        if isinstance(row, Skipped | Note):
            yield row
            continue
        number, cells = row
        try:
            yield build_mention({field: cells[at] for field, at in places})
        except ValueError as error:
            yield Skipped(f"{export.name}:{number}", str(error))


READER = Reader("flat-csv", "a table with usual names of columns, or with --map", claims, read, fallback=True)
