"""VADER sentiment, exactly as vaderSentiment 3.3.2 gives it, several times as fast and linear in the length.

Words without a meaning to VADER are skipped by C code; the rules run only where a bending word stands near
a hit; emoji are described only in posts that hold one. Tests hold it against the reference.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import compress
from math import fabs, sqrt

import msgspec

from mentiontriage.signals._vader_emoji import make_describe
from mentiontriage.signals._vader_rules import make_bend, weigh_but
from mentiontriage.signals._vader_words import UNSURE, Meaning, Vocabulary, WordLists, read_word_lists


class Polarity(msgspec.Struct, frozen=True, gc=False):
    """What `polarity_scores` gives: shares of the text (0..1, three digits), compound (-1..1, four)."""

    neg: float
    neu: float
    pos: float
    compound: float


Scorer = Callable[[str, list[str]], Polarity]

EMPTY = Polarity(0.0, 0.0, 0.0, 0.0)
NEUTRAL = Polarity(0.0, 1.0, 0.0, 0.0)


@lru_cache(maxsize=1)
def load_scorer() -> Scorer:
    """Load the scorer, with the word lists of the installed vaderSentiment; later calls return the same."""
    return make_scorer(read_word_lists())


def make_scorer(lists: WordLists) -> Scorer:
    """Make score(text, tokens); `tokens` is `text.split()`, split once by the caller for all signals."""
    vocabulary = Vocabulary(lists)
    look_up, resolve = vocabulary.make_look_up(), vocabulary.resolve
    bend = make_bend(lists)
    describe = make_describe(lists)

    def score(text: str, tokens: list[str]) -> Polarity:
        described = describe(text, tokens)
        if described is not tokens:
            tokens = described
            text = " ".join(tokens)
        words = look_up(text, tokens)
        valences = find_valences(words, tokens) if any(words) else []
        if not valences:
            return NEUTRAL if tokens else EMPTY
        emphasis = measure_emphasis(text) if "!" in text or "?" in text else 0.0
        if len(valences) == 1:
            return summarise_one(valences[0], len(tokens), emphasis)
        return summarise(valences, len(tokens), emphasis)

    def find_valences(words: list[Meaning], tokens: list[str]) -> list[float]:
        """Find the score of every hit, resolving `words` on the way."""
        valences: list[float] = []
        capitals: float | None = None
        last_word = -4
        but: tuple[int, int] | None = None
        for place in compress(range(len(words)), words):
            word = words[place]
            if word is UNSURE:
                word = words[place] = resolve(tokens[place])
            if isinstance(word, float):
                valence = word
                if place - last_word > 3 and not tokens[place].isupper():
                    valences.append(valence)
                    continue
            elif word is None:
                continue
            else:
                last_word = place
                if but is None and word.lower == "but":
                    # A "but" that itself scores, in a lexicon that somebody extended, stays as it is.
                    but = len(valences), len(valences) + word.scores
                if not word.scores:
                    continue
                valence = word.valence
            if capitals is None:
                # The punctuation that is stripped has no case, so that tokens tell the same as words.
                capitals = 0.0 if all(map(str.isupper, tokens)) else lists.capitals_increment
            valences.append(bend(valence, place, words, tokens, capitals))
        if but is not None:
            weigh_but(valences, *but)
        return valences

    return score


def measure_emphasis(text: str) -> float:
    """Measure what punctuation adds: exclamation marks up to four, question marks from two."""
    emphasis = min(text.count("!"), 4) * 0.292
    questions = text.count("?")
    if questions > 3:
        return emphasis + 0.96
    if questions > 1:
        return emphasis + questions * 0.18
    return emphasis


def summarise(valences: list[float], words: int, emphasis: float) -> Polarity:
    """Sum the scores of a post with `words` words, of which those without a score are neutral."""
    # The builtin sum, as in the reference: since Python 3.12 it compensates rounding. Zeros do not matter.
    total = float(sum(valences))
    positive = negative = 0.0
    neutral = words
    for valence in valences:
        if valence > 0:
            positive += float(valence) + 1
            neutral -= 1
        elif valence < 0:
            negative += float(valence) - 1
            neutral -= 1
    if total > 0:
        total += emphasis
    elif total < 0:
        total -= emphasis
    if positive > -negative:
        positive += emphasis
    elif positive < -negative:
        negative -= emphasis
    whole = positive + fabs(negative) + neutral
    # Most posts lack one side, and rounding is half of the work here.
    neg = round(fabs(negative / whole), 3) if negative else 0.0
    neu = round(neutral / whole, 3)
    pos = round(positive / whole, 3) if positive else 0.0
    return Polarity(neg, neu, pos, round(total / sqrt(total * total + 15), 4))


@lru_cache(maxsize=8192)
def summarise_one(valence: float, words: int, emphasis: float) -> Polarity:
    """Summarise a post with one hit, as a third of posts are, most of them alike; about 2 MB."""
    return summarise([valence], words, emphasis)
