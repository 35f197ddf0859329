"""X API v1.1: statuses, whole (`full_text`), streamed (`extended_tweet`) or cut (`text`).

https://docs.x.com/x-api/v1 (still what most saved collections hold)
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.payloads._x import read_language, stand_in
from mentiontriage.text import add_counts, plain_text, read_count, read_flag, read_name, split_retweet
from mentiontriage.times import parse_time


class User(msgspec.Struct):
    """A user inside a status."""

    screen_name: Any = None
    name: Any = None
    followers_count: Any = None
    verified: Any = None


class Extended(msgspec.Struct):
    """The whole text that streams put beside the cut one."""

    full_text: Any = None


class Status(msgspec.Struct):
    """A status."""

    id: Any = None
    id_str: Any = None
    text: Any = None
    full_text: Any = None
    extended_tweet: Extended | None = None
    created_at: Any = None
    lang: Any = None
    user: User | None = None
    reply_count: Any = None
    retweet_count: Any = None
    quote_count: Any = None
    favorite_count: Any = None
    in_reply_to_status_id: Any = None
    in_reply_to_status_id_str: Any = None
    quoted_status_id: Any = None
    quoted_status_id_str: Any = None
    retweeted_status: "Status | None" = None


class Reply(Status):
    """A status, or a search's reply with statuses in it."""

    statuses: list[Status] | None = None


def to_items(reply: Reply) -> Iterator[Found]:
    """Understand one reply, or one status by itself."""
    yield from understand_each([reply] if reply.statuses is None else reply.statuses, to_mention)


def to_mention(status: Status) -> Mention | Repost:
    """Understand one status."""
    by = _read_user(status.user)
    if status.retweeted_status is not None:
        original = _build_mention(status.retweeted_status)
        return Repost("x", original.id, by, original)
    mention = _build_mention(status)
    if split_retweet(mention.text):
        return stand_in(mention.text, by, None, read_count(status.retweet_count))
    return mention


def _build_mention(status: Status) -> Mention:
    # JavaScript and spreadsheets round the number, so the string comes first.
    ident = read_name(status.id_str) or read_name(status.id)
    if ident is None:
        raise ValueError("it has no id")
    author = _read_user(status.user)
    whole = status.extended_tweet and status.extended_tweet.full_text
    return Mention(
        id=ident,
        source="x",
        text=plain_text(whole or status.full_text or status.text),
        author=author,
        engagement=Engagement(
            read_count(status.reply_count),
            add_counts(status.retweet_count, status.quote_count),
            read_count(status.favorite_count),
        ),
        posted_at=parse_time(status.created_at),
        url=f"https://x.com/{author.handle or 'i'}/status/{ident}",
        lang=read_language(status.lang),
        in_reply_to=read_name(status.in_reply_to_status_id_str) or read_name(status.in_reply_to_status_id),
        quotes=read_name(status.quoted_status_id_str) or read_name(status.quoted_status_id),
    )


def _read_user(user: User | None) -> Author:
    if user is None:
        return Author()
    return Author(
        read_name(user.screen_name),
        read_name(user.name),
        read_count(user.followers_count),
        read_flag(user.verified),
    )
