"""The archive that X gives to an account's owner: `data/tweets.js`."""

from typing import Any

from mentiontriage.payloads.x_archive import Entry, to_items
from mentiontriage.readers._json import json_reader


def claims(value: Any) -> str | None:
    """Know an entry by the `tweet` around the post, or by the post without its user."""
    if not isinstance(value, dict):
        return None
    if value.keys() == {"tweet"} and _is_post(value["tweet"]):
        return "a post in `tweet`, as the archive of X writes it"
    return "a post without its author, as the archive of X writes it" if _is_post(value) else None


def _is_post(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and ("full_text" in value or "text" in value)
        and {"id_str", "favorite_count", "retweet_count"} <= value.keys()
        and "user" not in value
    )


READER = json_reader("x-archive", "X archive: the account's own posts (tweets.js)", claims, Entry, to_items)
