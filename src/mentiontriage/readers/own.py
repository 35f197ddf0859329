"""Our own shape, as docs/json.md gives it: the fastest to read.

An object belongs to it if it has a text (or passes on another post) and no field that we do not
know; anything else goes to the reader of usual names, which reads the same fields.
"""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.readers._fields import build_mention
from mentiontriage.readers._json import as_dict, json_reader
from mentiontriage.text import make_id, plain_text, read_handle


class Post(msgspec.Struct, gc=False):
    """One post in our own shape, as strictly typed as we write it; every field may be missing.

    The parser makes our records directly. A post that is written more loosely (a count as a
    string, a time without a zone) is refused here and read by `read_loosely`.
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


_FIELDS = frozenset(Post.__struct_fields__)
_UNKNOWN = Author()
_UNCOUNTED = Engagement()


def claims(value: Any) -> str | None:
    """Know our own shape by its fields."""
    if not isinstance(value, dict) or not value.keys() <= _FIELDS:
        return None
    if not isinstance(value.get("author"), dict | None):
        return None
    return "our own fields" if "text" in value or "repost_of" in value else None


def to_items(post: Post) -> tuple[Mention | Repost]:
    """Understand one post; raises ValueError where it has neither text, id nor link."""
    source = post.source or "unknown"
    author = _tidy_author(post.author) if post.author else _UNKNOWN
    if post.repost_of:
        return (Repost(source, post.repost_of, author),)
    text = plain_text(post.text)
    posted_at = post.created_at
    if posted_at is not None and posted_at.tzinfo is not UTC:
        posted_at = posted_at.astimezone(UTC)
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
        post.rating,
        post.vendor_sentiment,
    )
    return (mention,)


def _tidy_author(author: Author) -> Author:
    handle = author.handle
    # The first letters of all that read_handle takes away: "@ada", "u/ada", blanks.
    if handle is None or (handle and handle[0] not in "@ \t" and not handle.startswith("u/")):
        return author
    return msgspec.structs.replace(author, handle=read_handle(handle))


def read_loosely(value: dict[str, Any]) -> tuple[Mention | Repost]:
    """Understand a post whose fields are of other types than ours, each as far as it goes."""
    author, engagement = as_dict(value.get("author")), as_dict(value.get("engagement"))
    return (build_mention({**engagement, **author, **value}),)


READER = json_reader(
    "own", "mentiontriage's own shape, one post a line or in an array", claims, Post, to_items, read_loosely
)
