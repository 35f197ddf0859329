"""What the complaint model knows of one language, and how a post is weighed with it.

A post's log-odds are a plain sum: a bias, VADER's parts, the cues that fire, and the weights of
its distinct words and word pairs. A word weighs what was learned for it plus the mean of its
letter groups, so that a spelling never seen still says something. Every part can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Protocol

from mentiontriage.signals._complaint_cues import (
    MASKS,
    WIDEST,
    find_cues,
    fire_alone,
    fire_together,
    name_cues,
)
from mentiontriage.signals._complaint_words import MARKS, split_token

REMEMBERED = 200_000  # distinct tokens kept; a stream of a million posts stays flat in memory
SHORTEST, LONGEST = 3, 5  # letters of a letter group, the word's edges counted
LONG_POST = 60  # tokens; above this a post is weighed by its strongest sentences
SENTENCE = 12  # tokens; shorter sentences are weighed together with the next


class Polarity(Protocol):
    """VADER's reading of a post: three shares that sum to 1, and the compound, -1 to 1."""

    @property
    def neg(self) -> float: ...
    @property
    def neu(self) -> float: ...
    @property
    def pos(self) -> float: ...
    @property
    def compound(self) -> float: ...


POLARITY_PARTS = ("compound", "negative share", "positive share", "is negative", "is positive", "strength")


def read_polarity(polarity: Polarity) -> tuple[float, ...]:
    """VADER's reading as the model takes it, in the order of ``POLARITY_PARTS``.

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


def cut_letters(word: str) -> list[str]:
    """The letter groups of a word: ``^la lat ate te$ ^lat late ...``; none for marks."""
    if word in MARKS:
        return []
    edged = f"^{word}$"
    return [
        edged[start : start + size]
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(edged) - size + 1)
    ]


def pair_words(words: list[str]) -> set[str]:
    """The distinct neighbours in a post, written ``no_reply``."""
    return set(map("_".join, zip(words, words[1:], strict=False)))


class _Words(dict[str, tuple[str, ...]]):
    """Token to words, worked out once for each distinct token."""

    def __missing__(self, token: str) -> tuple[str, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        words = self[token] = split_token(token)
        return words


class _Weights(dict[str, float]):
    """Word to weight, letter groups included, worked out once for each distinct word."""

    def __init__(self, words: dict[str, float], letters: dict[str, float]) -> None:
        self._learned = words
        self._letters = letters

    def __missing__(self, word: str) -> float:
        if len(self) >= REMEMBERED:
            self.clear()
        weight = self[word] = self._learned.get(word, 0.0) + self._spell(word)
        return weight

    def _spell(self, word: str) -> float:
        groups = cut_letters(word)
        if not groups or not self._letters:
            return 0.0
        known = self._letters.get
        return sum(known(group, 0.0) for group in groups) / sqrt(len(groups))


class _CueWeights(dict[int, float]):
    """Fired cues, as bits, to the sum of their weights."""

    def __init__(self, cues: dict[str, float]) -> None:
        self._cues = cues

    def __missing__(self, fired: int) -> float:
        weight = self[fired] = sum(self._cues.get(cue, 0.0) for cue in name_cues(fired))
        return weight


class _CuePairs(dict[tuple[int, int, int], int]):
    """Classes of two words and the words between them, to the cues they fire as bits."""

    def __missing__(self, key: tuple[int, int, int]) -> int:
        fired = self[key] = fire_together(*key)
        return fired


class _CueAlone(dict[int, int]):
    """Classes of one word to the cues it fires by itself as bits."""

    def __missing__(self, mask: int) -> int:
        fired = self[mask] = fire_alone(mask)
        return fired


_WORDS = _Words()
_CUE_PAIRS = _CuePairs()
_CUE_ALONE = _CueAlone()


@dataclass(frozen=True)
class Weights:
    """The learned numbers of one language, in log-odds, before calibration."""

    bias: float
    polarity: tuple[float, ...]
    cues: dict[str, float] = field(repr=False)
    words: dict[str, float] = field(repr=False)
    pairs: dict[str, float] = field(repr=False)
    letters: dict[str, float] = field(repr=False)


class Weigher:
    """Sums up a post's evidence with one language's weights."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._words = _Weights(weights.words, weights.letters)
        self._cues = _CueWeights(weights.cues)

    def weigh(self, tokens: list[str], polarity: Polarity) -> float:
        """The post's log-odds before calibration."""
        if len(tokens) > LONG_POST:
            strongest = self._strongest(tokens)
            lexical = sum(map(self._weigh_words, strongest)) / len(strongest)
        else:
            lexical = self._weigh_words(_read_words(tokens))
        return self.weights.bias + self._weigh_polarity(polarity) + lexical

    def explain(self, tokens: list[str], polarity: Polarity) -> list[tuple[str, float]]:
        """All parts of the sum but the bias, strongest first. They add up to ``weigh`` less the bias."""
        parts = [("VADER", self._weigh_polarity(polarity))]
        is_long = len(tokens) > LONG_POST
        sentences = self._strongest(tokens) if is_long else [_read_words(tokens)]
        totals: dict[str, float] = {}
        for sentence in sentences:
            for name, weight in self._name_parts(sentence):
                totals[name] = totals.get(name, 0.0) + weight / len(sentences)
        parts += totals.items()
        return sorted((part for part in parts if part[1]), key=lambda part: (-abs(part[1]), part[0]))

    def _weigh_polarity(self, polarity: Polarity) -> float:
        return sum(map(float.__mul__, self.weights.polarity, read_polarity(polarity)))

    def _weigh_words(self, words: list[str]) -> float:
        total = sum(map(self._words.__getitem__, set(words)))
        pairs = self.weights.pairs
        for pair in pairs.keys() & pair_words(words):
            total += pairs[pair]
        if self.weights.cues:
            total += self._cues[_find_cues_fast(words)]
        return total

    def _strongest(self, tokens: list[str]) -> list[list[str]]:
        """The third of a long post's sentences that speak most for a complaint: people also
        tell the weather, and a long story must not count as a complaint for its length alone."""
        sentences = sorted(map(_read_words, split_sentences(tokens)), key=self._weigh_words, reverse=True)
        return sentences[: (len(sentences) + 2) // 3]

    def _name_parts(self, words: list[str]) -> Iterable[tuple[str, float]]:
        for word in dict.fromkeys(words):
            yield word, self._words[word]
        for pair in pair_words(words) & self.weights.pairs.keys():
            yield pair.replace("_", " "), self.weights.pairs[pair]
        for cue in name_cues(find_cues(words)) if self.weights.cues else ():
            yield f"cue: {cue}", self.weights.cues.get(cue, 0.0)


def split_sentences(tokens: list[str]) -> list[list[str]]:
    """Cut where a token ends a sentence, and at LONG_POST / 2 tokens where nobody ends one."""
    sentences: list[list[str]] = [[]]
    for token in tokens:
        current = sentences[-1]
        current.append(token)
        ended = token[-1] in ".!?…" and len(current) >= SENTENCE
        if ended or len(current) >= LONG_POST // 2:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _read_words(tokens: list[str]) -> list[str]:
    words: list[str] = []
    known = _WORDS
    for token in tokens:
        words += known[token]
    return words


def _find_cues_fast(words: list[str]) -> int:
    """``find_cues``, remembering what each combination fires; a test holds them equal."""
    fired = 0
    find = MASKS.get
    marked = [(place, mask) for place, word in enumerate(words) if (mask := find(word))]
    for index, (place, mask) in enumerate(marked, 1):
        fired |= _CUE_ALONE[mask]
        for later_place, later_mask in marked[index:]:
            gap = later_place - place
            if gap > WIDEST:
                break
            fired |= _CUE_PAIRS[mask, later_mask, gap]
    return fired
