"""The best mentions of all that are offered, in memory for no more than are asked for."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from datetime import datetime
from operator import itemgetter

from mentiontriage.model import LANES, Mention
from mentiontriage.ranking import sort_key
from mentiontriage.scoring import Measured

_Key = tuple[int, float, datetime, str, str]
Entry = tuple[_Key, Mention]
"""A mention with the key by which it is sorted."""


class Shortlist:
    """The best mentions so far, of the lanes that are asked for, in order and each once."""

    def __init__(self, top: int | None, lanes: Iterable[str], entries: Iterable[Entry] = ()) -> None:
        self._top = top
        self._lanes = frozenset(lanes)
        self._first = min(map(LANES.index, self._lanes))
        self._entries = list(entries)
        self._keys = {_name(entry): entry[0] for entry in self._entries}
        self.floor = 0.0
        """The priority that a mention needs to have any chance of a place."""
        self._set_floor()

    @property
    def last_key(self) -> _Key | None:
        """The key of the last place, or None where there is still room."""
        full = self._top is not None and len(self._entries) == self._top
        return self._entries[-1][0] if full and self._entries else None

    @property
    def mentions(self) -> list[Mention]:
        """The mentions kept, first answered first."""
        return [mention for _, mention in self._entries]

    @property
    def entries(self) -> list[Entry]:
        """The mentions kept with the keys by which they are sorted, first answered first."""
        return list(self._entries)

    def copy(self) -> "Shortlist":
        """Give another shortlist with the same mentions, which grows by itself."""
        return Shortlist(self._top, self._lanes, self._entries)

    def wants(self, lane: str) -> bool:
        """Tell whether mentions of a lane are kept."""
        return lane in self._lanes

    def offer(self, mention: Mention, measured: Measured) -> None:
        """Keep a mention if it is among the best; of two copies the one that stands higher."""
        if self.wants(measured.lane):
            self.insert((sort_key(measured.lane, measured.priority, mention), mention))

    def insert(self, entry: Entry) -> None:
        """Keep a mention by its key, as `offer` does."""
        held = self._keys.get(_name(entry))
        if held is not None:
            if held <= entry[0]:
                return
            del self._entries[bisect_left(self._entries, held, key=itemgetter(0))]
        elif self._top is not None and len(self._entries) >= self._top:
            if not self._entries or entry[0] >= self._entries[-1][0]:
                return
            del self._keys[_name(self._entries.pop())]
        insort(self._entries, entry, key=itemgetter(0))
        self._keys[_name(entry)] = entry[0]
        self._set_floor()

    def drop(self, is_changed: Callable[[str, str], bool]) -> "Shortlist":
        """Give one without the mentions that changed, by their source and id; they are to be offered again."""
        kept = [entry for entry in self._entries if not is_changed(entry[1].source, entry[1].id)]
        return Shortlist(self._top, self._lanes, kept)

    def _set_floor(self) -> None:
        if self._entries and self._top is not None and len(self._entries) >= self._top:
            lane, negative_priority, *_ = self._entries[-1][0]
            self.floor = -negative_priority if lane == self._first else 0.0


def _name(entry: Entry) -> tuple[str, str]:
    return entry[1].source, entry[1].id
