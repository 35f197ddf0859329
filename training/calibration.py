"""Turn log-odds into probabilities that hold for posts of sources never seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import brentq
from scipy.special import expit, logit

from mentiontriage.signals._complaint_file import LanguageModel
from mentiontriage.signals._complaint_weights import Weights
from training.fit import Floats, fit_logistic


def calibrate(
    weights: Weights, scores: Sequence[Floats], labels: Sequence[NDArray[np.int64]], base_rate: float
) -> LanguageModel:
    """Slope and offset from scores of posts that the scoring model had not seen, one array a source.

    The slope is the least of the sources' own: an unseen one must not be spoken of more surely than
    any seen. Each source has an offset of its own, whose mean, freed of the source's share of complaints,
    is shipped: a source is told from another by its share alone.
    """
    pairs = list(zip(scores, labels, strict=True))
    slope = min(_fit_slope(own, sides) for own, sides in pairs)
    freed = [find_offset(slope * own, float(sides.mean())) - logit(sides.mean()) for own, sides in pairs]
    return LanguageModel(weights, slope, float(np.mean(freed) + logit(base_rate)), base_rate)


def _fit_slope(scores: Floats, labels: NDArray[np.int64]) -> float:
    column = sparse.csr_matrix(scores[:, None])
    found, _ = fit_logistic(column, labels.astype(float), np.ones(len(labels)), np.array([1e-6]), 200)
    return float(found[0])


def find_offset(scores: Floats, share: float) -> float:
    """Give what the scores lack for their mean probability to be ``share``: the likeliest offset."""
    furthest = 30 + float(np.abs(scores).max())
    return float(brentq(lambda offset: expit(scores + offset).mean() - share, -furthest, furthest))
