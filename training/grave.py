"""Fit which words tell of a threat and which of a danger to people, in one language: a part of ``training.lanes``.

Invented posts of four kinds (``training/grave_posts``) teach it: of each matter those that tell of it, and those in
much the same words that don't. Usual posts, invented for the lanes or real, speak against both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentiontriage.language import detect_language
from mentiontriage.signals._leaning import BIAS, GRAVE, GRAVE_STEP
from mentiontriage.signals._phrase_tables import SEVERITY
from mentiontriage.signals._phrases import meet_phrases
from training.corpus import LANGUAGE_SOURCES, load_source, load_unlabelled, read_general
from training.fit import Floats, fit_logistic
from training.lane_corpus import load_grave, load_invented
from training.lane_items import Items, LaneLimits, choose_items, read_lane_words
from training.lane_student import Steps
from training.vocabulary import find_names

UNLABELLED_POSTS = 60_000
USUAL = 5.0  # what all real posts, and all invented for the lanes, count against all that are of the four kinds
ENGLISH_PENALTY = 1e-5
OTHER_PENALTY = 2e-5
ENGLISH = LaneLimits(words=2, pairs=2, words_of_all=None, pairs_of_all=2)
OTHER = LaneLimits(words=2, pairs=2, words_of_all=None, pairs_of_all=2, stems=3)
EVERYWHERE = 0.005  # the share of usual posts from which a word says nothing by itself: "will", "your", "come"
EXCEEDING = 0.005  # the share of usual posts that are worded as gravely as what is taken for grave
LEAST = 3  # steps; what tells less is left out
FOLDS = 5
SEED = 5


@dataclass(frozen=True)
class GraveLesson:
    """Posts as words, which of `GRAVE` each tells of (a row a post), and how much each counts for each of these."""

    posts: list[list[str]]
    told: Floats
    weights: Floats
    known: int
    """How many posts, from the first, are of the four kinds."""
    names: frozenset[str]
    """What may not weigh, nor any pair with it."""
    everywhere: frozenset[str]
    """What may weigh in pairs alone."""

    def take(self, rows: NDArray[np.intp]) -> GraveLesson:
        """Give the lesson of some rows, in their order."""
        posts, known = [self.posts[row] for row in rows], int((rows < self.known).sum())
        return GraveLesson(posts, self.told[rows], self.weights[rows], known, self.names, self.everywhere)


def fit_grave(language: str) -> Steps:
    """Give what weighs for each of `GRAVE`.

    The bias is such that the sum is above nothing for `EXCEEDING` of the usual posts, by weights that none of these
    taught.
    """
    lesson = _prepare(language)
    limits, penalty = (ENGLISH, ENGLISH_PENALTY) if language == "en" else (OTHER, OTHER_PENALTY)
    unseen = _sum_unseen(lesson, limits, penalty)
    items, weights, biases = _fit(lesson, limits, penalty)
    cuts = [
        find_cut(unseen[lesson.known :, place], lesson.weights[lesson.known :, place]) for place in range(len(GRAVE))
    ]
    steps = np.rint(weights / GRAVE_STEP).astype(int)
    kept = {name: tuple(row.tolist()) for name, row in zip(items.names, steps, strict=True) if abs(row).max() >= LEAST}
    return {BIAS: tuple(np.rint((biases - cuts) / GRAVE_STEP).astype(int).tolist()), **kept}


def find_cut(sums: Floats, weights: Floats) -> float:
    """Give the sum that `EXCEEDING` of the posts are above, of all that the weights make of them."""
    order = np.argsort(-sums)
    above = np.cumsum(weights[order]) / weights.sum()
    return float(sums[order][np.searchsorted(above, EXCEEDING)])


def _prepare(language: str) -> GraveLesson:
    grave, real = load_grave(language), _load_usual(language)
    of_kinds = {text for _, text in grave}
    invented = [text for text in load_invented(language) if text not in of_kinds]
    texts = [*(text for _, text in grave), *invented, *real]
    told = np.zeros((len(texts), len(GRAVE)))
    told[: len(grave)] = [[float(kind == one) for one in GRAVE] for kind, _ in grave]
    weights = np.ones((len(texts), len(GRAVE)))
    first, last = len(grave), len(grave) + len(invented)
    weights[first:last, GRAVE.index("danger")] = [not _may_endanger(text, language) for text in invented]
    for rows, share in ((slice(first), 1.0), (slice(first, last), USUAL), (slice(last, None), USUAL)):
        weights[rows] *= share / weights[rows].sum(axis=0)
    posts = read_lane_words(texts)
    names = find_names(texts[first:]) if language == "en" else frozenset()
    return GraveLesson(posts, told, weights, first, names, _find_everywhere(posts[first:]))


def _load_usual(language: str) -> list[str]:
    """Give real posts, hardly any of which threatens or is about a danger."""
    if language == "en":
        return load_unlabelled(UNLABELLED_POSTS)
    found = [text for text in read_general() if detect_language(text, text.split()) == language]
    return found + [text for name in LANGUAGE_SOURCES.get(language, ()) for text in load_source(name).texts]


def _may_endanger(text: str, language: str) -> bool:
    """Tell a post invented for the lanes that phrases take for one about a danger: nobody labelled it for that."""
    return any(found.kind == "safety" for found in meet_phrases(text.split(), language).find(SEVERITY))


def _find_everywhere(posts: Sequence[list[str]]) -> frozenset[str]:
    counts = Counter(word for post in posts for word in set(post))
    return frozenset(word for word, count in counts.items() if count > EVERYWHERE * len(posts))


def _sum_unseen(lesson: GraveLesson, limits: LaneLimits, penalty: float) -> Floats:
    """Give the sums of every post by weights that it did not teach."""
    fold = np.random.default_rng(SEED).permutation(len(lesson.posts)) % FOLDS
    sums = np.zeros(lesson.told.shape)
    for number in range(FOLDS):
        items, weights, biases = _fit(lesson.take(np.flatnonzero(fold != number)), limits, penalty)
        rows = np.flatnonzero(fold == number)
        sums[rows] = items.mark([lesson.posts[row] for row in rows]) @ weights + biases
    return sums


def _fit(lesson: GraveLesson, limits: LaneLimits, penalty: float) -> tuple[Items, Floats, Floats]:
    """Give what may weigh, its weights (a column for each of `GRAVE`) and the biases."""
    items = choose_items(lesson.posts, lesson.known, lesson.names, limits)
    items = items._replace(words=[word for word in items.words if word not in lesson.everywhere])
    matrix, held = items.mark(lesson.posts), items.hold_back(penalty)
    fitted = [
        fit_logistic(matrix, lesson.told[:, place], lesson.weights[:, place], held, rounds=60)
        for place in range(len(GRAVE))
    ]
    return items, np.column_stack([weights for weights, _ in fitted]), np.array([bias for _, bias in fitted])
