"""Reddit: listings and comment trees, and what Pushshift and its followers saved of them."""

from typing import Any

from mentiontriage.payloads.reddit import POSTS, Page, to_items
from mentiontriage.readers._json import json_reader


def claims(value: Any) -> str | None:
    """Know a thing by its kind, Pushshift's lines by subreddit and time."""
    if not isinstance(value, dict):
        return None
    kind, data = value.get("kind"), value.get("data")
    if kind == "Listing" and isinstance(data, dict) and _holds_posts(data.get("children")):
        return "a listing of Reddit"
    if str(kind) in POSTS and isinstance(data, dict):
        return "a thing of Reddit"
    tree = value.get("json")
    if isinstance(tree, dict) and isinstance(tree.get("data"), dict) and "things" in tree["data"]:
        return "more comments of Reddit"
    if _is_bare(value):
        return "a line of Pushshift"
    return "a page of Pushshift" if isinstance(data, list) and any(map(_is_bare, data)) else None


def _holds_posts(children: Any) -> bool:
    """Tell a listing of posts, or an empty one, from a listing of people or subreddits."""
    if not isinstance(children, list):
        return False
    return not children or any(isinstance(c, dict) and str(c.get("kind")) in POSTS for c in children)


def _is_bare(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and {"subreddit", "created_utc"} <= value.keys()
        and ("body" in value or "title" in value)
    )


READER = json_reader("reddit", "Reddit: listings, comment trees, inbox, Pushshift", claims, Page, to_items)
