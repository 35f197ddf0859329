"""When we answered the rows of a table, where no column tells it: by what we wrote in a conversation, or by a mark."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property

from mentiontriage.readers._shape import TableShape, find_columns, find_marks, has_mark

_SOME_TIME = datetime.fromtimestamp(0, UTC)
"""When a row was answered of which neither that nor its own time is told: any time does, as it is before none."""


class Answers:
    """Finds when a row of one table was answered by others of it."""

    def __init__(
        self,
        header: tuple[str, ...],
        shape: TableShape,
        read_ours: Callable[[], Iterable[tuple[list[str], datetime]]],
    ) -> None:
        """Settle what holds for the whole table; `read_ours` reads all rows that we wrote, each with its time."""
        self._places = find_columns(header, shape.conversation or ())
        self._answered = find_marks(header, shape.answered_where)
        self._automatic = find_marks(header, shape.automatic_where)
        self._read_ours = read_ours
        self.marked = 0
        """How many rows were answered by their mark."""

    def find(self, row: list[str], posted_at: datetime | None) -> datetime | None:
        """Find when we answered a row that we did not write; None where we did not, or nothing tells."""
        if len(self._places) == 2:
            last = self._last_words.get(row[self._places[0]])
            if last and (posted_at is None or posted_at <= last):
                return last
        if not has_mark(row, self._answered):
            return None
        self.marked += 1
        return posted_at or _SOME_TIME

    @cached_property
    def _last_words(self) -> dict[str, datetime]:
        """When we wrote last in each conversation; for that all rows are read, as ours stand below what they answer."""
        last: dict[str, datetime] = {}
        for row, told in self._read_ours():
            if (name := row[self._places[1]]) and not has_mark(row, self._automatic):
                last[name] = max(told, last.get(name, told))
        return last
