"""Read an export in which people have marked the complaints, for measuring and for learning.

The export is any table or JSON with usual names, or with `--map`; one more column holds the label.
"""

from collections.abc import Iterator

import msgspec

from mentiontriage.errors import ShapeError, UsageError
from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.readers import Export
from mentiontriage.readers._csv import read_rows
from mentiontriage.readers._fields import build_mention, match_fields, normalise_name
from mentiontriage.readers._json import iterate_values
from mentiontriage.readers._json_shapes import flatten
from mentiontriage.readers._table_fields import find_parts, match_table
from mentiontriage.readers._text_parts import join_parts

_Row = tuple[str, dict[str, str]] | Skipped | Note
"""Where a row stands, and its cells by the names of their columns."""
_POSITIVE = frozenset({"1", "1.0", "true", "yes", "y", "complaint", "negative"})


class Labelled(msgspec.Struct, frozen=True):
    """A mention, and whether people call it a complaint."""

    mention: Mention
    is_complaint: bool


def read_labelled(export: Export, label: str, positive: str | None) -> Iterator[Labelled | Skipped | Note]:
    """Read marked mentions; a row without text or label is skipped, as is a damaged one.

    `positive` is the label of a complaint; without it 1, true, yes, complaint and negative are.
    Raises UsageError where no column has that name, ShapeError where no column holds the text.
    """
    rows = _read_table(export) if export.sample.kind == "csv" else _read_objects(export)
    label_column, fields = _find_columns(export, label)
    for found in rows:
        if not isinstance(found, tuple):
            yield found
            continue
        where, row = found
        told = row.get(label_column, "").strip()
        values = {
            field: joined
            for field, columns in fields.items()
            if (joined := join_parts(row.get(name, "") for name in columns))
        }
        try:
            mention = build_mention(values)
        except ValueError as error:
            yield Skipped(where, str(error))
            continue
        if not told:
            yield Skipped(where, f"no label in {label_column}")
        elif isinstance(mention, Repost):
            yield Skipped(where, "a repost")
        elif not mention.text.strip():
            yield Skipped(where, "it has no text")
        else:
            is_complaint = told == positive if positive is not None else told.casefold() in _POSITIVE
            yield Labelled(mention, is_complaint)


def _find_columns(export: Export, label: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    names = _list_names(export)
    if not names:
        raise ShapeError(f"{export.name} is nothing that triage can read: neither JSON nor a table with named columns")
    plain = {normalise_name(name): name for name in names}
    column = label if label in names else plain.get(normalise_name(label))
    if column is None:
        raise UsageError(f"{export.name} has no column {label!r}; it has: {', '.join(names)}")
    if export.sample.kind == "csv":
        fields = _match_table(export, names.index(column))
    else:
        matched = match_fields([name for name in names if name != column], export.columns)
        fields = {field: (name,) for field, name in matched.items()}
    if "text" not in fields:
        raise ShapeError(f"{export.name} has no column known as the text; name it: --map text=COLUMN")
    return column, fields


def _match_table(export: Export, label: int) -> dict[str, tuple[str, ...]]:
    """Find the columns of a table's fields as its reader does, but for the one at the place of the label."""
    width = len(export.sample.header)
    header, *records = (
        (*row[:label], *row[label + 1 :]) for row in (export.sample.header, *export.sample.records) if len(row) == width
    )
    found = match_table(header, records, export.columns)
    parts = find_parts(header, records, export.columns, found.get("text"))
    fields: dict[str, tuple[str, ...]] = {field: (name,) for field, name in found.items()}
    return fields | {"text": parts} if parts else fields


def _list_names(export: Export) -> list[str]:
    """List the columns of a table, or the names in all the first objects: any of them may lack some."""
    if export.sample.kind == "csv":
        return list(export.sample.header)
    objects = (value for value in export.sample.records if isinstance(value, dict))
    return list(dict.fromkeys(name for value in objects for name in flatten(value)))


def _read_table(export: Export) -> Iterator[_Row]:
    for found in read_rows(export):
        if isinstance(found, tuple):
            number, cells = found
            yield f"{export.name}:{number}", dict(zip(export.sample.header, cells, strict=False))
        else:
            yield found


def _read_objects(export: Export) -> Iterator[_Row]:
    with export.open_bytes() as stream:
        for found in iterate_values(export.name, stream):
            if not isinstance(found, tuple):
                yield found
            elif isinstance(found[1], dict):
                row = {name: str(value) for name, value in flatten(found[1]).items()}
                yield f"{export.name}:{found[0]}", row
            else:
                yield Skipped(f"{export.name}:{found[0]}", "it is no object")
