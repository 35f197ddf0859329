"""An ActivityPub outbox, as Mastodon exports it: the account's own posts and what it passed on.

https://www.w3.org/TR/activitystreams-vocabulary/
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.model import Author, Mention, Repost, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.profiles import NUMBERED, match_address, read_owner
from mentiontriage.text import join_title, plain_text, read_name, split_link
from mentiontriage.times import parse_time


class Object(msgspec.Struct):
    """What was posted."""

    id: Any = None
    type: Any = None
    name: Any = None
    summary: Any = None
    content: Any = None
    contentMap: dict[str, Any] | None = None  # noqa: N815 (the vocabulary's own name)
    url: Any = None
    published: Any = None
    inReplyTo: Any = None  # noqa: N815 (the vocabulary's own name)
    attributedTo: Any = None  # noqa: N815 (the vocabulary's own name)


class Activity(msgspec.Struct):
    """What the account did: `Create` posts, `Announce` passes on."""

    type: Any = None
    actor: Any = None
    object: Object | str | None = None


class Outbox(Activity):
    """A page of activities, or one activity by itself."""

    orderedItems: list[Activity] | None = None  # noqa: N815 (the vocabulary's own name)


def to_items(outbox: Outbox) -> Iterator[Found]:
    """Understand one page of activities, or one activity."""
    yield from understand_each([outbox] if outbox.orderedItems is None else outbox.orderedItems, _understand)


def _understand(activity: Activity) -> Mention | Repost | Skipped | None:
    what = activity.object
    if activity.type == "Announce":
        of = what if isinstance(what, str) else read_name(what.id) if what else None
        if of is None:
            raise ValueError("it passes on a post that it does not name")
        return Repost("mastodon", of, _read_actor(activity.actor))
    if activity.type != "Create":
        return None  # likes, follows and deletions are no posts
    if not isinstance(what, Object):
        return Skipped(f"post {what}", "only its link was exported, not its text")
    return _build_mention(what, activity.actor)


def _build_mention(what: Object, actor: Any) -> Mention:
    ident = read_name(what.id)
    if ident is None:
        raise ValueError("it has no id")
    title = join_title(plain_text(what.name), plain_text(what.summary))
    languages = tuple(what.contentMap or ())
    return Mention(
        id=ident,
        source="mastodon",
        text=join_title(title, plain_text(what.content)),
        author=_read_actor(actor or what.attributedTo, page=read_name(what.url)),
        posted_at=parse_time(what.published),
        url=read_name(what.url) or ident,
        lang=languages[0] if len(languages) == 1 else None,
        in_reply_to=read_name(what.inReplyTo),
        ours=True,
    )


def _read_actor(actor: Any, page: str | None = None) -> Author:
    """Read the handle out of an actor's address: `https://host/users/ada` is `ada@host`.

    Where that holds a number instead, the page of a post tells it (`https://host/@ada/1`).
    """
    host, path = split_link(read_name(actor) or "")
    name = path.rstrip("/").rpartition("/")[2].removeprefix("@")
    if path.startswith(NUMBERED):
        address = match_address(page or "")
        name = read_owner(address) if address and address[1].lower() == host else ""
    return Author(handle=f"{name}@{host}") if name and host else Author()
