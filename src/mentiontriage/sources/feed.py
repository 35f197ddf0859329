"""Feeds: RSS, RDF, Atom and JSON Feed, and with them Google Alerts. No credentials.

A feed that says which version it is (ETag, Last-Modified) is not sent again while it is the same
(RFC 9110, 13.1). Addresses of alerts are secrets: streams are known by a hash of theirs.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache, partial
from typing import Any

import msgspec

from mentiontriage.model import Mention, Note, Skipped
from mentiontriage.payloads._each import FAULTS
from mentiontriage.payloads.feed import JsonFeed, ends_early, parse_xml, to_items, understand_entries, write_entry
from mentiontriage.sources import Access, Batch, Options, Posted, Reach, Source, Stream
from mentiontriage.sources._http import Client, name_host
from mentiontriage.sources._paging import FIRST_REACH
from mentiontriage.sources._reply import FetchError, Reply
from mentiontriage.sources._understand import write_payload
from mentiontriage.sources._walking import keep_since
from mentiontriage.times import parse_time

# Of a reply that tells no length nothing else says that it broke off. Its version is not kept: it is to be sent again.
_ENDS_EARLY = Note("a feed", "a feed ends early: entries of it may be missing until the next run")


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feed: its address, and the brand that all of it is about where that is so (an alert's)."""

    url: str
    brand: str | None = None


class FeedOptions(Options, frozen=True):
    """Which feeds to read. `base_url` stands before addresses that name no host."""

    base_url: str = ""
    urls: tuple[str | Feed, ...] = ()


def open_streams(access: Access) -> Iterator[Stream]:
    """Open each feed."""
    connect = cache(lambda _host: access.connect(access.options.base_url, {}))  # one that limits us makes no other wait
    for entry in access.options.urls:
        feed = _read_entry(entry)
        host = name_host(feed.url)
        client = connect(host)
        client.secrets.hide_address(feed.url)
        key = hashlib.blake2b(feed.url.encode(), digest_size=8).hexdigest()
        yield Stream(f"feed:{key}", partial(_fetch, client, feed, access.words), host)


def _read_entry(entry: str | Feed) -> Feed:
    return Feed(entry) if isinstance(entry, str) else entry


def _fetch(client: Client, feed: Feed, words: str, position: Mapping[str, Any], reach: Reach) -> Iterator[Batch]:
    version = {} if reach.since else _name_version(position, words)  # `since` may reach beyond what was read of it
    reply = client.get(feed.url, headers=version, accept=(200, 304))
    if reply.status == 304:
        yield Batch((), {**position, "read": reach.now.isoformat()})
        return
    read = parse_time(position.get("read"))
    unread = min(reach.now - FIRST_REACH, read - timedelta(days=1) if read else reach.now)
    posts, notes = _understand(reply, feed.brand)
    if reach.since and reach.since > unread:  # what is older still waits for a run that takes it
        yield Batch(keep_since(posts, reach.since), position, notes=notes)
        return
    versions = {"etag": reply.headers.get("etag"), "modified": reply.headers.get("last-modified"), "words": words}
    marks = {name: value for name, value in versions.items() if value and _ENDS_EARLY not in notes}
    found = keep_since(posts, reach.since or unread)
    again = len(found) - len(keep_since(found, read)) if read else 0
    yield Batch(found, {**marks, "read": reach.now.isoformat()}, notes=notes, again=again)


def _name_version(position: Mapping[str, Any], words: str) -> dict[str, str]:
    """Name the version that was read, unless posts were matched with other words then."""
    if position.get("words") != words:
        return {}
    headers = {"If-None-Match": position.get("etag"), "If-Modified-Since": position.get("modified")}
    # A version that is not in ASCII cannot be sent back as it came.
    return {name: value for name, value in headers.items() if isinstance(value, str) and value.isascii()}


def _understand(reply: Reply, brand: str | None) -> tuple[tuple[Posted, ...], tuple[Skipped | Note, ...]]:
    if reply.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _understand_json(reply, brand)
    parsed = parse_xml(reply.body, reply.headers.get("content-type", ""))
    if not parsed.get("version") and not parsed.entries:
        raise FetchError("an address gave no feed: neither RSS nor Atom nor JSON Feed")
    posts: list[Posted] = []
    notes: list[Skipped | Note] = [_ENDS_EARLY] if ends_early(parsed, reply.body) else []
    for entry, found in understand_entries(parsed.entries):
        if isinstance(found, Skipped):
            notes.append(found)
        else:
            posts.append(Posted(found, write_entry(entry), brand))
    return tuple(posts), tuple(notes)


def _understand_json(reply: Reply, brand: str | None) -> tuple[tuple[Posted, ...], tuple[Skipped | Note, ...]]:
    body = reply.json()
    if not isinstance(body, dict) or not isinstance(body.get("items"), list):
        raise FetchError("an address gave JSON, but no JSON Feed")
    posts: list[Posted] = []
    notes: list[Skipped | Note] = []
    for number, item in enumerate(body["items"], 1):  # one by one, so that a bad one costs itself alone
        try:
            for found in to_items(msgspec.convert({**body, "items": [item]}, JsonFeed, strict=False)):
                if isinstance(found, Mention):
                    posts.append(Posted(found, write_payload(item), brand))
                elif isinstance(found, Skipped | Note):
                    notes.append(msgspec.structs.replace(found, where=f"item {number}"))
        except FAULTS as error:
            notes.append(Skipped(f"item {number}", f"a post of another shape: {error}"))
    return tuple(posts), tuple(notes)


def check(access: Access) -> None:
    """Ask for each feed, and see whether it is one."""
    client = access.connect(access.options.base_url, {})
    for entry in access.options.urls:
        url = _read_entry(entry).url
        client.secrets.hide_address(url)
        _understand(client.get(url), None)


SOURCE = Source(
    name="feed",
    summary="RSS, Atom and JSON feeds, and Google Alerts",
    options=FeedOptions,
    example=(
        "urls = [",
        '    "https://news.example/feed.xml",',
        '    { url = "https://www.google.com/alerts/feeds/...", brand = "Acme" },   # all of it is about Acme',
        "]",
    ),
    open=open_streams,
    check=check,
    about=lambda options: [brand for entry in options.urls if (brand := _read_entry(entry).brand)],
    lacks=lambda options: None if options.urls else 'the feeds: urls = ["https://news.example/feed.xml"]',
)
