"""What our own posts of a table answer, where no column tells: the last post of whomever they begin with, `@ada ...`.

So people and networks begin an answer on X, Instagram and TikTok. Of several posts of one person only the last one
before it counts as answered: nobody is lost who waits for something else.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property

from msgspec.structs import replace

from mentiontriage.accounts import is_ours
from mentiontriage.addressing import find_handle
from mentiontriage.handles import fold_handle, fold_read_handle
from mentiontriage.model import Mention, Repost
from mentiontriage.payloads.links import read_link_handle
from mentiontriage.readers._cells import spell_handle

Build = Callable[[list[str]], Mention | Repost | None]
"""Makes of a row what it says; raises ValueError where it holds no post."""


class Addressed:
    """Finds what the rows of one table answer that are ours."""

    def __init__(
        self,
        own: Collection[str],
        handles: Sequence[int],
        links: Sequence[int],
        read_all: Callable[[], Iterable[list[str]]],
        begin: Callable[[], Build],
    ) -> None:
        """Prepare to read the table anew, which `begin` gives what builds its rows for.

        `own` are our accounts, folded, `handles` the places of people's, `links` those of links to posts, which may
        name people too.
        """
        self._own = own
        self._handles = handles
        self._links = links
        self._read_all = read_all
        self._begin = begin

    def tell(self, item: Mention | Repost) -> Mention | Repost:
        """Give an item with what it answers, if it is a post of ours that does so."""
        if type(item) is not Mention or item.in_reply_to or item.posted_at is None or not is_ours(item, self._own):
            return item
        posts = self._posts.get((item.source, handle)) if (handle := find_handle(item.text, self._own)) else None
        if not posts:
            return item
        at = bisect_right(posts, item.posted_at, key=lambda post: post[0])
        return replace(item, in_reply_to=posts[at - 1][1]) if at else item

    @cached_property
    def _posts(self) -> dict[tuple[str, str], list[tuple[datetime, str]]]:
        """The posts of whomever we address, in the order of time; for that the table is read twice more."""
        addressed = {find_handle(post.text, self._own) for post in self._read_of(self._own)} - {""}
        posts = defaultdict(list)
        for post in self._read_of(addressed) if addressed else ():
            if post.posted_at is not None and post.author.handle is not None:
                posts[post.source, fold_read_handle(post.author.handle)].append((post.posted_at, post.id))
        return {who: sorted(written) for who, written in posts.items()}

    def _read_of(self, people: Collection[str]) -> Iterator[Mention]:
        build = self._begin()
        for row in self._read_all():
            if self._may_be_by(row, people):
                try:
                    post = build(row)
                except ValueError:
                    continue
                if type(post) is Mention:
                    yield post

    def _may_be_by(self, row: list[str], people: Collection[str]) -> bool:
        if any(fold_handle(spell_handle(row[at])) in people for at in self._handles):
            return True
        linked = (read_link_handle(row[at].strip()) for at in self._links)
        return any(fold_handle(handle) in people for handle in linked if handle)
