"""Which column of a table of no known vendor holds which of our fields: by its name, and by what stands in it.

The usual names (`_names`) come first, then those that need a look at the values (`_table_names`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mentiontriage.readers._cells import read_cell_count, read_stars
from mentiontriage.readers._dates import is_clock, looks_like_time
from mentiontriage.readers._fields import FIELDS, find_mapped, normalise_name
from mentiontriage.readers._names import list_usual
from mentiontriage.readers._table_names import OPEN, SOLVED, TABLES, names_others_date, names_posts_date

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ORDER = tuple(field for usual in FIELDS for field in ((usual, "time") if usual == "created_at" else (usual,)))
"""The time of day is looked for behind the date, which may have nothing but the same name."""
_NO_WORDS = frozenset({"text", "title", "name", "handle", "source", "lang"})
"""Fields that are no numbers."""


def match_table(header: Sequence[str], records: Iterable[Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Find which column holds which of our fields; `records` are the first rows, `columns` is the user's `--map`.

    `time` is a time of day in a column of its own, `status` tells what is solved. Raises UsageError as
    `match_fields` does.
    """
    known = _spell_all(header)
    found = find_mapped(columns, {normalise_name(name): name for name in reversed(header)})
    if (spoken := _find_time(header, columns)) and found.get("created_at"):
        found |= spoken
    cells = _Cells(header, records)
    taken = set(found.values())
    for field in (*_ORDER, "status"):
        if field in found:
            continue
        column = next((c for c in _list_columns(field, known, cells) if c not in taken), None)
        if column is not None:
            found[field] = column
            taken.add(column)
    return found


def find_untold_time(header: Sequence[str], records: Iterable[Any], taken: Iterable[str]) -> str | None:
    """Find a column that looks like the times of posts, though its name does not say so."""
    cells, used = _Cells(header, records), set(taken)
    free = (name for name in header if name and name not in used and not _names_other(name))
    return next((name for name in free if cells.are_times(name)), None)


class _Cells:
    """What stands in the columns of a table's first rows."""

    def __init__(self, header: Sequence[str], records: Iterable[Any]) -> None:
        self._at = {name: at for at, name in reversed(list(enumerate(header)))}
        self._rows = [row for row in records if len(row) == len(header)]

    def fit(self, field: str, column: str, *, is_usual: bool) -> bool:
        """Tell whether a column may hold a field; of one that has no usual name more is asked than of one that has."""
        cells = self._take(column)
        if not cells:
            return is_usual
        if field == "time":
            return any(map(is_clock, cells))
        if field == "status":
            return all(cell.casefold() in OPEN or cell.casefold() in SOLVED for cell in cells)
        if field in {"text", "source"} and all("://" in cell and " " not in cell for cell in cells):
            return False
        if field == "text" or (field in _NO_WORDS and not is_usual):
            return not all(read_cell_count(cell) is not None or read_stars(cell) is not None for cell in cells)
        return is_usual or self._fit_closely(field, column, cells)

    def are_times(self, column: str) -> bool:
        """Tell whether most of a column's cells look like times, and there are some."""
        cells = self._take(column)
        return bool(cells) and sum(map(looks_like_time, cells)) * 2 > len(cells)

    def _fit_closely(self, field: str, column: str, cells: list[str]) -> bool:
        if field == "created_at":
            return self.are_times(column)
        if field == "rating":
            return all(read_stars(cell) is not None for cell in cells)
        if field == "url":
            return all("://" in cell for cell in cells)
        return any(read_cell_count(cell) is not None for cell in cells)

    def _take(self, column: str) -> list[str]:
        at = self._at[column]
        return [cell for row in self._rows if (cell := row[at].strip())]


def _list_columns(field: str, known: Mapping[str, str], cells: _Cells) -> Iterator[str]:
    """List the columns that may hold a field, the best first."""
    further: Iterable[str] = TABLES.get(field, ())
    if field == "created_at":
        further = (*further, *filter(names_posts_date, known))
    groups = ((list_usual(field, known) if field in FIELDS else (), True), (further, False))
    for names, is_usual in groups:
        for name in names:
            column = known.get(name)
            if column is None or (field == "created_at" and not _is_called(column, name) and _names_other(column)):
                continue
            if cells.fit(field, column, is_usual=is_usual):
                yield column


def _is_called(column: str, name: str) -> bool:
    """Tell a column that is called so from one in whose name more stands: `Date (last update)`."""
    return normalise_name(column) == name


def _names_other(column: str) -> bool:
    return names_others_date(_fold(column))


def _find_time(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Find the time of day where the user's `--map` tells it beside the date."""
    plain = {normalise_name(word): normalise_name(name) for word, name in columns.items()}
    if "time" not in plain or not {"date", "createdat"} & plain.keys():
        return {}
    by_name = {normalise_name(name): name for name in reversed(header)}
    date = plain.get("date") or plain["createdat"]
    return {"created_at": by_name[date], "time": by_name[plain["time"]]}


def _spell_all(header: Sequence[str]) -> dict[str, str]:
    """Give each name's column by how names are compared: as it is, without accents, without what is in brackets."""
    known: dict[str, str] = {}
    for spell in (normalise_name, _fold, lambda name: _fold(_BRACKETS.sub("", name))):
        for name in header:
            if plain := spell(name):
                known.setdefault(plain, name)
    return known


def _fold(name: str) -> str:
    """Reduce a name as `normalise_name` does, without accents."""
    return normalise_name("".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)))
