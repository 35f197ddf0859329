"""Turn posts into the numbers that the linear model is fitted on: just what the runtime sums up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from mentiontriage.signals._complaint_cues import CUES, find_cues
from mentiontriage.signals._complaint_weights import (
    POLARITY_PARTS,
    cut_letters,
    find_levels,
    pair_words,
    read_polarity,
)
from mentiontriage.signals._complaint_words import read_words
from mentiontriage.signals._unweighed import UNWEIGHED
from mentiontriage.signals._vader import load_scorer
from training.fit import Floats
from training.vocabulary import Vocabulary


@dataclass(frozen=True)
class Posts:
    """Posts as the model reads them."""

    words: list[list[str]]
    cues: list[int]
    polarity: NDArray[np.float64]  # one row a post, one column a part of POLARITY_PARTS
    levels: list[tuple[int, int, int]]  # the same in tenths, as ``find_levels`` gives them

    def take(self, rows: NDArray[np.int64]) -> Posts:
        """Give the posts of these rows."""
        return Posts(
            [self.words[i] for i in rows],
            [self.cues[i] for i in rows],
            self.polarity[rows],
            [self.levels[i] for i in rows],
        )


def read_posts(texts: Sequence[str]) -> Posts:
    """Words, cues and polarity of each text."""
    score = load_scorer()
    words = [read_words(text.split()) for text in texts]
    polarity = [score(text, text.split()) for text in texts]
    return Posts(
        words=words,
        cues=[find_cues(post) for post in words],
        polarity=np.array([read_polarity(p) for p in polarity]),
        levels=[find_levels(p) for p in polarity],
    )


def build_matrix(posts: Posts, vocabulary: Vocabulary, *, with_cues: bool = True) -> sparse.csr_matrix:
    """Columns: VADER's parts, cues, words, pairs, letter groups; the order ``split_columns`` undoes."""
    blocks = [
        sparse.csr_matrix(posts.polarity),
        _cue_columns(posts.cues if with_cues else [0] * len(posts.cues)),
        mark_presence(posts.words, vocabulary.words, set),
        mark_presence(posts.words, vocabulary.pairs, pair_words),
        _letter_columns(posts.words, vocabulary.letters),
    ]
    return sparse.hstack(blocks, format="csr", dtype=np.float64)


def build_unit_matrix(
    posts: Posts, matrix: sparse.csr_matrix, vocabulary: Vocabulary, places: Floats
) -> sparse.csr_matrix:
    """Give what units hear: VADER's level, cues, words, and where the words lie in the space of meaning."""
    levels = np.array([[*describe_compound(levels[0]), levels[1] / 10, levels[2] / 10] for levels in posts.levels])
    first = len(POLARITY_PARTS)
    heard = matrix[:, first : first + len(CUES) + len(vocabulary.words)]
    return sparse.hstack([sparse.csr_matrix(levels), heard, sparse.csr_matrix(places)], format="csr")


def describe_compound(level: int) -> tuple[float, ...]:
    """Give a compound level as numbers: itself, its size, whether negative, whether positive."""
    compound = level / 10 - 1
    return compound, abs(compound), float(level < 10), float(level > 10)


def sum_places(posts: Posts, words: Sequence[str], places: Floats) -> Floats:
    """For each post the sum of its distinct words' places; ``places`` has a row for each of ``words``."""
    summed: Floats = mark_presence(posts.words, words, set) @ places
    return summed


def split_columns(weights: NDArray[np.float64], vocabulary: Vocabulary) -> dict[str, NDArray[np.float64]]:
    """Give a fitted weight vector cut into the blocks of ``build_matrix``."""
    sizes = {
        "polarity": len(POLARITY_PARTS),
        "cues": len(CUES),
        "words": len(vocabulary.words),
        "pairs": len(vocabulary.pairs),
        "letters": len(vocabulary.letters),
    }
    ends = np.cumsum(list(sizes.values()))
    return dict(zip(sizes, np.split(weights, ends[:-1]), strict=True))


def _cue_columns(cues: Sequence[int]) -> sparse.csr_matrix:
    return sparse.csr_matrix(np.array([[fired >> bit & 1 for bit in range(len(CUES))] for fired in cues], dtype=float))


def mark_presence(
    posts: Sequence[list[str]], vocabulary: Sequence[str], read: Callable[[list[str]], set[str]]
) -> sparse.csr_matrix:
    """Give a row a post and a column an item of the vocabulary, 1 where the post holds it."""
    index = {item: column for column, item in enumerate(vocabulary)}
    columns: list[int] = []
    starts = [0]
    for post in posts:
        columns += [index[item] for item in read(post) if item in index]
        starts.append(len(columns))
    data = np.ones(len(columns))
    matrix = sparse.csr_matrix(
        (data, np.array(columns, dtype=np.int32), np.array(starts)), shape=(len(posts), len(index))
    )
    matrix.sort_indices()  # a set has another order in every process, and with it sums their last digit
    return matrix


def _letter_columns(posts: Sequence[list[str]], vocabulary: Sequence[str]) -> sparse.csr_matrix:
    index = {group: column for column, group in enumerate(vocabulary)}
    known: dict[str, tuple[list[int], float]] = {}
    columns: list[int] = []
    data: list[float] = []
    starts = [0]
    for post in posts:
        for word in dict.fromkeys(post):  # in order, for sums with the same last digit in every process
            if word not in known:
                groups = [] if word in UNWEIGHED else cut_letters(word)
                known[word] = [index[g] for g in groups if g in index], 1 / sqrt(len(groups) or 1)
            found, share = known[word]
            columns += found
            data += [share] * len(found)
        starts.append(len(columns))
    matrix = sparse.csr_matrix(
        (np.array(data), np.array(columns, dtype=np.int32), np.array(starts)), shape=(len(posts), len(index))
    )
    matrix.sum_duplicates()
    return matrix
