"""Fit logistic weights to hard and soft labels, and tell how well they rank and calibrate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

Floats = NDArray[np.float64]


def fit_logistic(
    matrix: sparse.csr_matrix, target: Floats, weight: Floats, penalty: Floats, rounds: int = 50
) -> tuple[Floats, float]:
    """Weights and bias that minimise weighted cross-entropy to ``target`` (0..1) plus squares of the weights.

    ``penalty`` has one entry a column. Deterministic: started from zero, no draws.
    """
    share = weight / weight.sum()
    transposed = matrix.T.tocsr()

    def measure(point: Floats) -> tuple[float, Floats]:
        logits = matrix @ point[:-1] + point[-1]
        loss = float(share @ (np.logaddexp(0, logits) - target * logits) + 0.5 * penalty @ point[:-1] ** 2)
        error = share * (1 / (1 + np.exp(-logits)) - target)
        return loss, np.append(transposed @ error + penalty * point[:-1], error.sum())

    start = np.zeros(matrix.shape[1] + 1)
    found = minimize(measure, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return found[:-1], float(found[-1])


def weigh_evenly(labels: NDArray[np.int64], groups: NDArray[np.int64], cap: int) -> Floats:
    """Weights by which each source counts as ``cap`` posts at most, half of them complaints."""
    weights = np.zeros(len(labels))
    for group in np.unique(groups):
        for side in (0, 1):
            rows = np.flatnonzero((groups == group) & (labels == side))
            weights[rows] = min((groups == group).sum(), cap) / 2 / max(1, len(rows))
    return weights


def measure_auc(labels: NDArray[np.int64], scores: Floats) -> float:
    """Area under the ROC curve."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(labels, scores))


def measure_precision(labels: NDArray[np.int64], scores: Floats) -> float:
    """Average precision."""
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(labels, scores))


def measure_top(labels: NDArray[np.int64], scores: Floats, count: int = 50) -> float:
    """Share of complaints among the ``count`` highest scores."""
    return float(labels[np.argsort(-scores, kind="stable")[:count]].mean())


def measure_calibration(labels: NDArray[np.int64], probabilities: Floats, bins: int = 10) -> float:
    """Give expected calibration error over ``bins`` bins of equal width (Naeini et al. 2015)."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    error = 0.0
    for number in range(bins):
        rows = place == number
        if rows.any():
            error += rows.mean() * abs(probabilities[rows].mean() - labels[rows].mean())
    return float(error)
