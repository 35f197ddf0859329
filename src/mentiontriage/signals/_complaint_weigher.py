"""Sums up a post's evidence, tens of thousands of posts a second in plain Python.

Each distinct word is worked out once and then remembered as one long integer: sixteen bits a unit
and its weight above them. Adding such integers adds all units at once, in C; that is why.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from math import fsum

from mentiontriage.signals._complaint_cues import MASKS, WIDEST, fire_alone, fire_together, name_cues
from mentiontriage.signals._complaint_weights import (
    UNIT_STEP,
    Entry,
    Polarity,
    Weights,
    find_levels,
    pair_words,
    read_polarity,
    spell_weight,
)
from mentiontriage.signals._complaint_words import split_token
from mentiontriage.signals._unweighed import UNWEIGHED

REMEMBERED = 200_000  # distinct tokens kept, so that memory stays flat over millions of posts
EXPLAINED = 20_000  # distinct words kept with all that is known of them, which is more than their weight
LONG_POST = 60  # tokens; above this a post is weighed by its strongest sentences
SENTENCE = 12  # tokens; shorter sentences are weighed together with the next
MOST_WORDS = 300  # words of one sentence that are read: more would overflow sixteen bits
LANE = 16
MIDDLE = 1 << LANE - 1  # a lane holds its sum plus this, so that no lane borrows from the next
FINE = 10_000  # the weight above the lanes is kept in ten-thousandths


class Weigher:
    """Weighs posts with one language's weights."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._lanes = len(weights.signs)
        self._bits = LANE * self._lanes
        self._mask = (1 << self._bits) - 1
        lanes = struct.Struct(f"<{self._lanes}H")
        self._unpack, self._lift = lanes.unpack, lanes.pack
        self._middles = sum(MIDDLE << LANE * lane for lane in range(self._lanes))
        start = self._pack(Entry(weights.bias, weights.thresholds)) + self._middles
        self._start = start
        self._levels = [[self._pack(Entry(0.0, steps)) for steps in table] for table in weights.levels]
        self._words = _Words()
        self._entries = _Packed(self)
        self._known = _Known(self)
        self._cues = _CueSums(self)

    def weigh(self, tokens: list[str], polarity: Polarity) -> float:
        """Give the post's log-odds before calibration."""
        if len(tokens) > LONG_POST:
            strongest = self._find_strongest(tokens, polarity)
            lexical = sum(self._weigh_words(words, polarity) for words in strongest) / len(strongest)
        else:
            lexical = self._weigh_words(self._read(tokens), polarity)
        return lexical + self._weigh_polarity(polarity)

    def explain(self, tokens: list[str], polarity: Polarity) -> list[tuple[str, float]]:
        """Give the parts of the sum, strongest first: `weigh` less the bias and what active units start from.

        A unit that is active adds its words' steps to their weights; a silent one adds nothing.
        """
        if len(tokens) > LONG_POST:
            sentences = self._find_strongest(tokens, polarity)
        else:
            sentences = [self._read(tokens)]
        totals = {"VADER": self._weigh_polarity(polarity)}
        for words in sentences:
            for name, weight in self._list_parts(words, polarity):
                totals[name] = totals.get(name, 0.0) + weight / len(sentences)
        return sorted(((n, w) for n, w in totals.items() if w), key=lambda part: (-abs(part[1]), part[0]))

    def find_entry(self, word: str) -> Entry:
        """Give what a word weighs, its letter groups included."""
        if word in UNWEIGHED:
            return Entry(0.0)
        learned = self.weights.words.get(word, Entry(0.0))
        return Entry(learned.weight + spell_weight(word, self.weights.letters), learned.steps)

    def pack_word(self, word: str) -> int:
        """Give a word's weight and steps as one integer."""
        return self._pack(self.find_entry(word))

    def pack_cues(self, fired: int) -> int:
        """Give the sum of the fired cues' weights and steps as one integer."""
        entries = (self.weights.cues.get(cue, Entry(0.0)) for cue in name_cues(fired))
        return sum(map(self._pack, entries))

    def _pack(self, entry: Entry) -> int:
        weight = round(entry.weight * FINE) << self._bits
        if not entry.steps:
            return weight
        # All lanes at once, lifted so that none is negative, and let down again by as much.
        lifted = self._lift(*[steps + MIDDLE for steps in entry.steps])
        return weight + int.from_bytes(lifted, "little") - self._middles

    def _read(self, tokens: list[str]) -> list[str]:
        words: list[str] = []
        known = self._words
        for token in tokens:
            words += known[token]
        return words if len(words) <= MOST_WORDS else words[:MOST_WORDS]

    def _weigh_polarity(self, polarity: Polarity) -> float:
        return sum(map(float.__mul__, self.weights.polarity, read_polarity(polarity)))

    def _weigh_words(self, words: list[str], polarity: Polarity) -> float:
        total = self._add_up(words, polarity, _find_cues_fast(words) if self.weights.cues else 0)
        logit = (total >> self._bits) / FINE
        pairs = self.weights.pairs
        if found := pairs.keys() & pair_words(words):
            # A set has another order in every process; fsum gives the same sum in each.
            logit += fsum(map(pairs.__getitem__, found))
        if self._lanes:
            logit += self._weigh_units(total)
        return logit

    def _add_up(self, words: list[str], polarity: Polarity, fired: int) -> int:
        total = sum(map(self._entries.__getitem__, set(words)), self._start)
        for table, level in zip(self._levels, find_levels(polarity), strict=False):
            total += table[level]
        return total + self._cues[fired] if fired else total

    def _unpack_units(self, total: int) -> tuple[int, ...]:
        return self._unpack((total & self._mask).to_bytes(self._bits // 8, "little"))

    def _weigh_units(self, total: int) -> float:
        sums = self._unpack_units(total)
        steps: int = sum(
            (reached - MIDDLE) * sign
            for reached, sign in zip(sums, self.weights.signs, strict=True)
            if reached > MIDDLE
        )
        return steps * UNIT_STEP

    def _find_strongest(self, tokens: list[str], polarity: Polarity) -> list[list[str]]:
        """Give the third of a long post's sentences that speak most for a complaint.

        People also tell the weather, and a long story must not count as a complaint for its length alone.
        """
        sentences = [self._read(sentence) for sentence in split_sentences(tokens)]
        sentences.sort(key=lambda words: self._weigh_words(words, polarity), reverse=True)
        return sentences[: (len(sentences) + 2) // 3]

    def _list_parts(self, words: list[str], polarity: Polarity) -> Iterator[tuple[str, float]]:
        fired = _find_cues_fast(words) if self.weights.cues else 0
        known = self._known
        parts = [(word, known[word]) for word in dict.fromkeys(words)]
        if fired:
            parts += [(f"cue: {cue}", self.weights.cues.get(cue, Entry(0.0))) for cue in name_cues(fired)]
        for table, level in zip(self.weights.levels, find_levels(polarity), strict=False):
            parts.append(("VADER", Entry(0.0, table[level])))
        sums = self._unpack_units(self._add_up(words, polarity, fired))
        signs = zip(sums, self.weights.signs, strict=True)
        active = [(lane, sign) for lane, (reached, sign) in enumerate(signs) if reached > MIDDLE]
        for name, entry in parts:
            steps = entry.steps
            shared = sum([steps[lane] * sign for lane, sign in active]) if steps else 0
            yield name, entry.weight + shared * UNIT_STEP
        for pair in sorted(pair_words(words) & self.weights.pairs.keys()):
            yield pair.replace("_", " "), self.weights.pairs[pair]


class _Words(dict[str, tuple[str, ...]]):
    """Token to words, worked out once for each distinct token."""

    def __missing__(self, token: str) -> tuple[str, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        words = self[token] = split_token(token)
        return words


class _Known(dict[str, Entry]):
    """Word to entry, for explaining; the words of a post stand beside those of many others."""

    def __init__(self, weigher: Weigher) -> None:
        super().__init__()
        self._weigher = weigher

    def __missing__(self, word: str) -> Entry:
        if len(self) >= EXPLAINED:
            self.clear()
        entry = self[word] = self._weigher.find_entry(word)
        return entry


class _Packed(dict[str, int]):
    """Word to packed entry, worked out once for each distinct word."""

    def __init__(self, weigher: Weigher) -> None:
        super().__init__()
        self._weigher = weigher

    def __missing__(self, word: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        packed = self[word] = self._weigher.pack_word(word)
        return packed


class _CueSums(dict[int, int]):
    """Fired cues, as bits, to the packed sum of what they weigh."""

    def __init__(self, weigher: Weigher) -> None:
        super().__init__()
        self._weigher = weigher

    def __missing__(self, fired: int) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        packed = self[fired] = self._weigher.pack_cues(fired)
        return packed


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


_CUE_PAIRS = _CuePairs()
_CUE_ALONE = _CueAlone()


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


def _find_cues_fast(words: list[str]) -> int:
    """Do what `find_cues` does, remembering what each combination fires; a test holds them equal."""
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
