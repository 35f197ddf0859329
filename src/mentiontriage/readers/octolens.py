"""Octolens' JSON of mentions, and its webhook, which wraps one mention in `data`."""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.idents import make_id
from mentiontriage.model import Author, Mention
from mentiontriage.payloads.links import read_link
from mentiontriage.readers._cells import read_person
from mentiontriage.readers._fields import join_title, read_source
from mentiontriage.readers._json import json_reader
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time


class _Fields(msgspec.Struct, rename="camel"):
    id: Any = None
    source_id: Any = None
    url: Any = None
    title: Any = None
    body: Any = None
    source: Any = None
    timestamp: Any = None
    author: Any = None
    author_name: Any = None
    author_followers: Any = None
    sentiment: Any = None
    language: Any = None


class _Record(_Fields, rename="camel"):
    data: _Fields | None = None


def claims(value: Any) -> str | None:
    """Know a mention by Octolens' own fields, bare or in the webhook's `data`."""
    if not isinstance(value, dict):
        return None
    wrapped = value.get("action") == "mention_created" and isinstance(value.get("data"), dict)
    inner = value["data"] if wrapped else value
    if "body" in inner and "sourceId" in inner and ("authorFollowers" in inner or "relevanceScore" in inner):
        return "`sourceId` beside `body`" + (" in a webhook's `data`" if wrapped else "")
    return None


def to_items(record: _Record) -> Iterator[Mention]:
    """Understand one mention; raises ValueError where it has no text."""
    post = record.data or record
    text = join_title(plain_text(post.title), plain_text(post.body))
    if not text:
        raise ValueError("it has no text")
    url = read_name(post.url)
    source, ident = read_link(url or "") or (read_source(post.source, url), read_name(post.source_id) or url)
    handle, name = read_person(read_name(post.author) or ""), read_person(read_name(post.author_name) or "")
    posted_at = parse_time(post.timestamp)
    yield Mention(
        id=ident or make_id(handle or name, posted_at, text),
        source=source,
        text=text,
        author=Author(handle, name, read_count(post.author_followers)),
        posted_at=posted_at,
        url=url,
        lang=read_name(post.language),
        vendor_sentiment=(read_name(post.sentiment) or "").lower() or None,
    )


READER = json_reader("octolens", "Octolens JSON and webhook", claims, _Record, to_items)
