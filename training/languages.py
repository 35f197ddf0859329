"""The languages other than English: small labelled sets, so weights of their own and five-fold scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mentiontriage.signals._complaint_file import LanguageModel
from mentiontriage.signals._unweighed import UNWEIGHED
from training.calibration import calibrate
from training.corpus import Source
from training.features import Posts, read_posts
from training.fit import Floats
from training.score import score_texts
from training.seeds import list_seeds
from training.student import Lesson, Settings, fit_student
from training.vocabulary import Limits, find_names

FOLDS = 5
SEED = 7
SEED_COPIES = 5  # posts that a seed word counts as, and often enough to enter the vocabulary

OTHER = Settings(
    Limits(known=2, words=2, pairs=3, letters=2, sources=1),
    penalty=2e-3,
    general_penalty=0.25,
    letters_penalty=0.5,
    cap=5000,
    trust=1.0,
    temperature=1.0,
    unlabelled=0.0,
    with_cues=False,
    with_units=False,
)


def train_language(language: str, sources: Sequence[Source], base_rate: float) -> LanguageModel:
    """One language's model, calibrated on five-fold scores."""
    lesson, texts = _read(sources)
    sides = [lesson.labels[lesson.groups == number] for number in range(len(sources))]
    weights = fit_student(_add_seeds(lesson, language), _find_names(language, texts), OTHER)
    return calibrate(weights, score_folds(language, sources), sides, base_rate)


def score_folds(language: str, sources: Sequence[Source]) -> list[Floats]:
    """Log-odds of every post from a model of the four folds that do not hold it, one array a source."""
    lesson, texts = _read(sources)
    names = _find_names(language, texts)
    fold = np.random.default_rng(SEED).permutation(len(texts)) % FOLDS
    scores = np.zeros(len(texts))
    for number in range(FOLDS):
        taught = _add_seeds(lesson.take(np.flatnonzero(fold != number)), language)
        weights = fit_student(taught, names, OTHER)
        rows = np.flatnonzero(fold == number)
        scores[rows] = score_texts(weights, [texts[i] for i in rows])
    return [scores[lesson.groups == number] for number in range(len(sources))]


def _find_names(language: str, texts: Sequence[str]) -> frozenset[str]:
    """Tell what never carries weight. Names show by capitals; German gives every noun one: there none is found."""
    return UNWEIGHED if language == "de" else UNWEIGHED | find_names(texts)


def _add_seeds(lesson: Lesson, language: str) -> Lesson:
    words, sides = list_seeds(language)
    seeds = read_posts(words * SEED_COPIES)
    blank = np.zeros_like(seeds.polarity)  # what VADER makes of a foreign word is chance
    group = lesson.groups.max() + 1
    return Lesson(
        posts=Posts(
            lesson.posts.words + seeds.words,
            lesson.posts.cues + seeds.cues,
            np.concatenate([lesson.posts.polarity, blank]),
            lesson.posts.levels + [(10, 0, 0)] * len(blank),
        ),
        labels=np.concatenate([lesson.labels, np.array(sides * SEED_COPIES)]),
        groups=np.concatenate([lesson.groups, np.full(len(blank), group)]),
    )


def _read(sources: Sequence[Source]) -> tuple[Lesson, list[str]]:
    texts = [text for source in sources for text in source.texts]
    labels = np.concatenate([source.labels for source in sources])
    groups = np.concatenate([np.full(len(source.texts), number) for number, source in enumerate(sources)])
    return Lesson(read_posts(texts), labels, groups), texts
