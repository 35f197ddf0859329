"""Values that SQLite can hold."""

from typing import overload

from mentiontriage.text import join_surrogates

ANYWHERE = "*"
"""Stands for every network: of a handle whose network nobody told, and of an author who is forgotten on all of them."""
_LARGEST = (1 << 63) - 1


def fit_count(count: int | None) -> int | None:
    """Pass a count that SQLite can hold; a larger one was no count."""
    return count if count is None or count <= _LARGEST else None


@overload
def fit_text(text: str) -> str: ...
@overload
def fit_text(text: None) -> None: ...
def fit_text(text: str | None) -> str | None:
    """Replace what UTF-8 cannot write, halves of characters."""
    return None if text is None else join_surrogates(text)


def lower_ascii(handle: str) -> str:
    """Write a handle as the store compares them: SQLite's lower() and NOCASE know ASCII alone."""
    return handle.lower() if handle.isascii() else "".join([c.lower() if c.isascii() else c for c in handle])
