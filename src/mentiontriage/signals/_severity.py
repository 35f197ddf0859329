"""How strongly a post puts it and what is at stake: severity, from 1 (a mere mention) to 2.

It is the post's own reading, not how likely it is a complaint. Phrases of a table (data/severity.txt, written by
hand, made to be extended) tell what is at stake (safety, health, children, being stranded, money, law,
discrimination), how long it has gone on and how often, whether the writer leaves, and how it is put (profanity,
strong words, blame); capitals, exclamation marks and a low star rating are read here. Each kind counts once, with
its strongest phrase s, and the kinds as independent causes (a noisy-or): 1 + (1 - (1 - s1)(1 - s2)...). So it never
passes 2, and one more grave thing never lowers it. Handles, links and hashtags carry nothing: they may be names.
"""

from __future__ import annotations

import re
from math import prod

import msgspec

from mentiontriage.signals._phrase_tables import SEVERITY
from mentiontriage.signals._phrase_words import NO_WORD
from mentiontriage.signals._phrases import EXCLAIMED, Met, count_letters

_LABELS = {
    "going_on": "gone on",
    "again_and_again": "again and again",
    "strong_words": "strong words",
    "discrimination": "discrimination or assault",
}
_DANGERS = frozenset({"discrimination", "health", "legal", "safety"})
_GRAVE = 0.5
_CAPITALS = re.compile("[A-ZÀ-ÖØ-Þ]{4}")
_SHOUTED = ((6, 0.25), (3, 0.18), (2, 0.1))
_MARKS = re.compile("[!?][!?]")
_EXCLAIMED = dict(zip(EXCLAIMED, (0.15, 0.12, 0.07, 0.07, 0.07, 0.07), strict=True))
_LOUDEST = (1.0 - _SHOUTED[0][1], 1.0 - max(_EXCLAIMED.values()))
_LOWEST_STARS = 1.0
_MIDDLE_STARS = 3.0
_ONE_STAR = 0.35


class Severity(msgspec.Struct, frozen=True):
    """A severity between 1 and 2, with the words it was read from, the gravest first."""

    value: float
    reasons: tuple[str, ...]


def measure_severity(text: str, met: Met, rating: float | None) -> float:
    """Return how severe a post is, 1..2.

    `met` is what it holds of its language's phrases, `rating` a review's stars (1..5). A language
    without phrases is read by its capitals, exclamation marks and rating alone.
    """
    return _combine(_collect(text, met, rating))


def bound_severity(met: Met, rating: float | None) -> float:
    """Return what the severity of a post cannot exceed: as if all the phrases that it may hold stood in it."""
    causes = [1.0 - strength for strength in met.list_strongest(SEVERITY).values()]
    if met.is_loud:
        causes += _LOUDEST
    return 2.0 - prod(causes) * (1.0 - _weigh_rating(rating))


def explain_severity(text: str, met: Met, rating: float | None) -> Severity:
    """Return the same value as `measure_severity`, with its reasons."""
    causes = _collect(text, met, rating)
    order = sorted(causes, key=lambda kind: -causes[kind][0])
    return Severity(_combine(causes), tuple([_describe(kind, causes[kind][1]) for kind in order]))


def _describe(kind: str, words: str) -> str:
    return f"{_LABELS.get(kind, kind)}: {words}".removesuffix(": ")


def name_danger(met: Met) -> str | None:
    """Name what a post tells of people in danger or of the law, or None; what is said mildly may still be grave."""
    if _DANGERS.isdisjoint(met.list_strongest(SEVERITY)):
        return None
    grave = (found for found in met.find(SEVERITY) if found.kind in _DANGERS and found.strength >= _GRAVE)
    return next((_describe(found.kind, found.found) for found in grave), None)


def _combine(causes: dict[str, tuple[float, str]]) -> float:
    return 2.0 - prod(1.0 - strength for strength, _ in causes.values())


def _collect(text: str, met: Met, rating: float | None) -> dict[str, tuple[float, str]]:
    """Return kind -> its greatest strength and the words that tell it."""
    causes = {kind: (strength, words) for kind, strength, words in met.find(SEVERITY)}
    if met.is_loud:
        if _CAPITALS.search(text) and (shouted := _weigh_shouting(met.tokens)):
            causes["shouting"] = (shouted, "")
        if _MARKS.search(text) and (exclaimed := _weigh_marks(met.tokens)):
            causes["exclamation marks"] = (exclaimed, "")
    if rated := _weigh_rating(rating):
        causes["rating"] = (rated, f"{rating:g} of 5 stars")
    return causes


def _weigh_shouting(tokens: list[str]) -> float:
    """Weigh the longest run of words in capitals; a run of short ones may be names of airports."""
    longest = run = 0
    has_word = False
    for token in tokens:
        if token.isupper() and not token.startswith(NO_WORD):
            run, has_word = run + 1, has_word or count_letters(token) > 3
            longest = max(longest, run if has_word else 0)
        elif any(map(str.isalpha, token)):
            run, has_word = 0, False
    return next((strength for words, strength in _SHOUTED if longest >= words), 0.0)


def _weigh_marks(tokens: list[str]) -> float:
    """Weigh the strongest run of exclamation and question marks that ends no handle or link."""
    words = " ".join([token for token in tokens if not token.startswith(NO_WORD)])
    return max((strength for marks, strength in _EXCLAIMED.items() if marks in words), default=0.0)


def _weigh_rating(rating: float | None) -> float:
    """Weigh stars: 0.35 for one of five, falling to none at three; what is outside 1..5 says nothing."""
    if rating is None or not _LOWEST_STARS <= rating < _MIDDLE_STARS:
        return 0.0
    return _ONE_STAR * (_MIDDLE_STARS - rating) / (_MIDDLE_STARS - _LOWEST_STARS)
