"""Fit the units: a layer of thresholds that adds to the linear model what words mean together.

A unit hears words, cues and VADER's level; below its threshold it is silent. Trained on what the linear
model leaves over, with drop-out and the linear model's penalties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.fit import Floats

COUNT = 16
ROUNDS = 6
BATCH = 512
RATE = 3e-3
SILENCED = 0.3  # share of units dropped in each training step
SEED = 7


@dataclass(frozen=True)
class Units:
    """``weights`` has a row a column of the matrix; a unit adds its sign times what it hears above ``-start``."""

    weights: Floats
    starts: Floats
    signs: NDArray[np.int64]


def fit_units(matrix: sparse.csr_matrix, linear: Floats, target: Floats, weight: Floats, penalty: Floats) -> Units:
    """Units that, added to the ``linear`` log-odds, come nearest to ``target``. Seeded, one thread."""
    import torch

    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    inputs = matrix.astype(np.float32)
    table = torch.nn.Parameter(torch.randn(inputs.shape[1], COUNT) * 0.03)
    starts = torch.nn.Parameter(torch.zeros(COUNT))
    outputs = torch.nn.Parameter(torch.randn(COUNT) * 0.3)
    optimizer = torch.optim.Adam([table, starts, outputs], lr=RATE)
    cost = torch.tensor(penalty, dtype=torch.float32)[:, None] / 10
    goal, share = (torch.tensor(a, dtype=torch.float32) for a in (target, weight / weight.mean()))
    base = torch.tensor(linear, dtype=torch.float32)
    for number in range(ROUNDS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - number / ROUNDS)
        order = np.random.default_rng(SEED + number).permutation(len(target))
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            part = inputs[rows]
            heard = torch.nn.functional.embedding_bag(
                torch.tensor(part.indices, dtype=torch.long),
                table,
                torch.tensor(part.indptr[:-1], dtype=torch.long),
                mode="sum",
                per_sample_weights=torch.tensor(part.data),
            )
            active = torch.nn.functional.dropout(torch.relu(heard + starts), SILENCED)
            logits = active @ outputs + base[rows]
            losses = torch.nn.functional.binary_cross_entropy_with_logits(logits, goal[rows], reduction="none")
            loss = (share[rows] * losses).mean() + (cost * table**2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return _fold(table.detach().numpy(), starts.detach().numpy(), outputs.detach().numpy())


def _fold(table: NDArray[np.float32], starts: NDArray[np.float32], outputs: NDArray[np.float32]) -> Units:
    """Give what a unit puts out, moved into what it hears: for a > 0, a * max(0, x) = max(0, a * x)."""
    size = np.abs(outputs)
    signs = np.where(outputs < 0, -1, 1)
    return Units((table * size).astype(np.float64), (starts * size).astype(np.float64), signs)
