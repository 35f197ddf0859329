"""Lemmy: posts and comments, as version 0.19 (API v3) and version 1.0 (API v4) show them.

A post is known by its `ap_id`, which is the same on every instance.
https://join-lemmy.org/api/main
"""

from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.text import join_title, plain_text, read_name, split_link
from mentiontriage.times import parse_time


class Person(msgspec.Struct):
    """Somebody on Lemmy; `actor_id` in v3 is `ap_id` in v4."""

    name: Any = None
    display_name: Any = None
    actor_id: Any = None
    ap_id: Any = None


class Counts(msgspec.Struct):
    """Counts, which v3 keeps beside the post."""

    upvotes: Any = None
    comments: Any = None
    child_count: Any = None


class Content(Counts):
    """A post or comment; v4 keeps the counts in it."""

    ap_id: Any = None
    name: Any = None
    body: Any = None
    content: Any = None
    path: Any = None
    published: Any = None
    published_at: Any = None
    deleted: Any = None
    removed: Any = None


class View(msgspec.Struct):
    """A post or comment with its author; a comment's view holds its post as well."""

    post: Content | None = None
    comment: Content | None = None
    creator: Person | None = None
    counts: Counts | None = None


def to_mention(view: View) -> Mention | Skipped:
    """Understand one post or comment."""
    content, ident = _find_content(view), name_view(view)
    if is_gone(view):
        return Skipped(f"post {ident}", "it was deleted")
    counts = view.counts or content
    replies = counts.comments if view.comment is None else counts.child_count
    title = "" if view.comment else plain_text(content.name)
    return Mention(
        id=ident,
        source="lemmy",
        text=join_title(title, plain_text(content.content if view.comment else content.body)),
        author=_read_person(view.creator),
        engagement=Engagement(replies=read_count(replies), likes=read_count(counts.upvotes)),
        posted_at=parse_time(content.published_at) or parse_time(content.published),
        url=ident,
        in_reply_to=_find_parent(view),
    )


def name_view(view: View) -> str:
    """Name the post or comment that a view shows. Raises ValueError where it tells no name."""
    ident = read_name(_find_content(view).ap_id)
    if ident is None:
        raise ValueError("it has no ap_id")
    return ident


def is_gone(view: View) -> bool:
    """Tell whether a post was deleted by its author or removed by a moderator."""
    content = _find_content(view)
    return content.deleted is True or content.removed is True


def _find_content(view: View) -> Content:
    return view.comment or view.post or Content()  # a comment's view holds its post as well


def _read_person(person: Person | None) -> Author:
    if person is None:
        return Author()
    name = read_name(person.name)
    host = split_link(read_name(person.actor_id) or read_name(person.ap_id) or "")[0]
    return Author(f"{name}@{host}" if name and host else name, read_name(person.display_name))


def _find_parent(view: View) -> str | None:
    """Name what a comment answers: its post, where its path (`0.ID`) shows that it stands at the top."""
    if view.comment is None or view.post is None or str(view.comment.path).count(".") > 1:
        return None
    return read_name(view.post.ap_id)
