"""Choose which words, pairs and stems of posts may weigh, and mark the posts that hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from mentiontriage.signals._complaint_weights import pair_words
from mentiontriage.signals._complaint_words import read_words
from mentiontriage.signals._leaning import cut_stems
from mentiontriage.signals._unweighed import UNWEIGHED
from training.features import mark_presence
from training.fit import Floats


@dataclass(frozen=True)
class LaneLimits:
    """In how many posts a word or pair must stand, of those that somebody labelled and of all, to carry weight.

    A word needs either, a pair both. `words_of_all` None asks for the labelled ones alone. `stems` is in how many of
    the labelled posts a stem must stand; none has any weight where it is None.
    """

    words: int
    pairs: int
    words_of_all: int | None
    pairs_of_all: int
    stems: int | None = None


class Items(NamedTuple):
    """The words, pairs and stems that may weigh."""

    words: list[str]
    pairs: list[str]
    stems: list[str]

    @property
    def names(self) -> list[str]:
        """Give all, in the order of the columns of `mark`."""
        return [*self.words, *self.pairs, *self.stems]

    def mark(self, posts: Sequence[list[str]]) -> sparse.csr_matrix:
        """Mark what each post holds: a row a post, a column an item."""
        blocks = [
            mark_presence(posts, self.words, set),
            mark_presence(posts, self.pairs, pair_words),
            mark_presence(posts, self.stems, _cut_all),
        ]
        return sparse.hstack(blocks, format="csr")

    def hold_back(self, penalty: float) -> Floats:
        """Give the penalty of each: of a pair or a stem twice a word's, as there are so many more of them."""
        return penalty * np.concatenate([np.ones(len(self.words)), np.full(len(self.pairs) + len(self.stems), 2.0)])


def read_lane_words(texts: Iterable[str]) -> list[list[str]]:
    """Give the words and marks of each text."""
    return [read_words(text.split()) for text in texts]


def choose_items(posts: Sequence[list[str]], known: int, names: frozenset[str], limits: LaneLimits) -> Items:
    """Choose what may weigh; the first `known` posts are those that somebody labelled, `names` may not weigh."""
    of_all, of_known = _count(posts), _count(posts[:known])
    left_out = names | UNWEIGHED
    often = float("inf") if limits.words_of_all is None else limits.words_of_all
    words = [
        word
        for word, count in of_all.words.items()
        if (of_known.words[word] >= limits.words or count >= often) and word not in left_out
    ]
    pairs = [
        pair
        for pair, count in of_all.pairs.items()
        if of_known.pairs[pair] >= limits.pairs
        and count >= limits.pairs_of_all
        and left_out.isdisjoint(pair.split("_"))
    ]
    least = limits.stems
    stems = [] if least is None else [stem for stem, count in of_known.stems.items() if count >= least]
    return Items(sorted(words), sorted(pairs), sorted(stems))


class _Counts(NamedTuple):
    """In how many posts each word, pair and stem stands."""

    words: Counter[str]
    pairs: Counter[str]
    stems: Counter[str]


def _count(posts: Sequence[list[str]]) -> _Counts:
    counts = _Counts(Counter(), Counter(), Counter())
    for post in posts:
        counts.words.update(set(post))
        counts.pairs.update(pair_words(post))
        counts.stems.update(_cut_all(post))
    return counts


def _cut_all(post: list[str]) -> set[str]:
    return {stem for word in post for stem in cut_stems(word)}
