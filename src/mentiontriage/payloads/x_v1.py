"""X API v1.1: statuses, whole (`full_text`), streamed (`extended_tweet`) or cut (`text`).

https://docs.x.com/x-api/v1 (still what most saved collections hold)
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from mentiontriage.counts import add_counts, read_count
from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.payloads._x import read_language, stand_in
from mentiontriage.text import plain_text, read_flag, read_name, split_retweet
from mentiontriage.times import parse_time


class User(msgspec.Struct, gc=False):
    """A user inside a status."""

    screen_name: Any = None
    name: Any = None
    followers_count: Any = None
    verified: Any = None


class Extended(msgspec.Struct, gc=False):
    """The whole text that streams put beside the cut one."""

    full_text: Any = None


class Status(msgspec.Struct, gc=False):
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


class Reply(Status, gc=False):
    """A status, or a search's reply with statuses in it."""

    statuses: list[Status] | None = None


def to_items(reply: Reply) -> Iterator[Found]:
    """Understand one reply, or one status by itself."""
    if reply.statuses is None and reply.user is None:
        raise ValueError("a status of X has a user")
    yield from understand_each([reply] if reply.statuses is None else reply.statuses, to_mention)


def keep_wanted(reply: Reply, wanted: Callable[[str, str], bool]) -> Reply | None:
    """Keep those statuses of a reply that are wanted, by source and id, or pass one on; None where none is."""
    statuses = [reply] if reply.statuses is None else reply.statuses
    kept = [one for one in statuses if _passes_on(one) or (ident := _read_id(one)) is None or wanted("x", ident)]
    return Reply(statuses=kept) if kept else None


def to_mention(status: Status) -> Mention | Repost:
    """Understand one status."""
    if status.retweeted_status is not None:
        original = _build_mention(status.retweeted_status)
        return Repost("x", original.id, _read_user(status.user), original)
    mention = _build_mention(status)
    if split_retweet(mention.text):
        return stand_in(mention.text, mention.author, None, read_count(status.retweet_count))
    return mention


def _passes_on(status: Status) -> bool:
    """Tell whether a status is a repost, by what stands in it or begins its text."""
    return status.retweeted_status is not None or split_retweet(_read_text(status)) is not None


def _read_text(status: Status) -> str:
    whole = status.extended_tweet and status.extended_tweet.full_text
    return plain_text(whole or status.full_text or status.text)


def _read_id(status: Status) -> str | None:
    return _read_either(status.id_str, status.id)


def _read_either(written: Any, number: Any) -> str | None:
    """Read an id, as a string if there is one: JavaScript and spreadsheets round the number."""
    if written is None and number is None:
        return None
    if type(written) is str and written.isdecimal():  # as good as all are
        return written
    return read_name(written) or read_name(number)


def _build_mention(status: Status) -> Mention:
    ident = _read_id(status)
    if ident is None:
        raise ValueError("it has no id")
    author = _read_user(status.user)
    return Mention(
        id=ident,
        source="x",
        text=_read_text(status),
        author=author,
        engagement=Engagement(
            read_count(status.reply_count),
            add_counts(status.retweet_count, status.quote_count),
            read_count(status.favorite_count),
        ),
        posted_at=parse_time(status.created_at),
        url=f"https://x.com/{author.handle or 'i'}/status/{ident}",
        lang=read_language(status.lang),
        in_reply_to=_read_either(status.in_reply_to_status_id_str, status.in_reply_to_status_id),
        quotes=_read_either(status.quoted_status_id_str, status.quoted_status_id),
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
