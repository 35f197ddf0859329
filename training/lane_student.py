"""Fit the lane model of one language: which words, pairs and stems may weigh, and what they weigh for each lane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import logsumexp

from mentiontriage.signals._complaint_weights import pair_words
from mentiontriage.signals._complaint_words import read_words
from mentiontriage.signals._leaning import BIAS, LEANINGS, STEP, cut_stems
from mentiontriage.signals._model_file import write_steps
from mentiontriage.signals._unweighed import UNWEIGHED
from training.features import mark_presence
from training.fit import Floats

LEAST = 3
"""Steps between a word's highest and lowest weight; what tells less is left out."""


@dataclass(frozen=True)
class LaneLimits:
    """In how many posts a word or pair must stand, of those whose lane is known and of all, to carry weight.

    `stems` is in how many of those whose lane is known a stem must; none has any where it is None.
    """

    words: int
    pairs: int
    words_of_all: int
    pairs_of_all: int
    stems: int | None = None


@dataclass(frozen=True)
class LaneLesson:
    """Posts as words, each lane's share of each (a row a post), and how much each post counts."""

    posts: list[list[str]]
    shares: Floats
    weights: Floats
    known: int
    """How many posts, from the first, have a lane that somebody told."""


def read_lane_words(texts: Iterable[str]) -> list[list[str]]:
    """Give the words and marks of each text."""
    return [read_words(text.split()) for text in texts]


def fit_lanes(lesson: LaneLesson, names: frozenset[str], limits: LaneLimits, penalty: float) -> list[str]:
    """Give the lines of the model file: strongest first, the bias before all.

    A pair or a stem is held back twice as much as a word, as there are so many more of them.
    """
    words, pairs, stems = _choose(lesson, names, limits)
    items = [*words, *pairs, *stems]
    blocks = [
        mark_presence(lesson.posts, words, set),
        mark_presence(lesson.posts, pairs, pair_words),
        mark_presence(lesson.posts, stems, _cut_all),
    ]
    matrix = sparse.hstack(blocks, format="csr")
    held = penalty * np.concatenate([np.ones(len(words)), np.full(len(pairs) + len(stems), 2.0)])
    found, bias = fit_softmax(matrix, lesson.shares, lesson.weights, held)
    steps = np.rint((found - found.mean(axis=1, keepdims=True)) / STEP).astype(int)
    told = np.ptp(steps, axis=1)
    order = sorted(range(len(steps)), key=lambda row: (-told[row], items[row]))
    kept = [f"{items[row]} {write_steps(steps[row].tolist())}" for row in order if told[row] >= LEAST]
    return [f"{BIAS} {write_steps(np.rint((bias - bias.mean()) / STEP).astype(int).tolist())}", *kept]


def fit_softmax(
    matrix: sparse.csr_matrix, shares: Floats, weights: Floats, penalty: Floats, rounds: int = 80
) -> tuple[Floats, Floats]:
    """Weights and biases, a column a lane, that minimise weighted cross-entropy plus squares of the weights.

    ``penalty`` has one entry a column of the matrix. Deterministic: started from zero, no draws.
    """
    share = weights / weights.sum()
    transposed = matrix.T.tocsr()
    columns, lanes = matrix.shape[1], shares.shape[1]

    def measure(point: Floats) -> tuple[float, Floats]:
        table, bias = point[: columns * lanes].reshape(columns, lanes), point[columns * lanes :]
        sums = matrix @ table + bias
        whole = logsumexp(sums, axis=1)
        loss = float(share @ (whole - (shares * sums).sum(axis=1)) + 0.5 * penalty @ (table**2).sum(axis=1))
        error = (np.exp(sums - whole[:, None]) - shares) * share[:, None]
        return loss, np.append(transposed @ error + penalty[:, None] * table, error.sum(axis=0))

    start = np.zeros((columns + 1) * lanes)
    found = minimize(measure, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return found[: columns * lanes].reshape(columns, lanes), found[columns * lanes :]


def mark_lanes(lanes: Sequence[str]) -> Floats:
    """Give the shares of posts whose lane is known: 1 for it, else 0."""
    return np.array([[float(lane == one) for one in LEANINGS] for lane in lanes])


def _choose(lesson: LaneLesson, names: frozenset[str], limits: LaneLimits) -> tuple[list[str], list[str], list[str]]:
    of_all, of_known = _count(lesson.posts), _count(lesson.posts[: lesson.known])
    left_out = names | UNWEIGHED
    words = [
        word
        for word, count in of_all.words.items()
        if (of_known.words[word] >= limits.words or count >= limits.words_of_all) and word not in left_out
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
    return sorted(words), sorted(pairs), sorted(stems)


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
