"""Fit the model of one language: what may carry weight, and the weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import expit

from mentiontriage.signals._complaint_cues import CUES
from mentiontriage.signals._complaint_weights import POLARITY_PARTS, Weights
from training.export import add_units, make_weights
from training.features import Posts, build_matrix, build_unit_matrix, split_columns, sum_places
from training.fit import Floats, fit_logistic, weigh_evenly
from training.meanings import place_words
from training.units import Inputs, Penalties, fit_together
from training.vocabulary import Limits, Vocabulary, choose_vocabulary

UNLABELLED = -1
TAUGHT_WORD = 0.25  # brings the teacher's log-odds of single words to the size of the other coordinates


@dataclass(frozen=True)
class Settings:
    """What was tuned, leave-one-source-out; docs/model-card.md tells what else was tried."""

    limits: Limits
    penalty: float
    general_penalty: float  # on VADER's parts and cues, as a share of ``penalty``
    letters_penalty: float
    cap: int  # posts a source may weigh
    trust: float  # in people's labels against the teacher's, 0..1
    temperature: float  # divides the teacher's log-odds
    unlabelled: float  # weight of all unlabelled posts against all labelled ones
    with_cues: bool
    with_units: bool
    meaning_penalty: float = 0.7
    seeds_penalty: float = 1.0  # on words and pairs whose side is known beforehand


ENGLISH = Settings(
    Limits(known=3, words=5, pairs=8, letters=4, sources=2),
    penalty=1e-3,
    general_penalty=0.25,
    letters_penalty=0.5,
    cap=5000,
    trust=0.5,
    temperature=1.5,
    unlabelled=1.0,
    with_cues=True,
    with_units=True,
)


@dataclass(frozen=True)
class Lesson:
    """Posts to learn from. ``groups`` tells the source; ``labels`` is UNLABELLED where only the teacher knows."""

    posts: Posts
    labels: NDArray[np.int64]
    groups: NDArray[np.int64]
    taught: Floats | None = None  # the teacher's log-odds, one a post
    taught_words: Mapping[str, float] | None = None  # and of words alone

    def take(self, rows: NDArray[np.int64]) -> Lesson:
        """Give the part of the lesson in these rows."""
        taught = None if self.taught is None else self.taught[rows]
        return Lesson(self.posts.take(rows), self.labels[rows], self.groups[rows], taught, self.taught_words)


def fit_student(
    lesson: Lesson, names: frozenset[str], settings: Settings, known: frozenset[str] = frozenset()
) -> Weights:
    """Give the weights of one language, learned from people's and the teacher's labels.

    ``known`` are words, and pairs such as ``no_reply``, whose side is known beforehand.
    """
    vocabulary = choose_vocabulary(lesson.posts.words, lesson.groups.tolist(), names, settings.limits)
    matrix = build_matrix(lesson.posts, vocabulary, with_cues=settings.with_cues)
    target, weight = _find_targets(lesson, settings), _find_weights(lesson, settings)
    penalty = _find_penalty(vocabulary, settings, known)
    if not settings.with_units:
        found, bias = fit_logistic(matrix, target, weight, penalty)
        return make_weights(split_columns(found, vocabulary), vocabulary, bias)
    places = _place(vocabulary, lesson.taught_words)
    summed = sum_places(lesson.posts, vocabulary.known, places)
    of_places = np.full(places.shape[1], settings.penalty * settings.meaning_penalty)
    wide = sparse.hstack([matrix, sparse.csr_matrix(summed)], format="csr")
    of_wide = np.append(penalty, of_places)
    start = np.append(*fit_logistic(wide, target, weight, of_wide))
    heard = build_unit_matrix(lesson.posts, matrix, vocabulary, summed)
    first, last = len(POLARITY_PARTS), len(POLARITY_PARTS) + len(CUES) + len(vocabulary.words)
    of_levels = np.full(heard.shape[1] - (last - first) - len(of_places), penalty[0])
    of_heard = np.concatenate([of_levels, penalty[first:last], of_places])
    found, units = fit_together(Inputs(matrix, summed, heard), start, target, weight, Penalties(of_wide, of_heard))
    lexical, meaning = found[: matrix.shape[1]], found[matrix.shape[1] : -1]
    linear = make_weights(split_columns(lexical, vocabulary), vocabulary, float(found[-1]))
    return add_units(linear, vocabulary, places, meaning, units)


def _place(vocabulary: Vocabulary, taught_words: Mapping[str, float] | None) -> Floats:
    """Place words by their meaning, and by what the teacher makes of each alone as one more coordinate."""
    places = place_words(vocabulary.known, vocabulary.words)
    if taught_words is None:
        return places
    alone = np.array([taught_words[word] for word in vocabulary.known])
    return np.column_stack([places, (alone - alone.mean()) * TAUGHT_WORD])


def _find_targets(lesson: Lesson, settings: Settings) -> Floats:
    people = lesson.labels.astype(float)
    if lesson.taught is None:
        return people
    taught = expit(lesson.taught / settings.temperature)
    return np.where(people == UNLABELLED, taught, settings.trust * people + (1 - settings.trust) * taught)


def _find_weights(lesson: Lesson, settings: Settings) -> Floats:
    labelled = lesson.labels != UNLABELLED
    weights = np.zeros(len(lesson.labels))
    weights[labelled] = weigh_evenly(lesson.labels[labelled], lesson.groups[labelled], settings.cap)
    if lesson.taught is not None and not labelled.all():
        # Half of the weight to each side, as the teacher sees it: complaints are rare among them.
        taught = expit(lesson.taught[~labelled] / settings.temperature)
        halves = taught / taught.sum() + (1 - taught) / (1 - taught).sum()
        weights[~labelled] = settings.unlabelled * weights.sum() / 2 * halves
    return weights


def _find_penalty(vocabulary: Vocabulary, settings: Settings, known: frozenset[str]) -> Floats:
    general = np.full(6 + len(CUES), settings.general_penalty)
    items = vocabulary.words + vocabulary.pairs
    lexical = np.array([settings.seeds_penalty if item in known else 1.0 for item in items])
    letters = np.full(len(vocabulary.letters), settings.letters_penalty)
    return settings.penalty * np.concatenate([general, lexical, letters])
