"""Find incidents: posts of many people that tell of one event, such as a breakdown. Pure.

An event shows in words that for a while stand in a larger share of the posts that ask for an answer than before or
after. Bursts are looked for word by word; they have to stand out more than chance would bring about among so many
words and stretches. Words whose bursts hold mostly the same posts, or begin together, tell of one event. What is common
from the first post to the last stands out nowhere, and what lasts for a third of all posts is a change: neither is
found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest
from math import log

import msgspec

from mentiontriage.bursts import Burst, find_bursts
from mentiontriage.terms import FEWEST, Row, Voice, can_name, pair_words

_CHANCE = 0.01  # of an incident where there is none, in one run
_LONGEST = 1 / 3  # of all posts: what lasts longer is how things are now, or another brand or network has come in
_SHARED = 0.5  # of a word's posts that another word's have to hold for both to tell of one event
_COMPLAINING = 1 / 3  # of real events' posts a half and more were complaints, of jokes and concerts a tenth
_PATIENCE = 4  # times a burst's own length within which the next one has to tell of it
_NAMED = 4


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

    `is_sure` says that it is too strong to be chance even though all words and stretches were looked at; others are
    only too strong to be chance where they stand.
    """

    term: str
    places: list[int]
    strength: float
    is_sure: bool


def find_events(posts: Sequence[Voice]) -> list[Event]:
    """Find the events that posts tell of, the clearest first; `posts` stand in the order of their times.

    A post tells of one event at most. Only events are given of which at least `FEWEST` people tell, and of whose
    posts a third complains: concerts and jokes stand out as well.
    """
    joined = _join_stretches(_find_stretches(posts))
    held = _find_all({stretch.term for stretches in joined for stretch in stretches}, posts)
    taken: set[int] = set()
    events = []
    for stretches in joined:
        places = _gather_places(stretches, held) - taken
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
    row = Row(posts)
    words = {word: at for word, at in row.index(lambda post: post.words).items() if row.may_tell(word, at)}
    pairs = row.index(lambda post: pair_words(post.words, words))
    places = {word: at for word, at in words.items() if can_name(word)} | pairs
    if not places:
        return []
    weak, strong = log(len(places) / _CHANCE), log(len(places) * len(posts) / _CHANCE)
    longest = int(_LONGEST * len(posts))
    found = []
    for term, at in places.items():
        bursts = find_bursts(row.expect(at), len(at), weak, FEWEST, longest)
        for burst, following in zip_longest(bursts, bursts[1:]):
            last = burst.last
            if is_sure := burst.strength >= strong:
                last = _find_end(at, burst, following.first if following else len(at))
            found.append(_Stretch(term, at[burst.first : last + 1], burst.strength, is_sure))
    return sorted(found, key=lambda stretch: (-stretch.strength, stretch.term))


def _find_end(at: list[int], burst: Burst, end: int) -> int:
    """Find the last that tells of it: an event begins at once and fades.

    Posts after the burst still tell of it, as long as there is no long pause between them, and unless they are fewer
    than twice as many as would hold the word anyhow, by the share of those before the burst.
    """
    patience = _PATIENCE * (at[burst.last] - at[burst.first] + 1)
    last = burst.last
    while last + 1 < end and at[last + 1] - at[last] <= patience:
        last += 1
    usual = (burst.first + 1) / (at[burst.first] + 1)
    return last if last - burst.last >= 2 * usual * (at[last] - at[burst.last]) else burst.last


def _join_stretches(stretches: list[_Stretch]) -> list[list[_Stretch]]:
    """Put stretches together that tell of one event, each with the strongest that it goes with.

    It goes with one that holds mostly the same posts, or that it begins with.
    """
    joined: list[list[_Stretch]] = []
    holders: dict[int, list[int]] = {}
    for stretch in stretches:
        shared = Counter(number for place in stretch.places for number in holders.get(place, ()))
        goes_with = [number for number, count in shared.items() if count >= _SHARED * len(stretch.places)]
        first = stretch.places[0]
        goes_with += [n for n, (core, *_) in enumerate(joined) if abs(first - core.places[0]) < FEWEST]
        if goes_with:
            joined[min(goes_with)].append(stretch)
        elif stretch.is_sure:
            for place in stretch.places:
                holders.setdefault(place, []).append(len(joined))
            joined.append([stretch])
    return joined


def _find_all(terms: set[str], posts: Sequence[Voice]) -> dict[str, list[int]]:
    """Find the places of all posts that hold any of these terms, also of an author's second and third."""
    words = {word for term in terms for word in term.split()}
    held: dict[str, list[int]] = {term: [] for term in terms}
    for place, post in enumerate(posts):
        if not words.isdisjoint(post.words):
            for term in terms.intersection((*post.words, *map(" ".join, pairwise(post.words)))):
                held[term].append(place)
    return held


def _gather_places(stretches: list[_Stretch], held: Mapping[str, list[int]]) -> set[int]:
    """Gather the posts that hold a term where it stands out."""
    gathered: set[int] = set()
    for stretch in stretches:
        at = held[stretch.term]
        gathered.update(at[bisect_left(at, stretch.places[0]) : bisect_right(at, stretch.places[-1])])
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
