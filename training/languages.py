"""The languages other than English: small labelled sets, so weights of their own and five-fold scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mentiontriage.signals._complaint_file import LanguageModel
from training.corpus import Source
from training.features import read_posts
from training.fit import Floats
from training.score import score_texts
from training.student import OTHER, Lesson, calibrate, fit_student, round_weights
from training.vocabulary import find_names

FOLDS = 5
SEED = 7


def train_language(sources: Sequence[Source], base_rate: float) -> LanguageModel:
    """One language's model, calibrated on five-fold scores."""
    lesson, texts = _read(sources)
    scores = score_folds(sources)
    sides = [lesson.labels[lesson.groups == number] for number in range(len(sources))]
    names = frozenset() if sources[0].name == "xlmt_ge_train" else find_names(texts)
    weights = fit_student(lesson, names, OTHER)
    return round_weights(calibrate(weights, scores, sides, base_rate))


def score_folds(sources: Sequence[Source]) -> list[Floats]:
    """Log-odds of every post from a model of the four folds that do not hold it, one array a source."""
    lesson, texts = _read(sources)
    names = frozenset() if sources[0].name == "xlmt_ge_train" else find_names(texts)
    fold = np.random.default_rng(SEED).permutation(len(texts)) % FOLDS
    scores = np.zeros(len(texts))
    for number in range(FOLDS):
        weights = fit_student(lesson.take(np.flatnonzero(fold != number)), names, OTHER)
        rows = np.flatnonzero(fold == number)
        scores[rows] = score_texts(weights, [texts[i] for i in rows])
    return [scores[lesson.groups == number] for number in range(len(sources))]


def _read(sources: Sequence[Source]) -> tuple[Lesson, list[str]]:
    texts = [text for source in sources for text in source.texts]
    labels = np.concatenate([source.labels for source in sources])
    groups = np.concatenate([np.full(len(source.texts), number) for number, source in enumerate(sources)])
    return Lesson(read_posts(texts), labels, groups), texts
