"""Weighs a post: reads its words, sums up what they weigh, and can tell afterwards which weighed how much.

Each distinct word is worked out once and then remembered, so that tens of thousands of posts a second
can be weighed in plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from math import fsum
from operator import attrgetter, itemgetter, mul

import msgspec

from mentiontriage.memos import Memo
from mentiontriage.signals._complaint_cues import MASKS, Mask, fire_cues, name_cues
from mentiontriage.signals._complaint_letters import LetterGroups
from mentiontriage.signals._complaint_packing import MIDDLE, Packing
from mentiontriage.signals._complaint_weights import UNIT_STEP, Polarity, Weights, find_levels, read_polarity
from mentiontriage.signals._complaint_words import split_token
from mentiontriage.signals._unweighed import UNWEIGHED

LONG_POST = 60  # tokens; above this a post is weighed by its strongest sentences
SENTENCE = 12  # tokens; shorter sentences are weighed together with the next
MOST_WORDS = 300  # words of one sentence that are read: more would overflow sixteen bits
REMEMBERED = 40_000  # tokens of a generation, and words: to weigh a new one takes as long as to look up a hundred
CUE_SETS = 4096  # sets of cues whose sum is remembered


Pick = Callable[[tuple[int, ...]], tuple[int, ...]]


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """What one word, cue or level weighs, made ready: packed for sums, and apart for explanations.

    `steps` are towards the units, less than none for a unit that speaks against, with a 0 after the last.
    `mask` is what a word does to the cues.
    """

    name: str
    packed: int
    weight: float
    steps: tuple[int, ...]
    mask: Mask | None = None


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence summed up, or a short post as a whole."""

    words: dict[str, Weighed]
    cues: int
    pairs: set[tuple[str, str]]
    units: tuple[int, ...]
    logit: float


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """All that speaks for and against a complaint in a post: `logit` is its sum, before calibration."""

    logit: float
    polarity: float
    levels: list[Weighed]
    sentences: list[Sentence]


class Weigher:
    """Weighs posts with one language's weights."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._packing = Packing(len(weights.signs))
        self._no_steps = (0,) * (len(weights.signs) + 1)
        self._start = self._packing.pack(weights.bias, weights.thresholds) + self._packing.middles
        self._levels = [[self._make_ready("VADER", 0.0, steps) for steps in table] for table in weights.levels]
        self._cues = {
            cue: self._make_ready(f"cue: {cue}", entry.weight, entry.steps) for cue, entry in weights.cues.items()
        }
        self._pairs = {(first, second): weight for (first, _, second), weight in _split_pairs(weights.pairs)}
        self._letters = LetterGroups(weights.letters)
        self._words = Memo(self._weigh_word, REMEMBERED)
        self._tokens = Memo(self._weigh_token, REMEMBERED)
        self._sum_cues = lru_cache(maxsize=CUE_SETS)(self._add_cues)

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

    def explain(self, evidence: Evidence) -> tuple[dict[str, float], dict[str, float]]:
        """Give the parts of the sum, in no order: `logit` less the bias and what active units start from.

        First words and pairs of neighbouring words, by themselves; then cues, by ``cue: `` and their name, and
        ``VADER``. A unit that is active adds its words' steps to their weights; a silent one adds nothing.
        """
        sentences = evidence.sentences
        heard = {"VADER": evidence.polarity}
        said: dict[str, float] = {}
        for sentence in sentences:
            pick = _pick_active(sentence.units)
            cues = [cue for cue in name_cues(sentence.cues) if cue in self._cues]
            weights = _share_steps([*map(self._cues.__getitem__, cues), *evidence.levels], pick)
            names = [f"cue: {cue}" for cue in cues] + ["VADER"] * len(evidence.levels)
            _add_parts(heard, zip(names, weights, strict=True), len(sentences))
            words = zip(sentence.words, _share_steps(sentence.words.values(), pick), strict=True)
            pairs = [(" ".join(pair), self._pairs[pair]) for pair in sentence.pairs]
            if len(sentences) == 1:  # as most posts have: nothing to add up
                return dict(chain(words, pairs)), heard
            _add_parts(said, chain(words, pairs), len(sentences))
        return said, heard

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
            total += self._sum_cues(cues)
        logit = self._packing.read_weight(total)
        pairs = set(filter(self._pairs.__contains__, pairwise(words)))
        if pairs:
            # A set has another order in every process; fsum gives the same sum in each.
            logit += fsum(map(self._pairs.__getitem__, pairs))
        units = self._packing.read_units(total)
        return Sentence(weighed, cues, pairs, units, logit + self._weigh_units(units))

    def _weigh_units(self, units: tuple[int, ...]) -> float:
        steps = 0
        for reached, sign in zip(units, self.weights.signs, strict=True):
            if reached > MIDDLE:
                steps += (reached - MIDDLE) * sign
        return steps * UNIT_STEP

    def _weigh_polarity(self, polarity: Polarity) -> float:
        return _add(map(float.__mul__, self.weights.polarity, read_polarity(polarity)))

    def _weigh_token(self, token: str) -> tuple[Weighed, ...]:
        return tuple(map(self._words.__getitem__, split_token(token)))

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
        signed = (*map(mul, steps, self.weights.signs), 0) if steps else self._no_steps
        return Weighed(name, self._packing.pack(weight, steps), weight, signed, MASKS.get(name))

    def _add_cues(self, cues: int) -> int:
        return sum([self._cues[cue].packed for cue in name_cues(cues) if cue in self._cues])


def _pick_active(units: tuple[int, ...]) -> Pick:
    """Make what picks the steps towards active units; twice the last, a 0, so that it is a tuple for any number."""
    pick: Pick = itemgetter(*[unit for unit, reached in enumerate(units) if reached > MIDDLE], -1, -1)
    return pick


def _share_steps(weighed: Iterable[Weighed], pick: Pick) -> list[float]:
    """Give what each weighs with its steps towards active units."""
    shares = map(sum, map(pick, map(_take_steps, weighed)))
    return [one.weight + share * UNIT_STEP for one, share in zip(weighed, shares, strict=True)]


_take_steps = attrgetter("steps")


def _add_parts(totals: dict[str, float], parts: Iterable[tuple[str, float]], sentences: int) -> None:
    """Add the parts of one of so many sentences."""
    for name, weight in parts:
        totals[name] = totals.get(name, 0.0) + weight / sentences


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
