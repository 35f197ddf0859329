"""The rows of a worklist, and the best of them so far: one row an author."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

import msgspec

from mentiontriage.grouping import Grouping
from mentiontriage.model import Known
from mentiontriage.ranking import sort_key
from mentiontriage.scoring import Measured
from mentiontriage.store._values import lower_ascii
from mentiontriage.store.desk import Candidate
from mentiontriage.store.records import Stored

Thread = tuple[str, str] | int
_Key = tuple[int, float, datetime, str, str]
_get_key = itemgetter(0)


class Row(msgspec.Struct, frozen=True):
    """One row: the most urgent of an author's open posts, and the numbers of all of them."""

    stored: Stored
    measured: Measured
    known: Known
    due_at: datetime | None
    numbers: tuple[int, ...]
    assignee: str | None


class Ranking(msgspec.Struct, frozen=True):
    """The ranked rows, and how many there are and open mentions in each lane where all were scored.

    `total` counts the rows that fit, those after the last place too. `grouping` is there where incidents
    were looked for.
    """

    rows: tuple[Row, ...]
    total: int | None
    lanes: dict[str, int] | None
    unreadable: dict[str, int] | None
    overdue: int | None
    grouping: Grouping | None = None


class Shortlist:
    """The best rows so far, one a thread; lane by lane in the order given."""

    def __init__(self, top: int | None, lanes: Iterable[str]) -> None:
        self._top = top
        self._places = {lane: place for place, lane in enumerate(lanes)}
        self._entries: list[tuple[_Key, Thread, Row]] = []
        self._keys: dict[Thread, _Key] = {}
        self._offered: set[Thread] = set()

    @property
    def floor(self) -> float:
        """The priority that a mention needs to have any chance of a place."""
        if self._top is None or len(self._entries) < self._top or not self._entries:
            return 0.0
        place, negative_priority, *_ = self._entries[-1][0]
        return 0.0 if place else -negative_priority

    @property
    def rows(self) -> list[Row]:
        """The rows kept, first answered first."""
        return [row for _, _, row in self._entries]

    @property
    def total(self) -> int:
        """How many rows there would be if all that was offered had a place."""
        return len(self._offered)

    def offer(self, thread: Thread, row: Row) -> None:
        """Keep a row if it is among the best, and the best of its thread."""
        place = self._places.get(row.measured.lane)
        if place is None:
            return
        self._offered.add(thread)
        key = (place, *sort_key(row.measured.lane, row.measured.priority, row.stored.mention)[1:])
        if (known := self._keys.get(thread)) is not None:
            if known <= key:
                return
            del self._entries[bisect_left(self._entries, known, key=_get_key)]
        insort(self._entries, (key, thread, row), key=_get_key)
        self._keys[thread] = key
        if self._top is not None and len(self._entries) > self._top:
            del self._keys[self._entries.pop()[1]]


def name_thread(candidate: Candidate) -> Thread:
    """Name the row to which a mention belongs: its author's, or its own where the author is unknown."""
    return (candidate.source, lower_ascii(candidate.handle)) if candidate.handle else candidate.no


def place_rival(lane: str) -> str:
    """Place a post that names only a competitor: its author's trouble is a chance for us, not ours to mend."""
    return "lead" if lane in ("complaint", "unsure") else lane
