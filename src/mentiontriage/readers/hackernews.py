"""Hacker News through Algolia: searches and items."""

from typing import Any

from mentiontriage.payloads.hackernews import Page, to_items
from mentiontriage.readers._json import json_reader


def claims(value: Any) -> str | None:
    """Know a hit by its `objectID`, an item by its children, an empty search by its counts."""
    if not isinstance(value, dict):
        return None
    hits = value.get("hits")
    if isinstance(hits, list) and (any(map(_is_hit, hits)) or (not hits and "nbHits" in value)):
        return "hits of Algolia"
    if _is_hit(value):
        return "a hit of Algolia"
    is_item = {"id", "author", "created_at_i", "children", "type"} <= value.keys()
    return "an item of Hacker News" if is_item else None


def _is_hit(value: Any) -> bool:
    return isinstance(value, dict) and {"objectID", "author", "created_at_i"} <= value.keys()


READER = json_reader("hackernews", "Hacker News: searches and items from Algolia", claims, Page, to_items)
