"""Find incidents: posts of many people that tell of one event, such as a breakdown. Pure.

An event shows in words that for a while more of those say who ask for an answer than do before and after. Word by
word, the stretch of posts is looked for in which it stands out most; how much, is told by the scan statistic (Kulldorff
1997, with Bernoulli's counts), and it has to be more than chance would bring about among so many words and stretches.
Shares are compared and not numbers, so that a busy morning is no incident. Words whose stretches hold mostly the same
posts tell of one event. What is common from the first post to the last stands out nowhere, and is not found.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, zip_longest
from math import log
from operator import attrgetter
from pathlib import Path

import msgspec

from mentiontriage.bursts import Burst, find_bursts

FEWEST = 5
"""People who have to tell of an event, by judgement: fewer are soon answered one by one."""

_CHANCE = 0.01  # of an incident where there is none, in one run
_SHARED = 0.5  # of a word's posts that another word's have to hold for both to tell of one event
_COMPLAINING = 1 / 3  # of real events' posts a half and more were complaints, of jokes and concerts a tenth
_NAMED = 4
_SHORTEST = 3
_MOST_TOKENS = 200
_LONGEST_TOKEN = 60
_BRANDS = 1 / 20  # of posts: a handle that more of them hold is one of those that all are about
# Versions of programs are found and passed over: whoever is asked for theirs has the newest, whatever happened.
_WORD = re.compile(r"(?P<version>[a-z]*\d+(?:\.\w+)+)|@\w+(?:[.@-]\w+)*|\w+(?:[&-]\w+)*")
_NO_WORD = ("http", "www.")
_APOSTROPHES = str.maketrans("", "", "'’‘`")
_UNEVENTFUL = Path(__file__).parent / "data" / "uneventful.txt"


class Voice(msgspec.Struct, frozen=True, gc=False):
    """A post that asks for an answer, as much of it as events are found by; `words` as `split_words` gives them."""

    author: str
    words: Sequence[str]
    complains: bool


class Event(msgspec.Struct, frozen=True):
    """What an incident is known by: its words, strongest first, and the places of the posts that tell of it.

    `asked` counts all posts from the first of them to the last; `typical` is the place of the post that
    holds most of the words, the first of those.
    """

    words: tuple[str, ...]
    places: tuple[int, ...]
    asked: int
    typical: int


class _Stretch(msgspec.Struct, frozen=True):
    """Where a word stands out: the places of the posts that hold it, and by how much (log-likelihood ratio).

    `is_sure` says that it is more than chance would bring about anywhere; of others only that it is more than
    chance would there.
    """

    term: str
    places: list[int]
    strength: float
    is_sure: bool


def split_words(text: str) -> list[str]:
    """Split a text into its words in small letters, handles among them, without links and versions.

    Whom people answer is kept, as those who answer one another tell of one event.
    """
    tokens = [token[:_LONGEST_TOKEN] for token in text.split()[:_MOST_TOKENS] if not token.startswith(_NO_WORD)]
    words = _WORD.finditer(" ".join(tokens).translate(_APOSTROPHES).lower())
    return [sys.intern(word[0]) for word in words if not word["version"]]


def find_events(posts: Sequence[Voice]) -> list[Event]:
    """Find the events that posts tell of, the clearest first; `posts` stand in the order of their times.

    A post tells of one event at most. Only events are given of which at least `FEWEST` people tell, and of whose
    posts a third complains: concerts and jokes stand out as well.
    """
    taken: set[int] = set()
    events = []
    for stretches in _join_stretches(_find_stretches(posts)):
        places = _gather_places(stretches, posts) - taken
        if not _is_incident([posts[place] for place in places]):
            continue
        taken |= places
        events.append(_describe(stretches, sorted(places)))
    return events


def _describe(stretches: list[_Stretch], places: list[int]) -> Event:
    held = Counter(place for stretch in stretches for place in stretch.places)
    typical = max(places, key=held.__getitem__)  # the first of several, as they stand in order
    return Event(_choose_words(stretches), tuple(places), places[-1] - places[0] + 1, typical)


def _find_stretches(posts: Sequence[Voice]) -> list[_Stretch]:
    """Find where each word and pair of words stands out, strongest first."""
    words = _index(posts, lambda post: post.words)
    for brand in [word for word, at in words.items() if word[0] == "@" and len(at) > _BRANDS * len(posts)]:
        del words[brand]
    pairs = _index(posts, lambda post: _pair_words(post.words, words))
    places = {word: at for word, at in words.items() if _can_name(word)} | pairs
    if not places:
        return []
    weak, strong = log(len(places) / _CHANCE), log(len(places) * len(posts) / _CHANCE)
    found = []
    for term, at in places.items():
        bursts = find_bursts(at, len(posts), weak, FEWEST)
        for burst, following in zip_longest(bursts, bursts[1:]):
            last = burst.last
            if is_sure := burst.strength >= strong:
                last = _find_end(at, burst, following.first if following else len(at), len(posts))
            found.append(_Stretch(term, at[burst.first : last + 1], burst.strength, is_sure))
    return sorted(found, key=lambda stretch: (-stretch.strength, stretch.term))


def _find_end(at: list[int], burst: Burst, end: int, posts: int) -> int:
    """Find the last that tells of it: an event begins at once and fades.

    What comes after the burst still tells of it where by the share before it less than half as many would hold it.
    """
    usual = (burst.first + 1) / (at[burst.first] + 1)
    following = (at[end] if end < len(at) else posts) - at[burst.last] - 1
    return end - 1 if end - burst.last - 1 >= 2 * usual * following else burst.last


def _index(posts: Sequence[Voice], list_terms: Callable[[Voice], Iterable[str]]) -> dict[str, list[int]]:
    """List for each term the places of the posts that hold it, each author's first one, where they are not too few."""
    places: dict[str, list[int]] = {}
    # Most people write once, and of them nothing needs to be remembered.
    told: dict[str, set[str]] = {
        author: set() for author, count in Counter(map(attrgetter("author"), posts)).items() if count > 1
    }
    for place, post in enumerate(posts):
        terms = set(list_terms(post))
        if (already := told.get(post.author)) is not None:
            terms -= already
            already |= terms
        for term in terms:
            places.setdefault(term, []).append(place)
    return {term: at for term, at in places.items() if len(at) >= FEWEST}


def _pair_words(words: Sequence[str], common: dict[str, list[int]]) -> Iterator[str]:
    """Pair neighbouring words; a pair is common only where both words are (Agrawal and Srikant 1994)."""
    for one, other in pairwise(words):
        if one in common and other in common and (_can_name(one) or _can_name(other)) and "@" not in (one[0], other[0]):
            yield f"{one} {other}"


def _can_name(word: str) -> bool:
    """Tell whether a word may name an event by itself."""
    return len(word) >= _SHORTEST and word not in _load_uneventful()


def _join_stretches(stretches: list[_Stretch]) -> list[list[_Stretch]]:
    """Put stretches together that tell of one event, each with the strongest that it goes with."""
    joined: list[list[_Stretch]] = []
    for stretch in stretches:
        for members in joined:
            if _belong(stretch, members[0]):
                members.append(stretch)
                break
        else:
            if stretch.is_sure:
                joined.append([stretch])
    return joined


def _belong(stretch: _Stretch, core: _Stretch) -> bool:
    """Tell whether a stretch tells of what a stronger one does: it holds mostly the same posts, or begins with it."""
    begins_with = abs(stretch.places[0] - core.places[0]) < FEWEST
    return begins_with or len(set(core.places).intersection(stretch.places)) >= _SHARED * len(stretch.places)


def _gather_places(stretches: list[_Stretch], posts: Sequence[Voice]) -> set[int]:
    """Gather the posts that hold a term where it stands out; of an author all, of which one was counted."""
    gathered = set()
    for stretch in stretches:
        for place in range(stretch.places[0], stretch.places[-1] + 1):
            if f" {stretch.term} " in f" {' '.join(posts[place].words)} ":
                gathered.add(place)
    return gathered


def _is_incident(posts: list[Voice]) -> bool:
    people = len({post.author for post in posts})
    return people >= FEWEST and sum(post.complains for post in posts) >= _COMPLAINING * len(posts)


def _choose_words(stretches: list[_Stretch]) -> tuple[str, ...]:
    """Choose a few words, strongest first; of "app" and "app down", which share a word, the stronger."""
    chosen: list[str] = []
    for stretch in stretches:
        if set(stretch.term.split()).isdisjoint(" ".join(chosen).split()):
            chosen.append(stretch.term)
    return tuple(chosen[:_NAMED])


@cache
def _load_uneventful() -> frozenset[str]:
    """Read the words that stand in posts about anything, in all languages."""
    lines = _UNEVENTFUL.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
