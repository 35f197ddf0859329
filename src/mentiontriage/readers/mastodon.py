"""Mastodon's REST API: statuses and whatever replies hold them."""

from collections.abc import Callable
from typing import Any

from mentiontriage.payloads.mastodon import Reply, to_items
from mentiontriage.readers._json import json_reader

_SEARCH = frozenset({"accounts", "statuses", "hashtags"})


def claims(value: Any) -> str | None:
    """Know a status by its account and content, a reply by the statuses in it."""
    if not isinstance(value, dict):
        return None
    if _is_status(value):
        return "a status of Mastodon"
    return next((f"{shape} of Mastodon" for shape, is_it in _SHAPES.items() if is_it(value)), None)


def _is_status(value: Any) -> bool:
    """Know a status; the reply to a deletion has its source (`text`) in place of its content."""
    if not isinstance(value, dict) or "uri" not in value:
        return False
    return _is_account(value.get("account")) and ("content" in value or "text" in value)


def _is_account(value: Any) -> bool:
    return isinstance(value, dict) and "acct" in value


def _holds_statuses(value: dict[str, Any]) -> bool:
    statuses = value.get("statuses")
    return isinstance(statuses, list) and any(map(_is_status, statuses))


_SHAPES: dict[str, Callable[[dict[str, Any]], bool]] = {
    "a search": lambda value: value.keys() == _SEARCH,
    "grouped notifications": lambda value: {"notification_groups", "statuses"} <= value.keys(),
    "a thread": lambda value: value.keys() == {"ancestors", "descendants"},
    "a notification": lambda value: _is_account(value.get("account")) and {"type", "created_at"} <= value.keys(),
    "a conversation": lambda value: {"last_status", "accounts"} <= value.keys(),
    "statuses": _holds_statuses,
}

READER = json_reader("mastodon", "Mastodon: timelines, searches, notifications, threads", claims, Reply, to_items)
