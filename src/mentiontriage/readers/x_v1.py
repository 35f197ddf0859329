"""X API v1.1 statuses: a search's reply, a timeline's array, a stream's lines."""

from typing import Any

from mentiontriage.payloads.x_v1 import Reply, keep_wanted, to_items
from mentiontriage.readers._json import json_reader


def claims(value: Any) -> str | None:
    """Know a status by its user and its counts, a search by its `search_metadata`."""
    if not isinstance(value, dict):
        return None
    if "search_metadata" in value and isinstance(value.get("statuses"), list):
        return "a search of X API v1.1"
    statuses = value.get("statuses")
    if isinstance(statuses, list) and any(_is_status(status) for status in statuses):
        return "statuses of X API v1.1"
    return "a status of X API v1.1" if _is_status(value) else None


def _is_status(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("user"), dict)
        and ("text" in value or "full_text" in value)
        and ("id_str" in value or "retweet_count" in value)
        and ("in_reply_to_status_id" in value or "favorite_count" in value)
    )


READER = json_reader("x-v1", "X API v1.1: statuses and searches", claims, Reply, to_items, keep=keep_wanted)
