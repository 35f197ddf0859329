"""Mastodon's REST API: statuses, searches, notifications, contexts and conversations.

A status is known by its `uri`, which is the same on every instance; `id` is each instance's own, and what
a status answers or quotes is told by that.
https://docs.joinmastodon.org/entities/Status/
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import add_counts, read_count
from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.text import join_title, plain_text, read_name, split_link
from mentiontriage.times import parse_time


class Account(msgspec.Struct):
    """Somebody on Mastodon."""

    acct: Any = None
    url: Any = None
    display_name: Any = None
    followers_count: Any = None


class Status(msgspec.Struct):
    """A status; `quote` holds another one inside, whole or by its id."""

    id: Any = None
    uri: Any = None
    url: Any = None
    created_at: Any = None
    content: Any = None
    text: Any = None
    spoiler_text: Any = None
    language: Any = None
    in_reply_to_id: Any = None
    replies_count: Any = None
    reblogs_count: Any = None
    quotes_count: Any = None
    favourites_count: Any = None
    account: Account | None = None
    reblog: "Status | None" = None
    quote: "Quote | None" = None


class Quote(msgspec.Struct):
    """What a status quotes; forks put the status itself here."""

    uri: Any = None
    quoted_status: Status | None = None
    quoted_status_id: Any = None


class Group(msgspec.Struct):
    """A group of like notifications about one status (API v2)."""

    type: Any = None
    status_id: Any = None


class Reply(Status):
    """A status by itself, or any reply that holds statuses."""

    type: Any = None
    status: Status | None = None
    last_status: Status | None = None
    statuses: list[Status] | None = None
    ancestors: list[Status] | None = None
    descendants: list[Status] | None = None
    notification_groups: list[Group] | None = None


_ABOUT_OURS = frozenset({"favourite", "reblog"})
"""Notifications about a status of the account's own. A poll that has ended may be one in which it only voted."""


def to_items(reply: Reply) -> Iterator[Found]:
    """Understand one reply, or one status by itself."""
    if reply.type is not None:
        yield from _read_notification(reply)
        return
    lists = (reply.statuses, reply.ancestors, reply.descendants)
    if any(found is not None for found in lists):
        ours = {g.status_id for g in reply.notification_groups or () if g.type in _ABOUT_OURS}
        for found in lists:
            yield from understand_each(found or (), lambda status: to_mention(status, ours=status.id in ours))
    elif reply.last_status is not None:
        yield to_mention(reply.last_status)
    elif reply.uri is None and reply.account is None:
        raise ValueError("a status of Mastodon has a uri or an account")
    else:
        yield to_mention(reply)


def _read_notification(notification: Reply) -> Iterator[Mention | Repost]:
    status = notification.status
    if status is None:  # somebody follows, or a report was made: no post
        return
    found = to_mention(status, ours=notification.type in _ABOUT_OURS)
    if notification.type == "reblog" and isinstance(found, Mention):
        yield Repost("mastodon", found.id, _read_account(notification.account), found)
    else:
        yield found


def to_mention(status: Status, *, ours: bool = False) -> Mention | Repost:
    """Understand one status; `in_reply_to` is the id that the reply's own instance gave."""
    if status.reblog is not None:
        original = _build_mention(status.reblog, ours=ours)
        return Repost("mastodon", original.id, _read_account(status.account), original)
    return _build_mention(status, ours=ours)


def _build_mention(status: Status, *, ours: bool) -> Mention:
    local_id = read_name(status.id)
    ident = read_name(status.uri) or local_id
    if ident is None:
        raise ValueError("it has no uri")
    return Mention(
        id=ident,
        source="mastodon",
        text=join_title(plain_text(status.spoiler_text), plain_text(status.content or status.text)),
        author=_read_account(status.account),
        engagement=Engagement(
            read_count(status.replies_count),
            add_counts(status.reblogs_count, status.quotes_count),
            read_count(status.favourites_count),
        ),
        posted_at=parse_time(status.created_at),
        url=read_name(status.url) or read_name(status.uri),
        lang=read_name(status.language),
        in_reply_to=read_name(status.in_reply_to_id),
        quotes=_find_quoted(status.quote),
        ours=ours,
        local_id=local_id if local_id != ident else None,
    )


def _find_quoted(quote: Quote | None) -> str | None:
    if quote is None:
        return None
    inner = quote.quoted_status
    return read_name(inner.uri if inner else quote.uri) or read_name(quote.quoted_status_id)


def _read_account(account: Account | None) -> Author:
    if account is None:
        return Author()
    return Author(
        _name_fully(read_name(account.acct), read_name(account.url)),
        read_name(account.display_name),
        read_count(account.followers_count),
    )


def _name_fully(acct: str | None, url: str | None) -> str | None:
    """Add the instance to a local name: `ada` here and `ada@here.example` there are one person."""
    if acct is None or "@" in acct or url is None:
        return acct
    host = split_link(url)[0]
    return f"{acct}@{host}" if host else acct
