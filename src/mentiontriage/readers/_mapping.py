"""The user's `--map`, of all inputs at once: what it names must be somewhere, but not in every input."""

from collections.abc import Iterable, Mapping

from mentiontriage.errors import UsageError
from mentiontriage.readers import Export, Reader
from mentiontriage.readers._fields import keep_known, name_field
from mentiontriage.readers.flat_json import list_names

_LISTED = 30


def check_map(columns: Mapping[str, str], exports: Iterable[Export]) -> None:
    """Raise UsageError for a field that we do not have, and for a column that none of the exports has."""
    for field in columns:
        name_field(field)
    names = dict.fromkeys(name for export in exports for name in _list_columns(export))
    there = keep_known(columns, names)
    missing = [column for field, column in columns.items() if field not in there]
    if names and missing:
        listed = ", ".join(list(names)[:_LISTED])
        raise UsageError(f"--map names {missing[0]!r}, which is not there; there are: {listed}")


def takes_map(reader: Reader) -> bool:
    """Tell whether a reader asks the user's `--map` at all."""
    return reader.fallback or reader.columns is not None


def uses_map(reader: Reader, export: Export) -> bool:
    """Tell whether a reader finds anything in an export that the user's `--map` names."""
    return takes_map(reader) and bool(keep_known(export.columns, _list_columns(export)))


def _list_columns(export: Export) -> tuple[str, ...]:
    return list_names(export) if export.sample.kind == "json" else export.sample.header
