"""YouTube's Data API v3: comment threads, comments, videos and searches."""

from typing import Any

from mentiontriage.payloads.youtube import Page, to_items
from mentiontriage.readers._json import json_reader

_KINDS = frozenset(
    f"youtube#{name}"
    for name in (
        "commentThreadListResponse",
        "commentThread",
        "commentListResponse",
        "comment",
        "videoListResponse",
        "video",
        "searchListResponse",
        "searchResult",
    )
)


def claims(value: Any) -> str | None:
    """Know a reply by the kind that YouTube writes into each."""
    kind = value.get("kind") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) and kind in _KINDS else None


READER = json_reader("youtube", "YouTube: comments, videos, searches", claims, Page, to_items)
