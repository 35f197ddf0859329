"""Talkwalker's JSON: documents one by one, in a search's `result_content`, or in a stream's chunks.

Times are milliseconds since 1970; the sentiment is a number from -5 to 5.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.idents import make_id
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.payloads.links import read_link, read_link_handle
from mentiontriage.readers._cells import read_person
from mentiontriage.readers._fields import join_title
from mentiontriage.readers._json import as_dict, json_reader
from mentiontriage.readers._sources import name_page, read_host
from mentiontriage.readers._talkwalker import COUNTS
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time


class _Record(msgspec.Struct):
    """What stands around a document, or the document itself."""

    result_content: Any = None
    chunk_result: Any = None
    data: Any = None
    url: Any = None
    published: Any = None
    title: Any = None
    content: Any = None
    lang: Any = None
    source_type: Any = None
    domain_url: Any = None
    sentiment: Any = None
    extra_author_attributes: Any = None
    source_extended_attributes: Any = None
    article_extended_attributes: Any = None


def claims(value: Any) -> str | None:
    """Know a document by `source_type`, `published` and `content`."""
    for post in _unwrap(as_dict(value)):
        if {"source_type", "published", "content"} <= post.keys():
            return "`source_type` beside `published` and `content`"
    return None


def to_items(record: _Record) -> Iterator[Mention | Skipped]:
    """Understand one document, or all in one reply."""
    for number, post in enumerate(_unwrap(msgspec.structs.asdict(record)), 1):
        try:
            yield _to_mention(post)
        except ValueError as error:
            yield Skipped(f"document {number}", str(error))


def _unwrap(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for wrapper in ("result_content", "chunk_result", "data"):
        inner = value.get(wrapper)
        for one in inner if isinstance(inner, list) else (inner,):
            if isinstance(one, dict):
                yield from _unwrap(one)
    if value.get("content") is not None or value.get("source_type") is not None:
        yield value


def _to_mention(post: dict[str, Any]) -> Mention:
    text = join_title(plain_text(post.get("title")), plain_text(post.get("content")))
    if not text:
        raise ValueError("it has no text")
    url = read_name(post.get("url"))
    link = read_link(url or "")
    person = as_dict(post.get("extra_author_attributes"))
    handle = read_person(read_name(person.get("short_name")) or "") or (read_link_handle(url or "") if link else None)
    name = read_person(read_name(person.get("name")) or "")
    posted_at = parse_time(post.get("published"))
    source, ident = link or (name_page(read_name(post.get("domain_url")) or "", read_host(url or "")), url)
    return Mention(
        id=ident or make_id(handle or name, posted_at, text),
        source=source,
        text=text,
        author=Author(handle, name, _read_count(post, "followers") or None),
        engagement=Engagement(
            _read_count(post, "replies"),
            _read_count(post, "reposts"),
            _read_count(post, "likes"),
            _read_count(post, "views") or None,
        ),
        posted_at=posted_at,
        url=url,
        lang=read_name(post.get("lang")),
        vendor_sentiment=_read_sentiment(post.get("sentiment")),
    )


def _read_count(post: dict[str, Any], field: str) -> int | None:
    """Read the count that the post's own network has; where all are 0, that is one, or not known."""
    place, names = COUNTS[field]
    told = as_dict(post.get(place))
    counts = [count for name in names if (count := read_count(told.get(name))) is not None]
    return next(filter(None, counts), counts[0] if counts else None)


def _read_sentiment(value: Any) -> str | None:
    if isinstance(value, int | float):
        return "negative" if value < 0 else "positive" if value > 0 else "neutral"
    return (read_name(value) or "").lower() or None


READER = json_reader("talkwalker-json", "Talkwalker JSON", claims, _Record, to_items)
