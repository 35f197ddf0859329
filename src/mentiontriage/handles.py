"""Read handles as networks and exports write them, and write them in the one way in which they are compared."""

from functools import lru_cache
from typing import Any
from unicodedata import normalize

from mentiontriage.text import read_name

ADDRESSED = frozenset({"mastodon", "lemmy"})
"""The networks on which a handle with its server looks like an e-mail address."""


def read_handle(value: Any) -> str | None:
    """Read a handle without the `@`, `u/` or `/u/` that some exports write before it."""
    name = read_name(value)
    if name is None or name[0] not in "@u/":
        return name
    return name.removeprefix("@").removeprefix("/").removeprefix("u/").strip() or None


def fold_handle(handle: str) -> str:
    """Write a handle, as somebody typed it, in the one way in which handles are compared; "" where it is none.

    No `@` or `u/` before it, no white space around it, no letters that only look alike (NFKC), no case.
    """
    return (read_handle(normalize("NFKC", handle)) or "").lstrip("@").casefold()


def fold_read_handle(handle: str) -> str:
    """Write a handle that a reader has read as `fold_handle` does; in ASCII only its case is left to fold."""
    return handle.casefold() if handle.isascii() else fold_handle(handle)


@lru_cache(maxsize=16)  # asked of every post, with the few accounts of a run
def fold_handles(handles: tuple[str, ...]) -> frozenset[str]:
    """Fold handles, to look up another one that a reader has read (`fold_read_handle`)."""
    return frozenset(map(fold_handle, handles)) - {""}
