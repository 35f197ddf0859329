"""Signals: one file a signal. A signal reads one thing about a mention; pure, and told the time.

Signals whose `role` is "factor" are multiplied into the priority (see `ranking`); those that are
"evidence" inform people and other readings only. A signal's value is bounded by `lowest` and
`highest`, which is what lets the longest wait be computed, and posts be passed over unread when
even their highest value could not lift them into the queue.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

from mentiontriage.config import Settings
from mentiontriage.model import Known, Mention, Reading
from mentiontriage.signals._complaint import Weighing
from mentiontriage.signals._leaning import Leaning, load_lanes
from mentiontriage.signals._phrases import Met, meet_phrases
from mentiontriage.signals._vader import Polarity
from mentiontriage.signals._vader import Scorer as PolarityReader

_WORD = re.compile(r"(?<!\S)\w(?!\S)|[^\W_]{2,}")
"""A letter or digit by itself, or several: within an emoticon, such as :D or o_O, stands one at a time."""

_UNKNOWN = "a"
"""No word of the lexicon, and a letter of none of its emoticons."""

Weigh = Callable[[list[str], Polarity, str], Weighing]
"""Weighs a post by its tokens, VADER's reading of them and its language."""


class Analysis:
    """What is worked out once from a mention's text, for every signal that reads text.

    `tokens` are `text.split()`; `language` is an ISO 639-1 code or "und"; `readable` says whether
    that language is one the lexicon and weights know. All else is worked out when first asked for,
    as most posts are passed over before.
    """

    __slots__ = (
        "_leaning",
        "_phrases",
        "_polarity",
        "_polarity_of_signs",
        "_read_polarity",
        "_text",
        "_weigh",
        "_weighing",
        "language",
        "readable",
        "tokens",
    )

    def __init__(  # noqa: PLR0913 (what reads a text, and the text)
        self,
        text: str,
        tokens: list[str],
        language: str,
        read_polarity: PolarityReader,
        weigh: Weigh,
        *,
        readable: bool,
    ) -> None:
        self.tokens = tokens
        self.language = language
        self.readable = readable
        self._text = text
        self._read_polarity = read_polarity
        self._weigh = weigh
        self._polarity: Polarity | None = None
        self._polarity_of_signs: Polarity | None = None
        self._weighing: Weighing | None = None
        self._phrases: Met | None = None
        self._leaning: Leaning | None = None

    def read_part(self, text: str) -> "Analysis":
        """Read a part of the text by itself, in the same language."""
        tokens = text.split()
        return Analysis(text, tokens, self.language, self._read_polarity, self._weigh, readable=self.readable)

    @property
    def polarity(self) -> Polarity:
        """The values of vaderSentiment."""
        if self._polarity is None:
            self._polarity = self._read_polarity(self._text, self.tokens)
        return self._polarity

    @property
    def polarity_of_signs(self) -> Polarity:
        """What vaderSentiment makes of the text with each word made one that it does not know.

        What is left is heard from emoji, emoticons and marks.
        """
        if self._polarity_of_signs is None:
            masked = _WORD.sub(_UNKNOWN, self._text)
            self._polarity_of_signs = self._read_polarity(masked, masked.split())
        return self._polarity_of_signs

    @property
    def weighing(self) -> Weighing:
        """What speaks for a complaint and against it, in a readable language.

        A post too short to tell its language is taken for English: its emoji and names are the same.
        """
        if self._weighing is None:
            self._weighing = self._weigh(self.tokens, self.polarity, "en" if self.language == "und" else self.language)
        return self._weighing

    @property
    def leaning(self) -> Leaning | None:
        """The lanes' shares by the post's words; None in a language that cannot be told or has no weights for lanes."""
        if self._leaning is None and (model := load_lanes(self.language)):
            self._leaning = model.lean(self.tokens)
        return self._leaning

    def list_words_like(self, lane: str, most: int) -> list[str]:
        """List the post's words, and pairs of words, that make it lean to a lane, strongest first."""
        model, leaning = load_lanes(self.language), self.leaning
        return model.list_words(leaning, lane, most) if model and leaning else []

    @property
    def phrases(self) -> Met:
        """What there may be of all tables' phrases: of severity, of threats, of what the weights do not know."""
        if self._phrases is None:
            self._phrases = meet_phrases(self.tokens, self.language)
        return self._phrases


STRANGER = Known()
"""Somebody of whom nothing is known."""


class Context(msgspec.Struct, frozen=True, gc=False):
    """All that a signal may know: the mention, the moment, the settings, the text's analysis, the person.

    `analysis` is None for signals that do not read text, which may be asked before it is made.
    """

    mention: Mention
    now: datetime
    settings: Settings
    analysis: Analysis | None = None
    known: Known = STRANGER

    @property
    def waits_since(self) -> datetime | None:
        """When the wait began: with the post, or when it came back after somebody had dealt with it."""
        return self.known.back_at or self.mention.posted_at

    @property
    def text(self) -> Analysis:
        """The analysis, for signals that read text; asking without one is a fault in the caller."""
        if self.analysis is None:
            raise LookupError("this signal reads text, and was asked before the text was analysed")
        return self.analysis


class Signal(msgspec.Struct, frozen=True):
    """One thing to read about a mention.

    `measure` gives the value (None: cannot tell) and is called for every mention; `explain` gives
    the value with its reason and is called only for what is shown. Both agree on the value.
    `neutral` stands in for a value that cannot be told. `highest` None means unbounded. `bound`
    tells what the value cannot exceed, where that is told sooner than the value.
    """

    name: str
    summary: str
    role: Literal["factor", "evidence"]
    reads_text: bool
    lowest: float
    highest: float | None
    neutral: float
    measure: Callable[[Context], float | None]
    explain: Callable[[Context], Reading]
    bound: Callable[[Context], float] | None = None
