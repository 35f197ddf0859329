"""Which lane a post leans to by its words alone, in the languages that have weights for it.

Rules and phrases tell the lane of what they know (`lanes`). Of the rest this tells how likely each lane is: a sum of
learned weights of words and of neighbouring words for each lane, and a share for each (softmax). Where words have many
forms and learned posts are few, the beginnings of words have weights too. The same words tell how much a post is worded
like a threat, and like one that tells of a danger to people: each by itself, whatever the lane. How they were all
learned is in docs/model-card.md; the file (data/lanes.model) holds a line for each, with a letter for each of these.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain, pairwise
from math import exp, fsum, log
from operator import lshift
from pathlib import Path
from sys import intern

import msgspec

from mentiontriage.language import READ_LANGUAGES
from mentiontriage.memos import Memo
from mentiontriage.signals._complaint_words import SPLIT
from mentiontriage.signals._model_file import read_sections, read_steps, split_model
from mentiontriage.signals._unweighed import UNWEIGHED

FORMAT = "mentiontriage lane model 2"
SHIPPED = Path(__file__).parent.joinpath("data", "lanes.model")

LEANINGS = ("complaint", "question", "lead", "praise", "other")
"""The lanes that words are weighed for, in the file's order: between the first and the last those of the content."""

GRAVE = ("threat", "danger")
"""What else words are weighed for, behind the lanes: violence or self-harm, and what has hurt somebody or could."""

WORDED = {
    "complaint": "worded like a complaint",
    "question": "worded like a question",
    "lead": "worded like a buyer's post",
    "praise": "worded like praise",
    "other": "worded like news or small talk",
    "threat": "worded like a threat",
    "danger": "worded like a danger to people",
}
"""What is said of a post that leans to each."""

CONTENT = LEANINGS[1:-1]
"""Lanes of those who are content. News and talk can be about trouble too, and speak neither for it nor against it."""

STEP = 0.05
"""Log-odds that one step of a lane's weight is worth."""

GRAVE_STEP = 0.1
"""The same of what is grave: as it is rare, one word may tell more."""

BIAS = "<bias>"
"""What every post holds."""

STEMS = (4, 6)
"""Letters of the beginnings of words: the first tell what it is about, the second hardly more than its endings hide."""

STEM_END = "*"
"""What marks the name of a stem; no word or mark holds it."""

MOST_WORDS = 200
"""A post is read by its beginning, which is long enough."""

_FAINTEST = -30.0
"""Log-odds below which no lane falls beside the likeliest, so that none has a share of nothing."""

_USUAL_ODDS = -0.3
"""Log-odds of a complaint against these among the invented posts that the weights were learned from."""

_SUREST = 4.0
"""The log-odds that count most: those of a long post grow as they like."""

_REMEMBERED = 6_000
_BITS = 24
_MIDDLE = 1 << _BITS - 1
_SHIFTS = tuple(_BITS * place for place in range(len(LEANINGS) + len(GRAVE)))
_MIDDLES = sum(_MIDDLE << shift for shift in _SHIFTS)
_ALL = (1 << _BITS) - 1


class Leaning(msgspec.Struct, frozen=True, gc=False):
    """How likely each lane is by a post's words; `shares` sum to 1, in the order of `LEANINGS`.

    `complaint_odds` is how much they speak for a complaint, in log-odds: less the more they are those of small talk or
    news. `grave_odds` is how far a post is above what five in a thousand usual ones reach, in log-odds, a number for
    each of `GRAVE`. `names` are the words and pairs of words that have weights.
    """

    shares: tuple[float, ...]
    complaint_odds: float
    grave_odds: tuple[float, ...]
    names: AbstractSet[str]

    def find_likeliest(self) -> str:
        """Give the likeliest lane."""
        return LEANINGS[self.shares.index(max(self.shares))]

    def __getitem__(self, lane: str) -> float:
        """Give the share of one lane."""
        return self.shares[LEANINGS.index(lane)]


class LaneModel:
    """The learned weights of one language."""

    def __init__(self, lines: Iterable[str]) -> None:
        # Half of the words of a language weigh the same as another: each text of weights is kept once.
        self._steps = {name: intern(steps) for name, _, steps in (line.partition(" ") for line in lines)}
        self._has_stems = any(name.endswith(STEM_END) for name in self._steps)
        self._packed = Memo(self._pack, _REMEMBERED)
        self._against = Memo(self._weigh_against, _REMEMBERED)

    def lean(self, tokens: list[str]) -> Leaning:
        """Weigh a post; ``tokens`` is ``text.split()``."""
        words = list(chain.from_iterable(map(SPLIT.__getitem__, tokens[:MOST_WORDS])))
        held = {*words, *map("_".join, pairwise(words))}
        if self._has_stems:
            held.update(chain.from_iterable(map(_STEMS_OF.__getitem__, words)))
        names = self._steps.keys() & held
        # All lanes are added at once, each in its own bits of a long integer; in whatever order, the sum is the same.
        total = sum(map(self._packed.__getitem__, names), self._packed[BIAS] + _MIDDLES)
        steps = [(total >> shift & _ALL) - _MIDDLE for shift in _SHIFTS]
        sums = [step * STEP for step in steps[: len(LEANINGS)]]
        grave = tuple([step * GRAVE_STEP for step in steps[len(LEANINGS) :]])
        greatest = max(sums)
        complaint, *content, other = odds = [exp(max(one - greatest, _FAINTEST)) for one in sums]
        whole = fsum(odds)  # the builtin sum gives another last digit from Python 3.12 on
        concerned = 1 - other / whole
        spoken = min(_SUREST, max(-_SUREST, log(complaint / fsum(content)) - _USUAL_ODDS))
        return Leaning(tuple([one / whole for one in odds]), concerned * spoken, grave, names)

    def list_words(self, leaning: Leaning, lane: str, most: int) -> list[str]:
        """List the words, pairs of words and stems that speak most for a lane against the others, strongest first.

        In the place of a lane may stand one of `GRAVE`.
        """
        place = (*LEANINGS, *GRAVE).index(lane)
        said = sorted([(self._against[name][place], name) for name in leaning.names])[:most]
        return [name.replace("_", " ").replace(STEM_END, "…") for against, name in said if against < 0]

    def _weigh_against(self, name: str) -> tuple[int, ...]:
        """Give how much a word speaks against each lane, in fifths of a step below the mean, and what is grave."""
        steps = read_steps(self._steps[name])
        lanes, grave = steps[: len(LEANINGS)], steps[len(LEANINGS) :]
        return tuple([sum(lanes) - len(lanes) * step for step in lanes] + [-step for step in grave])

    def _pack(self, name: str) -> int:
        return sum(map(lshift, read_steps(self._steps[name]), _SHIFTS))


def cut_stems(word: str) -> tuple[str, ...]:
    """Give the names of a word's stems: none of a mark, nor of a word that says who people are."""
    if not word.isalpha() or word in UNWEIGHED:
        return ()
    return tuple([word[:length] + STEM_END for length in STEMS if len(word) > length])


_STEMS_OF = Memo(cut_stems, _REMEMBERED)


@cache
def load_lanes(language: str) -> LaneModel | None:
    """Read the weights of a language, an ISO 639-1 code; None for one that has none.

    The file is read again for each language, which takes some milliseconds: kept, it takes a megabyte in each process.
    """
    if language not in READ_LANGUAGES:
        return None
    return LaneModel(read_sections(split_model(FORMAT, SHIPPED.read_bytes())[language])[""])
