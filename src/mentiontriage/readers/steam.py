"""Steam: reviews of a game, as the shop lists them with what its developers answered.

A review has a thumb, and no stars. Its time is when its author wrote it last, which may be after we answered it.
https://partner.steamgames.com/doc/store/getreviews
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.language import normalise_language
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.readers._json import as_dict, holds_object, json_reader
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time

_OF_REVIEW = frozenset({"recommendationid", "timestamp_created", "voted_up"})
_MARKUP = re.compile(r"\[/?(?:h[1-3]|b|i|u|strike|spoiler|noparse|list|olist|quote|code|table|tr|th|td|\*|url)\]")
_LINK = re.compile(r"\[(?:url|quote)=[^\[\]]{1,2000}\]")
_LANGUAGES = {"schinese": "zh", "tchinese": "zh", "koreana": "ko", "brazilian": "pt", "latam": "es"}
"""What Steam calls a language where nobody else does."""


class _Review(msgspec.Struct):
    """A review."""

    recommendationid: Any = None
    author: Any = None
    language: Any = None
    review: Any = None
    timestamp_created: Any = None
    timestamp_updated: Any = None
    votes_up: Any = None
    comment_count: Any = None
    developer_response: Any = None
    timestamp_dev_responded: Any = None


class _Record(_Review):
    """A review by itself, or a page of them."""

    reviews: list[_Review] | None = None


def claims(value: Any) -> str | None:
    """Know a review, alone or in a page, by Steam's names."""
    return "`recommendationid` beside `voted_up`" if holds_object(value, "reviews", _OF_REVIEW) else None


def to_items(record: _Record) -> Iterator[Found]:
    """Understand one review, or all of a page."""
    yield from understand_each([record] if record.reviews is None else record.reviews, _understand)


def _understand(review: _Review) -> Mention | Skipped:
    ident, writer = read_name(review.recommendationid), as_dict(review.author)
    if not ident:
        raise ValueError("it has no id")
    text = plain_text(_MARKUP.sub("", _LINK.sub("", read_name(review.review) or "")))
    if not text:
        return Skipped(f"review {ident}", "it has no words")
    language = read_name(review.language) or ""
    return Mention(
        id=ident,
        source="steam",
        text=text,
        author=Author(read_name(writer.get("steamid")), read_name(writer.get("personaname"))),
        engagement=Engagement(replies=read_count(review.comment_count), likes=read_count(review.votes_up)),
        posted_at=parse_time(review.timestamp_updated) or parse_time(review.timestamp_created),
        lang=_LANGUAGES.get(language) or normalise_language(language),
        answered_at=parse_time(review.timestamp_dev_responded) if read_name(review.developer_response) else None,
    )


READER = json_reader("steam", "Steam: reviews of a game", claims, _Record, to_items)
