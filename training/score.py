"""Score posts with the very code that ships, so that what is measured is what users get."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mentiontriage.signals._complaint_weigher import Weigher
from mentiontriage.signals._complaint_weights import Weights
from mentiontriage.signals._vader import load_scorer
from training.fit import Floats


def score_texts(weights: Weights, texts: Sequence[str]) -> Floats:
    """Log-odds before calibration, one a text."""
    weigher = Weigher(weights)
    polarity = load_scorer()
    return np.array([weigher.weigh(text.split(), polarity(text, text.split())) for text in texts])
