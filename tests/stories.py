"""Short words to tell a story with: posts by invented people, and a moment to stand at."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mentiontriage.model import Author, Engagement, Mention, Repost

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""The moment at which the stories are told."""


def post(
    ident: str = "1",
    text: str = "my order never arrived and nobody answers",
    *,
    by: str | None = "ada",
    followers: int | None = 100,
    hours_ago: float | None = 1.0,
    views: int | None = None,
    likes: int | None = None,
    source: str = "x",
    **fields: Any,
) -> Mention:
    """Make a mention as a reader would."""
    return Mention(
        id=ident,
        source=source,
        text=text,
        author=Author(handle=by, followers=followers),
        engagement=Engagement(views=views, likes=likes),
        posted_at=None if hours_ago is None else NOON - timedelta(hours=hours_ago),
        **fields,
    )


def repost(of: str, *, by: str = "bob", followers: int | None = 50, original: Mention | None = None) -> Repost:
    """Make a repost as a reader would."""
    return Repost(source="x", of=of, by=Author(handle=by, followers=followers), original=original)
