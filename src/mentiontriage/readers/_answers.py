"""When we answered the rows of a table, where no column tells it: by what we wrote in a conversation, or by a mark."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, tzinfo
from functools import cached_property

from msgspec.structs import replace

from mentiontriage.model import SOME_TIME
from mentiontriage.readers import Export
from mentiontriage.readers._cells import tells_answer
from mentiontriage.readers._closing import DOUBTED, SILENT, find_doubts
from mentiontriage.readers._dates import ParseTime, looks_like_time
from mentiontriage.readers._directions import names_machine
from mentiontriage.readers._last_words import Asked, Said, find_last, find_last_said
from mentiontriage.readers._shape import Mark, TableShape, find_columns, find_marks, has_mark, is_marked
from mentiontriage.readers._table_fields import find_solved
from mentiontriage.text import normalise_name


def read_answer(written: str, posted_at: datetime | None, parse: ParseTime, zone: tzinfo) -> datetime | None:
    """Read when we answered a post; None where that is no time. `zone` is that of the export's clocks.

    A day alone does not say at which hour of it. What is a time, though not in the form of the posts' own, tells that
    there was an answer.
    """
    if told := parse(written):
        is_day = ":" not in written and not written.isdecimal()
        if is_day and posted_at and posted_at.astimezone(zone).date() == told.astimezone(zone).date():
            return posted_at
        return told
    return (posted_at or SOME_TIME) if looks_like_time(written) else None


def mark_answered(
    shape: TableShape, export: Export, *, status: str | None = None, reply: str | None = None
) -> TableShape:
    """Have a table's rows count as answered by what its status calls solved, and by what we wrote below a review."""
    marks: dict[str, tuple[str, ...]] = {}
    told = {}
    doubted: str | None = None
    if reply:
        marks[reply], told[reply] = (), f"rows with an answer in {reply!r}"
    if status:
        is_mapped = "status" in map(normalise_name, export.columns)  # whoever says so knows that it is of tickets
        marks[status] = tuple(find_solved(export.sample.header, export.sample.records, status, is_mapped=is_mapped))
        doubted = None if is_mapped else status
        told[status] = f"rows that {status!r} calls solved or the customer's turn"
    if not marks:
        return shape
    doubts = find_doubts(export.sample.header)
    answered_where = {**shape.answered_where, **marks}
    return replace(shape, answered_where=answered_where, marks_told=told, status=doubted, doubts=doubts)


class Answers:
    """Finds when a row of one table was answered by others of it."""

    def __init__(
        self,
        header: tuple[str, ...],
        shape: TableShape,
        read_ours: Callable[[], Iterable[tuple[list[str], str, datetime]]],
        read_theirs: Callable[[], Iterable[list[str]]],
        parse: ParseTime,
    ) -> None:
        """Settle what holds for the whole table.

        `read_ours` reads all rows that we wrote, each with its text and time, and `read_theirs` all others; `parse`
        reads any time of a row.
        """
        self._places = find_columns(header, shape.conversation or ())
        self._answered = {
            name: mark for name, values in shape.answered_where.items() for mark in find_marks(header, {name: values})
        }
        self._automatic = find_marks(header, shape.automatic_where)
        self._person = None if shape.person_where is None else find_marks(header, shape.person_where)
        if shape.person_where and not self._person:
            self._person = None  # this export does not have the vendor's column
        names = shape.contact_names
        self._names = None if names is None else find_columns(header, names)
        self._status, self._doubts = shape.status, shape.doubts
        self._doubted_at = {name: header.index(name) for name in shape.doubts.names}
        self._read_ours, self._read_theirs = read_ours, read_theirs
        self._parse = parse
        self.marked: Counter[str] = Counter()
        """How many rows were answered by their mark, by its column."""
        self.unanswered: Counter[str] = Counter()
        """How many rows were not, although their status calls them solved, by why that is not believed."""

    def find(self, row: list[str], posted_at: datetime | None) -> datetime | None:
        """Find when we answered a row that we did not write; None where we did not, or nothing tells."""
        if len(self._places) == 2:
            last = self._last_words.get(row[self._places[0]])
            if last and posted_at and posted_at <= last:
                return last
        for column, mark in self._answered.items():
            if _is_answered(row, mark):
                if column == self._status and (doubt := self._find_doubt(row)):
                    self.unanswered[doubt] += 1
                    continue
                self.marked[column] += 1
                return posted_at or SOME_TIME
        return None

    def _find_doubt(self, row: list[str]) -> str | None:
        """Find what speaks against the status of a row, if anything does."""
        if self._holds_messages:
            return SILENT
        told = {name: row[at] for name, at in self._doubted_at.items()}
        return DOUBTED if self._doubts.tell(told, self._parse) else None

    @cached_property
    def _last_words(self) -> dict[str, datetime]:
        """When we wrote last in each conversation; for that all rows are read, as ours stand below what they answer."""
        at = self._places[1]
        said = (
            Said(row[at], hash(text), told) for row, text, told in self._read_ours() if row[at] and self.is_answer(row)
        )
        if self._names is None:
            return find_last((one.contact, one.moment) for one in said)
        return find_last_said(said, self._list_asked(self._names))

    def _list_asked(self, names: Iterable[int]) -> Iterator[Asked]:
        """List what was written to us, where a conversation is all that was exchanged with one contact."""
        writers = [mark for mark in self._person or () if not mark[1]]
        for row in self._read_theirs():
            name = " ".join(row[at].strip() for at in names).casefold()
            yield Asked(row[self._places[0]], name, is_assigned=has_mark(row, writers))

    @cached_property
    def _holds_messages(self) -> bool:
        """Whether we wrote where others did, so that our words tell more than a status: no row is a whole ticket."""
        last = self._last_words if len(self._places) == 2 else {}
        return bool(last) and any(row[self._places[0]] in last for row in self._read_theirs())

    def is_answer(self, row: list[str]) -> bool:
        """Tell whether one of our own rows answers anybody, as what no machine sent and others have read does."""
        if self._person is None:
            return not has_mark(row, self._automatic)
        is_named = self._names is None or not any(names_machine(row[at]) for at, _ in self._person)
        return is_named and has_mark(row, self._person) and not has_mark(row, self._automatic)


def _is_answered(row: list[str], mark: Mark) -> bool:
    return is_marked(row, mark) if mark[1] else tells_answer(row[mark[0]])
