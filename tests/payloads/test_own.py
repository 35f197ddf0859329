"""Our own shape: what its records mean, and that both ways of reading them agree."""

import json
import math
from datetime import datetime
from typing import Any

import pytest
from tests.readers.reading import read_text

from mentiontriage.model import Author, Mention, Repost
from mentiontriage.payloads.own import Post, to_items


@pytest.mark.parametrize(
    "written", ["1900-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00"]
)
def test_a_time_that_no_post_can_have_is_unknown_and_costs_no_post(written: str) -> None:
    (mention,) = to_items(Post(id="1", text="no bag", created_at=datetime.fromisoformat(written)))
    assert isinstance(mention, Mention)
    assert (mention.text, mention.posted_at) == ("no bag", None)


TYPED, LOOSE = "2026-11-20T09:14:00Z", "2026-11-20T09:14:00"
"""Without a zone the typed parser refuses a post, and it is read field by field."""


def read(created_at: str, **fields: Any) -> Mention | Repost:
    name, items = read_text(json.dumps({"id": "1", "text": "no bag", "created_at": created_at, **fields}))
    assert name == "own"
    (item,) = items
    assert isinstance(item, Mention | Repost)
    return item


@pytest.mark.parametrize("created_at", [TYPED, LOOSE])
@pytest.mark.parametrize(
    ("written", "stars"),
    [(4.5, 4.5), (1, 1), (5, 5), (0, None), (100, None), (-2, None), (math.nan, None), (math.inf, None)],
)
def test_a_rating_is_stars_from_1_to_5_or_unknown(created_at: str, written: float, stars: float | None) -> None:
    found = read(created_at, rating=written)
    assert isinstance(found, Mention)
    assert found.rating == stars


def test_a_number_too_large_for_any_is_no_rating() -> None:
    for number in ("1e400", "9" * 400):
        (item,) = read_text(f'{{"id": "1", "text": "no bag", "rating": {number}}}')[1]
        assert isinstance(item, Mention)
        assert item.rating is None


@pytest.mark.parametrize("created_at", [TYPED, LOOSE])
@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"source": "Twitter"}, "x"),
        ({"source": "X (Twitter)"}, "x"),
        ({"source": "Trustpilot"}, "trustpilot"),
        ({"source": "appstore"}, "app-store"),
        ({"source": "App Store"}, "app-store"),
        ({"source": "Google Play Store"}, "google-play"),
        ({"source": " "}, "unknown"),
        ({"url": "https://www.reddit.com/r/a/comments/1"}, "reddit"),
        ({}, "unknown"),
    ],
)
def test_a_network_is_named_as_its_own_reader_names_it(created_at: str, fields: dict[str, str], source: str) -> None:
    assert read(created_at, **fields).source == source


def test_a_count_that_no_network_counts_is_unknown() -> None:
    for created_at in (TYPED, LOOSE):
        found = read(created_at, author={"handle": "ada", "followers": 10**30}, engagement={"likes": 2**53})
        assert isinstance(found, Mention)
        assert (found.author, found.engagement.likes) == (Author("ada"), 2**53)


def test_a_repost_keeps_its_original_where_one_count_is_too_large() -> None:
    original = {"text": "no bag", "author": {"handle": "ada", "followers": 10**30}}
    found = read(TYPED, repost_of="7", text=None, original=original, source="x")
    assert found == Repost("x", "7", Author(), Mention("7", "x", "no bag", Author("ada")))
