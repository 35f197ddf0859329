"""Apple's App Store: the reviews feed of an app, as JSON.

Every value is an object with a `label`; the feed's first entry may be the app itself.
"""

from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention
from mentiontriage.text import join_title, plain_text, read_name
from mentiontriage.times import parse_time


class Label(msgspec.Struct):
    """A value as the feed writes it."""

    label: Any = None


class Reviewer(msgspec.Struct):
    """Who wrote a review, by the name shown."""

    name: Label | None = None


class Attributes(msgspec.Struct):
    """Where a link leads."""

    href: Any = None


class Link(msgspec.Struct):
    """A link of an entry."""

    attributes: Attributes | None = None


class Entry(msgspec.Struct, rename={"rating": "im:rating", "votes": "im:voteCount", "app": "im:name"}):
    """A review, or the app itself (which has an `im:name`)."""

    id: Label | None = None
    author: Reviewer | None = None
    title: Label | None = None
    content: Label | None = None
    updated: Label | None = None
    rating: Label | None = None
    votes: Label | None = None
    app: Label | None = None
    link: Link | list[Any] | None = None


def is_review(entry: Entry) -> bool:
    """Tell a review from the app's own entry."""
    return entry.app is None


def to_mention(entry: Entry, country: str) -> Mention:
    """Understand one review; how many voted on it stands for likes."""
    ident = read_name(_take(entry.id))
    if ident is None:
        raise ValueError("it has no id")
    link = entry.link.attributes if isinstance(entry.link, Link) else None
    return Mention(
        id=ident,
        source="app-store",
        text=join_title(plain_text(_take(entry.title)), plain_text(_take(entry.content))),
        author=Author(name=read_name(_take(entry.author.name)) if entry.author else None),
        engagement=Engagement(likes=read_count(_take(entry.votes))),
        posted_at=parse_time(_take(entry.updated)),
        url=read_name(link.href) if link else f"https://apps.apple.com/{country}/",
        rating=_read_stars(_take(entry.rating)),
    )


def _take(label: Label | None) -> Any:
    return label.label if label else None


def _read_stars(value: Any) -> float | None:
    stars = read_count(value)
    return float(stars) if stars is not None and 1 <= stars <= 5 else None
