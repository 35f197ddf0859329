"""The words and pairs of words that posts hold, and how many posts were to be expected to hold one. Pure."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from unicodedata import normalize

import msgspec

from mentiontriage.bursts import Holders

FEWEST = 5
"""People who have to tell of an event, by judgement: fewer are soon answered one by one."""

_COMMON = 1 / 2  # of all posts: what more of them hold, as the brand's name, tells nothing
_BRANDS = 1 / 20  # the same of handles: those of brands stand in many posts
_FEWEST_ALIKE = 50  # posts of a kind that are compared with their like; of rarer kinds all are one
_MOST_COUNTED = 5  # posts of one author, so that nobody who writes all day makes the others look rare
_SHORTEST = 3
_MOST_TOKENS = 100
_LONGEST_TOKEN = 60
_BUCKETS = 1 << 20
# Versions of programs are passed over: people tell theirs because they are asked to, and most have the newest.
_LINK = re.compile(r"\b(?:https?://|www\.)\S*", re.IGNORECASE)
# A letter with the marks above, below and beside it, which \w lacks: those of Latin, of India, of Thailand and Laos.
_SIGN = "[\\w\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff]"
_WORD = re.compile(rf"(?P<version>[a-z]*\d+(?:\.\w+)+)|@{_SIGN}+(?:[.@-]{_SIGN}+)*|{_SIGN}+(?:[&-]{_SIGN}+)*")
_APOSTROPHES = str.maketrans("", "", "'’‘`")
_UNEVENTFUL = Path(__file__).parent / "data" / "uneventful.txt"


class Voice(msgspec.Struct, frozen=True, gc=False):
    """A post that asks for an answer, as much of it as events are found by; `words` as `split_words` gives them.

    `kind` names those posts that are like it, as by network: they are compared with one another.
    """

    author: str
    words: Sequence[str]
    complains: bool
    kind: str = ""


def split_words(text: str) -> list[str]:
    """Split a text into its words in small letters, handles among them, without links and versions.

    Handles are kept, since posts that answer the same person tell of one event.
    """
    tokens = [token[:_LONGEST_TOKEN] for token in _LINK.sub(" ", text).split()[:_MOST_TOKENS]]
    words = _WORD.finditer(normalize("NFC", " ".join(tokens)).translate(_APOSTROPHES).lower())
    return [word[0] for word in words if not word["version"]]


class Row:
    """The posts in a row: which of them count, who holds what, and how many were to be expected to."""

    def __init__(self, posts: Sequence[Voice]) -> None:
        self._posts = posts
        written: Counter[str] = Counter()
        self._counts = bytearray(len(posts))
        for place, post in enumerate(posts):
            self._counts[place] = written[post.author] < _MOST_COUNTED
            written[post.author] += 1
        self._busy = {author for author, count in written.items() if count > 1}
        kinds = Counter(post.kind for post in posts)
        self._kinds = [post.kind if kinds[post.kind] >= _FEWEST_ALIKE else "" for post in posts]
        self._so_far = {kind: self._count_so_far(kind) for kind in set(self._kinds)}

    def _count_so_far(self, kind: str) -> array[int]:
        """Count the posts of a kind before each place, and in the end all."""
        counted = (count and found == kind for count, found in zip(self._counts, self._kinds, strict=True))
        return array("l", accumulate(map(int, counted), initial=0))

    def may_tell(self, word: str, at: Collection[int]) -> bool:
        """Tell whether so few hold a word that it can tell anything."""
        return len(at) <= (_BRANDS if word[0] == "@" else _COMMON) * len(self._posts)

    def index(self, list_terms: Callable[[Voice], Iterable[str]]) -> dict[str, list[int]]:
        """List for each term the places of the posts that hold it, each author's first one, where they are not too few.

        Most terms are in a post or two; so they are counted first in buckets, which cost nothing, and only those of
        full buckets are listed (Park, Chen and Yu 1995).
        """
        buckets = array("l", bytes(array("l").itemsize * _BUCKETS))
        for _, terms in self._iterate(list_terms):
            for term in terms:
                buckets[hash(term) % _BUCKETS] += 1
        places: dict[str, list[int]] = {}
        for place, terms in self._iterate(list_terms):
            for term in terms:
                if buckets[hash(term) % _BUCKETS] >= FEWEST:
                    places.setdefault(term, []).append(place)
        return {term: at for term, at in places.items() if len(at) >= FEWEST}

    def _iterate(self, list_terms: Callable[[Voice], Iterable[str]]) -> Iterator[tuple[int, set[str]]]:
        """Give the terms of each post that counts, without those that its author has used before."""
        told: dict[str, set[str]] = {author: set() for author in self._busy}
        for place, post in enumerate(self._posts):
            if not self._counts[place]:
                continue
            terms = set(list_terms(post))
            if (already := told.get(post.author)) is not None:
                terms -= already
                already |= terms
            yield place, terms

    def expect(self, at: Sequence[int]) -> Holders:
        """Tell how many holders were to be expected up to each one: of each kind of posts the same share everywhere."""
        held = Counter(self._kinds[place] for place in at)
        shares = [(self._so_far[kind], count / self._so_far[kind][-1]) for kind, count in held.items()]
        before = [sum([so_far[place] * share for so_far, share in shares]) for place in at]
        through = [sum([so_far[place + 1] * share for so_far, share in shares]) for place in at]
        return Holders(at, before, through)


def pair_words(words: Sequence[str], common: Mapping[str, list[int]]) -> Iterator[str]:
    """Pair neighbouring words; a pair is common only where both words are (Agrawal and Srikant 1994)."""
    for one, other in pairwise(words):
        if one in common and other in common and (can_name(one) or can_name(other)) and "@" not in (one[0], other[0]):
            yield f"{one} {other}"


def can_name(word: str) -> bool:
    """Tell whether a word may name an event by itself."""
    return len(word) >= _SHORTEST and word not in _load_uneventful()


@cache
def _load_uneventful() -> frozenset[str]:
    """Read the words that stand in posts about anything, in all languages."""
    lines = _UNEVENTFUL.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
