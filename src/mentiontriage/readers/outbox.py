"""An ActivityPub outbox, as Mastodon's export of an account holds it (`outbox.json`)."""

from typing import Any

from mentiontriage.payloads.outbox import Outbox, to_items
from mentiontriage.readers._json import json_reader

_POSTING = frozenset({"Create", "Announce"})


def claims(value: Any) -> str | None:
    """Know an outbox by its ordered items, an activity by its type and actor."""
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("orderedItems"), list) and str(value.get("type")).startswith("OrderedCollection"):
        return "an ActivityPub collection"
    return "an ActivityPub activity" if str(value.get("type")) in _POSTING and "actor" in value else None


READER = json_reader("outbox", "Mastodon archive: the account's own posts (outbox.json)", claims, Outbox, to_items)
