"""Whom a reply of ours is for: whoever it begins with, `@ben sorry!` or, where people go by names, `Ben Reed sorry!`.

On some networks all answers in a thread name its first comment as what they answer, also those that answer one
another. Whom somebody means there only their words say.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, TypeVar

from mentiontriage.handles import fold_handle, fold_read_handle
from mentiontriage.model import Author, Mention

FLAT = frozenset({"facebook", "instagram", "linkedin", "tiktok", "youtube"})
"""The networks whose threads have one level below the first comment."""
_BY_NAMES = frozenset({"facebook", "linkedin"})
"""Of these where a reply begins with the name of whom it is for, as it is shown, and with no `@` before it."""
_HANDLE = r"@+[\w.\u00b7-]*\w"
_HANDLES = re.compile(rf"[\s\u200b-\u200f\u2060\ufeff]*+({_HANDLE}(?:[\s\u200b-\u200f\u2060\ufeff,:.;!]*{_HANDLE})*)")
_EACH = re.compile(_HANDLE)
_LONGEST_BEGINNING = 200  # characters
_MOST_WORDS = 4  # of a name
_ENDS = ",:;.!?)"

Post = TypeVar("Post", int, str)
Said = Sequence[tuple[int | None, Post]]
"""Posts of somebody, each with its time in whole units of any kind, if that is known."""


class Addressed(NamedTuple):
    """Whom a reply begins with: by what they may be known, as `fold_people` writes it, the longest first.

    If the reply does not mark whom it names (`is_marked`), it may begin with any other words.
    """

    names: tuple[str, ...]
    is_marked: bool


def find_handle(text: str, own: Collection[str] = ()) -> str:
    """Find the first handle at the beginning of a text that is none of our own, folded; "" where there is none."""
    begin = _HANDLES.match(text[:_LONGEST_BEGINNING])
    named = map(fold_handle, _EACH.findall(begin[1])) if begin else ()
    return next((handle for handle in named if handle not in own), "")


def find_addressed(reply: Mention, own: Collection[str] = ()) -> Addressed | None:
    """Find whom a reply of ours in a flat thread begins with; None where it names nobody, or none but ourselves."""
    if handle := find_handle(reply.text, {*own, *fold_people(reply.author)}):
        _, _, after = reply.text.partition("@")
        several = (name for name in _list_names(after.lstrip("@")) if name.startswith(handle))
        return Addressed((*several, handle), is_marked=True)
    if reply.source in _BY_NAMES and (names := _list_names(reply.text)):
        return Addressed(names, is_marked=False)
    return None


def fold_people(author: Author) -> tuple[str, ...]:
    """Give all names by which somebody may be addressed, in the one way in which they are compared."""
    handle = fold_read_handle(author.handle) if author.handle else ""
    name = fold_read_handle(" ".join(author.name.split())) if author.name else ""
    if name and name != handle:
        return (handle, name) if handle else (name,)
    return (handle,) if handle else ()


def find_answered(said: Iterable[Said[Post]], first: Post, at: int | None, *, is_marked: bool) -> Post | None:
    """Find which post of a thread a reply answers that was written `at`: None where it is nobody's.

    `said` is what was written there by whoever has the names that the reply begins with (`Addressed`), `first` the post
    that the thread begins with. Whoever wrote that is answered there. Of anybody else it is the last post before the
    reply, unless the times do not tell which that is. A marked name that nobody there has answers nobody.
    """
    posts = next(filter(None, said), None)
    if posts is None:
        return None if is_marked else first
    return first if any(post == first for _, post in posts) else _choose_last(posts, at)


def _choose_last(posts: Said[Post], at: int | None) -> Post | None:
    before = [(moment, post) for moment, post in posts if at is None or moment is None or moment <= at]
    if len({post for _, post in before}) > 1:
        times = [moment for moment, _ in before if moment is not None]
        if at is None or len(times) < len(before):
            return None
        last = max(times)
        before = [(moment, post) for moment, post in before if moment == last]
    found = {post for _, post in before}
    return found.pop() if len(found) == 1 else None


def _list_names(text: str) -> tuple[str, ...]:
    """List what at the beginning of a text may be a name of several words, the longest first."""
    words: list[str] = []
    for word in text[:_LONGEST_BEGINNING].split()[:_MOST_WORDS]:
        if word.startswith("@"):
            break
        words.append(word.rstrip(_ENDS))
        if word != words[-1]:
            break
    return tuple(fold_handle(" ".join(words[:count])) for count in range(len(words), 1, -1))
