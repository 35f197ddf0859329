"""Fit the linear weights and the units together, from the linear weights' own fit on.

A unit is a threshold over words, cues and VADER's level: below it it is silent. Units find what words
mean together; the linear weights give way where a unit says it better. With drop-out of units and the
linear model's penalties.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.fit import Floats

COUNT = 24
ROUNDS = 8
BATCH = 512
RATE = 3e-3
LINEAR_RATE = 3e-4  # the linear weights start from a fit of their own and need less
SILENCED = 0.3  # share of units dropped in each training step
SEED = 7


@dataclass(frozen=True)
class Units:
    """``weights`` has a row a column of the matrix; a unit adds its sign times what it hears above ``-start``."""

    weights: Floats
    starts: Floats
    signs: NDArray[np.int64]


@dataclass(frozen=True)
class Inputs:
    """One row a post. ``dense`` columns follow the sparse ``linear`` ones; units hear ``heard``."""

    linear: sparse.csr_matrix
    dense: Floats
    heard: sparse.csr_matrix


@dataclass(frozen=True)
class Penalties:
    """On the squares of weights, one entry a column: the linear ones, dense ones last, and the units'."""

    linear: Floats
    heard: Floats


def fit_together(
    inputs: Inputs, start: Floats, target: Floats, weight: Floats, penalties: Penalties
) -> tuple[Floats, Units]:
    """Linear weights, the bias last, and the units that come nearest to ``target`` with them.

    ``start`` holds the linear weights to begin with, the bias last. Seeded, one thread.
    """
    import torch

    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    tensor = _make_tensor(torch)
    sparse_part, heard = inputs.linear.astype(np.float32), inputs.heard.astype(np.float32)
    size = sparse_part.shape[1]
    lexical, general = (torch.nn.Parameter(tensor(part)) for part in (start[:size, None], start[size:]))
    table = torch.nn.Parameter(torch.randn(heard.shape[1], COUNT) * 0.03)
    starts = torch.nn.Parameter(torch.zeros(COUNT))
    outputs = torch.nn.Parameter(torch.randn(COUNT) * 0.3)
    groups: list[dict[str, Any]] = [
        {"params": [table, starts, outputs], "full": RATE},
        {"params": [lexical, general], "full": LINEAR_RATE},
    ]
    optimizer = torch.optim.Adam(groups, lr=RATE)
    cost, of_lexical = tensor(penalties.heard[:, None] / 10), tensor(penalties.linear[:size, None] / 2)
    of_general = tensor(np.append(penalties.linear[size:], 0.0) / 2)
    goal, share = tensor(target), tensor(weight / weight.mean())
    # The bias is one more dense column, of ones.
    dense = tensor(np.column_stack([inputs.dense, np.ones(len(target))]))
    for number in range(ROUNDS):
        for group in optimizer.param_groups:
            group["lr"] = group["full"] * (1 - number / ROUNDS)
        order = np.random.default_rng(SEED + number).permutation(len(target))
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            active = torch.relu(_sum_rows(torch, heard[rows], table) + starts)
            logits = torch.nn.functional.dropout(active, SILENCED) @ outputs
            logits = logits + _sum_rows(torch, sparse_part[rows], lexical)[:, 0] + dense[rows] @ general
            losses = torch.nn.functional.binary_cross_entropy_with_logits(logits, goal[rows], reduction="none")
            loss = (share[rows] * losses).mean() + (cost * table**2).sum()
            loss = loss + (of_lexical * lexical**2).sum() + (of_general * general**2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    linear = np.append(_read(lexical)[:, 0], _read(general))
    return linear, _fold(_read(table), _read(starts), _read(outputs))


def _make_tensor(torch: Any) -> Any:
    return lambda numbers: torch.tensor(np.asarray(numbers), dtype=torch.float32)


def _read(parameter: Any) -> Floats:
    found: Floats = parameter.detach().numpy().astype(np.float64)
    return found


def _sum_rows(torch: Any, part: sparse.csr_matrix, table: Any) -> Any:
    """Multiply a few sparse rows with a table."""
    return torch.nn.functional.embedding_bag(
        torch.tensor(part.indices, dtype=torch.long),
        table,
        torch.tensor(part.indptr[:-1], dtype=torch.long),
        mode="sum",
        per_sample_weights=torch.tensor(part.data),
    )


def _fold(table: Floats, starts: Floats, outputs: Floats) -> Units:
    """Give what a unit puts out, moved into what it hears: for a > 0, a * max(0, x) = max(0, a * x)."""
    size = np.abs(outputs)
    signs = np.where(outputs < 0, -1, 1)
    return Units(table * size, starts * size, signs)
