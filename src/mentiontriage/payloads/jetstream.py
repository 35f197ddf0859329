"""Jetstream: Bluesky's stream of everything, one event a line.

Only posts and reposts are mentions' business; likes, follows, profiles and deletions pass by.
https://github.com/bluesky-social/jetstream
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.model import Author, Mention, Repost
from mentiontriage.payloads import bluesky
from mentiontriage.text import plain_text, read_name


class Commit(msgspec.Struct):
    """A change to somebody's records."""

    operation: Any = None
    collection: Any = None
    rkey: Any = None
    record: bluesky.Record | None = None


class Event(msgspec.Struct):
    """One event; `time_us` is when Jetstream saw it, in microseconds."""

    did: Any = None
    time_us: Any = None
    commit: Commit | None = None


def to_items(event: Event) -> Iterator[Mention | Repost]:
    """Understand one event; the stream tells an author's did only, never the handle."""
    commit, did = event.commit, read_name(event.did)
    if commit is None or commit.record is None or did is None or commit.operation == "delete":
        return
    author = Author(handle=did)
    if commit.collection == "app.bsky.feed.post":
        yield _build_mention(commit, commit.record, author, event.time_us)
    elif commit.collection == "app.bsky.feed.repost":
        of = read_name(commit.record.subject.uri) if commit.record.subject else None
        if of is None:
            raise ValueError("it passes on a post that it does not name")
        yield Repost("bluesky", of, author)


def _build_mention(commit: Commit, record: bluesky.Record, author: Author, seen: Any) -> Mention:
    uri = f"at://{author.handle}/{commit.collection}/{commit.rkey}"
    return Mention(
        id=uri,
        source="bluesky",
        text=plain_text(record.text),
        author=author,
        posted_at=bluesky.tell_time(record, seen),
        url=bluesky.link_to(uri, author.handle),
        lang=read_name(record.langs[0]) if record.langs else None,
        in_reply_to=read_name(record.reply.parent.uri) if record.reply and record.reply.parent else None,
        quotes=bluesky.find_quoted(record),
    )
