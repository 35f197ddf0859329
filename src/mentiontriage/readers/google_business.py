"""Google Business Profile: reviews in Google's Takeout, and as the API lists them.

`updateTime` is when its author wrote a review last, which may be after we answered it. Google looks at answers before
it shows them; one that it has rejected nobody has read.
https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.model import Author, Mention, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.readers._cells import leave_out_nobody, read_person, read_stars
from mentiontriage.readers._json import as_dict, holds_object, json_reader
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time

_OF_REVIEW = frozenset({"reviewer", "starRating", "createTime"})


class _Review(msgspec.Struct, rename="camel"):
    """A review; `name` is its address in the API, and the only id in Takeout."""

    name: Any = None
    review_id: Any = None
    reviewer: Any = None
    star_rating: Any = None
    comment: Any = None
    create_time: Any = None
    update_time: Any = None
    review_reply: Any = None


class _Record(_Review, rename="camel"):
    """A review by itself, or a list of them."""

    reviews: list[_Review] | None = None


def claims(value: Any) -> str | None:
    """Know a review, alone or in a list, by Google's names."""
    return "`reviewer` beside `starRating` and `createTime`" if holds_object(value, "reviews", _OF_REVIEW) else None


def to_items(record: _Record) -> Iterator[Found]:
    """Understand one review, or all of a list."""
    yield from understand_each([record] if record.reviews is None else record.reviews, _understand)


def _understand(review: _Review) -> Mention | Skipped:
    ident = read_name(review.review_id) or (read_name(review.name) or "").rpartition("/")[2]
    if not ident:
        raise ValueError("it has no id")
    text, stars = plain_text(review.comment), read_stars(read_name(review.star_rating) or "")
    if not text and stars is None:
        return Skipped(f"review {ident}", "it has neither text nor stars")
    name = read_person(read_name(as_dict(review.reviewer).get("displayName")) or "")
    return Mention(
        id=ident,
        source="google-maps",
        text=text,
        author=leave_out_nobody(Author(name=name), "", ""),
        posted_at=parse_time(review.update_time) or parse_time(review.create_time),
        rating=stars,
        answered_at=_read_answer(as_dict(review.review_reply)),
    )


def _read_answer(reply: dict[str, Any]) -> datetime | None:
    """Read when we answered; None where Google shows no answer of ours."""
    return None if reply.get("reviewReplyState") == "REJECTED" else parse_time(reply.get("updateTime"))


READER = json_reader("google-business", "Google Business Profile: reviews", claims, _Record, to_items)
