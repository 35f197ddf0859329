"""Discourse: posts of a forum, as its search and its post pages give them.

https://docs.discourse.org/#tag/Search
"""

from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention
from mentiontriage.text import join_title, plain_text, read_name, split_link
from mentiontriage.times import parse_time

_QUOTE, _END = '<aside class="quote', "</aside>"


class Topic(msgspec.Struct):
    """What a post belongs to."""

    id: Any = None
    title: Any = None
    slug: Any = None
    posts_count: Any = None
    views: Any = None


class Post(msgspec.Struct):
    """A post: a search cuts its text to a `blurb`, a post page has it whole in `cooked`."""

    id: Any = None
    name: Any = None
    username: Any = None
    created_at: Any = None
    cooked: Any = None
    blurb: Any = None
    like_count: Any = None
    reply_count: Any = None
    post_number: Any = None
    topic_id: Any = None


def to_mention(post: Post, topic: Topic, forum: str) -> Mention:
    """Understand one post; `forum` is the forum's address. A topic's first post carries its title and views."""
    ident, number = read_name(post.id), read_count(post.post_number) or 1
    if ident is None:
        raise ValueError("it has no id")
    first = number == 1
    posts = read_count(topic.posts_count)
    slug = read_name(topic.slug) or "-"
    text = _drop_quotes(post.cooked) or plain_text(post.cooked) or plain_text(post.blurb)
    return Mention(
        id=f"{split_link(forum)[0]}-{ident}",
        source="discourse",
        text=join_title(plain_text(topic.title), text) if first else text,
        author=Author(read_name(post.username), read_name(post.name)),
        engagement=Engagement(
            replies=max(0, posts - 1) if first and posts is not None else read_count(post.reply_count),
            likes=read_count(post.like_count),
            views=read_count(topic.views) if first else None,
        ),
        posted_at=parse_time(post.created_at),
        url=f"{forum.rstrip('/')}/t/{slug}/{read_name(post.topic_id)}/{number}",
    )


def _drop_quotes(cooked: Any) -> str:
    """Leave out what a post quotes of others: whoever answers a complaint has not made it."""
    if not isinstance(cooked, str):
        return ""
    own, *quoted = cooked.split(_QUOTE)
    ended = (one.partition(_END) for one in quoted)
    return plain_text(own + "".join(after if end else before for before, end, after in ended))
