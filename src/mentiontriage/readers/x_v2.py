"""X API v2 replies, as the API gives them and as twarc writes them."""

from typing import Any

from mentiontriage.payloads._x_v2_records import ONLY_HERE, Page
from mentiontriage.payloads.x_v2 import keep_wanted, to_items
from mentiontriage.readers._json import json_reader

_PAGE = frozenset({"data", "includes", "errors", "meta", "matching_rules", "__twarc"})


def claims(value: Any) -> str | None:
    """Know a page by its posts, an empty page by `result_count`, an error by X's address for it."""
    if not isinstance(value, dict):
        return None
    if _is_post(value):
        return "a post of X API v2"
    if not value or not value.keys() <= _PAGE:
        return None
    data = value.get("data")
    posts = data if isinstance(data, list) else [data]
    if any(_is_post(post) or _is_bare(post) for post in posts):
        return "data of X API v2"
    if "data" not in value and _is_empty(value.get("meta")):
        return "an empty page of X API v2"
    return "an error of X API v2" if "data" not in value and _is_error(value.get("errors")) else None


def _is_post(value: Any) -> bool:
    return isinstance(value, dict) and {"id", "text"} <= value.keys() and any(name in value for name in ONLY_HERE)


def _is_bare(value: Any) -> bool:
    """Know a post of which no field was asked for."""
    return isinstance(value, dict) and value.keys() == {"id", "text"} and str(value["id"]).isdecimal()


def _is_empty(meta: Any) -> bool:
    return isinstance(meta, dict) and meta.get("result_count") == 0


def _is_error(errors: Any) -> bool:
    first = errors[0] if isinstance(errors, list) and errors else None
    kind = first.get("type") if isinstance(first, dict) else None
    return isinstance(kind, str) and kind.startswith(("https://api.twitter.com/2/", "https://api.x.com/2/"))


READER = json_reader(
    "x-v2", "X API v2: pages with includes, single posts, twarc's lines", claims, Page, to_items, keep=keep_wanted
)
