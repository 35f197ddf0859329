"""Choose the words, word pairs and letter groups that may carry weight at all.

What is about one topic must not: names of people, places, products and brands, and words that
only one source knows. Names are told by how people write them, not by a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mentiontriage.signals._complaint_cues import MASKS
from mentiontriage.signals._complaint_weights import cut_letters
from mentiontriage.signals._complaint_words import USER, split_token

_ALWAYS_CAPITAL = frozenset(["i", "im", "ive", "ill", "id", "flight", "flights", "customer", "service"])
_SENTENCE_END = tuple('.!?:…"-|')


@dataclass(frozen=True)
class Limits:
    """How often, and in how many sources, something must be seen before it may carry weight."""

    known: int  # weighs by its meaning alone
    words: int
    pairs: int
    letters: int  # distinct words that hold the letter group
    sources: int


@dataclass(frozen=True)
class Vocabulary:
    """What may carry weight, each in a fixed order."""

    known: list[str]
    words: list[str]
    pairs: list[str]
    letters: list[str]


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """Words that people write with a capital more often than not inside a sentence.

    Words of the cues never count as names (one source writes "Cancelled Flight" throughout).
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        tokens = text.split()
        if _is_shouted(text, tokens):
            continue
        for before, token in pairwise(tokens):
            if before.endswith(_SENTENCE_END) or before.startswith("@") or token.startswith(("@", "#", "http")):
                continue
            bare = token.lstrip("\"'(“*")
            words = split_token(token)
            if not words or not words[0].isalpha() or not bare or bare.rstrip("!?.,").isupper():
                continue
            is_capital = bare[0].isupper() or (not bare.rstrip("!?.,").islower() and bare[1:2].isupper())
            (capital if is_capital else small)[words[0]] += 1
    return frozenset(
        word
        for word, count in capital.items()
        if count >= 3 and count > small[word] and word not in MASKS and word not in _ALWAYS_CAPITAL
    )


def choose_vocabulary(
    posts: Sequence[list[str]], groups: Sequence[int], names: frozenset[str], limits: Limits
) -> Vocabulary:
    """Give ``posts`` are lists of words, ``groups`` tells each post's source; letter groups come from kept words."""
    words, word_groups = _count(posts, groups, set)
    kept = sorted(
        word
        for word, count in words.items()
        if count >= limits.words
        and word_groups[word].bit_count() >= limits.sources
        and word not in names
        and word != USER
        and "_" not in word
    )
    allowed = frozenset(kept) | {USER}
    pairs, pair_groups = _count(
        posts,
        groups,
        lambda post: {f"{a}_{b}" for a, b in pairwise(post) if a in allowed and b in allowed},
    )
    kept_pairs = sorted(
        pair
        for pair, count in pairs.items()
        if count >= limits.pairs and pair_groups[pair].bit_count() >= limits.sources
    )
    letters: Counter[str] = Counter()
    for word in kept:
        letters.update(set(cut_letters(word)))
    known = sorted(
        word for word, count in words.items() if count >= limits.known and word.isalpha() and word not in names
    )
    return Vocabulary(
        known, kept, kept_pairs, sorted(group for group, count in letters.items() if count >= limits.letters)
    )


def _is_shouted(text: str, tokens: list[str]) -> bool:
    """Capitals tell nothing in a post that is all capitals or a headline."""
    letters = [letter for letter in text if letter.isalpha()]
    starts = sum(token[:1].isupper() for token in tokens)
    return not letters or sum(map(str.isupper, letters)) > 0.3 * len(letters) or starts > 0.5 * len(tokens)


def _count(
    posts: Sequence[list[str]], groups: Sequence[int], read: Callable[[list[str]], set[str]]
) -> tuple[Counter[str], dict[str, int]]:
    """How many posts hold each item, and in which groups, as bits."""
    counts: Counter[str] = Counter()
    seen_in: dict[str, int] = {}
    for post, group in zip(posts, groups, strict=True):
        found = read(post)
        counts.update(found)
        for item in found:
            seen_in[item] = seen_in.get(item, 0) | 1 << group
    return counts, seen_in
