"""Our own shape, as docs/mention-schema.md gives it: the fastest to read.

An object belongs to it if it has a text (or passes on another post) and no field that we do not
know; anything else goes to the reader of usual names, which reads the same fields.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.readers._json import json_reader
from mentiontriage.text import make_id, plain_text, read_count, read_flag, read_handle, read_name
from mentiontriage.times import parse_time


class _Author(msgspec.Struct):
    handle: Any = None
    name: Any = None
    followers: Any = None
    verified: Any = None


class _Engagement(msgspec.Struct):
    replies: Any = None
    reposts: Any = None
    likes: Any = None
    views: Any = None


class Post(msgspec.Struct):
    """One post in our own shape; every field may be missing."""

    id: Any = None
    source: Any = None
    url: Any = None
    text: Any = None
    created_at: Any = None
    lang: Any = None
    in_reply_to: Any = None
    author: _Author | None = None
    engagement: _Engagement | None = None
    rating: Any = None
    repost_of: Any = None
    quote_of: Any = None
    vendor_sentiment: Any = None


_FIELDS = frozenset(Post.__struct_fields__)
_NOBODY = _Author()
_NOTHING = _Engagement()
_UNKNOWN = Author()
_UNCOUNTED = Engagement()


def claims(value: Any) -> str | None:
    """Know our own shape by its fields."""
    if not isinstance(value, dict) or not value.keys() <= _FIELDS:
        return None
    if not isinstance(value.get("author"), dict | None):
        return None
    return "our own fields" if "text" in value or "repost_of" in value else None


def to_items(post: Post) -> Iterator[Mention | Repost]:
    """Understand one post; raises ValueError where it has neither text nor an id or link."""
    source = read_name(post.source) or "unknown"
    author = _read_author(post.author or _NOBODY)
    if of := read_name(post.repost_of):
        yield Repost(source, of, author)
        return
    text = plain_text(post.text)
    posted_at = parse_time(post.created_at)
    url = read_name(post.url)
    ident = read_name(post.id) or url
    if not ident and not text:
        raise ValueError("it has neither text nor id")
    yield Mention(
        id=ident or make_id(author.handle, posted_at, text),
        source=source,
        text=text,
        author=author,
        engagement=_read_engagement(post.engagement or _NOTHING),
        posted_at=posted_at,
        url=url,
        lang=read_name(post.lang),
        in_reply_to=read_name(post.in_reply_to),
        quotes=read_name(post.quote_of),
        rating=_read_rating(post.rating),
        vendor_sentiment=read_name(post.vendor_sentiment),
    )


def _read_author(author: _Author) -> Author:
    if author is _NOBODY:
        return _UNKNOWN
    return Author(
        read_handle(author.handle),
        read_name(author.name),
        read_count(author.followers),
        read_flag(author.verified),
    )


def _read_engagement(engagement: _Engagement) -> Engagement:
    if engagement is _NOTHING:
        return _UNCOUNTED
    return Engagement(
        read_count(engagement.replies),
        read_count(engagement.reposts),
        read_count(engagement.likes),
        read_count(engagement.views),
    )


def _read_rating(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


READER = json_reader("own", "mentiontriage's own shape, one post a line or in an array", claims, Post, to_items)
