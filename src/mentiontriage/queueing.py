"""Build the queue: read, score and keep the best, in memory that does not grow with the input."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from mentiontriage.collect import Collection
from mentiontriage.model import Mention, Queue, QueueItem
from mentiontriage.ranking import LANES, sort_key
from mentiontriage.redaction import redact
from mentiontriage.scoring import Measured, Scorer

_Key = tuple[int, float, datetime, str, str]


class Shortlist:
    """The best mentions so far, of the lanes that are asked for, in order."""

    def __init__(self, top: int | None, lanes: Iterable[str]) -> None:
        self._top = top
        self._lanes = frozenset(lanes)
        self._first = min(map(LANES.index, self._lanes))
        self._entries: list[tuple[_Key, Mention]] = []
        self.floor = 0.0
        """The priority that a mention needs to have any chance of a place."""

    @property
    def last_key(self) -> _Key | None:
        """The key of the last place, or None where there is still room."""
        full = self._top is not None and len(self._entries) == self._top
        return self._entries[-1][0] if full and self._entries else None

    @property
    def mentions(self) -> list[Mention]:
        """The mentions kept, first answered first."""
        return [mention for _, mention in self._entries]

    def offer(self, mention: Mention, measured: Measured) -> None:
        """Keep a mention if it is among the best."""
        if measured.lane not in self._lanes:
            return
        key = sort_key(measured.lane, measured.priority, mention)
        if self._top is not None and len(self._entries) >= self._top:
            if not self._entries or key >= self._entries[-1][0]:
                return
            self._entries.pop()
        insort(self._entries, (key, mention), key=lambda entry: entry[0])
        self._set_floor()

    def drop_changed(self, collection: Collection) -> None:
        """Take out the mentions that are now known better, to be offered again."""
        is_changed = collection.census.is_known_better
        self._entries = [entry for entry in self._entries if not is_changed(entry[1].source, entry[1].id)]
        self._set_floor()

    def _set_floor(self) -> None:
        self.floor = 0.0
        if self._entries and self._top is not None and len(self._entries) >= self._top:
            lane, negative_priority, *_ = self._entries[-1][0]
            self.floor = -negative_priority if lane == self._first else 0.0


def build_queue(collection: Collection, scorer: Scorer, *, top: int | None, lanes: Iterable[str], count: bool) -> Queue:
    """Rank everything that a collection holds.

    `top` None keeps all. Lanes are counted if asked for, and where the input is small enough for
    it to cost nothing; otherwise posts that cannot reach the top are not read closely.
    """
    counted: Counter[str] | None = None
    unreadable: Counter[str] = Counter()
    if count or collection.is_small or top is None:
        counted = Counter(dict.fromkeys(LANES, 0))
        shortlist = _rank_all(collection, scorer, Shortlist(top, lanes), counted, unreadable)
    else:
        shortlist = _rank_best(collection, scorer, top, tuple(lanes))
    items = (QueueItem(rank, mention, scorer.explain(mention)) for rank, mention in enumerate(shortlist.mentions, 1))
    return Queue(
        now=scorer.now,
        brand=scorer.settings.brand,
        read=collection.census.read,
        skipped=tuple(collection.census.skipped),
        lanes=None if counted is None else dict(counted),
        items=tuple(items),
        unreadable=dict(unreadable.most_common()) if unreadable else None,
    )


def redact_queue(queue: Queue) -> Queue:
    """Mask e-mail addresses and phone numbers in the texts of a queue that leaves the team."""
    items = (replace(item, mention=replace(item.mention, text=redact(item.mention.text))) for item in queue.items)
    return replace(queue, items=tuple(items))


def _rank_all(
    collection: Collection,
    scorer: Scorer,
    shortlist: Shortlist,
    counted: Counter[str],
    unreadable: Counter[str],
) -> Shortlist:
    for mention in collection.read_all():
        measured = scorer.measure(mention)
        if measured is not None:
            counted[measured.lane] += 1
            if not measured.readable:
                unreadable[measured.language] += 1
            shortlist.offer(mention, measured)
    return shortlist


def _rank_best(collection: Collection, scorer: Scorer, top: int, lanes: tuple[str, ...]) -> Shortlist:
    """Rank in one reading, and go over what changed in a second.

    A mention that lost ground by what was learned of it (its followers turned out to be few) may
    have pushed out another one in the first reading; then everything is ranked anew.
    """
    shortlist = Shortlist(top, lanes)
    _offer_all(collection.read_first(), scorer, shortlist)
    if not collection.census.changed:
        return shortlist
    last_key = shortlist.last_key
    shortlist.drop_changed(collection)
    _offer_all(collection.read_again(only_changed=True), scorer, shortlist)
    if last_key is not None and (shortlist.last_key is None or shortlist.last_key > last_key):
        shortlist = Shortlist(top, lanes)
        _offer_all(collection.read_again(), scorer, shortlist)
    return shortlist


def _offer_all(mentions: Iterable[Mention], scorer: Scorer, shortlist: Shortlist) -> None:
    measure = scorer.measure
    for mention in mentions:
        measured = measure(mention, shortlist.floor)
        if measured is not None:
            shortlist.offer(mention, measured)
