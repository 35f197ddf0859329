"""What the hand-written cues tell by themselves, to see what learning words adds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from training.corpus import Source
from training.features import build_matrix, read_posts
from training.fit import Floats, fit_logistic, weigh_evenly
from training.vocabulary import Vocabulary

PENALTY = 1e-4


def score_with_cues(sources: Sequence[Source]) -> list[Floats]:
    """Each source's log-odds by a fit of the cues, without VADER, to the other sources."""
    nothing = Vocabulary([], [], [], [])
    matrices = [build_matrix(read_posts(source.texts), nothing)[:, 6:] for source in sources]
    scores = []
    for number, matrix in enumerate(matrices):
        others = [i for i in range(len(sources)) if i != number]
        stacked = sparse.vstack([matrices[i] for i in others], format="csr")
        labels = np.concatenate([sources[i].labels for i in others])
        groups = np.concatenate([np.full(len(sources[i].labels), i) for i in others])
        weights = weigh_evenly(labels, groups, cap=5000)
        found, _ = fit_logistic(stacked, labels.astype(float), weights, np.full(matrix.shape[1], PENALTY))
        scores.append(matrix @ found)
    return scores
