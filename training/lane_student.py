"""Fit the lane model of one language: what words, pairs and stems weigh for each lane, and for what is grave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import logsumexp

from mentiontriage.signals._leaning import BIAS, GRAVE, LEANINGS, STEP
from mentiontriage.signals._model_file import write_steps
from training.fit import Floats
from training.lane_items import LaneLimits, choose_items

LEAST = 3
"""Steps between a word's highest and lowest weight; what tells less is left out."""

Steps = dict[str, tuple[int, ...]]
"""What words, pairs, stems and the bias weigh, in steps."""


@dataclass(frozen=True)
class LaneLesson:
    """Posts as words, each lane's share of each (a row a post), and how much each post counts."""

    posts: list[list[str]]
    shares: Floats
    weights: Floats
    known: int
    """How many posts, from the first, have a lane that somebody told."""


def fit_lanes(lesson: LaneLesson, names: frozenset[str], limits: LaneLimits, penalty: float) -> Steps:
    """Give what weighs for the lanes, a number a lane."""
    items = choose_items(lesson.posts, lesson.known, names, limits)
    found, bias = fit_softmax(items.mark(lesson.posts), lesson.shares, lesson.weights, items.hold_back(penalty))
    steps = np.rint((found - found.mean(axis=1, keepdims=True)) / STEP).astype(int)
    kept = {name: tuple(row.tolist()) for name, row in zip(items.names, steps, strict=True) if np.ptp(row) >= LEAST}
    return {BIAS: tuple(np.rint((bias - bias.mean()) / STEP).astype(int).tolist()), **kept}


def write_section(lanes: Steps, grave: Steps) -> list[str]:
    """Give the lines of a language's section of the model file: the bias, then what tells most first."""
    no_lane, not_grave = (0,) * len(LEANINGS), (0,) * len(GRAVE)
    rows = {name: (*lanes.get(name, no_lane), *grave.get(name, not_grave)) for name in lanes.keys() | grave.keys()}
    order = sorted(rows, key=lambda name: (name != BIAS, -int(np.ptp(rows[name])), name))
    return [f"{name} {write_steps(rows[name])}" for name in order]


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
