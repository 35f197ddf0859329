"""Fine-tune a small sentence model and let it label posts that nobody has labelled.

The linear model learns from these soft labels as well as from the people's: a word seen in no
labelled post still gets a weight. Teachers never leave the machine they were trained on.
A teacher used to measure a held-out source has seen neither its posts nor its labels.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.corpus import Source
from training.sentence_model import SETTINGS, SentenceModel, Tensor

CACHE = Path(os.environ.get("TRIAGE_CACHE", Path(__file__).resolve().parents[1] / "build" / "teacher"))
PER_SOURCE = 3000  # posts a source may teach: the largest must not speak for all
EPOCHS = 2
SEED = 7


def label_posts(held_out: str, sources: Sequence[Source], posts: Sequence[str]) -> NDArray[np.float32]:
    """Soft labels (log-odds) for ``posts`` by a teacher that never saw the source ``held_out``.

    Cached by everything that decides the outcome, so that only the first run is slow.
    """
    kept = [source for source in sources if source.name != held_out]
    taught = _fingerprint_teacher(kept)
    name = f"{held_out or 'none'}-{taught}"
    return keep_array(
        f"{name}-{fingerprint_posts(posts)}",
        lambda: _load_teacher(kept, CACHE / f"{name}.pt").read(posts)[:, 0],
    )


def keep_array(name: str, make: Callable[[], NDArray[np.float32]]) -> NDArray[np.float32]:
    """Give the array kept under a name, made first where there is none; a run that is broken off leaves none."""
    path = CACHE / f"{name}.npy"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".part.npy")
        np.save(temporary, make())
        temporary.replace(path)
    result: NDArray[np.float32] = np.load(path)
    return result


def draw_rows(source: Source, count: int = PER_SOURCE) -> NDArray[np.int64]:
    """Rows of one source to teach with: as near to half complaints as it allows."""
    random = np.random.default_rng(SEED)
    complaints = random.permutation(np.flatnonzero(source.labels == 1))
    others = random.permutation(np.flatnonzero(source.labels == 0))
    half = count // 2
    take = min(len(complaints), max(half, count - len(others)))
    rest = min(len(others), max(half, count - take))
    return np.concatenate([complaints[:take], others[:rest]])


def fingerprint_posts(posts: Sequence[str]) -> str:
    """Give what tells posts, and their order, from others."""
    digest = hashlib.sha256()
    for post in posts:
        digest.update(post.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:12]


def _fingerprint_teacher(sources: Sequence[Source]) -> str:
    digest = hashlib.sha256(repr((PER_SOURCE, EPOCHS, SETTINGS, SEED)).encode())
    for source in sources:
        digest.update(source.name.encode() + source.labels.tobytes())
    return digest.hexdigest()[:12]


def _load_teacher(sources: Sequence[Source], path: Path) -> SentenceModel:
    """Give the teacher kept at ``path``, or a new one that is then kept there."""
    teacher = SentenceModel(outputs=1, seed=SEED)
    if path.exists():
        teacher.load(path)
    else:
        _train(teacher, sources)
        teacher.save(path)
    return teacher


def _train(teacher: SentenceModel, sources: Sequence[Source]) -> None:
    texts, labels, weights = _gather(sources)
    torch = teacher.torch

    def measure_loss(logits: Tensor, rows: NDArray[np.int64]) -> Tensor:
        target = torch.tensor(labels[rows], dtype=torch.float32)
        return torch.nn.functional.binary_cross_entropy_with_logits(
            logits.squeeze(-1), target * 0.96 + 0.02, weight=torch.tensor(weights[rows])
        )

    teacher.fine_tune(texts, measure_loss, EPOCHS)


def _gather(sources: Sequence[Source]) -> tuple[list[str], NDArray[np.int64], NDArray[np.float32]]:
    """Texts, labels and weights; each source, and each side within it, weighs the same."""
    texts: list[str] = []
    labels: list[NDArray[np.int64]] = []
    weights: list[NDArray[np.float32]] = []
    for source in sources:
        rows = draw_rows(source)
        chosen = source.labels[rows]
        texts += [source.texts[i] for i in rows]
        labels.append(chosen)
        share = np.where(chosen == 1, (chosen == 1).mean(), (chosen == 0).mean())
        weights.append(np.minimum(0.5 / share, 2.0).astype(np.float32))
    return texts, np.concatenate(labels), np.concatenate(weights)
