"""What a word weighs by its letter groups, so that a spelling never seen still says something."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from mentiontriage.signals._complaint_weights import LONGEST, SHORTEST
from mentiontriage.signals._complaint_words import MARKS

_LONGEST_WORD = 202
"""Characters of a word and its edges; no token is read further."""


def _count_groups(letters: int) -> int:
    return sum(max(0, letters - size + 1) for size in range(SHORTEST, LONGEST + 1))


_ROOTS = tuple(sqrt(_count_groups(letters)) for letters in range(_LONGEST_WORD + 1))


class LetterGroups:
    """The weights of letter groups (`cut_letters` says which a word has), and words weighed by them."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        # Most groups of a word weigh nothing, and few of the shortest open a longer one that does.
        self._openings = {group[:SHORTEST] for group in weights if len(group) > SHORTEST}

    def weigh(self, word: str) -> float:
        """Sum the weights of a word's letter groups, evened out so that long words do not count double."""
        if word in MARKS:
            return 0.0
        edged = f"^{word}$"
        letters = len(edged)
        shortest = [edged[start : start + SHORTEST] for start in range(letters - SHORTEST + 1)]
        find = self._weights.get
        # Shorter groups first, one after the other: the order decides the last digit. (The builtin sum would give
        # another one from Python 3.12 on.)
        total = 0.0
        for known in filter(None, map(find, shortest)):
            total += known
        if not self._openings.isdisjoint(shortest):
            starts = [start for start, group in enumerate(shortest) if group in self._openings]
            for size in range(SHORTEST + 1, LONGEST + 1):
                for start in starts:
                    if start + size <= letters and (weight := find(edged[start : start + size])):
                        total += weight
        return total / _ROOTS[letters] if total else 0.0
