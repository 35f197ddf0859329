"""Discourse: a topic of a forum (`/t/ID.json`) and what its search finds (`/search.json`).

A reply names what it answers by its place in the topic. Whoever is of the forum's staff need not be of the brand, so
`--handle` tells who we are. The file names no forum, so an id has what tells it from another forum's. https://docs.discourse.org
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from mentiontriage.idents import JOINED, digest
from mentiontriage.model import Mention, Note, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.payloads.discourse import Post, Topic, to_mention
from mentiontriage.readers._json import as_dict, json_reader, list_objects
from mentiontriage.text import read_name

_BY_PEOPLE = frozenset({None, 1, 2})  # written by anybody, or by a moderator; 3 is a notice, 4 a whisper among staff


class _Post(Post):
    """A post, with what tells whether it is one to read."""

    post_type: Any = None
    reply_to_post_number: Any = None
    deleted_at: Any = None
    user_deleted: Any = None
    hidden: Any = None


class _Stream(msgspec.Struct):
    """A page of a topic: some of its posts, and the ids of all of them."""

    posts: list[_Post] | None = None
    stream: Any = None


class _Record(Topic):
    """A topic with its posts, or the posts that a search has found, with the topics that they are from."""

    post_stream: _Stream | None = None
    posts: list[_Post] | None = None
    topics: list[Topic] | None = None


def claims(value: Any) -> str | None:
    """Know a topic by its stream of posts, and a search by what stands beside the posts that it found."""
    page = as_dict(value)
    if any("post_number" in one for one in list_objects(as_dict(page.get("post_stream")).get("posts"))):
        return "`post_stream` with `posts`"
    is_search = "grouped_search_result" in page and any("blurb" in one for one in list_objects(page.get("posts")))
    return "`posts` beside `grouped_search_result`" if is_search else None


def to_items(record: _Record) -> Iterator[Found]:
    """Understand the posts of one topic, or those that one search has found."""
    if record.post_stream is None:
        topics = {read_name(topic.id): topic for topic in record.topics or ()}
        found = record.posts or ()
        yield from understand_each(found, lambda one: _understand(one, topics.get(read_name(one.topic_id)), {}))
        return
    posts = record.post_stream.posts or []
    ids = {number: _name(one) for one in posts if (number := read_name(one.post_number))}
    yield from understand_each(posts, lambda one: _understand(one, record, ids))
    listed = record.post_stream.stream
    if isinstance(listed, list) and (missing := len(listed) - len(posts)) > 0:
        yield Note("", f"{missing:,} more posts of this topic are on its other pages: ask for them with ?page=2 and on")


def _name(post: Post) -> str:
    """Name a post so that no other forum's is called the same."""
    return f"{read_name(post.id)}{JOINED}{digest(read_name(post.created_at) or '')}"


def _understand(post: _Post, topic: Topic | None, ids: Mapping[str, str]) -> Mention | Skipped:
    ident = read_name(post.id)
    if post.post_type not in _BY_PEOPLE:
        return Skipped(f"post {ident}", "it is the forum's own notice, or a whisper among its staff")
    if post.deleted_at or post.user_deleted or post.hidden:
        return Skipped(f"post {ident}", "its author or a moderator has taken it away")
    mention = to_mention(post, topic or Topic(), "")
    if not mention.text:
        return Skipped(f"post {ident}", "it has no words")
    answered = ids.get(read_name(post.reply_to_post_number) or "")
    return replace(mention, id=_name(post), url=None, in_reply_to=answered)


READER = json_reader("discourse", "Discourse: a topic of a forum with its posts, searches", claims, _Record, to_items)
