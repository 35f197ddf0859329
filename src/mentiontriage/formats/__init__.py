"""Formats: one file an output. A format turns a queue into a string and prints nothing itself.

Post text is hostile: each format makes sure that nothing in it takes effect where it is shown.
"""

from collections.abc import Callable

import msgspec

from mentiontriage.model import Queue


class View(msgspec.Struct, frozen=True):
    """How the result will be looked at: the columns of the terminal, and whether colour is wanted."""

    width: int = 80
    colour: bool = False


class Format(msgspec.Struct, frozen=True):
    """One output format. `render` returns the whole text, which ends in a newline unless empty."""

    name: str
    summary: str
    render: Callable[[Queue, View], str]
