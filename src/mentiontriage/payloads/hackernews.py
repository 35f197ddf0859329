"""Hacker News through Algolia: search hits, and items with the comments under them.

https://hn.algolia.com/api
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.text import join_title, plain_text, read_name
from mentiontriage.times import parse_time


class Item(msgspec.Struct):
    """A story, poll or comment, as a hit (`objectID`) or as an item (`id`, `text`, `children`)."""

    objectID: Any = None  # noqa: N815 (Algolia's own name)
    id: Any = None
    author: Any = None
    title: Any = None
    text: Any = None
    story_text: Any = None
    comment_text: Any = None
    points: Any = None
    num_comments: Any = None
    created_at_i: Any = None
    parent_id: Any = None
    children: list["Item"] | None = None


class Page(Item):
    """A page of hits, or one hit or item by itself."""

    hits: list[Item] | None = None


def to_items(page: Page) -> Iterator[Found]:
    """Understand one page, or one item with all that stands under it."""
    if page.hits is None and page.created_at_i is None and page.children is None:
        raise ValueError("a hit or item of Hacker News has created_at_i or children")
    yield from understand_each(_walk([page]) if page.hits is None else page.hits, to_mention)


def _walk(items: list[Item]) -> Iterator[Item]:
    waiting = list(reversed(items))
    while waiting:
        item = waiting.pop()
        if item.author is not None or item.text is not None:  # else deleted: a place without a post
            yield item
        waiting.extend(reversed(item.children or ()))


def to_mention(item: Item) -> Mention:
    """Understand one hit or item; points stand for likes."""
    ident = read_name(item.objectID) or read_name(item.id)
    if ident is None:
        raise ValueError("it has no id")
    text = plain_text(item.comment_text or item.story_text or item.text)
    return Mention(
        id=ident,
        source="hackernews",
        text=join_title(plain_text(item.title), text),
        author=Author(handle=read_name(item.author)),
        engagement=Engagement(replies=read_count(item.num_comments), likes=read_count(item.points)),
        posted_at=parse_time(item.created_at_i),
        url=f"https://news.ycombinator.com/item?id={ident}",
        in_reply_to=read_name(item.parent_id),
    )
