"""Tell apart the posts of different people that an export gives one name.

Some give the link to the post that people comment on, or a product's id, as that of each comment. Where an
export's beginning shows it, its reader does not use such names (`readers._identity`). Where it does not, this
is told when copies are merged: posts under one name are of different people where their authors are others and
their texts begin otherwise. Pure, and the same in whatever order posts come.
"""

from collections.abc import Sequence
from datetime import datetime

from mentiontriage.idents import JOINED, digest
from mentiontriage.model import Author, Mention
from mentiontriage.payloads.links import HAVE_COMMENTS, NETWORKS

_OF_ONE = (NETWORKS - HAVE_COMMENTS) | {
    *("app-store", "google-play", "feed", "github", "lemmy", "discourse", "stack-exchange"),
}
"""Sources whose id always means one post, also where its author has edited it or goes by another name since."""
_COMMENTS = ("t1_", "Ug")  # of Reddit and YouTube, which are given out once
_COMPARED = 24
"""Letters and digits by which two texts are known for one: exports cut texts short and mark them up."""


def may_be_shared(source: str, ident: str) -> bool:
    """Tell whether several posts may be known by an id, as an export gives it."""
    return source not in _OF_ONE and JOINED not in ident and not ident.startswith(_COMMENTS)


def are_others(first: Mention, second: Mention) -> bool:
    """Tell two posts of different people from two copies or versions of one."""
    one, other = name_author(first), name_author(second)
    if not one or not other or one == other:
        return False
    text = _take_beginning(first)
    return not text or text != _take_beginning(second)


def tell_apart(found: Sequence[Mention]) -> list[list[Mention]]:
    """Sort what is known by one name into the posts that it is of, each in the order in which it was given.

    What one person wrote is one post, and so is what begins alike. What nobody signed belongs to what begins like
    it, else to the first of the posts, in an order of their own.
    """
    posts: dict[str, str] = {}  # what a post is known by, and what that leads to: a forest

    def find(mark: str) -> str:
        while (above := posts.setdefault(mark, mark)) != mark:
            posts[mark] = posts[above]
            mark = above
        return mark

    for mention in found:
        marks = _list_marks(mention)
        for mark in marks[1:]:
            one, other = sorted((find(marks[0]), find(mark)))
            posts[other] = one
    signed = {find(mark) for mention in found if name_author(mention) for mark in _list_marks(mention)}
    first = min(signed, default="")
    parts: dict[str, list[Mention]] = {}
    for mention in found:
        roots = {find(mark) for mark in _list_marks(mention)} & signed
        parts.setdefault(min(roots, default=first), []).append(mention)
    return list(parts.values())


def join_id(ident: str, author: Author, posted_at: datetime | None, text: str) -> str:
    """Make an id that names a post of one that need not, with who wrote it and when.

    The text, which may be cut short in another export, counts only where one of these is unknown.
    """
    who = author.handle or author.name
    words = f"{who}\x1f{posted_at.timestamp()}" if who and posted_at else f"{who}\x1f{posted_at}\x1f{text}"
    return f"{ident}{JOINED}{digest(words)}"  # to write a time as `make_id` does takes a tenth of reading the row


def name_apart(mention: Mention) -> str:
    """Make the id by which one of several posts of one name is known."""
    return join_id(mention.id, mention.author, mention.posted_at, mention.text)


def _list_marks(mention: Mention) -> list[str]:
    who, text = name_author(mention), _take_beginning(mention)
    return [mark for mark, told in ((f"by {who}", who), (f"of {text}", text)) if told]


def name_author(mention: Mention) -> str:
    """Name who wrote a post as authors are compared here; "" where nobody is told."""
    return (mention.author.handle or mention.author.name or "").casefold()


def _take_beginning(mention: Mention) -> str:
    return "".join(c for c in mention.text[: 8 * _COMPARED].casefold() if c.isalnum())[:_COMPARED]
