"""What `triage score`, `rank`, `queue` and `digest` write as JSON, read back: a row a line, or their whole document.

What was worked out (rank, lane, factors, ...) is left aside, as it holds for another moment and other settings.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.model import LARGEST_COUNT, Author, Engagement, Mention, Spreader
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.payloads.own import Post
from mentiontriage.payloads.own import to_items as to_own_items
from mentiontriage.readers._json import as_dict, json_reader
from mentiontriage.text import escape_text

_WORKED_OUT = frozenset({"priority", "lane", "lane_reason", "factors", "waited_s"})
_UNCOUNTED = Engagement()


class _Row(msgspec.Struct):
    id: str | None = None
    source: str | None = None
    url: str | None = None
    text: str | None = None
    posted_at: datetime | None = None
    author: Author | None = None
    engagement: Engagement = _UNCOUNTED
    language: str | None = None
    rating: float | None = None
    vendor_sentiment: str | None = None
    in_reply_to: str | None = None
    quotes: str | None = None
    spread: tuple[Spreader, ...] = ()
    ours: bool = False
    answered_at: datetime | None = None


class _Record(_Row):
    items: list[_Row] | None = None


def claims(value: Any) -> str | None:
    """Know a row by what was worked out of it, and a document by its rows."""
    if _is_row(value):
        return "rows that triage wrote"
    items = as_dict(value).get("items")
    return "a queue that triage wrote" if isinstance(items, list) and any(map(_is_row, items)) else None


def _is_row(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() >= _WORKED_OUT


def to_items(record: _Record) -> Iterator[Found]:
    """Understand one row, or all rows of a document."""
    if record.items is None:
        yield _understand(record)
    else:
        yield from understand_each(record.items, _understand)


def _understand(row: _Row) -> Mention:
    post = Post(
        id=row.id,
        source=row.source,
        url=row.url,
        text=escape_text(row.text or ""),  # it is plain text, and our own shape's may be HTML
        created_at=row.posted_at,
        lang=row.language,
        in_reply_to=row.in_reply_to,
        author=row.author,
        engagement=row.engagement,
        rating=row.rating,
        quote_of=row.quotes,
        vendor_sentiment=row.vendor_sentiment,
        ours=row.ours,
        answered_at=row.answered_at,
    )
    (mention,) = to_own_items(post)
    if not isinstance(mention, Mention):
        raise TypeError("a row passes nothing on")
    lang = None if mention.lang == "und" else mention.lang
    spread = tuple(one for one in row.spread if 0 < one.followers <= LARGEST_COUNT)
    return msgspec.structs.replace(mention, lang=lang, spread=spread)


READER = json_reader("own-rows", "what triage score, rank and queue write as JSON", claims, _Record, to_items)
