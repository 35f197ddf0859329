"""Weighs a post: reads its words, sums up what they weigh, and can tell afterwards which weighed how much.

Each distinct word is worked out once and then remembered, so that tens of thousands of posts a second
can be weighed in plain Python.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from math import fsum
from operator import mul, neg

import msgspec

from mentiontriage.memos import Memo
from mentiontriage.signals._complaint_cues import MASKS, Mask, fire_cues, name_cues
from mentiontriage.signals._complaint_letters import LetterGroups
from mentiontriage.signals._complaint_packing import NINES, Packing
from mentiontriage.signals._complaint_weights import UNIT_STEP, Polarity, Weights, find_levels, read_polarity
from mentiontriage.signals._complaint_words import SPLIT
from mentiontriage.signals._unweighed import UNWEIGHED

LONG_POST = 60  # tokens; above this a post is weighed by its strongest sentences
SENTENCE = 12  # tokens; shorter sentences are weighed together with the next
MOST_WORDS = 300  # words of one sentence that are read: many more would overflow the lanes of a `Packing`
REMEMBERED = 40_000  # tokens of a generation, and words: to weigh a new one takes as long as to look up a hundred
CUE_SETS = 4096  # sets of cues whose sum is remembered


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """What one word, cue or level weighs, made ready: packed for sums, and its shares for explanations.

    `mask` is what a word does to the cues.
    """

    name: str
    packed: int
    weight: float
    shares: int
    mask: Mask | None = None


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence summed up, or a short post as a whole; `active` are its units as `Packing` gives them."""

    words: dict[str, Weighed]
    cues: int
    pairs: set[tuple[str, str]]
    active: int
    logit: float


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """All that speaks for and against a complaint in a post: `logit` is its sum, before calibration."""

    logit: float
    polarity: float
    levels: list[Weighed]
    sentences: list[Sentence]


Parts = list[tuple[float, str, float]]
"""What weighs how much, in log-odds, strongest first: less the strength, by which they are sorted, name and weight."""


class Weigher:
    """Weighs posts with one language's weights."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._packing = Packing(weights.signs)
        self._no_shares = self._packing.pack_shares()
        self._start = self._packing.pack(weights.bias, weights.thresholds) + self._packing.middles
        self._levels = [[self._make_ready("VADER", 0.0, steps) for steps in table] for table in weights.levels]
        self._cues = {
            cue: self._make_ready(f"cue: {cue}", entry.weight, entry.steps) for cue, entry in weights.cues.items()
        }
        self._pairs = {(first, second): weight for (first, _, second), weight in _split_pairs(weights.pairs)}
        self._letters = LetterGroups(weights.letters)
        self._words = Memo(self._weigh_word, REMEMBERED)
        self._tokens = Memo(self._weigh_token, REMEMBERED)
        self._list_cues = lru_cache(maxsize=CUE_SETS)(self._pick_cues)

    def weigh(self, tokens: list[str], polarity: Polarity) -> float:
        """Give the post's log-odds before calibration."""
        return self.read(tokens, polarity).logit

    def read(self, tokens: list[str], polarity: Polarity) -> Evidence:
        """Sum up a post. ``tokens`` is ``text.split()``."""
        levels = [table[level] for table, level in zip(self._levels, find_levels(polarity), strict=False)]
        start = sum([level.packed for level in levels], self._start)
        if len(tokens) > LONG_POST:
            sentences = self._find_strongest(tokens, start)
            lexical = _add([sentence.logit for sentence in sentences]) / len(sentences)
        else:
            sentences = [self._sum_up(tokens, start)]
            lexical = sentences[0].logit
        mood = self._weigh_polarity(polarity)
        return Evidence(lexical + mood, mood, levels, sentences)

    def explain(self, evidence: Evidence) -> tuple[Parts, Parts]:
        """Give the parts of the sum: `logit` less the bias and what active units start from.

        First words and pairs of neighbouring words, by themselves; then cues, by ``cue: `` and their name, and
        ``VADER``. A unit that is active adds its words' steps to their weights; a silent one adds nothing.
        """
        sentences = evidence.sentences
        heard = {"VADER": evidence.polarity}
        said: dict[str, float] = {}
        for sentence in sentences:
            cues = self._list_cues(sentence.cues)[1]
            names = [cue.name for cue in cues] + ["VADER"] * len(evidence.levels)
            shares = self._share([*cues, *evidence.levels], sentence.active)
            _add_parts(heard, zip(names, shares, strict=True), len(sentences))
            spoken = [*sentence.words, *map(" ".join, sentence.pairs)]
            weights = self._share(sentence.words.values(), sentence.active)
            weights += map(self._pairs.__getitem__, sentence.pairs)
            if len(sentences) == 1:  # as most posts have: nothing to add up
                return _rank_parts(spoken, weights), _rank_parts(heard, heard.values())
            _add_parts(said, zip(spoken, weights, strict=True), len(sentences))
        return _rank_parts(said, said.values()), _rank_parts(heard, heard.values())

    def _share(self, weighed: Iterable[Weighed], active: int) -> list[float]:
        """Give what each weighs with its steps towards active units."""
        lift = self._packing.lift(active)
        return [one.weight + ((one.shares & active) % NINES - lift) * UNIT_STEP for one in weighed]

    def _find_strongest(self, tokens: list[str], start: int) -> list[Sentence]:
        """Give the third of a long post's sentences that speak most for a complaint.

        People also tell the weather, and a long story must not count as a complaint for its length alone.
        """
        sentences = [self._sum_up(sentence, start) for sentence in split_sentences(tokens)]
        sentences.sort(key=lambda sentence: sentence.logit, reverse=True)
        return sentences[: (len(sentences) + 2) // 3]

    def _sum_up(self, tokens: list[str], start: int) -> Sentence:
        spoken = list(chain.from_iterable(map(self._tokens.__getitem__, tokens)))
        if len(spoken) > MOST_WORDS:
            spoken = spoken[:MOST_WORDS]
        words = [one.name for one in spoken]
        weighed = dict(zip(words, spoken, strict=True))
        total = sum([one.packed for one in weighed.values()], start)
        cues = fire_cues([one.mask for one in spoken]) if self._cues else 0
        if cues:
            total += self._list_cues(cues)[0]
        logit = self._packing.read_weight(total)
        pairs = self._pairs.keys() & pairwise(words)
        if pairs:
            # A set has another order in every process; fsum gives the same sum in each.
            logit += fsum(map(self._pairs.__getitem__, pairs))
        active = self._packing.find_active(total)
        logit += self._packing.count_steps(total, active) * UNIT_STEP
        return Sentence(weighed, cues, pairs, active, logit)

    def _weigh_polarity(self, polarity: Polarity) -> float:
        return _add(map(mul, self.weights.polarity, read_polarity(polarity)))

    def _weigh_token(self, token: str) -> tuple[Weighed, ...]:
        return tuple(map(self._words.__getitem__, SPLIT[token]))

    def _weigh_word(self, word: str) -> Weighed:
        """Weigh a word, its letter groups included."""
        if word in UNWEIGHED:
            return self._make_ready(word, 0.0)
        weight = self._letters.weigh(word)
        if word not in self.weights.words:
            return self._make_ready(word, weight)
        learned = self.weights.words[word]
        return self._make_ready(word, learned.weight + weight, learned.steps)

    def _make_ready(self, name: str, weight: float, steps: tuple[int, ...] = ()) -> Weighed:
        shares = self._packing.pack_shares(steps) if steps else self._no_shares
        return Weighed(name, self._packing.pack(weight, steps), weight, shares, MASKS.get(name))

    def _pick_cues(self, fired: int) -> tuple[int, list[Weighed]]:
        """Give the cues that have weights, and their sum."""
        cues = [self._cues[cue] for cue in name_cues(fired) if cue in self._cues]
        return sum([cue.packed for cue in cues]), cues


def _add_parts(totals: dict[str, float], parts: Iterable[tuple[str, float]], sentences: int) -> None:
    """Add the parts of one of so many sentences."""
    for name, weight in parts:
        totals[name] = totals.get(name, 0.0) + weight / sentences


def _rank_parts(names: Iterable[str], weights: Collection[float]) -> Parts:
    return sorted(zip(map(neg, map(abs, weights)), names, weights, strict=True))


def _split_pairs(pairs: dict[str, float]) -> Iterator[tuple[tuple[str, str, str], float]]:
    return ((pair.partition("_"), weight) for pair, weight in pairs.items())


def _add(numbers: Iterable[float]) -> float:
    """Add from left to right; from Python 3.12 on the builtin sum would give another last digit."""
    total = 0.0
    for number in numbers:
        total += number
    return total


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
