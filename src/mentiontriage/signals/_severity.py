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

from mentiontriage.signals._phrases import PhraseBook, load_phrases

_TABLE = "severity.txt"
_UNDETERMINED = "und"
_LABELS = {
    "going_on": "gone on",
    "again_and_again": "again and again",
    "strong_words": "strong words",
    "discrimination": "discrimination or assault",
}
_CAPITALS = re.compile("[A-ZÀ-ÖØ-Þ]{4}")
_SHOUTED = ((6, 0.25), (3, 0.18), (2, 0.1))
_MARKS = re.compile("[!?][!?]")
_EXCLAIMED = (("!!!!", 0.15), ("!!!", 0.12), ("!!", 0.07), ("??!", 0.07), ("?!?", 0.07), ("???", 0.07))
_NO_WORD = ("@", "#", "http", "www.")
_LOWEST_STARS = 1.0
_MIDDLE_STARS = 3.0
_ONE_STAR = 0.35


class Severity(msgspec.Struct, frozen=True):
    """A severity between 1 and 2, with the words it was read from, the gravest first."""

    value: float
    reasons: tuple[str, ...]


def measure_severity(text: str, tokens: list[str], language: str, rating: float | None) -> float:
    """Return how severe a post is, 1..2.

    `tokens` are `text.split()`, `language` is an ISO 639-1 code, `rating` a review's stars (1..5). A language
    without phrases is read by its capitals, exclamation marks and rating alone; "und" is read as English.
    """
    if not _load_book(language).has_chance(tokens):
        return 2.0 - (1.0 - _weigh_rating(rating))
    return _combine(_collect(text, tokens, language, rating))


def explain_severity(text: str, tokens: list[str], language: str, rating: float | None) -> Severity:
    """Return the same value as `measure_severity`, with its reasons."""
    causes = _collect(text, tokens, language, rating)
    order = sorted(causes, key=lambda kind: -causes[kind][0])
    reasons = tuple(f"{_LABELS.get(kind, kind)}: {causes[kind][1]}".removesuffix(": ") for kind in order)
    return Severity(_combine(causes), reasons)


def _load_book(language: str) -> PhraseBook:
    return load_phrases(_TABLE, "en" if language == _UNDETERMINED else language, _is_put_loudly)


def _is_put_loudly(token: str) -> bool:
    """Say whether a token may be shouting: its marks, or a word in capitals too long for an airport's."""
    return any(marks in token for marks, _ in _EXCLAIMED) or (token.isupper() and _count_letters(token) > 3)


def _count_letters(token: str) -> int:
    return sum(map(str.isalpha, token))


def _combine(causes: dict[str, tuple[float, str]]) -> float:
    return 2.0 - prod(1.0 - strength for strength, _ in causes.values())


def _collect(text: str, tokens: list[str], language: str, rating: float | None) -> dict[str, tuple[float, str]]:
    """Return kind -> its greatest strength and the words that tell it."""
    causes: dict[str, tuple[float, str]] = {}
    book = _load_book(language)
    for kind, strength, words in book.find(tokens):
        causes[kind] = (strength, words)
    if book.has_notable(tokens):
        if _CAPITALS.search(text) and (shouted := _weigh_shouting(tokens)):
            causes["shouting"] = (shouted, "")
        if _MARKS.search(text) and (exclaimed := _weigh_marks(tokens)):
            causes["exclamation marks"] = (exclaimed, "")
    if rated := _weigh_rating(rating):
        causes["rating"] = (rated, f"{rating:g} of 5 stars")
    return causes


def _weigh_shouting(tokens: list[str]) -> float:
    """Weigh the longest run of words in capitals; a run of short ones may be names of airports."""
    longest = run = 0
    has_word = False
    for token in tokens:
        if token.isupper() and not token.startswith(_NO_WORD):
            run, has_word = run + 1, has_word or _count_letters(token) > 3
            longest = max(longest, run if has_word else 0)
        elif _count_letters(token):
            run, has_word = 0, False
    return next((strength for words, strength in _SHOUTED if longest >= words), 0.0)


def _weigh_marks(tokens: list[str]) -> float:
    """Weigh the strongest run of exclamation and question marks that ends no handle or link."""
    words = " ".join([token for token in tokens if not token.startswith(_NO_WORD)])
    return max((strength for marks, strength in _EXCLAIMED if marks in words), default=0.0)


def _weigh_rating(rating: float | None) -> float:
    """Weigh stars: 0.35 for one of five, falling to none at three; what is outside 1..5 says nothing."""
    if rating is None or not _LOWEST_STARS <= rating < _MIDDLE_STARS:
        return 0.0
    return _ONE_STAR * (_MIDDLE_STARS - rating) / (_MIDDLE_STARS - _LOWEST_STARS)
