"""The languages other than English: small labelled sets, so weights of their own and five-fold scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mentiontriage.signals._complaint_file import LanguageModel
from mentiontriage.signals._complaint_weights import Weights
from mentiontriage.signals._complaint_words import read_words
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
    seeds_penalty=0.1,
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
    weights = _fit(lesson, language, _find_names(language, texts))
    return calibrate(weights, score_folds(language, sources), sides, base_rate)


def score_folds(language: str, sources: Sequence[Source]) -> list[Floats]:
    """Log-odds of every post from a model of the four folds that do not hold it, one array a source."""
    lesson, texts = _read(sources)
    names = _find_names(language, texts)
    fold = np.random.default_rng(SEED).permutation(len(texts)) % FOLDS
    scores = np.zeros(len(texts))
    for number in range(FOLDS):
        weights = _fit(lesson.take(np.flatnonzero(fold != number)), language, names)
        rows = np.flatnonzero(fold == number)
        scores[rows] = score_texts(weights, [texts[i] for i in rows])
    return [scores[lesson.groups == number] for number in range(len(sources))]


def _find_names(language: str, texts: Sequence[str]) -> frozenset[str]:
    """Tell what never carries weight. Names show by capitals; German gives every noun one: there none is found."""
    return UNWEIGHED if language == "de" else UNWEIGHED | find_names(texts)


def _fit(lesson: Lesson, language: str, names: frozenset[str]) -> Weights:
    words, sides = list_seeds(language)
    known = frozenset("_".join(read_words(word.split())) for word in words)
    return fit_student(_add_seeds(lesson, words, sides), names, OTHER, known)


def _add_seeds(lesson: Lesson, words: list[str], sides: list[int]) -> Lesson:
    seeds = _read_words_alone(words * SEED_COPIES)
    group = lesson.groups.max() + 1
    return Lesson(
        posts=Posts(
            lesson.posts.words + seeds.words,
            lesson.posts.cues + seeds.cues,
            np.concatenate([lesson.posts.polarity, seeds.polarity]),
            lesson.posts.levels + seeds.levels,
        ),
        labels=np.concatenate([lesson.labels, np.array(sides * SEED_COPIES)]),
        groups=np.concatenate([lesson.groups, np.full(len(seeds.words), group)]),
    )


def _read(sources: Sequence[Source]) -> tuple[Lesson, list[str]]:
    texts = [text for source in sources for text in source.texts]
    labels = np.concatenate([source.labels for source in sources])
    groups = np.concatenate([np.full(len(source.texts), number) for number, source in enumerate(sources)])
    return Lesson(_read_words_alone(texts), labels, groups), texts


def _read_words_alone(texts: Sequence[str]) -> Posts:
    """Read posts without VADER: to its English lexicon French "dire" is a disaster and German "die" a death."""
    posts = read_posts(texts)
    return replace(posts, polarity=np.zeros_like(posts.polarity))
