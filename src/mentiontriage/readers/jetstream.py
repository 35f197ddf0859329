"""Jetstream: Bluesky's stream of events, one a line."""

from typing import Any

from mentiontriage.payloads.jetstream import Event, to_items
from mentiontriage.readers._json import json_reader


def claims(value: Any) -> str | None:
    """Know an event by its did, its time and its kind."""
    if isinstance(value, dict) and {"did", "time_us", "kind"} <= value.keys():
        return "events of Jetstream"
    return None


READER = json_reader("jetstream", "Bluesky's stream of events (Jetstream)", claims, Event, to_items)
