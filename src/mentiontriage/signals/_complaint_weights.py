"""What the complaint model knows of one language.

A post's log-odds are a bias plus VADER's parts, the cues that fire, and its distinct words and word pairs;
plus what a few units add, each of which counts words towards a threshold of its own and is silent below it.
A word never learned weighs what its letter groups do, so that a spelling never seen still says something.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from mentiontriage.signals._complaint_words import MARKS

SHORTEST, LONGEST = 3, 5  # letters of a letter group, the word's edges counted
UNIT_STEP = 0.008  # log-odds that one step of a unit's weight is worth


class Polarity(Protocol):
    """VADER's reading of a post: three shares that sum to 1, and the compound, -1 to 1."""

    @property
    def neg(self) -> float:
        """Share of negative words."""

    @property
    def neu(self) -> float:
        """Share of neutral words."""

    @property
    def pos(self) -> float:
        """Share of positive words."""

    @property
    def compound(self) -> float:
        """All words together, -1 to 1."""


POLARITY_PARTS = ("compound", "negative-share", "positive-share", "is-negative", "is-positive", "strength")


def read_polarity(polarity: Polarity) -> tuple[float, ...]:
    """Give VADER's reading as the model takes it, in the order of `POLARITY_PARTS`.

    The cut at 0.05 is the one VADER's authors give for positive and negative.
    """
    compound = polarity.compound
    return (
        compound,
        polarity.neg,
        polarity.pos,
        1.0 if compound < -0.05 else 0.0,
        1.0 if compound > 0.05 else 0.0,
        abs(compound),
    )


COMPOUND_LEVELS = 21
SHARE_LEVELS = 11


def find_levels(polarity: Polarity) -> tuple[int, int, int]:
    """Give what the units see of VADER, in tenths: the compound from -1 (0) to 1 (20), negative and positive share."""
    return int(polarity.compound * 10 + 10.5), int(polarity.neg * 10 + 0.5), int(polarity.pos * 10 + 0.5)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one word, cue or level weighs: in log-odds, and in steps towards each unit's threshold."""

    weight: float
    steps: tuple[int, ...] = ()


@dataclass(frozen=True)
class Weights:
    """The learned numbers of one language, before calibration. A unit with a sign of -1 speaks against."""

    bias: float
    polarity: tuple[float, ...]
    signs: tuple[int, ...] = ()
    thresholds: tuple[int, ...] = ()  # what each unit starts from, in steps
    levels: tuple[tuple[tuple[int, ...], ...], ...] = ()  # steps of each level, a table a part of `find_levels`
    cues: Mapping[str, Entry] = field(default_factory=dict, repr=False)
    words: Mapping[str, Entry] = field(default_factory=dict, repr=False)
    pairs: dict[str, float] = field(default_factory=dict, repr=False)
    letters: dict[str, float] = field(default_factory=dict, repr=False)


def cut_letters(word: str) -> list[str]:
    """Give the letter groups of a word, `^la lat ate te$ ^lat ...`; none for marks."""
    if word in MARKS:
        return []
    edged = f"^{word}$"
    return [
        edged[start : start + size]
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(edged) - size + 1)
    ]  # fmt: skip


def pair_words(words: list[str]) -> set[str]:
    """Give the distinct neighbours in a post, written `no_reply`."""
    return set(map("_".join, pairwise(words)))
