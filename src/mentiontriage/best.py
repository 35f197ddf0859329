"""The best of all that is offered, each once, in memory for no more than are asked for."""

from bisect import bisect_left, insort
from collections.abc import Hashable
from datetime import datetime
from operator import itemgetter
from typing import Generic, TypeVar

Key = tuple[int, float, datetime, str, str]
"""What things are sorted by, the least first: lane, priority turned round, time, source and id. No two share one."""

N = TypeVar("N", bound=Hashable)
T = TypeVar("T")
_get_key = itemgetter(0)


class Best(Generic[N, T]):
    """Keeps the things with the least keys, under each name the one with the least; `top` None keeps all."""

    def __init__(self, top: int | None) -> None:
        self._top = top
        self._held: dict[N, tuple[Key, T]] = {}
        # Only where few are kept: all of a million are sorted once, when they are asked for.
        self._order: list[tuple[Key, N]] = []

    @property
    def last_key(self) -> Key | None:
        """The key of the last place, or None where there is still room."""
        is_full = self._top is not None and len(self._order) >= self._top
        return self._order[-1][0] if is_full and self._order else None

    @property
    def entries(self) -> list[tuple[Key, T]]:
        """What is kept, with its keys, the least first."""
        if self._top is None:
            return sorted(self._held.values(), key=_get_key)
        return [self._held[name] for _, name in self._order]

    def insert(self, name: N, key: Key, thing: T) -> None:
        """Keep a thing if it is among the best, and the best of its name."""
        held = self._held.get(name)
        if held is not None and held[0] <= key:
            return
        if self._top is not None and not self._make_room(None if held is None else held[0], key):
            return
        if self._top is not None:
            insort(self._order, (key, name), key=_get_key)
        self._held[name] = (key, thing)

    def _make_room(self, held: Key | None, key: Key) -> bool:
        """Take away what a key replaces or pushes out; False where it is not among the best itself."""
        if held is not None:
            del self._order[bisect_left(self._order, held, key=_get_key)]
        elif len(self._order) == self._top:
            if not self._order or key >= self._order[-1][0]:
                return False
            del self._held[self._order.pop()[1]]
        return True
