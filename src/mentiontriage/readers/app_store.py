"""App Store Connect's `customerReviews`, as its JSON:API gives them.

Asked for with `include=response`, a page holds our responses beside the reviews, and each review names its own.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.idents import make_id
from mentiontriage.model import Author, Mention, Skipped
from mentiontriage.readers._cells import read_person, read_stars
from mentiontriage.readers._fields import join_title
from mentiontriage.readers._json import as_dict, json_reader, list_objects
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time


class _Record(msgspec.Struct):
    """A page of reviews (its `data` is a list), or one review."""

    type: Any = None
    id: Any = None
    attributes: Any = None
    data: Any = None
    relationships: Any = None
    included: Any = None


def claims(value: Any) -> str | None:
    """Know a page or a review by its type."""
    reviews = _find_reviews(as_dict(value))
    return "`type` is `customerReviews`" if next(reviews, None) else None


def to_items(record: _Record) -> Iterator[Mention | Skipped]:
    """Understand a page's reviews, or one review."""
    responses = {one["id"]: one for one in list_objects(record.included) if isinstance(one.get("id"), str)}
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
            answered_at=_find_answer(review, responses),
        )


def _find_reviews(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    data = value.get("data")
    for one in list_objects(data if isinstance(data, list) else [data, value]):
        if one.get("type") == "customerReviews":
            yield one


def _find_answer(review: dict[str, Any], responses: Mapping[str, dict[str, Any]]) -> datetime | None:
    """Find when the response was written that a review names; one that is not published yet is written too."""
    named = as_dict(as_dict(as_dict(review.get("relationships")).get("response")).get("data")).get("id")
    response = responses.get(named) if isinstance(named, str) else None
    return parse_time(as_dict(response.get("attributes")).get("lastModifiedDate")) if response else None


READER = json_reader("app-store", "App Store Connect, customer reviews (JSON:API)", claims, _Record, to_items)
