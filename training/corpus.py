"""Read the labelled and unlabelled posts that the model is trained and measured on.

The posts live beside the project (``../shared/data``) and are never copied into it.
"""

from __future__ import annotations

import csv
import gzip
import html
import os
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(os.environ.get("TRIAGE_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))

ENGLISH_SOURCES = ("acl19", "airline15", "sxsw", "sanders", "semeval17")
LANGUAGE_SOURCES = {
    "de": ("xlmt_ge_train", "germeval_de_dev"),
    "fr": ("xlmt_fr_train",),
    "es": ("xlmt_sp_train",),
    "it": ("xlmt_it_train",),
    "pt": ("xlmt_po_train",),
}

_HANDLE = re.compile(r"@\w+")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_ENGLISH = frozenset(
    """the and to of is it you i in for my that on me have with your was this so just not be at are but what they we
    can get do don't it's i'm all now if when""".split()  # noqa: SIM905 - a list of forty quoted words reads worse
)


@dataclass(frozen=True)
class Source:
    """One labelled set: posts, labels (1 = complaint) and which rows measure it."""

    name: str
    texts: list[str]
    labels: NDArray[np.int64]
    measured: NDArray[np.bool_]


def load_source(name: str) -> Source:
    """Read one labelled file. In ``acl19`` only the nine brand domains measure; the random posts train."""
    with (DATA / "labelled" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Source(
        name=name,
        texts=[row["text"] for row in rows],
        labels=np.array([int(row["y"]) for row in rows]),
        measured=np.array([not (row.get("domain") or "").startswith("random_") for row in rows]),
    )


def load_unlabelled(count: int, seed: int = 7) -> list[str]:
    """Draw ``count`` English posts without a label, none of which is in any labelled set.

    All posts written to one company's support desk come first, because the general ones
    hold few complaints; the rest is a seeded draw.
    """
    seen = {reduce_text(text) for name in ENGLISH_SOURCES for text in load_source(name).texts}
    general = read_general()
    order = np.random.default_rng(seed).permutation(len(general))
    chosen: list[str] = []
    for text in [*_read_support(), *(general[i] for i in order)]:
        key = reduce_text(text)
        if key in seen or not looks_english(text):
            continue
        seen.add(key)
        chosen.append(text)
        if len(chosen) == count:
            break
    return chosen


def reduce_text(text: str) -> str:
    """Letters and digits alone, without handles and links: what makes two posts the same."""
    bare = _LINK.sub(" ", _HANDLE.sub(" ", html.unescape(text).lower()))
    return _NOT_LETTERS.sub(" ", bare).strip()


def looks_english(text: str) -> bool:
    """Say whether a post has four words, of which two, and one in eight, are common English."""
    words = text.lower().split()
    common = sum(word in _ENGLISH for word in words)
    return len(words) >= 4 and common >= 2 and common * 8 >= len(words)


def read_general() -> list[str]:
    """Give all posts that nobody has labelled."""
    with gzip.open(DATA / "unlabelled.txt.gz", "rt", encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n") for line in file]


def _read_support() -> list[str]:
    path = DATA / "exports" / "twcs-spotify-ragged.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [row["text"] for row in rows if row["inbound"] == "True" and row["text"]]
