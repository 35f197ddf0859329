"""Comments below a video as youtube-comment-downloader writes them, one a line.

Its times are worked out from "2 days ago", or lacking. A reply's id begins with that of the comment that it is below.
https://github.com/egbertbouman/youtube-comment-downloader
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.readers._cells import read_people
from mentiontriage.readers._json import json_reader
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time


class _Record(msgspec.Struct):
    """One comment."""

    cid: Any = None
    text: Any = None
    author: Any = None
    votes: Any = None
    replies: Any = None
    time_parsed: Any = None


def claims(value: Any) -> str | None:
    """Know a comment by its id, its votes and its channel."""
    is_one = isinstance(value, dict) and {"cid", "text", "votes", "channel"} <= value.keys()
    return "`cid` beside `votes` and `channel`" if is_one else None


def to_items(comment: _Record) -> Iterator[Mention | Skipped]:
    """Understand one comment; raises ValueError where it has no id."""
    ident, text = read_name(comment.cid), plain_text(comment.text)
    if ident is None:
        raise ValueError("it has no id")
    if not text:
        yield Skipped(f"comment {ident}", "it has no text")
        return
    above, dot, _ = ident.partition(".")
    yield Mention(
        id=ident,
        source="youtube",
        text=text,
        author=Author(*read_people(read_name(comment.author) or "", "", is_shown=True)),
        engagement=Engagement(read_count(comment.replies), None, read_count(comment.votes)),
        posted_at=parse_time(comment.time_parsed),
        in_reply_to=above if dot else None,
    )


READER = json_reader("youtube-comments", "youtube-comment-downloader: comments", claims, _Record, to_items)
