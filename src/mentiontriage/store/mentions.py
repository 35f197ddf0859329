"""Read mentions back: one, many, by author or thread, and what their networks answered."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from mentiontriage.handles import fold_handle
from mentiontriage.idents import JOINED
from mentiontriage.model import Author, Engagement, Mention, Spreader
from mentiontriage.payloads.links import fold_link, is_link, read_local_id
from mentiontriage.store.records import Stored
from mentiontriage.times import to_micros, to_moment

# Where several servers have a name of their own for a post, one is told: all else in the store names it by its id.
_FIELDS = """no, source, id, posted_at, followers, views, ours, competitor, hidden, first_seen, last_seen, gone_at,
    replies, reposts, likes, handle, name, verified, lang, in_reply_to, quotes, rating, vendor_sentiment, url, text,
    answered_at, spread_people, (SELECT min(name) FROM local_id WHERE local_id.mention = mention.no)"""
_AT_ONCE = 500
_EXACT = "id = ?1 OR (source = ?2 AND id = ?3)"
_BEGINS = "(id >= ?1 AND id < ?1 || char(1114111)) OR (source = ?2 AND id >= ?3 AND id < ?3 || char(1114111))"
_CALLED = "no IN (SELECT mention FROM local_id WHERE name = ?1 OR (source = ?2 AND name = ?3))"
# From each value to the next one by the index: DISTINCT would go over every row of a million.
_DISTINCT = """
    WITH RECURSIVE found (value) AS (
        SELECT min({column}) FROM {table}
        UNION ALL SELECT (SELECT min({column}) FROM {table} WHERE {column} > value) FROM found WHERE value IS NOT NULL
    )
    SELECT value FROM found WHERE value IS NOT NULL
"""


def read_mentions(db: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Stored]:
    """Read mentions by their numbers, in the order given; missing numbers are left out."""
    left = iter(numbers)
    while chunk := list(islice(left, _AT_ONCE)):
        marks = ", ".join("?" * len(chunk))
        sql = f"SELECT {_FIELDS} FROM mention WHERE no IN ({marks})"
        rows = {row[0]: row for row in db.execute(sql, chunk)}
        brands: dict[int, list[str]] = {}
        sql = f"SELECT mention, brand FROM naming WHERE mention IN ({marks}) ORDER BY brand"
        for no, brand in db.execute(sql, chunk):
            brands.setdefault(no, []).append(brand)
        for no in chunk:
            if row := rows.get(no):
                yield _to_stored(db, row, tuple(brands.get(no, ())))


def find_numbers(db: sqlite3.Connection, prefix: str, limit: int = 10) -> tuple[int, ...]:
    """Find mentions by the beginning of their id, or of `source:id`; an exact id, or an export's, finds no other.

    What no id begins with may be what a server calls one. A link to a mention finds it too; one that ids of others
    begin with finds these as well, since what was meant cannot be told.
    """
    source, _, rest = prefix.partition(":")
    if exact := _find_where(db, _EXACT, (prefix, source, rest), limit):
        return exact
    linked = _find_linked(db, prefix, limit) if is_link(prefix) else ()
    for where, end in ((_BEGINS, JOINED), (_BEGINS, ""), (_CALLED, "")):
        if found := _find_where(db, where, (prefix + end, source, rest + end), limit):
            return linked if set(linked) & set(found) else (*linked, *found)[:limit]
    return linked


def _find_where(db: sqlite3.Connection, where: str, named: tuple[str, str, str], limit: int) -> tuple[int, ...]:
    """Find mentions by an id, or by a source and an id."""
    sql = f"SELECT no FROM mention WHERE {where} ORDER BY id LIMIT ?4"
    return tuple(row[0] for row in db.execute(sql, (*named, limit)))


def _find_linked(db: sqlite3.Connection, link: str, limit: int) -> tuple[int, ...]:
    """Find mentions by a link to them: by what it tells of their id, else by the links that are stored."""
    folded = fold_link(link)
    source, ident = folded if folded[0] else ("mastodon", read_local_id(link) or "")
    for where in ("source = ?2 AND id = ?3", "no IN (SELECT mention FROM local_id WHERE source = ?2 AND name = ?3)"):
        if found := _find_where(db, where, (link, source, ident), limit):
            return found
    # There is no index of links: they are asked for this way too seldom for what one would take.
    rows = db.execute("SELECT no, url FROM mention WHERE url IS NOT NULL ORDER BY id")
    return tuple(islice((no for no, url in rows if fold_link(url) == folded), limit))


def find_by_author(db: sqlite3.Connection, source: str, handle: str, limit: int) -> tuple[int, ...]:
    """Find an author's mentions, newest first."""
    sql = "SELECT no FROM mention WHERE source = ? AND handle = ? COLLATE NOCASE ORDER BY posted_at DESC LIMIT ?"
    return tuple(row[0] for row in db.execute(sql, (source, handle, limit)))


def find_by_name(db: sqlite3.Connection, name: str) -> frozenset[int]:
    """Find the mentions by authors without a handle whose name is this one, written as `fold_handle` writes it."""
    rows = db.execute("SELECT no, name FROM mention WHERE handle IS NULL AND name IS NOT NULL")
    return frozenset(no for no, told in rows if fold_handle(told) == name)


def find_answers(db: sqlite3.Connection, source: str, ident: str) -> tuple[int, ...]:
    """Find the mentions that answer a post, oldest first."""
    sql = "SELECT no FROM mention WHERE source = ? AND in_reply_to = ? ORDER BY posted_at"
    return tuple(row[0] for row in db.execute(sql, (source, ident)))


def iterate_all(db: sqlite3.Connection, since: datetime | None = None) -> Iterator[Stored]:
    """Read every mention that was not deleted, posted at or after `since` (or of unknown time)."""
    sql = "SELECT no FROM mention WHERE gone_at IS NULL AND (?1 IS NULL OR posted_at IS NULL OR posted_at >= ?1)"
    return read_mentions(db, (row[0] for row in db.execute(sql, (to_micros(since),))))


def list_sources(db: sqlite3.Connection) -> list[str]:
    """List the networks from which there are mentions."""
    return [row[0] for row in db.execute(_DISTINCT.format(column="source", table="mention"))]


def list_named(db: sqlite3.Connection) -> list[str]:
    """List the brands that mentions name."""
    return [row[0] for row in db.execute(_DISTINCT.format(column="brand", table="naming"))]


def count_mentions(db: sqlite3.Connection) -> int:
    """Count the mentions in the store."""
    return int(db.execute("SELECT count(*) FROM mention").fetchone()[0])


def list_young(db: sqlite3.Connection, source: str, posted_after: datetime, seen_before: datetime) -> Iterator[str]:
    """List the ids of a source's young posts whose counts are getting old, longest unseen first."""
    sql = """SELECT id FROM mention WHERE source = ? AND posted_at >= ? AND last_seen < ? AND gone_at IS NULL
        ORDER BY last_seen"""
    return (row[0] for row in db.execute(sql, (source, to_micros(posted_after), to_micros(seen_before))))


def read_payload(db: sqlite3.Connection, no: int) -> bytes | None:
    """Read what the network told of a mention, in its own words, while it is kept."""
    row = db.execute("SELECT body FROM payload WHERE mention = ?", (no,)).fetchone()
    return zlib.decompress(row[0]) if row else None


def _to_stored(db: sqlite3.Connection, row: tuple[Any, ...], brands: tuple[str, ...]) -> Stored:
    no, source, ident, posted, followers, views, ours, competitor, hidden, first, last, gone = row[:12]
    replies, reposts, likes, handle, name, verified, lang, parent, quotes = row[12:21]
    rating, vendor, url, text, answered, spread, local_id = row[21:]
    mention = Mention(
        id=ident,
        source=source,
        text=text,
        author=Author(handle, name, followers, None if verified is None else bool(verified)),
        engagement=Engagement(replies, reposts, likes, views),
        posted_at=to_moment(posted),
        url=url,
        lang=lang,
        in_reply_to=parent,
        quotes=quotes,
        rating=rating,
        vendor_sentiment=vendor,
        spread=_read_spread(db, source, ident, handle) if spread else (),
        ours=bool(ours),
        answered_at=to_moment(answered),
        hidden=bool(hidden),
        local_id=local_id,
    )
    moments = (to_moment(first), to_moment(last), to_moment(gone))
    return Stored(no, mention, brands, bool(competitor), *moments)


def _read_spread(db: sqlite3.Connection, source: str, ident: str, author: str | None) -> tuple[Spreader, ...]:
    """Read who passed a post on, each person once, however their handle is spelled, with the most followers told."""
    sql = """SELECT handle, followers FROM spread WHERE source = ? AND of = ? AND handle IS NOT ? COLLATE NOCASE
        ORDER BY followers DESC, handle"""
    people: dict[str, Spreader] = {}
    for handle, followers in db.execute(sql, (source, ident, author)):
        people.setdefault(handle.casefold(), Spreader(handle or None, followers))
    return tuple(people.values())
