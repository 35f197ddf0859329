"""Comments below a video as yt-dlp writes them (`--write-comments`): in the video's `.info.json`.

`author_is_uploader` tells who made the video, which need not be us: people review what others sell. Some sites give
comments as HTML, or without ids.
https://github.com/yt-dlp/yt-dlp
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.idents import make_id
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.payloads.networks import read_source
from mentiontriage.readers._cells import read_people
from mentiontriage.readers._json import json_reader, list_objects
from mentiontriage.text import plain_text, read_flag, read_name
from mentiontriage.times import parse_time

_ABOVE_NONE = "root"


class _Comment(msgspec.Struct):
    """A comment below a video or below another comment."""

    id: Any = None
    parent: Any = None
    text: Any = None
    html: Any = None
    author: Any = None
    author_is_verified: Any = None
    like_count: Any = None
    timestamp: Any = None


class _Record(msgspec.Struct):
    """A video."""

    id: Any = None
    extractor: Any = None
    webpage_url: Any = None
    comments: list[_Comment] | None = None


def claims(value: Any) -> str | None:
    """Know a video with comments by what yt-dlp calls the site that it is from."""
    if not isinstance(value, dict) or not {"extractor", "webpage_url"} <= value.keys():
        return None
    is_one = any("parent" in one for one in list_objects(value.get("comments")))
    return "`comments` beside `extractor` and `webpage_url`" if is_one else None


def to_items(video: _Record) -> Iterator[Found]:
    """Understand the comments below one video; the video itself is no post to answer."""
    yield from understand_each(video.comments or (), lambda comment: _understand(video, comment))


def _understand(video: _Record, comment: _Comment) -> Mention | Skipped:
    ident, text = read_name(comment.id), plain_text(comment.text) or plain_text(comment.html)
    if not text:
        return Skipped(f"comment {ident or 'without id'}", "it has no text")
    author, posted_at = _read_author(comment), parse_time(comment.timestamp)
    at, page = read_name(video.id), read_name(video.webpage_url)
    source, parent = read_source(video.extractor, page), read_name(comment.parent)
    return Mention(
        id=ident or make_id(author.handle or author.name, posted_at, text),
        source=source,
        text=text,
        author=author,
        engagement=Engagement(likes=read_count(comment.like_count)),
        posted_at=posted_at,
        url=f"https://www.youtube.com/watch?v={at}&lc={ident}" if source == "youtube" and at and ident else page,
        in_reply_to=parent if parent != _ABOVE_NONE else None,
    )


def _read_author(comment: _Comment) -> Author:
    handle, name = read_people(read_name(comment.author) or "", "", is_shown=True)
    return Author(handle, name, verified=read_flag(comment.author_is_verified))


READER = json_reader("yt-dlp", "yt-dlp: comments below a video", claims, _Record, to_items)
