"""Bluesky: searches, feeds, threads and notifications as its API gives them."""

from typing import Any

from mentiontriage.payloads.bluesky import Page, to_items
from mentiontriage.readers._json import json_reader


def claims(value: Any) -> str | None:
    """Know a post view by its at:// address and record, a page by the post views in it."""
    if not isinstance(value, dict):
        return None
    if _is_post(value) or _is_post(value.get("post")):
        return "a post view of Bluesky"
    thread = value.get("thread")
    if isinstance(thread, dict) and _is_post(thread.get("post")):
        return "a thread of Bluesky"
    for name in ("posts", "notifications"):
        if _holds(value.get(name), _is_post):
            return f"{name} of Bluesky"
    if _holds(value.get("feed"), lambda one: isinstance(one, dict) and _is_post(one.get("post"))):
        return "a feed of Bluesky"
    return "an empty page of posts" if _is_empty(value) else None


def _is_post(value: Any) -> bool:
    return (
        isinstance(value, dict) and str(value.get("uri")).startswith("at://") and isinstance(value.get("record"), dict)
    )


def _holds(values: Any, is_wanted: Any) -> bool:
    return isinstance(values, list) and any(map(is_wanted, values))


def _is_empty(value: dict[str, Any]) -> bool:
    """Know a page without posts, so that an empty search is no unknown shape."""
    return value.keys() <= {"posts", "feed", "cursor", "hitsTotal"} and (
        value.get("posts") == [] or value.get("feed") == []
    )


READER = json_reader("bluesky", "Bluesky: searches, feeds, threads, notifications", claims, Page, to_items)
