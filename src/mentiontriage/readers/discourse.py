"""Discourse: a topic of a forum, as the forum gives it at `/t/ID.json`.

A reply names what it answers by its place in the topic. Whoever is of the forum's staff need not be of the brand, so
`--handle` tells who we are. The file names no forum, so an id has what tells it from another forum's. https://docs.discourse.org
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from mentiontriage.model import Mention, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.payloads.discourse import Post, Topic, to_mention
from mentiontriage.readers._json import as_dict, json_reader, list_objects
from mentiontriage.text import JOINED, digest, plain_text, read_name

_BY_PEOPLE = frozenset({None, 1, 2})  # written by anybody, or by a moderator; 3 is a notice, 4 a whisper among staff


class _Post(Post):
    """A post, with what tells whether it is one to read."""

    post_type: Any = None
    reply_to_post_number: Any = None
    deleted_at: Any = None
    user_deleted: Any = None
    hidden: Any = None


class _Stream(msgspec.Struct):
    posts: list[_Post] | None = None


class _Record(Topic):
    """A topic with its posts."""

    post_stream: _Stream | None = None


def claims(value: Any) -> str | None:
    """Know a topic by its stream of posts."""
    posts = list_objects(as_dict(as_dict(value).get("post_stream")).get("posts"))
    is_one = any("post_number" in one for one in posts)
    return "`post_stream` with `posts`" if is_one else None


def to_items(topic: _Record) -> Iterator[Found]:
    """Understand the posts of one topic."""
    posts = (topic.post_stream.posts if topic.post_stream else None) or []
    ids = {number: _name(one) for one in posts if (number := read_name(one.post_number))}
    yield from understand_each(posts, lambda one: _understand(one, topic, ids))


def _name(post: _Post) -> str:
    """Name a post so that no other forum's is called the same."""
    return f"{read_name(post.id)}{JOINED}{digest(read_name(post.created_at) or '')}"


def _understand(post: _Post, topic: Topic, ids: Mapping[str, str]) -> Mention | Skipped:
    ident = read_name(post.id)
    if post.post_type not in _BY_PEOPLE:
        return Skipped(f"post {ident}", "it is the forum's own notice, or a whisper among its staff")
    if post.deleted_at or post.user_deleted or post.hidden:
        return Skipped(f"post {ident}", "its author or a moderator has taken it away")
    if not plain_text(post.cooked):
        return Skipped(f"post {ident}", "it has no words")
    return replace(
        to_mention(post, topic, ""),
        id=_name(post),
        url=None,
        in_reply_to=ids.get(read_name(post.reply_to_post_number) or ""),
    )


READER = json_reader("discourse", "Discourse: a topic of a forum with its posts", claims, _Record, to_items)
