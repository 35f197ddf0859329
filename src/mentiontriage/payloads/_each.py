"""Understand posts one by one, so that a bad one costs itself and not the page it stands on."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from mentiontriage.model import Mention, Note, Repost, Skipped

Post = TypeVar("Post")
Found = Mention | Repost | Skipped | Note
"""What a payload yields: `where` of a Skipped or Note is its place within the payload."""

FAULTS = (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)


def understand_each(posts: Iterable[Post], understand: Callable[[Post], Found | None]) -> Iterator[Found]:
    """Understand each post of a page; None from `understand` means that it is no post."""
    for number, post in enumerate(posts, 1):
        try:
            found = understand(post)
        except FAULTS as error:
            yield Skipped(f"post {number}", f"a post of another shape: {error}")
        else:
            if found is not None:
                yield found
