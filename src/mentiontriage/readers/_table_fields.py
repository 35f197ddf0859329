"""Which column of a table of no known vendor holds which of our fields: by its name, and by what stands in it.

The usual names (`_names`) come first, then those that need a look at the values (`_table_names`).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from mentiontriage.payloads.networks import knows_network
from mentiontriage.readers._cells import read_cell_count, read_stars, tells_answer
from mentiontriage.readers._dates import is_clock, looks_like_time
from mentiontriage.readers._fields import FIELDS, find_mapped, normalise_name
from mentiontriage.readers._identity import REFERENCES
from mentiontriage.readers._names import SHOWN, is_survey, list_usual
from mentiontriage.readers._table_names import (
    FINISHED,
    NAME_PARTS,
    OPEN,
    SCORES,
    SOLVED,
    TABLES,
    UNDER_WAY,
    drop_brackets,
    find_numbered,
    fold_name,
    names_eithers_reply,
    names_origin,
    names_others_date,
    names_own_use,
    names_party,
    names_posts_date,
    names_tickets_own,
    tell_tickets,
)
from mentiontriage.readers._text_parts import LEAST_WORDS, average_words, find_answers, find_sides
from mentiontriage.text import read_flag

_ORDER = tuple(field for usual in FIELDS for field in ((usual, "time") if usual == "created_at" else (usual,)))
"""The time of day is looked for behind the date, which may have nothing but the same name."""
_NO_WORDS = frozenset({"text", "title", "name", "handle", "source", "lang"})
"""Fields that are no numbers."""
_PEOPLE = frozenset({"handle", "name"})
_IN_MOST_ROWS = frozenset({"id", "text", "created_at", "url", "handle", "name", "followers"})
"""Fields for which a column that is empty so far gives way to the next one; others may only be rare."""
_OF_REVIEWS = frozenset({"reply", "answered_at"})
"""Fields that have further names in tables of reviews: elsewhere a response may be anybody's."""
_LOGGED = re.compile(r"\d{1,4}[/. -][^;\n]{5,30};[^;\n]{1,100};")
"""How a line of a log begins, such as Jira's comments below an issue: a time, and who said what follows."""
_OBJECT = re.compile(r"""\[?\{ ?['"]|\w+\(\w+=""")
"""How an object begins that a program has written into a cell: `{'username': ...`, `User(username=...`."""
_SUMMARIES = frozenset({"summary", "zusammenfassung"})
_MOST_OF_TITLE = 15
"""Words on average up to which a summary is a title, and not what somebody says of the whole."""
_OF_ANSWERS = _OF_REVIEWS | {"status"}
"""Fields that have none in a survey, whose responses and status are of those that it asked."""


def match_table(header: Sequence[str], records: Iterable[Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Find which column holds which of our fields; `records` are the first rows, `columns` is the user's `--map`.

    `time` is a time of day in a column of its own, `reply` is what we wrote below a review, `status` tells what is
    solved. The text may have further columns (`find_parts`). Raises UsageError as `match_fields` does.
    """
    known = _spell_all(header)
    found = find_mapped(columns, {normalise_name(name): name for name in reversed(header)})
    if (spoken := _find_time(header, columns)) and found.get("created_at"):
        found |= spoken
    cells = _Cells(header, records)
    taken = set(found.values())
    if "text" not in found and (parts := find_sides(known.items(), cells.take)):
        taken.update(parts)  # a text beside them is what is left to say
    else:
        parts = ()
    for field in (*_ORDER, "reply", "status"):
        if field in found:
            continue
        stars = found.get("rating") or next((known[name] for name in SCORES if name in known), None)
        fitting = [c for c in _list_columns(field, known, cells, rating=stars) if c not in taken]
        filled = filter(cells.take, fitting if field in _IN_MOST_ROWS else ())
        column = next(chain(filled, fitting), None)
        if column is None and field == "text":
            column = next(iter(parts or find_answers(header, cells.take)), None)
        if column is not None:
            found[field] = column
            taken.add(column)
    if "handle" in found and names_party(normalise_name(found.get("name", ""))):
        del found["name"]  # who wrote is told already
    if "name" not in found and (shown := _find_shown(known, found.get("handle"), taken, cells)):
        found["name"] = shown
    return found


def find_parts(
    header: Sequence[str], records: Iterable[Any], columns: Mapping[str, str], text: str | None
) -> tuple[str, ...]:
    """Find the columns that hold the text together, the one that `match_table` told among them.

    A form may end with `Comments`, to which hardly anybody has more to say: the answers before it are as much the text.
    Beside a ticket's text a question may be what an agent was asked.
    """
    if text is None or "text" in map(normalise_name, columns):
        return (text,) if text else ()
    cells = _Cells(header, records)
    if sides := find_sides(_spell_all(header).items(), cells.take):
        return tuple(dict.fromkeys((text, *sides)))
    answers = find_answers(header, cells.take)
    if cells.of_tickets and text not in answers:
        return (text,)
    return tuple(name for name in dict.fromkeys(header) if name == text or name in answers)


def find_name_parts(header: Sequence[str], found: Mapping[str, str]) -> tuple[str, ...]:
    """Find the columns that hold a name together, in its order: `First Name` and `Last Name`.

    None where another column holds the whole name.
    """
    known = _spell_all(header)
    for given, family in NAME_PARTS:
        parts = tuple(next((known[name] for name in names if name in known), None) for names in (given, family))
        if parts[0] and parts[1] and found.get("name") in {None, *parts} and set(parts).isdisjoint(_leave_out(found)):
            return parts[0], parts[1]
    return ()


def _leave_out(found: Mapping[str, str]) -> Iterator[str]:
    return (column for field, column in found.items() if field != "name")


def find_solved(header: Sequence[str], records: Iterable[Any], column: str, *, is_mapped: bool) -> frozenset[str]:
    """Find what a table's status says of what nobody waits for any more, in small letters.

    `is_mapped` says that it is of tickets, as the user's `--map` tells.
    """
    cells = _Cells(header, records)
    return cells.spell_status(SOLVED | FINISHED if is_mapped else cells.find_solved(column))


class _Cells:
    """What stands in the columns of a table's first rows."""

    def __init__(self, header: Sequence[str], records: Iterable[Any]) -> None:
        self._at = {name: at for at, name in reversed(list(enumerate(header)))}
        self._rows = [row for row in records if len(row) == len(header)]
        self.of_tickets = tell_tickets(map(normalise_name, header))
        self._numbered = find_numbered(map(normalise_name, header))
        names = [name for name in self._at if normalise_name(name) == "pipeline"]
        self._pipelines = tuple({f" ({cell.casefold()})" for name in names for cell in self.take(name)})
        """What HubSpot writes behind the status of a ticket: `Closed (Support Pipeline)`."""

    def fit(self, field: str, column: str, *, is_usual: bool, rating: str | None) -> bool:
        """Tell whether a column may hold a field; of one that has no usual name more is asked than of one that has."""
        if not (is_usual or self.of_tickets) and names_tickets_own(field, fold_name(column)):
            return False
        cells = self.take(column)
        if not cells:
            return is_usual or field in _OF_REVIEWS  # nothing was answered yet
        may_be_others = field == "answered_at" or (field == "reply" and names_eithers_reply(fold_name(column)))
        if may_be_others and not is_usual and rating and not self._is_missing(column, rating):
            return False  # a response wherever there are stars is what a survey was told: we leave some unanswered
        if _hold_others(field, cells):
            return False
        if field in _NO_WORDS:
            return _hold_words(field, column, cells, is_usual=is_usual)
        return is_usual or self._fit_closely(field, column, cells)

    def find_solved(self, column: str) -> frozenset[str]:
        """Find which words of a status tell that nobody waits; `completed` does of a ticket, and not of an order.

        Where nothing else is told, it is no ticket's either.
        """
        told = self._tell_status(column)
        of_tickets = OPEN | SOLVED if self.of_tickets else OPEN - UNDER_WAY
        if self._numbered and all(map(str.isdecimal, told)):
            return self._numbered
        return SOLVED if told.isdisjoint(of_tickets) else SOLVED | FINISHED

    def _tell_status(self, column: str) -> set[str]:
        """Tell the words of a status, in small letters and without the pipeline behind them."""
        told = {cell.casefold() for cell in self.take(column)}
        return {next((word.removesuffix(end) for end in self._pipelines if word.endswith(end)), word) for word in told}

    def spell_status(self, words: frozenset[str]) -> frozenset[str]:
        """Spell the words of a status as the table's cells do, in small letters."""
        return words.union(word + end for end in self._pipelines for word in words)

    def _fit_closely(self, field: str, column: str, cells: list[str]) -> bool:
        if field != "status":
            return _FITS.get(field, _are_counts)(cells)
        told = self._tell_status(column)
        if self._numbered and all(map(str.isdecimal, told)):
            return True
        if self.of_tickets and not told.isdisjoint(OPEN | SOLVED):
            return True  # what else it says is a firm's own word for what is not solved yet
        # The status of an order or a survey says nothing of answers; what is open as well as solved is a ticket.
        is_of_tickets = self.of_tickets or not told.isdisjoint(OPEN)
        return is_of_tickets and told <= OPEN | self.find_solved(column)

    def _is_missing(self, column: str, beside: str) -> bool:
        """Tell whether a column is empty in any row that has something in the one beside it."""
        at, there = self._at[column], self._at[beside]
        return any(row[there].strip() and not row[at].strip() for row in self._rows)

    def take(self, column: str) -> list[str]:
        """Take what stands in a column, without what is empty."""
        at = self._at[column]
        return [cell for row in self._rows if (cell := row[at].strip())]


def _are_times(cells: Sequence[str]) -> bool:
    return sum(map(looks_like_time, cells)) * 2 > len(cells)


def _are_counts(cells: Sequence[str]) -> bool:
    return any(read_cell_count(cell) is not None for cell in cells)


_FITS: dict[str, Callable[[Sequence[str]], bool]] = {
    "time": lambda cells: any(map(is_clock, cells)),
    "created_at": _are_times,
    "answered_at": _are_times,
    "reply": lambda cells: average_words(set(filter(tells_answer, cells))) >= LEAST_WORDS,
    "id": lambda cells: len(set(cells)) == len(cells),
    "rating": lambda cells: all(read_stars(cell) is not None for cell in cells),
    "url": lambda cells: all("://" in cell for cell in cells),
}
"""What a column's cells must be to hold a field that its name alone does not tell; counts for all others."""


def _hold_others(field: str, cells: list[str]) -> bool:
    """Tell what programs write that is no single post, person or time: lists, people with all that is known, flags."""
    if field in REFERENCES:
        return any(cell.startswith(("[", "{")) for cell in cells)
    if field == "created_at":
        return all(read_flag(cell) is not None for cell in cells)  # whether it is published
    return field in _PEOPLE and any(map(_OBJECT.match, cells))


def _hold_words(field: str, column: str, cells: list[str], *, is_usual: bool) -> bool:
    if field == "name" and names_party(normalise_name(column)):
        return len(cells) == 1 or len(set(cells)) > 1  # whose name stands in every row wrote none of them
    if field == "source" and names_origin(normalise_name(column)):
        return sum(map(knows_network, cells)) * 2 > len(cells)
    if field in {"text", "source"} and all("://" in cell and " " not in cell for cell in cells):
        return False
    is_log = field == "text" and all(map(_LOGGED.match, cells))
    if is_log or (normalise_name(column) in _SUMMARIES and average_words(cells) > _MOST_OF_TITLE):
        return False
    if is_usual and field != "text":
        return True
    return not all(read_cell_count(cell) is not None or read_stars(cell) is not None for cell in cells)


def _list_columns(field: str, known: Mapping[str, str], cells: _Cells, *, rating: str | None) -> Iterator[str]:
    """List the columns that may hold a field, the best first; `rating` is that of a table of reviews."""
    is_others = field in _OF_ANSWERS and ((field in _OF_REVIEWS and not rating) or is_survey(known))
    further: Iterable[str] = () if is_others else TABLES.get(field, ())
    if field == "created_at":
        further = (*further, *filter(names_posts_date, known))
    groups = ((list_usual(field, known) if field in FIELDS else (), True), (further, False))
    for names, is_usual in groups:
        for name in names:
            column = known.get(name)
            if column is None or (field == "created_at" and not _is_called(column, name) and _names_other(column)):
                continue
            if cells.fit(field, column, is_usual=is_usual, rating=rating):
                yield column


def _find_shown(known: Mapping[str, str], handle: str | None, taken: Collection[str], cells: _Cells) -> str | None:
    """Find what shows the name of whoever has the handle: `Author` beside `Author username`."""
    plain = normalise_name(handle or "")
    begun = (known[name] for name in SHOWN if name in known and plain != name and plain.startswith(name))
    return next((column for column in begun if column not in taken and cells.take(column)), None)


def _is_called(column: str, name: str) -> bool:
    """Tell a column that is called so from one in whose name more stands: `Date (last update)`."""
    return normalise_name(column) == name


def _names_other(column: str) -> bool:
    return names_others_date(fold_name(column))


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
    for spell in (normalise_name, fold_name, lambda name: fold_name(drop_brackets(name))):
        for name in header:
            if not names_own_use(name) and (plain := spell(name)):
                known.setdefault(plain, name)
    return known
