"""Our own shape, as docs/json.md gives it, read and written: what one writes the other reads."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from mentiontriage.counts import read_rating
from mentiontriage.handles import read_handle
from mentiontriage.idents import make_id
from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.payloads.networks import NAMES, read_source
from mentiontriage.text import escape_text, plain_text, split_retweet
from mentiontriage.times import FIRST_YEAR, settle_time


class Post(msgspec.Struct, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """One post in our own shape, as strictly typed as we write it; every field may be missing.

    The parser makes our records directly, which is what makes this the fastest shape to read.
    """

    id: str | None = None
    source: str | None = None
    url: str | None = None
    text: str | None = None
    created_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    lang: str | None = None
    in_reply_to: str | None = None
    author: Author | None = None
    engagement: Engagement | None = None
    rating: float | None = None
    repost_of: str | None = None
    quote_of: str | None = None
    vendor_sentiment: str | None = None
    ours: bool = False
    answered_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    hidden: bool = False
    local_id: str | None = None
    original: "Post | None" = None


FIELDS = frozenset(Post.__struct_fields__)
Wanted = Callable[[str, str], bool]
_UNKNOWN = Author()
_UNCOUNTED = Engagement()


def to_items(post: Post) -> tuple[Mention | Repost]:
    """Understand one post; raises ValueError where it has neither text, id nor link."""
    source = post.source
    if source != "x" and source not in NAMES:  # to compare takes a tenth of what looking up does, and most are of X
        source = read_source(source, post.url)
    author = post.author or _UNKNOWN
    handle = author.handle
    # The first letters of all that read_handle takes away: "@ada", "u/ada", blanks.
    if handle is not None and (not handle or handle[0] in "@ \t" or handle.startswith("u/")):
        author = msgspec.structs.replace(author, handle=read_handle(handle))
    if post.repost_of:
        return (Repost(source, post.repost_of, author, _read_original(post, source)),)
    text = plain_text(post.text)
    posted_at = post.created_at
    if posted_at is not None and (posted_at.tzinfo is not UTC or posted_at.year < FIRST_YEAR):
        posted_at = settle_time(posted_at)
    answered_at = post.answered_at and settle_time(post.answered_at)
    rating = post.rating
    if rating is not None:
        rating = read_rating(rating)
    ident = post.id or post.url
    if not ident:
        if not text:
            raise ValueError("it has neither text nor id")
        ident = make_id(author.handle, posted_at, text)
    mention = Mention(
        ident,
        source,
        text,
        author,
        post.engagement or _UNCOUNTED,
        posted_at,
        post.url,
        post.lang or None,
        post.in_reply_to,
        post.quote_of,
        rating,
        post.vendor_sentiment,
        (),
        post.ours,
        answered_at,
        post.hidden,
        post.local_id,
    )
    return (mention,)


def keep_wanted(post: Post, wanted: Wanted) -> Post | None:
    """Keep a post if it, or the post that it passes on, is wanted again, or if only its text could tell."""
    ident = post.repost_of or post.id or post.url
    if not ident:
        return post
    source = post.source
    if source != "x" and source not in NAMES:
        source = read_source(source, post.url)
    return post if wanted(source, ident) else None


def _read_original(post: Post, source: str) -> Mention | None:
    """Make what a repost tells of its original: all of it, or the text that it passes on."""
    if post.original is not None:
        post.original.id = post.repost_of
        post.original.source = source
        told = to_items(post.original)[0]
        return told if isinstance(told, Mention) else None
    handle, text = split_retweet(post.text or "") or (None, plain_text(post.text))
    return Mention(post.repost_of or "", source, text, Author(handle)) if text else None


def list_parts(item: Mention | Repost) -> Iterator[Mention | Repost]:
    """List what our own shape has of an item, one `to_post` each: a mention, and then everybody who passed it on."""
    yield item
    if isinstance(item, Mention):
        for by in item.spread:
            yield Repost(item.source, item.id, Author(by.handle, followers=by.followers))


def to_post(item: Mention | Repost) -> Post:
    """Write a mention or repost in our own shape; `to_items` makes the same of it again, but for the `spread`."""
    if isinstance(item, Repost):
        original = to_post(item.original) if item.original else None
        return Post(source=item.source, repost_of=item.of, author=item.by, original=original)
    return Post(
        id=item.id,
        source=item.source,
        url=item.url,
        text=escape_text(item.text),
        created_at=item.posted_at,
        lang=item.lang,
        in_reply_to=item.in_reply_to,
        author=item.author,
        engagement=item.engagement,
        rating=item.rating,
        quote_of=item.quotes,
        vendor_sentiment=item.vendor_sentiment,
        ours=item.ours,
        answered_at=item.answered_at,
        hidden=item.hidden,
        local_id=item.local_id,
    )
