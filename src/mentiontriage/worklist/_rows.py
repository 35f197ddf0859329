"""The rows of a worklist, and the best of them so far: one row an author."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from mentiontriage.best import Best
from mentiontriage.grouping import Grouping
from mentiontriage.model import Known
from mentiontriage.ranking import sort_key
from mentiontriage.scoring import Measured
from mentiontriage.store._values import lower_ascii
from mentiontriage.store.desk import Candidate
from mentiontriage.store.records import Stored

Thread = tuple[str, str] | int
DANGER = "danger"
"""Stands among lanes for the place of what tells of a danger to people, whichever lane it is in."""


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

    `total` counts the rows that fit, those after the last place too; None where there may be others.
    `danger` counts the open mentions that tell of a danger to people. `grouping` is there where incidents were looked
    for. `is_partial` is as in `Queue`.
    """

    rows: tuple[Row, ...]
    total: int | None
    lanes: dict[str, int] | None
    unreadable: dict[str, int] | None
    overdue: int | None
    danger: int | None = None
    grouping: Grouping | None = None
    is_partial: bool = False

    def cut(self, top: int | None) -> "Ranking":
        """Keep the first rows of all that there are."""
        return msgspec.structs.replace(self, rows=self.rows[:top], total=len(self.rows))


class Shortlist:
    """The best rows so far, one a thread; lane by lane in the order given, of which `DANGER` may be one."""

    def __init__(self, top: int | None, lanes: Iterable[str]) -> None:
        self._places = {lane: place for place, lane in enumerate(lanes)}
        self._best: Best[Thread, Row] = Best(top)
        self._offered: set[Thread] = set()

    @property
    def floor(self) -> float:
        """The priority that a mention needs to have any chance of a place."""
        last = self._best.last_key
        return -last[1] if last is not None and last[0] == 0 else 0.0

    @property
    def rows(self) -> list[Row]:
        """The rows kept, first answered first."""
        return [row for _, row in self._best.entries]

    @property
    def total(self) -> int:
        """How many rows there would be if all that was offered had a place."""
        return len(self._offered)

    def offer(self, thread: Thread, row: Row) -> None:
        """Keep a row if it is among the best, and the best of its thread."""
        place = self._places.get(DANGER) if row.measured.danger else None
        if place is None:
            place = self._places.get(row.measured.lane)
        if place is None:
            return
        self._offered.add(thread)
        key = sort_key(row.measured.lane, row.measured.priority, row.stored.mention)
        self._best.insert(thread, (place, *key[1:]), row)


def name_thread(candidate: Candidate) -> Thread:
    """Name the row to which a mention belongs: its author's, or its own where the author is unknown."""
    return (candidate.source, lower_ascii(candidate.handle)) if candidate.handle else candidate.no


def place_rival(lane: str) -> str:
    """Place a post that names only a competitor: its author's trouble is a chance for us, not ours to mend."""
    return "lead" if lane in ("complaint", "unsure") else lane
