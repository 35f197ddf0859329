"""Feeds: RSS, RDF and Atom as feedparser hands them over, and JSON Feed.

https://feedparser.readthedocs.io, https://www.jsonfeed.org/version/1.1/
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.handles import read_handle
from mentiontriage.idents import JOINED, digest, make_id
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.payloads._each import FAULTS, Found, understand_each
from mentiontriage.payloads._senders import leave_out_address
from mentiontriage.text import join_title, plain_text, read_name, split_link
from mentiontriage.times import parse_time

_ESCAPED = re.compile(rb"%([0-9a-fA-F]{2})")
_GOOGLE = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")
# An id that no other feed has: an address, a name of a kind that is given out once, or long and at random.
_GLOBAL = re.compile(r".*://|(?!\d+$).{8,}", re.S)
_FIRST_TAG = re.compile(rb"<\0{0,3}\w")  # in UTF-16 and UTF-32 as well
_DECLARATION = re.compile(rb"\s{0,9}<\?xml[^<>]{0,200}\?>")
_LONGEST_PROLOGUE = 8 * 1024  # it tells an encoding, a style sheet, a few entities
# The first element, after declarations and comments; with any prefix, as real feeds have them.
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?(\w+)")
# What the parser says where a feed ends within its first element.
_ENDS_EARLY = frozenset({"no element found", "unclosed token", "unclosed CDATA section", "partial character"})
_FOLLOWED = re.compile(r"[?&]utm_\w+=[^&]*|#.*")


class Person(msgspec.Struct):
    """An author of a JSON Feed."""

    name: Any = None


class Item(msgspec.Struct):
    """An item of a JSON Feed."""

    id: Any = None
    url: Any = None
    external_url: Any = None
    title: Any = None
    content_text: Any = None
    content_html: Any = None
    summary: Any = None
    date_published: Any = None
    date_modified: Any = None
    language: Any = None
    author: Person | None = None
    authors: list[Person] | None = None


class JsonFeed(msgspec.Struct):
    """A JSON Feed; version 1.0 names one author, 1.1 several, each for all items without their own."""

    items: list[Item] | None = None
    language: Any = None
    author: Person | None = None
    authors: list[Person] | None = None


def to_items(feed: JsonFeed) -> Iterator[Found]:
    """Understand a JSON Feed."""
    of_all = _read_person(feed.author, feed.authors)

    def understand(item: Item) -> Mention:
        text = plain_text(item.content_text) or plain_text(item.content_html) or plain_text(item.summary)
        mention = Mention(
            id=read_name(item.id) or "",
            source="feed",
            text=join_title(plain_text(item.title), text),
            author=_read_person(item.author, item.authors) or of_all or Author(),
            posted_at=parse_time(item.date_published) or parse_time(item.date_modified),
            lang=read_name(item.language) or read_name(feed.language),
        )
        return _complete(mention, read_name(item.url) or read_name(item.external_url))

    yield from understand_each(feed.items or (), understand)


def parse_xml(content: bytes, kind: str = "") -> Any:
    """Read an XML feed, as well-formed or not as it comes; `kind` is the content type that it was sent with."""
    import feedparser

    # A stream, because feedparser takes bytes for a file's name or an address to fetch. Markup is
    # taken out by us, so it need be neither cleaned nor its links completed before.
    headers = {"content-type": kind} if kind else None
    return feedparser.parse(
        io.BytesIO(_cut_prologue(content)), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def ends_early(feed: Any, content: bytes) -> bool:
    """Tell whether a content is only the beginning of the feed that `parse_xml` made of it.

    The parser tells of the first fault that it met, which may be another one further up: the text tells then. Where an
    entry quotes the tag that closes a feed, only the parser can tell.
    """
    if not feed.get("bozo"):
        return False
    text = content.replace(b"\0", b"").decode("latin-1")  # tags are ASCII, in UTF-16 and UTF-32 with NULs between
    root = find_root(text)
    is_open = root is not None and not re.search(rf"</(?:[\w.-]+:)?{root}\s*>", text)
    return is_open or getattr(feed.get("bozo_exception"), "getMessage", str)() in _ENDS_EARLY


def find_root(text: str) -> str | None:
    """Find the name of a document's first element, without its prefix."""
    parts = text.split("<!--")
    root = _ROOT.search(parts[0] + "".join(part.partition("-->")[2] for part in parts[1:]))
    return root[1] if root else None


def _cut_prologue(content: bytes) -> bytes:
    """Leave out what stands before the first tag where it is long: feedparser's time grows with its square."""
    first = _FIRST_TAG.search(content)
    at = first.start() if first else len(content)
    if at <= _LONGEST_PROLOGUE:
        return content
    if b"\0" in content[: at + 2]:  # without its first bytes nobody could tell in which order its bytes are
        return b""
    declaration = _DECLARATION.match(content)
    return (declaration[0] if declaration else b"") + content[at:]


def understand_entries(
    entries: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[Mapping[str, Any], Mention | Skipped]]:
    """Understand the entries of an XML feed one by one, so that a bad one costs itself alone."""
    for number, entry in enumerate(entries, 1):
        try:
            yield entry, to_mention(entry)
        except FAULTS as error:
            yield entry, Skipped(f"entry {number}", f"a post of another shape: {error}")


def write_entry(entry: Mapping[str, Any]) -> bytes:
    """Write down what a feed told of an entry, as JSON."""
    return json.dumps(entry, default=str).encode("utf-8", "replace")


def to_mention(entry: Mapping[str, Any]) -> Mention:
    """Understand one entry of an XML feed, in feedparser's words."""
    link = read_name(entry.get("link"))
    url = unwrap_google(link) if link else None
    title, text = plain_text(entry.get("title")), _read_content(entry)
    if url != link:  # Google Alerts escape their bold words twice
        title, text = plain_text(title), plain_text(text)
    statistics = entry.get("media_statistics")
    views = statistics.get("views") if isinstance(statistics, Mapping) else None
    mention = Mention(
        id=read_name(entry.get("id")) or "",
        source="feed",
        text=join_title(title, text),
        author=_read_entry_author(entry),
        engagement=Engagement(replies=read_count(entry.get("slash_comments")), views=read_count(views)),
        posted_at=_read_moment(_find_time(entry)),
        lang=read_name(entry.get("language")),
    )
    return _complete(mention, url)


def _complete(mention: Mention, url: str | None) -> Mention:
    """Give an entry an id that no other feed's entry has, from its own, its link or what it says."""
    if not (mention.id or url or mention.text):
        raise ValueError("it has neither text nor id nor link")
    by = mention.author.handle or mention.author.name
    words = make_id(by, mention.posted_at, mention.text)
    ident = mention.id or url or words
    if mention.id and not _GLOBAL.match(mention.id):  # many a feed counts its entries from 1
        ident += JOINED + (digest(_FOLLOWED.sub("", url)) if url else words)
    return msgspec.structs.replace(mention, id=ident, url=url)


def _read_content(entry: Mapping[str, Any]) -> str:
    """Take the longest of what an entry says: some feeds cut the content, others the summary."""
    contents = entry.get("content")
    values = [one.get("value") for one in contents if isinstance(one, Mapping)] if contents else []
    return max((plain_text(value) for value in [*values, entry.get("summary")]), key=len)


def _read_entry_author(entry: Mapping[str, Any]) -> Author:
    name = read_name(entry.get("author"))
    if name and name.startswith("/u/"):  # Reddit's feeds
        return Author(handle=read_handle(name))
    return Author(name=_read_writer(name))


def _read_person(one: Person | None, several: list[Person] | None) -> Author | None:
    person = several[0] if several else one
    name = _read_writer(read_name(person.name)) if person else None
    return Author(name=name) if name else None


def _read_writer(name: str | None) -> str | None:
    """Read a writer's name, beside which RSS asks for an e-mail address: `ada@mail.example (Ada Moon)`."""
    return (leave_out_address(name) or None) if name and "@" in name else name


def _find_time(entry: Mapping[str, Any]) -> Any:
    # feedparser warns where the second is asked for and only the first is there.
    if "published_parsed" in entry or "updated_parsed" not in entry:
        return entry.get("published_parsed")
    return entry["updated_parsed"]


def _read_moment(parsed: Any) -> datetime | None:
    """Read feedparser's time, which is in UTC already."""
    if parsed is None:
        return None
    year, month, day, hour, minute, second = tuple(parsed)[:6]
    try:
        return parse_time(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat())
    except (ValueError, TypeError):
        return None


def unwrap_google(link: str) -> str:
    """Take the real address out of `https://www.google.com/url?...&url=...`."""
    host, path = split_link(link)
    if path != "/url" or not _GOOGLE.fullmatch(host):
        return link
    for parameter in link.partition("?")[2].replace("&amp;", "&").split("&"):
        name, _, value = parameter.partition("=")
        if name in {"url", "q"} and value:
            raw = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), value.encode())
            return raw.decode("utf-8", "replace")
    return link
