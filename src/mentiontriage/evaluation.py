"""How well a score finds complaints: the usual measures of ranking and of calibration. Pure.

Scores and labels are sequences of the same length; a label is True for a complaint. Ties are
broken by nobody: a measure counts equal scores as they fall on average (ROC-AUC) or together.
"""

import random
from collections.abc import Callable, Sequence
from itertools import groupby

import msgspec

Measure = Callable[[Sequence[float], Sequence[bool]], float]

_RESAMPLES = 200
_BINS = 10


class Interval(msgspec.Struct, frozen=True):
    """A measured value with its bootstrap interval of 95 %."""

    value: float
    low: float
    high: float


class Evaluation(msgspec.Struct, frozen=True):
    """What one score achieves on labelled posts.

    `precision_at` is the share of complaints among the first posts, by how many. `read_to_90` is
    how many posts a person reads, highest first, to meet 90 % of the complaints.
    `calibration_error` is None for a score that is no probability.
    """

    name: str
    roc_auc: Interval
    average_precision: Interval
    precision_at: dict[int, float]
    read_to_90: int
    calibration_error: float | None


def evaluate(name: str, scores: Sequence[float], labels: Sequence[bool], *, calibrated: bool) -> Evaluation:
    """Work out every measure; raises ValueError where all labels are the same."""
    if all(labels) or not any(labels):
        raise ValueError("every label is the same; there must be complaints and others")
    return Evaluation(
        name=name,
        roc_auc=bootstrap(measure_roc_auc, scores, labels),
        average_precision=bootstrap(measure_average_precision, scores, labels),
        precision_at={k: measure_precision(scores, labels, k) for k in (20, 50, 100) if k <= len(labels)},
        read_to_90=count_reads(scores, labels, 0.9),
        calibration_error=measure_calibration(scores, labels) if calibrated else None,
    )


def measure_roc_auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Chance that a complaint scores higher than another post; equal scores count half.

    The Mann-Whitney statistic over the ranks (Hanley and McNeil 1982).
    """
    positives = sum(labels)
    negatives = len(labels) - positives
    below, wins = 0, 0.0
    for _, group in groupby(sorted(zip(scores, labels, strict=True)), key=lambda pair: pair[0]):
        told = [label for _, label in group]
        here = sum(told)
        wins += here * (below + (len(told) - here) / 2)
        below += len(told) - here
    return wins / (positives * negatives)


def measure_average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Precision averaged over the complaints as they are met; equal scores are met together."""
    positives = sum(labels)
    met, found, total = 0, 0, 0.0
    for _, group in groupby(_sort_highest(scores, labels), key=lambda pair: pair[0]):
        told = [label for _, label in group]
        met += len(told)
        here = sum(told)
        found += here
        total += here * found / met
    return total / positives


def measure_precision(scores: Sequence[float], labels: Sequence[bool], k: int) -> float:
    """Share of complaints among the k posts with the highest scores; ties in the order given."""
    return sum(label for _, label in _sort_highest(scores, labels)[:k]) / k


def count_reads(scores: Sequence[float], labels: Sequence[bool], share: float) -> int:
    """Count the posts to read, highest first, to meet a share of the complaints; equal scores all."""
    wanted = share * sum(labels)
    met, found = 0, 0
    for _, group in groupby(_sort_highest(scores, labels), key=lambda pair: pair[0]):
        told = [label for _, label in group]
        met += len(told)
        found += sum(told)
        if found >= wanted:
            break
    return met


def measure_calibration(probabilities: Sequence[float], labels: Sequence[bool]) -> float:
    """Measure the expected calibration error over ten equal bins: how far probabilities are from what happens."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for probability, label in zip(probabilities, labels, strict=True):
        bins[min(_BINS - 1, int(probability * _BINS))].append((probability, label))
    gaps = (abs(sum(p for p, _ in one) - sum(label for _, label in one)) for one in bins)
    return sum(gaps) / len(labels)


def bootstrap(measure: Measure, scores: Sequence[float], labels: Sequence[bool]) -> Interval:
    """Measure with a percentile bootstrap interval of 95 % (Efron 1979); the same seed each time."""
    rng = random.Random(20261120)  # noqa: S311 (repeatable, no secret)
    places = range(len(labels))
    found: list[float] = []
    while len(found) < _RESAMPLES:
        drawn = rng.choices(places, k=len(labels))
        told = [labels[place] for place in drawn]
        if any(told) and not all(told):
            found.append(measure([scores[place] for place in drawn], told))
    found.sort()
    low, high = found[int(0.025 * _RESAMPLES)], found[int(0.975 * _RESAMPLES) - 1]
    return Interval(measure(scores, labels), low, high)


def _sort_highest(scores: Sequence[float], labels: Sequence[bool]) -> list[tuple[float, bool]]:
    return sorted(zip(scores, labels, strict=True), key=lambda pair: -pair[0])
