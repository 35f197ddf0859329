"""App Store Connect's `customerReviews`, as its JSON:API gives them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.model import Author, Mention, Skipped
from mentiontriage.readers._cells import read_person, read_stars
from mentiontriage.readers._fields import join_title
from mentiontriage.readers._json import as_dict, json_reader
from mentiontriage.text import make_id, plain_text, read_name
from mentiontriage.times import parse_time


class _Record(msgspec.Struct):
    """A page of reviews (its `data` is a list), or one review."""

    type: Any = None
    id: Any = None
    attributes: Any = None
    data: Any = None


def claims(value: Any) -> str | None:
    """Know a page or a review by its type."""
    reviews = _find_reviews(as_dict(value))
    return "`type` is `customerReviews`" if next(reviews, None) else None


def to_items(record: _Record) -> Iterator[Mention | Skipped]:
    """Understand a page's reviews, or one review."""
    for review in _find_reviews(msgspec.structs.asdict(record)):
        told = as_dict(review.get("attributes"))
        text = join_title(plain_text(told.get("title")), plain_text(told.get("body")))
        stars = read_stars(str(told.get("rating", "")))
        ident = read_name(review.get("id"))
        if not text and stars is None:
            yield Skipped(f"review {ident or 'without id'}", "it has neither text nor stars")
            continue
        name = read_person(read_name(told.get("reviewerNickname")) or "")
        posted_at = parse_time(told.get("createdDate"))
        yield Mention(
            id=ident or make_id(name, posted_at, text),
            source="app-store",
            text=text,
            author=Author(name=name),
            posted_at=posted_at,
            rating=stars,
        )


def _find_reviews(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    data = value.get("data")
    for one in data if isinstance(data, list) else (data, value):
        if isinstance(one, dict) and one.get("type") == "customerReviews":
            yield one


READER = json_reader("app-store", "App Store Connect, customer reviews (JSON:API)", claims, _Record, to_items)
