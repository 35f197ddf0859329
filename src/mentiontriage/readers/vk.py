"""VK: posts on a wall and the comments below one, as its API lists them, with the people beside them.

A wall's owner, and whoever writes, is a person if the number is above zero and a community if it is below. Posts and
comments of one wall share their numbers. A post that passes on another one holds it in `copy_history`.
https://dev.vk.com/method/wall.getComments
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention, Note, Repost, Skipped
from mentiontriage.payloads._each import FAULTS, Found, understand_each
from mentiontriage.readers._json import as_dict, json_reader, list_objects
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time

_SOURCE = "vk"
_OF_POST = frozenset({"id", "from_id", "owner_id", "date", "text"})
_MENTION = re.compile(r"\[(?:id|club|public|event)\d{1,20}\|([^\[\]|]{1,200})\]")
_DEEPEST = 3  # a thread holds no thread, but may be said to

_People = Mapping[str, Author]


class _Record(msgspec.Struct):
    """What the API answered, or what it has inside `response`."""

    response: Any = None
    items: Any = None
    profiles: Any = None
    groups: Any = None


def claims(value: Any) -> str | None:
    """Know a page by posts that tell on whose wall they stand and who wrote them."""
    page = as_dict(as_dict(value).get("response", value))
    is_one = any(one.keys() >= _OF_POST for one in list_objects(page.get("items")))
    return "`items` with `from_id` and `owner_id`" if is_one else None


def to_items(record: _Record) -> Iterator[Found]:
    """Understand the posts or comments of one page, each with the thread below it, of which it may hold a part."""
    page = as_dict(record.response) or msgspec.structs.asdict(record)
    people = {key: author for name in ("profiles", "groups") for key, author in _name_people(page.get(name), name)}
    posts = list(_unfold(page.get("items"), 1))
    yield from understand_each(posts, lambda one: _understand(one, people))
    if missing := sum(map(_count_missing, posts)):
        yield Note("", f"VK left {missing:,} replies in threads out of this page: ask for them with comment_id")


def _count_missing(post: dict[str, Any]) -> int:
    thread = as_dict(post.get("thread"))
    return max(0, (read_count(thread.get("count")) or 0) - len(list_objects(thread.get("items"))))


def _unfold(listed: Any, depth: int) -> Iterator[dict[str, Any]]:
    for one in list_objects(listed):
        yield one
        if depth < _DEEPEST:
            yield from _unfold(as_dict(one.get("thread")).get("items"), depth + 1)


def _name_people(listed: Any, place: str) -> Iterator[tuple[str, Author]]:
    for one in list_objects(listed):
        if ident := read_name(one.get("id")):
            names = filter(None, (read_name(one.get(part)) for part in ("name", "first_name", "last_name")))
            sign, count = ("-", "members_count") if place == "groups" else ("", "followers_count")
            handle, followers = read_name(one.get("screen_name")), read_count(one.get(count))
            yield sign + ident, Author(handle, " ".join(names) or None, followers)


def _understand(post: dict[str, Any], people: _People) -> Mention | Repost | Skipped:
    number, wall, writer = (read_name(post.get(name)) for name in ("id", "owner_id", "from_id"))
    if not number or not wall or not writer:
        raise ValueError("it does not tell its id, its wall or who wrote it")
    author = people.get(writer) or Author(f"club{writer[1:]}" if writer.startswith("-") else f"id{writer}")
    passed_on = _understand_passed_on(post, people)
    text = plain_text(_MENTION.sub(r"\1", read_name(post.get("text")) or ""))
    if passed_on and not text:
        return Repost(_SOURCE, passed_on.id, author, passed_on)
    if post.get("deleted") or not text:
        return Skipped(f"post {number}", "it was deleted" if post.get("deleted") else "it has no words")
    below = read_name(post.get("post_id"))
    parents = post.get("parents_stack")
    answered = read_name(post.get("reply_to_comment")) or read_name(
        parents[-1] if isinstance(parents, list) and parents else None
    )
    return Mention(
        id=f"{wall}_{number}",
        source=_SOURCE,
        text=text,
        author=author,
        engagement=Engagement(
            *(_count(post, *names) for names in (("thread", "comments"), ("reposts",), ("likes",), ("views",)))
        ),
        posted_at=parse_time(post.get("date")),
        url=f"https://vk.com/wall{wall}_{below}?reply={number}" if below else f"https://vk.com/wall{wall}_{number}",
        in_reply_to=f"{wall}_{answered or below}" if answered or below else None,
        quotes=passed_on.id if passed_on else None,
    )


def _understand_passed_on(post: dict[str, Any], people: _People) -> Mention | None:
    """Understand the post that another one passes on, if it does; of a chain of them the nearest comes first.

    One that does not tell what it is costs nobody the words that were written above it.
    """
    with suppress(*FAULTS):
        found = next((_understand(one, people) for one in list_objects(post.get("copy_history"))), None)
        return found if isinstance(found, Mention) else None
    return None


def _count(post: dict[str, Any], *names: str) -> int | None:
    return next(
        (count for name in names if (count := read_count(as_dict(post.get(name)).get("count"))) is not None), None
    )


READER = json_reader(_SOURCE, "VK: posts on a wall, and comments with their threads", claims, _Record, to_items)
