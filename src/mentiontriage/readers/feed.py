"""Feeds as files: RSS, RDF, Atom and JSON Feed, as well-formed or not as they come."""

import codecs
import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from mentiontriage.model import Note, Skipped
from mentiontriage.payloads.feed import JsonFeed, ends_early, find_root, parse_xml, to_items, understand_entries
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.readers._encoding import decode_head, find_encoding
from mentiontriage.readers._json import json_reader

_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*>")
_ROOTS = frozenset({"rss", "feed", "rdf", "channel", "entry"})


def claims(sample: Sample) -> str | None:
    """Know an XML feed by its first element, a JSON Feed by its version."""
    if sample.kind == "json":
        return _JSON.claims(sample)
    if sample.kind != "xml":
        return None
    root = find_root(sample.text)
    return f"a feed (<{root}>)" if root and root.lower() in _ROOTS else None


def read(export: Export) -> Iterator[Item]:
    """Read a feed; it is held in memory as a whole, as feeds are short."""
    if export.sample.kind == "json":
        yield from _JSON.read(export)
        return
    with export.open_bytes() as stream:
        content = stream.read()
        yield from _read_entries(export.name, content)
        stream.read(1)  # raises what may have cut the first reading short


def _read_entries(name: str, content: bytes) -> Iterator[Item]:
    if find_encoding(content).startswith("utf-16"):  # feedparser believes only what is declared
        content = codecs.BOM_UTF8 + _DECLARATION.sub("", decode_head(content).removeprefix("\ufeff")).encode()
    feed = parse_xml(content)
    entries = feed.get("entries", ())
    if fault := feed.get("bozo") and feed.get("bozo_exception"):
        if not entries or ends_early(feed, content):
            yield Skipped(name, f"the feed ends early or is damaged, so entries of it may be lost: {fault}")
        else:
            yield Note(name, f"the feed is not well-formed, read as far as it goes: {fault}")
    for _, found in understand_entries(entries):
        yield replace(found, where=f"{name}: {found.where}") if isinstance(found, Skipped) else found


def _claims_json(value: Any) -> str | None:
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return None
    if "jsonfeed.org/version/" in str(value.get("version")):
        return "a JSON Feed"
    # Some write the bare number; these four together are no one else's.
    return "a JSON Feed by its fields" if {"version", "title", "feed_url"} <= value.keys() else None


_JSON = json_reader("feed", "", _claims_json, JsonFeed, to_items)
READER = Reader("feed", "RSS, Atom and JSON Feed files, Google Alerts", claims, read)
