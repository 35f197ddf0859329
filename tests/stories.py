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


def make_statuses() -> list[dict[str, object]]:
    """Make what an instance tells of a customer elsewhere whom we answered, and of one there whom nobody did."""
    here, there = "https://here.example", "https://there.example"
    told = (
        ("115586623445566771", f"{there}/users/nia/statuses/7", "nia@there.example", f"{there}/@nia", None),
        ("115586623445566772", f"{here}/users/ott/statuses/115586623445566772", "ott", f"{here}/@ott", None),
        ("115586623445566773", f"{here}/users/acme/statuses/1", "acme", f"{here}/@acme", "115586623445566771"),
    )
    return [
        {
            **{"id": ident, "uri": uri, "created_at": "2026-11-20T09:00:00Z", "in_reply_to_id": parent},
            **{"content": "<p>still waiting for my refund, nobody answers</p>", "replies_count": 1},
            "account": {"acct": acct, "url": url, "followers_count": 9},
        }
        for ident, uri, acct, url, parent in told
    ]
