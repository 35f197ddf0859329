"""Reddit: listings of links and comments, comment trees, the inbox, and Pushshift's dumps.

A thing is known by its fullname (`t3_abc`), the same in every listing.
https://www.reddit.com/dev/api
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention, Note, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.text import join_title, plain_text, read_name
from mentiontriage.times import parse_time

POSTS = frozenset({"t1", "t3", "t4"})
"""The kinds of things that are posts: comments, links and messages."""


class Data(msgspec.Struct):
    """A link, comment or message; or a listing of things."""

    id: Any = None
    name: Any = None
    author: Any = None
    title: Any = None
    selftext: Any = None
    body: Any = None
    subject: Any = None
    created_utc: Any = None
    permalink: Any = None
    context: Any = None
    score: Any = None
    score_hidden: Any = None
    num_comments: Any = None
    num_crossposts: Any = None
    parent_id: Any = None
    link_id: Any = None
    crosspost_parent: Any = None
    count: Any = None
    replies: "Thing | str | None" = None
    children: list["Thing | str"] | None = None
    things: list["Thing"] | None = None


class Thing(msgspec.Struct):
    """A thing with its kind: t1 comment, t3 link, t4 message, Listing, more."""

    kind: Any = None
    data: Data | None = None


class Tree(msgspec.Struct):
    """What `/api/morechildren` wraps its things in."""

    data: Data | None = None


class Page(Data):
    """A thing, a page of Pushshift's API, or one of Pushshift's lines."""

    kind: Any = None
    data: list[Data] | Data | None = None
    json: Tree | None = None


GONE = frozenset({"[removed]", "[deleted]", "[deleted by user]", "[ Removed by Reddit ]"})
"""What stands in place of a text, a title or a name that is no longer there."""
_MACHINE = "AutoModerator"


def to_items(page: Page) -> Iterator[Found]:
    """Understand one listing, thing, page or line."""
    if isinstance(page.data, list):
        yield from understand_each(page.data, _understand_bare)
    elif page.data is not None:
        yield from understand_each(_walk([Thing(page.kind, page.data)]), _understand_thing)
    elif page.json is not None:
        things = page.json.data.things if page.json.data else None
        yield from understand_each(_walk(things or []), _understand_thing)
    else:
        yield _understand_bare(page)


def _walk(things: list[Thing]) -> Iterator[Thing]:
    """Walk through listings and the replies inside comments, in order, without recursion."""
    waiting = list(reversed(things))
    while waiting:
        thing = waiting.pop()
        data = thing.data
        if data is not None and thing.kind == "Listing":
            waiting.extend(child for child in reversed(data.children or ()) if isinstance(child, Thing))
            continue
        yield thing
        if data is not None and isinstance(data.replies, Thing):
            waiting.append(data.replies)


def _understand_thing(thing: Thing) -> Mention | Skipped | Note | None:
    if thing.kind == "more":
        count = read_count(thing.data.count) if thing.data else None
        return Note("", f"Reddit left out {count or 'some'} more comments of this thread")
    if str(thing.kind) not in POSTS:
        return None  # people, subreddits and awards are no posts
    if thing.data is None:
        raise ValueError("it has no data")
    return _build_mention(thing.data, str(thing.kind))


def _understand_bare(data: Data) -> Mention | Skipped:
    """Understand a link or comment that does not say which it is, as Pushshift writes them."""
    if data.body is None and data.title is None:
        raise ValueError("it has neither body nor title")
    return _build_mention(data, "t3" if data.body is None else "t1")


def _build_mention(data: Data, kind: str) -> Mention | Skipped:
    ident = read_name(data.name) or (f"{kind}_{read_name(data.id)}" if read_name(data.id) else None)
    if ident is None:
        raise ValueError("it has no id")
    body = plain_text(data.body if kind != "t3" else data.selftext)
    title = plain_text(data.title if kind == "t3" else data.subject if kind == "t4" else None)
    text = join_title("" if title in GONE else title, "" if body in GONE else body)
    if not text and {title, body} & GONE:
        return Skipped(f"post {ident}", "its text was removed from Reddit")
    author = read_name(data.author)
    if author == _MACHINE:
        return Skipped(f"post {ident}", f"{_MACHINE} wrote it, which is Reddit's own machine")
    return Mention(
        id=ident,
        source="reddit",
        text=text,
        author=Author(handle=None if author in GONE else author),
        engagement=Engagement(
            replies=read_count(data.num_comments),
            reposts=read_count(data.num_crossposts),
            likes=_read_score(data),
        ),
        posted_at=parse_time(data.created_utc),
        url=_find_link(data, ident, kind),
        in_reply_to=read_name(data.parent_id) if kind != "t3" else None,
        quotes=read_name(data.crosspost_parent),
    )


def _read_score(data: Data) -> int | None:
    """Read upvotes less downvotes as likes: below zero nobody's liking is left over."""
    if data.score_hidden is True or type(data.score) is not int:
        return None
    return read_count(max(0, data.score))


def _find_link(data: Data, ident: str, kind: str) -> str | None:
    path = read_name(data.permalink) or read_name(data.context)
    if path is not None:
        return f"https://www.reddit.com{path.partition('?')[0]}" if path.startswith("/") else path
    bare = ident.partition("_")[2]
    if kind == "t4":
        return f"https://www.reddit.com/message/messages/{bare}"
    if kind == "t3":
        return f"https://www.reddit.com/comments/{bare}"
    thread = read_name(data.link_id)
    return f"https://www.reddit.com/comments/{thread.removeprefix('t3_')}/_/{bare}" if thread else None
