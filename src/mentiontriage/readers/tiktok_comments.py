"""Comments below TikTok videos as Apify's clockworks/tiktok-comments-scraper gives them; replies name the first one.

The link is the video's. https://apify.com/clockworks/tiktok-comments-scraper
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.handles import read_handle
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.readers._json import json_reader
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time


class _Record(msgspec.Struct, rename="camel"):
    """One comment."""

    cid: Any = None
    text: Any = None
    unique_id: Any = None
    video_web_url: Any = None
    create_time: Any = None
    digg_count: Any = None
    reply_comment_total: Any = None
    replies_to_id: Any = None


def claims(value: Any) -> str | None:
    """Know a comment by its id and by TikTok's words for who wrote it and who liked it."""
    is_one = isinstance(value, dict) and {"cid", "uniqueId", "diggCount"} <= value.keys()
    return "`cid` beside `uniqueId` and `diggCount`" if is_one else None


def to_items(comment: _Record) -> Iterator[Mention | Skipped]:
    """Understand one comment; raises ValueError where it has no id."""
    ident, text = read_name(comment.cid), plain_text(comment.text)
    if ident is None:
        raise ValueError("it has no id")
    if not text:
        yield Skipped(f"comment {ident}", "it has no text")
        return
    yield Mention(
        id=ident,
        source="tiktok",
        text=text,
        author=Author(read_handle(comment.unique_id)),
        engagement=Engagement(read_count(comment.reply_comment_total), None, read_count(comment.digg_count)),
        posted_at=parse_time(comment.create_time),
        url=read_name(comment.video_web_url),
        in_reply_to=read_name(comment.replies_to_id),
    )


READER = json_reader("tiktok-comments", "TikTok: comments by Apify's clockworks scraper", claims, _Record, to_items)
