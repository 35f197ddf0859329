"""Remember what was worked out for each of many tokens, in bounded memory.

Posts hold the same few thousand words over and over, and beside them names, numbers and slips of the pen
that come once. So there are two generations: when the newer is full it becomes the older, whose tokens
move up when they are met again. Words in common use are thus never worked out twice, whatever passes by.
"""

from collections.abc import Callable
from typing import TypeVar

REMEMBERED = 25_000
"""Tokens of one generation; more would keep what hardly comes again."""

LONGEST = 64
"""Characters of a token that is kept: what is longer is no word, and may be of any length."""

Value = TypeVar("Value")


class Memo(dict[str, Value]):
    """Token to what `work_out` gives for it, which is never None; `memo[token]` works it out if need be.

    A dictionary, because the look-up of a token that is known then runs in C: `map(memo.__getitem__, tokens)`.
    """

    __slots__ = ("_most", "_older", "_work_out")

    def __init__(self, work_out: Callable[[str], Value], most: int = REMEMBERED) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most
        self._older: dict[str, Value] = {}

    def __missing__(self, token: str) -> Value:
        value = self._older.get(token)
        if value is None:
            value = self._work_out(token)
            if len(token) > LONGEST:
                return value
        if len(self) >= self._most:
            self._older = dict(self)
            self.clear()
        self[token] = value
        return value
