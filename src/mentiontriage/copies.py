"""Make one mention of several copies of a post, however they were met."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import reduce
from typing import TypeVar

import msgspec

from mentiontriage.apart import may_be_shared, name_apart, name_author, tell_apart
from mentiontriage.model import Author, Engagement, Mention, Spreader
from mentiontriage.packing import pack, unpack
from mentiontriage.text import is_beginning

_T = TypeVar("_T", int, datetime)


class Copies:
    """What several items tell of posts, packed, by the post's key.

    Of posts without stars each is merged with what is known at once: it makes no difference which are merged first.
    Of reviews it does, as a later version holds and one without stars or time is none: they are kept until all are met.
    Where posts of several people may be known by the key, what each of them wrote is kept by itself.
    """

    def __init__(self) -> None:
        self._packed: dict[int, bytes] = {}
        self._reviews: dict[int, list[bytes]] = {}
        self._others: dict[int, dict[str, bytes]] = {}

    def __iter__(self) -> Iterator[int]:
        """Give the keys, in the order in which they were met."""
        return iter(self._packed)

    def add(self, key: int, mention: Mention) -> None:
        """Add what one more item tells of a post."""
        if mention.rating is None:
            self._add_plain(key, pack(mention))
        else:
            self._add_review(key, pack(mention))

    def extend(self, later: "Copies") -> None:
        """Add what was told in the share that comes after."""
        for key, packed in later._packed.items():
            self._add_plain(key, packed)
        for key, others in later._others.items():
            for packed in others.values():
                self._add_plain(key, packed)
        for key, reviews in later._reviews.items():
            for packed in reviews:
                self._add_review(key, packed)

    def find(self, key: int) -> list[Mention]:
        """Give all that is told of a post as one mention: its versions in the order of their times.

        Several where posts of different people are known by the key, each under an id of its own.
        """
        told = [unpack(self._packed[key])] if self._packed[key] else []
        told += map(unpack, self._others.get(key, {}).values())
        reviews = [unpack(packed) for packed in self._reviews.get(key, ())]
        reviews.sort(key=lambda review: (review.posted_at is not None, review.posted_at))
        found = [*told, *reviews]
        if len(found) == 1 or not may_be_shared(found[0].source, found[0].id):
            return [reduce(merge_mentions, found)]
        posts = tell_apart(found)
        if len(posts) == 1:
            return [reduce(merge_mentions, found)]
        # Copies of one post may give it different ids, as one may lack its time; the least depends on no order.
        ids = [min(map(name_apart, filter(name_author, copies)), default=copies[0].id) for copies in posts]
        merged = (reduce(merge_mentions, copies) for copies in posts)
        return [msgspec.structs.replace(post, id=ident) for post, ident in zip(merged, ids, strict=True)]

    def count_more(self) -> int:
        """Count the posts beyond the first of each key."""
        versions = (key for key, reviews in self._reviews.items() if len(reviews) > 1 or self._packed[key])
        doubted = {*self._others, *versions}
        return sum(len(self.find(key)) - 1 for key in doubted)

    def _add_plain(self, key: int, packed: bytes) -> None:
        earlier = self._packed.get(key)
        if earlier and packed and earlier != packed:
            first, second = unpack(earlier), unpack(packed)
            if name_author(first) != name_author(second) and may_be_shared(first.source, first.id):
                self._add_other(key, second, packed)  # which of them are one post is settled when all are met
                return
            packed = pack(merge_mentions(first, second))
        self._packed[key] = packed or earlier or b""

    def _add_other(self, key: int, mention: Mention, packed: bytes) -> None:
        others = self._others.setdefault(key, {})
        who = name_author(mention)
        if who in others:
            packed = pack(merge_mentions(unpack(others[who]), mention))
        others[who] = packed

    def _add_review(self, key: int, packed: bytes) -> None:
        self._packed.setdefault(key, b"")
        reviews = self._reviews.setdefault(key, [])
        if packed not in reviews:
            reviews.append(packed)


def merge_mentions(first: Mention, second: Mention) -> Mention:
    """Make one mention of two copies of a post.

    Counts only grow, so the larger is the newer, whichever file was named first; so does the time of
    our last answer. The longer text is the whole one. What one copy does not know is taken from the other.
    Of two names the network's own id holds, whatever an export knows the post by.
    A review is written anew in its place, with another time: the later version is the one that holds. Of all else
    that both tell, such as time and link, the first copy's holds.
    """
    if _is_rewritten(first, second):
        return merge_mentions(second, first)
    holds = _is_rewritten(second, first) and not is_beginning(first.text, second.text)
    return msgspec.structs.replace(
        first,
        id=second.id if second.local_id == first.id else first.id,
        text=first.text if holds else choose_text(first.text, second.text),
        author=merge_authors(first.author, second.author),
        engagement=merge_engagement(first.engagement, second.engagement),
        posted_at=first.posted_at or second.posted_at,
        url=first.url or second.url,
        lang=first.lang or second.lang,
        in_reply_to=first.in_reply_to or second.in_reply_to,
        quotes=first.quotes or second.quotes,
        rating=second.rating if first.rating is None else first.rating,
        vendor_sentiment=first.vendor_sentiment or second.vendor_sentiment,
        spread=join_spread(first.spread, second.spread) if first.spread or second.spread else (),
        ours=first.ours or second.ours,
        hidden=first.hidden or second.hidden,
        local_id=first.local_id or second.local_id,
        answered_at=_larger(first.answered_at, second.answered_at),
    )


def _is_rewritten(earlier: Mention, later: Mention) -> bool:
    """Tell whether the second is a later version of the same review."""
    if earlier.rating is None or later.rating is None or earlier.posted_at is None or later.posted_at is None:
        return False
    return earlier.posted_at < later.posted_at


def choose_text(first: str, second: str) -> str:
    """Choose the whole one of a post's two texts: the longer, and of two as long always the same."""
    return max(first, second, key=lambda text: (len(text), text))


def merge_authors(first: Author, second: Author) -> Author:
    """Make one author of what two copies of a post say of theirs."""
    return Author(
        first.handle or second.handle,
        first.name or second.name,
        _larger(first.followers, second.followers),
        second.verified if first.verified is None else first.verified,
    )


def join_spread(told: Sequence[Spreader], more: Sequence[Spreader]) -> tuple[Spreader, ...]:
    """Join what two inputs tell of who passed a post on, those with most followers first; each person once.

    Of those without a handle, which may be the same, two with as many followers are.
    """
    people = (*told, *more)
    named: dict[str, Spreader] = {}
    for one in sorted(people, key=lambda spreader: spreader.followers):
        if one.handle is not None:
            named[one.handle.casefold()] = one
    unnamed = [Counter(one for one in part if one.handle is None) for part in (told, more)]
    joined = [*named.values(), *(unnamed[0] | unnamed[1]).elements()]
    return tuple(sorted(joined, key=lambda spreader: (-spreader.followers, spreader.handle or "")))


def merge_engagement(first: Engagement, second: Engagement) -> Engagement:
    """Take the larger of each count, and the known one where only one is known."""
    return Engagement(
        _larger(first.replies, second.replies),
        _larger(first.reposts, second.reposts),
        _larger(first.likes, second.likes),
        _larger(first.views, second.views),
    )


def _larger(first: _T | None, second: _T | None) -> _T | None:
    if first is None or second is None:
        return second if first is None else first
    return max(first, second)
