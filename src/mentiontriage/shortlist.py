"""The best mentions of all that are offered, in memory for no more than are asked for."""

from collections.abc import Callable, Iterable

from mentiontriage.best import Best, Key
from mentiontriage.model import LANES, Mention
from mentiontriage.ranking import sort_key
from mentiontriage.scoring import Measured

Entry = tuple[Key, Mention]
"""A mention with the key by which it is sorted."""


class Shortlist:
    """The best mentions so far, of the lanes that are asked for, in order and each once."""

    def __init__(self, top: int | None, lanes: Iterable[str], entries: Iterable[Entry] = ()) -> None:
        self._top = top
        self._lanes = frozenset(lanes)
        self._first = min(map(LANES.index, self._lanes))
        self._best: Best[tuple[str, str], Mention] = Best(top)
        self.offered = 0
        """How many mentions of these lanes were offered, those that found no place too."""
        self.floor = 0.0
        """The priority that a mention needs to have any chance of a place."""
        for entry in entries:
            self.insert(entry)

    @property
    def last_key(self) -> Key | None:
        """The key of the last place, or None where there is still room."""
        return self._best.last_key

    @property
    def mentions(self) -> list[Mention]:
        """The mentions kept, first answered first."""
        return [mention for _, mention in self._best.entries]

    @property
    def entries(self) -> list[Entry]:
        """The mentions kept with the keys by which they are sorted, first answered first."""
        return self._best.entries

    def copy(self) -> "Shortlist":
        """Give another shortlist with the same mentions, which grows by itself."""
        return Shortlist(self._top, self._lanes, self.entries)

    def wants(self, lane: str) -> bool:
        """Tell whether mentions of a lane are kept."""
        return lane in self._lanes

    def offer(self, mention: Mention, measured: Measured) -> None:
        """Keep a mention if it is among the best; of two copies the one that stands higher."""
        if self.wants(measured.lane):
            self.offered += 1
            self.insert((sort_key(measured.lane, measured.priority, mention), mention))

    def insert(self, entry: Entry) -> None:
        """Keep a mention by its key, as `offer` does."""
        key, mention = entry
        self._best.insert((mention.source, mention.id), key, mention)
        if (last := self._best.last_key) is not None:
            self.floor = -last[1] if last[0] == self._first else 0.0

    def drop(self, is_changed: Callable[[str, str], bool]) -> "Shortlist":
        """Give one without the mentions that changed, by their source and id; they are to be offered again."""
        kept = [entry for entry in self.entries if not is_changed(entry[1].source, entry[1].id)]
        return Shortlist(self._top, self._lanes, kept)
