"""Rank what is open in the store: one row an author, the texts of only those read that may come first.

The bound of a mention's priority is worked out from its counts and its age; mentions are read and
scored in the order of their bounds until no bound left reaches the last place. The rows are
exactly those that scoring everything would give.
"""

import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from mentiontriage.desk import find_back
from mentiontriage.grouping import mark_incidents
from mentiontriage.lanes import may_miss_threats
from mentiontriage.model import ASKING, LANES, Customer, Known, Queue, QueueItem, Summary
from mentiontriage.scoring import Measured, Scorer, find_due_at
from mentiontriage.signals.customer import MOST_CONTACTS
from mentiontriage.store.customers import read_customers
from mentiontriage.store.decisions import list_decisions
from mentiontriage.store.desk import Candidate, list_candidates
from mentiontriage.store.mentions import read_mentions
from mentiontriage.store.records import Stored
from mentiontriage.targets import is_overdue
from mentiontriage.worklist._bounds import sort_by_bound
from mentiontriage.worklist._cases import score_cases
from mentiontriage.worklist._incidents import Gathering, find_incidents
from mentiontriage.worklist._items import Occasion, make_item, place_stored
from mentiontriage.worklist._rows import DANGER, Ranking, Row, Shortlist, Thread, name_thread, place_rival

__all__ = [
    "DANGER",
    "Gathering",
    "Occasion",
    "OnProgress",
    "Ranking",
    "Row",
    "Thread",
    "Worklist",
    "make_item",
    "name_thread",
    "open_worklist",
    "place_rival",
    "place_stored",
    "score_cases",
]

_MOST_LOOKED_AT = 20  # of an author's earlier posts; a robot's ten thousand are not read
_CHUNK = 128
_FEW = 2_000

T = TypeVar("T")
OnProgress = Callable[[int, str], None]
"""Is told how many posts are done by now, and what is being done with them."""


def open_worklist(
    db: sqlite3.Connection, scorer: Scorer, brand: str | None = None, on_progress: OnProgress = lambda *_: None
) -> "Worklist":
    """List what is open at the scorer's moment; `brand` None lists that of every brand."""
    return Worklist(db, scorer, list_candidates(db, scorer.now, brand), brand, on_progress)


class Worklist:
    """The open mentions of a store at one moment; `brand` None says that they are every brand's."""

    def __init__(
        self,
        db: sqlite3.Connection,
        scorer: Scorer,
        candidates: Sequence[Candidate],
        brand: str | None = None,
        on_progress: OnProgress = lambda *_: None,
    ) -> None:
        self._db = db
        self._brand = brand
        self._scorer = scorer
        self.candidates = candidates
        self._on_progress = on_progress
        self._threads: dict[Thread, list[Candidate]] = {}
        self._assignees: dict[Thread, str] = {}
        for candidate in candidates:
            thread = name_thread(candidate)
            self._threads.setdefault(thread, []).append(candidate)
            if candidate.assignee:
                self._assignees.setdefault(thread, candidate.assignee)
        # Of robots with thousands of open posts each is asked for both, so they are worked out once.
        self._orders: dict[Thread, list[tuple[int, int]]] = {}
        self._numbers: dict[Thread, tuple[int, ...]] = {}
        numbers = {candidate.customer for candidate in candidates if candidate.customer is not None}
        self._customers: dict[int, Customer] = read_customers(db, numbers)
        self.lanes: dict[int, str] = {}
        """The lanes of all that was scored, by number, so that nothing is scored twice."""

    @property
    def is_small(self) -> bool:
        """Whether all that is open is scored in a moment."""
        return len(self.candidates) <= _FEW

    def scores_all(self, top: int | None, *, group: bool) -> bool:
        """Tell whether a queue scores all that is open, so that its lanes may as well be counted.

        It does where that takes no longer than a moment, where it shows all rows, and to look for incidents.
        """
        return self.is_small or top is None or group

    def rank(  # noqa: PLR0913 (which rows are wanted, and what else of them)
        self,
        *,
        top: int | None,
        lanes: Collection[str],
        wants: Callable[[Candidate], bool] | None = None,
        keeps: Callable[[Row], bool] = lambda _: True,
        count: bool = False,
        group: bool = False,
    ) -> Ranking:
        """Rank the rows, at most `top` of them, lane by lane in the order given.

        `wants` is asked before a text is read, `keeps` after.
        `count` scores everything, so that lanes, overdue and unreadable mentions can be counted.
        To `group` is to leave of each incident of the last days its first row.
        """
        if group:
            return self._fold(self.rank(top=None, lanes=lanes, wants=wants, keeps=keeps, count=count)).cut(top)
        shortlist = Shortlist(top, lanes)
        counted: Counter[str] = Counter(dict.fromkeys(LANES, 0))
        unreadable: Counter[str] = Counter()
        overdue = danger = 0
        some = self._read_by_bound(None if count else wants, None if count else shortlist)
        for candidate, stored in self._tell("scoring", some):
            known, measured = self._score(candidate, stored, 0.0 if count else shortlist.floor)
            if measured is None:
                continue
            counted[measured.lane] += 1
            unreadable[measured.language] += not measured.readable
            row = self._make_row(candidate, stored, measured, known)
            danger += measured.danger
            overdue += is_overdue(measured.lane, row.due_at, self._scorer.now)
            if (wants is None or wants(candidate)) and keeps(row):
                shortlist.offer(name_thread(candidate), row)
        rows = tuple(shortlist.rows)
        if not count:
            total = None if len(rows) == top else len(rows)
            return Ranking(rows, total, None, None, None, is_partial=may_miss_threats(lanes, reads_all=top is None))
        unread = dict((+unreadable).most_common()) or None
        return Ranking(rows, shortlist.total, dict(counted), unread, overdue, danger)

    def show(self, ranking: Ranking) -> Queue:
        """Make the queue of a ranking, with every row's reasons."""
        items = (make_item(self._db, self._scorer, row, rank) for rank, row in enumerate(ranking.rows, 1))
        return self.make_queue(ranking, items)

    def make_queue(self, ranking: Ranking, items: Iterable[QueueItem], summary: Summary | None = None) -> Queue:
        """Make a queue of the items that were made of a ranking; that of every brand bears the name in the settings."""
        queue = Queue(
            now=self._scorer.now,
            brand=self._brand or self._scorer.settings.brand,
            read=len(self.candidates),
            skipped=(),
            lanes=ranking.lanes,
            items=tuple(self._tell("explaining", items)),
            unreadable=ranking.unreadable,
            summary=summary,
            is_desk=True,
            zone=self._scorer.zone,
            rows=ranking.total,
            danger=ranking.danger,
            threats=None if ranking.lanes is None else ranking.lanes["threat"],
            is_partial=ranking.is_partial,
        )
        return queue if ranking.grouping is None else mark_incidents(queue, ranking.grouping)

    def group(self) -> Gathering:
        """Find the incidents of the last days; what `rank` scored is not scored again."""
        return find_incidents(
            self._db, self._scorer, self.lanes, self._brand, lambda count: self._on_progress(count, "grouping")
        )

    def _fold(self, ranking: Ranking) -> Ranking:
        gathering = self.group()
        rows, _ = gathering.fold(ranking.rows)
        return msgspec.structs.replace(ranking, rows=tuple(rows), grouping=gathering.grouping)

    def _tell(self, what: str, posts: Iterable[T]) -> Iterator[T]:
        """Pass posts on, and tell how many are done."""
        for count, post in enumerate(posts, 1):
            yield post
            self._on_progress(count, what)

    def list_thread(self, candidate: Candidate) -> list[Candidate]:
        """List an author's open posts."""
        return self._threads[name_thread(candidate)]

    def find_assignee(self, candidate: Candidate) -> str | None:
        """Find who has this author's open posts; what they write next is the same person's too."""
        return self._assignees.get(name_thread(candidate))

    def is_unassigned(self, candidate: Candidate) -> bool:
        """Tell whether nobody has any of the author's open posts."""
        return self.find_assignee(candidate) is None

    def _read_by_bound(
        self, wants: Callable[[Candidate], bool] | None, shortlist: Shortlist | None
    ) -> Iterator[tuple[Candidate, Stored]]:
        """Read mentions, those first that could come first, until none left could have a place.

        Without a shortlist all are read, the oldest first, so that what an author wrote earlier is
        known by the time it is asked for.
        """
        bounds = sort_by_bound(self._threads.values(), self._scorer, wants, self._customers)
        if shortlist is None:
            bounds.sort(key=lambda bound: bound[2].posted_at or 0)
        for start in range(0, len(bounds), _CHUNK):
            chunk = bounds[start : start + _CHUNK]
            if shortlist is not None and -chunk[0][0] < shortlist.floor:
                return
            found = {stored.no: stored for stored in read_mentions(self._db, (c.no for _, _, c in chunk))}
            for _, no, candidate in chunk:
                if no in found:
                    yield candidate, found[no]

    def _find_customer(self, candidate: Candidate) -> Customer | None:
        return None if candidate.customer is None else self._customers.get(candidate.customer)

    def _find_back(self, candidate: Candidate, stored: Stored) -> datetime | None:
        """Find when a mention came back by itself; None where it did not."""
        if candidate.opened_at is None:
            return None
        return find_back(list_decisions(self._db, candidate.no), stored.mention.posted_at)

    def count_earlier(self, candidate: Candidate) -> int:
        """Count the author's earlier open posts that asked for an answer, as far as they matter."""
        others = self.list_thread(candidate)
        if len(others) == 1 or candidate.posted_at is None:
            return 0
        order = self._order(name_thread(candidate))
        place = bisect_left(order, (candidate.posted_at, 0))
        count = 0
        for _, no in reversed(order[max(0, place - _MOST_LOOKED_AT) : place]):
            count += self._asks(no)
            if count == MOST_CONTACTS:
                break
        return count

    def _order(self, thread: Thread) -> list[tuple[int, int]]:
        """Give the times and numbers of an author's open posts, the oldest first; without those of unknown time."""
        if thread not in self._orders:
            posts = self._threads[thread]
            self._orders[thread] = sorted((post.posted_at, post.no) for post in posts if post.posted_at is not None)
        return self._orders[thread]

    def _number(self, thread: Thread) -> tuple[int, ...]:
        """Give the numbers of an author's open posts, the oldest first."""
        if thread not in self._numbers:
            posts = sorted(self._threads[thread], key=lambda post: (post.posted_at or 0, post.no))
            self._numbers[thread] = tuple(post.no for post in posts)
        return self._numbers[thread]

    def _score(self, candidate: Candidate, stored: Stored, floor: float) -> tuple[Known, Measured | None]:
        """Measure a mention with what is known of its author.

        To know that, the author's other posts have to be read. That is spared where the mention could not reach the
        floor even if as much was known of its author as can be.
        """
        others = len(self.list_thread(candidate)) - 1
        most = Known(self._find_customer(candidate), min(others, MOST_CONTACTS), self._find_back(candidate, stored))
        if others and floor and self._measure(stored, most, floor) is None:
            return most, None
        known = msgspec.structs.replace(most, earlier=self.count_earlier(candidate))
        return known, self._measure(stored, known, floor)

    def _asks(self, no: int) -> bool:
        if no not in self.lanes:
            for stored in read_mentions(self._db, [no]):
                self._measure(stored, Known(), 0.0)
        return self.lanes.get(no) in ASKING

    def _measure(self, stored: Stored, known: Known, floor: float) -> Measured | None:
        measured = self._scorer.measure(stored.mention, floor, known)
        if measured is not None and stored.competitor:
            measured = msgspec.structs.replace(measured, lane=place_rival(measured.lane), danger=False)
        if measured is not None:
            self.lanes[stored.no] = measured.lane
        return measured

    def _make_row(self, candidate: Candidate, stored: Stored, measured: Measured, known: Known) -> Row:
        since = known.back_at or stored.mention.posted_at
        due_at = find_due_at(self._scorer.settings, since, measured.lane, known.customer)
        numbers = self._number(name_thread(candidate))
        return Row(stored, measured, known, due_at, numbers, self.find_assignee(candidate))
