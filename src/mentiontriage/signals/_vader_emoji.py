"""Emoji: VADER reads them as the words of their description."""

from collections.abc import Callable
from functools import lru_cache
from itertools import filterfalse

from mentiontriage.signals._vader_words import WordLists

Describe = Callable[[str, list[str]], list[str]]


def make_describe(lists: WordLists) -> Describe:
    """Make describe(text, tokens): the tokens with emoji in words, or the very same list if there are none.

    What follows an emoji without a space is glued to the last word of the description, as in the reference.
    """
    emoji = frozenset(map(chr, lists.emoji))
    # The package's own list holds none; then ASCII, which is most of all text, need not be searched.
    ascii_emoji = any(map(str.isascii, emoji))

    @lru_cache(maxsize=1024)
    def describe_token(token: str) -> list[str]:
        return token.translate(lists.emoji).split()

    def describe(text: str, tokens: list[str]) -> list[str]:
        if text.isascii() and not ascii_emoji:
            return tokens
        suspects = tokens if ascii_emoji else filterfalse(str.isascii, tokens)
        if emoji.isdisjoint("".join(suspects)):
            return tokens
        described: list[str] = []
        for token in tokens:
            if token.isascii() and not ascii_emoji:
                described.append(token)
            else:
                # A long token hardly comes again and would be kept for nothing.
                described += describe_token(token) if len(token) < 32 else describe_token.__wrapped__(token)
        return described

    return describe
