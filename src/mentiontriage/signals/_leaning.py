"""Which lane a post leans to by its words alone, in the languages that have weights for it.

Rules and phrases tell the lane of what they know (`lanes`). Of the rest this tells how likely each lane is: a sum of
learned weights of words and of neighbouring words for each lane, and a share for each (softmax). How the weights were
learned is in docs/model-card.md; the file (data/lanes.model) holds a line for each word or pair, with a letter a lane.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import chain, pairwise
from math import exp, fsum, log
from pathlib import Path

import msgspec

from mentiontriage.memos import Memo
from mentiontriage.signals._complaint_words import split_token
from mentiontriage.signals._model_file import read_sections, read_steps, split_model

FORMAT = "mentiontriage lane model 1"
SHIPPED = Path(__file__).parent.joinpath("data", "lanes.model")

LEANINGS = ("complaint", "question", "lead", "praise", "other")
"""The lanes that words are weighed for, in the file's order. Threats are left to rules: there are too few to learn."""

WORDED = {
    "complaint": "worded like a complaint",
    "question": "worded like a question",
    "lead": "worded like a buyer's post",
    "praise": "worded like praise",
    "other": "worded like news or small talk",
}
"""What is said of a post that leans to each."""

CONTENT = ("question", "lead", "praise")
"""Lanes of those who are content. News and talk can be about trouble too, and speak neither for it nor against it."""

STEP = 0.05
"""Log-odds that one step of a weight is worth."""

BIAS = "<bias>"
"""What every post holds."""

MOST_WORDS = 200
"""A post is read by its beginning, which is long enough."""

_FAINTEST = -30.0
"""Log-odds below which no lane falls beside the likeliest, so that none has a share of nothing."""

_USUAL_ODDS = -0.2
"""Log-odds of a complaint against these among the invented posts that the weights were learned from."""

_SUREST = 4.0
"""The log-odds that count most: those of a long post grow as they like."""

_REMEMBERED = 6_000
_BITS = 24
_MIDDLE = 1 << _BITS - 1
_MIDDLES = sum(_MIDDLE << _BITS * lane for lane in range(len(LEANINGS)))
_ALL = (1 << _BITS) - 1


class Leaning(msgspec.Struct, frozen=True, gc=False):
    """How likely each lane is by a post's words; `shares` sum to 1, in the order of `LEANINGS`."""

    shares: tuple[float, ...]

    def find_likeliest(self) -> str:
        """Give the likeliest lane."""
        return LEANINGS[self.shares.index(max(self.shares))]

    def __getitem__(self, lane: str) -> float:
        """Give the share of one lane."""
        return self.shares[LEANINGS.index(lane)]

    @property
    def complaint_odds(self) -> float:
        """How much the words speak for a complaint, in log-odds: less the more they are those of small talk or news."""
        odds = log(self["complaint"] / fsum(map(self.__getitem__, CONTENT))) - _USUAL_ODDS
        return (1 - self["other"]) * min(_SUREST, max(-_SUREST, odds))


class LaneModel:
    """The learned weights of one language."""

    def __init__(self, lines: Collection[str]) -> None:
        self._steps = dict(line.split(" ", 1) for line in lines)
        self._packed = Memo(self._pack, len(self._steps) + 1)
        self._tokens = Memo(split_token, _REMEMBERED)

    def lean(self, tokens: list[str]) -> Leaning:
        """Weigh a post; ``tokens`` is ``text.split()``."""
        # All lanes are added at once, each in its own bits of a long integer; in whatever order, the sum is the same.
        total = sum([self._packed[name] for name in self._find_known(tokens)], self._packed[BIAS] + _MIDDLES)
        sums = [((total >> _BITS * place & _ALL) - _MIDDLE) * STEP for place in range(len(LEANINGS))]
        greatest = max(sums)
        odds = [exp(max(one - greatest, _FAINTEST)) for one in sums]
        whole = fsum(odds)  # the builtin sum gives another last digit from Python 3.12 on
        return Leaning(tuple([one / whole for one in odds]))

    def list_words(self, tokens: list[str], lane: str, most: int) -> list[str]:
        """List the words and pairs of words that speak most for a lane against the others, strongest first."""
        place = LEANINGS.index(lane)
        said = []
        for name in self._find_known(tokens):
            steps = read_steps(self._steps[name])
            said.append((sum(steps) / len(steps) - steps[place], name))
        return [name.replace("_", " ") for weight, name in sorted(said)[:most] if weight < 0]

    def _find_known(self, tokens: list[str]) -> Collection[str]:
        words = list(chain.from_iterable(map(self._tokens.__getitem__, tokens[:MOST_WORDS])))
        return self._steps.keys() & {*words, *map("_".join, pairwise(words))}

    def _pack(self, name: str) -> int:
        return sum(step << _BITS * place for place, step in enumerate(read_steps(self._steps[name])))


@cache
def load_lanes(language: str) -> LaneModel | None:
    """Read the weights of a language, an ISO 639-1 code; None for one that has none."""
    section = _load_file().get(language)
    return None if section is None else LaneModel(read_sections(section)[""])


@cache
def _load_file() -> dict[str, bytes]:
    return split_model(FORMAT, SHIPPED.read_bytes())
