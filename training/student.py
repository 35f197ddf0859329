"""Fit the linear model of one language: what may carry weight, the weights, the calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import expit, logit

from mentiontriage.signals._complaint_cues import CUES
from mentiontriage.signals._complaint_file import LanguageModel
from mentiontriage.signals._complaint_weights import POLARITY_PARTS, Weights
from training.export import add_units, make_weights
from training.features import Posts, build_matrix, build_unit_matrix, split_columns, sum_places
from training.fit import Floats, fit_logistic, weigh_evenly
from training.meanings import list_common_words, place_words
from training.units import fit_units
from training.vocabulary import Limits, Vocabulary, choose_vocabulary

UNLABELLED = -1


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


ENGLISH = Settings(
    Limits(known=3, words=5, pairs=8, letters=4, sources=2),
    penalty=1e-3,
    general_penalty=0.25,
    letters_penalty=0.5,
    cap=5000,
    trust=0.7,
    temperature=1.5,
    unlabelled=0.3,
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

    def take(self, rows: NDArray[np.int64]) -> Lesson:
        """Give the part of the lesson in these rows."""
        taught = None if self.taught is None else self.taught[rows]
        return Lesson(self.posts.take(rows), self.labels[rows], self.groups[rows], taught)


def fit_student(lesson: Lesson, names: frozenset[str], settings: Settings) -> Weights:
    """Give the weights of one language, learned from people's and the teacher's labels."""
    vocabulary = choose_vocabulary(lesson.posts.words, lesson.groups.tolist(), names, settings.limits)
    matrix = build_matrix(lesson.posts, vocabulary, with_cues=settings.with_cues)
    target, weight = _find_targets(lesson, settings), _find_weights(lesson, settings)
    penalty = _find_penalty(vocabulary, settings)
    if not settings.with_units:
        found, bias = fit_logistic(matrix, target, weight, penalty)
        return make_weights(split_columns(found, vocabulary), vocabulary, bias)
    known = sorted({*vocabulary.known, *list_common_words()} - names)
    vocabulary = replace(vocabulary, known=known)
    places = place_words(known, vocabulary.words)
    summed = sum_places(lesson.posts, vocabulary.known, places)
    of_places = np.full(places.shape[1], settings.penalty * settings.meaning_penalty)
    wide = sparse.hstack([matrix, sparse.csr_matrix(summed)], format="csr")
    found, bias = fit_logistic(wide, target, weight, np.append(penalty, of_places))
    lexical, meaning = found[: matrix.shape[1]], found[matrix.shape[1] :]
    heard = build_unit_matrix(lesson.posts, matrix, vocabulary, summed)
    first = len(POLARITY_PARTS)
    of_heard = np.concatenate(
        [
            np.full(heard.shape[1] - len(CUES) - len(vocabulary.words) - len(of_places), penalty[0]),
            penalty[first : first + len(CUES) + len(vocabulary.words)],
            of_places,
        ]
    )
    units = fit_units(heard, wide @ found + bias, target, weight, of_heard)
    linear = make_weights(split_columns(lexical, vocabulary), vocabulary, bias)
    return add_units(linear, vocabulary, places, meaning, units)


def calibrate(
    weights: Weights, scores: Sequence[Floats], labels: Sequence[NDArray[np.int64]], base_rate: float
) -> LanguageModel:
    """Slope and offset from scores of posts that the scoring model had not seen, one array a source.

    Slope is shared; each source has an offset of its own, whose mean, freed of the source's
    share of complaints, is shipped: a source is told from another by its share alone.
    """
    slope, offsets = _fit_slope(scores, labels)
    freed = [offset - logit(side.mean()) for offset, side in zip(offsets, labels, strict=True)]
    return LanguageModel(weights, slope, float(np.mean(freed) + logit(base_rate)), base_rate)


def _fit_slope(scores: Sequence[Floats], labels: Sequence[NDArray[np.int64]]) -> tuple[float, Floats]:
    columns = [np.concatenate(scores)]
    columns += [
        np.concatenate([np.full(len(s), float(i == j)) for j, s in enumerate(scores)]) for i in range(len(scores))
    ]
    weight = np.concatenate([np.full(len(s), 1 / len(s)) for s in scores])
    matrix = sparse.csr_matrix(np.stack(columns, axis=1))
    found, bias = fit_logistic(matrix, np.concatenate(labels).astype(float), weight, np.full(len(columns), 1e-6), 200)
    return float(found[0]), found[1:] + bias


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
    if not labelled.all():
        weights[~labelled] = settings.unlabelled * weights.sum() / (~labelled).sum()
    return weights


def _find_penalty(vocabulary: Vocabulary, settings: Settings) -> Floats:
    general = np.full(6 + len(CUES), settings.general_penalty)
    lexical = np.ones(len(vocabulary.words) + len(vocabulary.pairs))
    letters = np.full(len(vocabulary.letters), settings.letters_penalty)
    return settings.penalty * np.concatenate([general, lexical, letters])
