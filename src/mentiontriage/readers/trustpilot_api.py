"""Trustpilot's API: reviews of a business, alone or in a list. What it calls their source is whether we asked for them.

https://developers.trustpilot.com/business-units-api
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count, read_rating
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.readers._cells import leave_out_nobody, read_person
from mentiontriage.readers._fields import join_title
from mentiontriage.readers._json import as_dict, holds_object, json_reader
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time

_OF_REVIEW = frozenset({"id", "consumer", "businessUnit", "stars"})


class _Review(msgspec.Struct, rename="camel"):
    """A review; `updated_at` is when its author wrote it anew."""

    id: Any = None
    consumer: Any = None
    stars: Any = None
    title: Any = None
    text: Any = None
    language: Any = None
    created_at: Any = None
    updated_at: Any = None
    company_reply: Any = None
    number_of_likes: Any = None


class _Record(_Review, rename="camel"):
    """A review by itself, or a list of them."""

    reviews: list[_Review] | None = None


def claims(value: Any) -> str | None:
    """Know a review, alone or in a list, by Trustpilot's names."""
    return "`consumer` beside `businessUnit` and `stars`" if holds_object(value, "reviews", _OF_REVIEW) else None


def to_items(record: _Record) -> Iterator[Found]:
    """Understand one review, or all of a list."""
    yield from understand_each([record] if record.reviews is None else record.reviews, _understand)


def _understand(review: _Review) -> Mention | Skipped:
    ident, text = read_name(review.id), join_title(plain_text(review.title), plain_text(review.text))
    if ident is None:
        raise ValueError("it has no id")
    stars = read_rating(review.stars)
    if not text and stars is None:
        return Skipped(f"review {ident}", "it has neither text nor stars")
    reply = as_dict(review.company_reply)
    name = read_person(read_name(as_dict(review.consumer).get("displayName")) or "")
    return Mention(
        id=ident,
        source="trustpilot",
        text=text,
        author=leave_out_nobody(Author(name=name), "", ""),
        engagement=Engagement(likes=read_count(review.number_of_likes)),
        posted_at=parse_time(review.updated_at) or parse_time(review.created_at),
        url=f"https://www.trustpilot.com/reviews/{ident}",
        lang=read_name(review.language),
        rating=stars,
        answered_at=parse_time(reply.get("updatedAt")) or parse_time(reply.get("createdAt")),
    )


READER = json_reader("trustpilot-api", "Trustpilot's API: reviews", claims, _Record, to_items)
