"""Save findings: a post seen again is merged, so that saving twice is the same as saving once.

The rules are those of `copies`: counts only grow, the longer text is the whole one, gaps are
filled, and what was once known is never replaced by nothing; of a review that was written anew the
later version holds.
"""

import sqlite3
import zlib
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from mentiontriage.model import Author, Mention, Repost
from mentiontriage.store._apart import keep_apart
from mentiontriage.store._local_ids import find_id, note_local_id, refer_by_id, rename_stored
from mentiontriage.store._threads import list_threads, settle_answers
from mentiontriage.store._tombstones import Tombstones
from mentiontriage.store._values import fit_count, fit_text
from mentiontriage.store.records import Finding, Saved
from mentiontriage.text import CUT_MARKS
from mentiontriage.times import to_micros

_GROW = ("followers", "views", "replies", "reposts", "likes", "answered_at")
_FILL = (
    "posted_at",
    "handle",
    "name",
    "verified",
    "lang",
    "in_reply_to",
    "quotes",
    "rating",
    "vendor_sentiment",
    "url",
)
_IMPORT = ("brought_by", "met_by")
_OTHER = ("source", "id", "ours", "competitor", "hidden", "first_seen", "last_seen", "text")
_COLUMNS = (*_OTHER, *_GROW, *_FILL, *_IMPORT)
_MEET = "met_by = iif(met_by IS NULL, NULL, excluded.met_by)"  # NULL is a network, which always holds
# Two versions of one review, as `copies` tells them; and a text that was only cut short.
_IS_LATER = "(rating + excluded.rating IS NOT NULL AND excluded.posted_at > posted_at)"
_IS_EARLIER = "(rating + excluded.rating IS NOT NULL AND excluded.posted_at < posted_at)"
_BEGINS = f"instr({{whole}}, rtrim({{text}}, '{CUT_MARKS}')) = 1"
_MERGE = ", ".join(
    (
        *(f"{c} = coalesce(max({c}, excluded.{c}), {c}, excluded.{c})" for c in _GROW),
        *(f"{c} = iif({_IS_LATER}, coalesce(excluded.{c}, {c}), coalesce({c}, excluded.{c}))" for c in _FILL),
        "ours = max(ours, excluded.ours)",
        "hidden = max(hidden, excluded.hidden)",
        "competitor = min(competitor, excluded.competitor)",
        "first_seen = min(first_seen, excluded.first_seen)",
        "last_seen = max(last_seen, excluded.last_seen)",
        _MEET,
        f"""text = CASE
            WHEN {_IS_LATER} AND NOT {_BEGINS.format(text="excluded.text", whole="text")} THEN excluded.text
            WHEN {_IS_EARLIER} AND NOT {_BEGINS.format(text="text", whole="excluded.text")} THEN text
            ELSE iif(length(excluded.text) > length(text), excluded.text, text) END""",
    )
)
_SAVE = (
    f"INSERT INTO mention ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    f"ON CONFLICT (source, id) DO UPDATE SET {_MERGE} RETURNING no, brought_by"
)
_NAME = "INSERT OR IGNORE INTO naming (mention, brand) VALUES (?, ?)"
_KEEP = """INSERT INTO payload VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at, body = excluded.body"""
_SPREAD = f"""INSERT INTO spread VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET followers = max(followers, excluded.followers), {_MEET} RETURNING brought_by"""
# An import also told of what something else had brought: once that is taken back, this one still holds it.
_HOLD = "INSERT OR IGNORE INTO held VALUES (?, ?)"
_HOLD_SPREAD = "INSERT OR IGNORE INTO held_spread VALUES (?, ?, ?, ?)"
# A thread's author does not spread the post by answering in it, and nobody does twice by another spelling of a handle.
# The total is kept within an integer.
COUNT_SPREAD = """
    UPDATE mention SET spread_people = (
        SELECT cast(min(total(most), 9e17) AS INTEGER) FROM (
            SELECT max(followers) AS most FROM spread WHERE spread.source = mention.source AND of = mention.id
                AND spread.handle IS NOT mention.handle COLLATE NOCASE
            GROUP BY spread.handle COLLATE NOCASE)
    ) WHERE source = ?1 AND id = ?2
        AND (spread_people != 0 OR EXISTS (SELECT 1 FROM spread WHERE spread.source = ?1 AND of = ?2))
"""


class _Seen(NamedTuple):
    """When something was seen, in microseconds since 1970, and in which import; None where a network told of it."""

    at: int
    by: int | None


def save_findings(
    db: sqlite3.Connection,
    findings: Iterable[Finding],
    now: datetime,
    imported: int | None = None,
    own: Collection[str] = frozenset(),
) -> Saved:
    """Save what was found at `now`, by the import of that number or by a fetch.

    `own` are our accounts, folded, of whom none is whom a reply of ours is for. Call it within a transaction, with the
    position it covers.
    """
    seen = _Seen(to_micros(now), imported)
    tombstones = Tombstones(db)
    touched: set[tuple[str, str]] = set()
    threads: set[tuple[str, str]] = set()
    known = forgotten = merged = 0
    before = newest = db.execute("SELECT coalesce(max(no), 0) FROM mention").fetchone()[0]
    for finding in findings:
        item = finding.item
        if isinstance(item, Repost):
            touched.update(_save_repost(db, tombstones, item, seen))
        mention = item.original if isinstance(item, Repost) else item
        if mention is None:
            continue
        if tombstones.covers(mention):
            forgotten += 1
            continue
        rename_stored(db, mention)
        mention = keep_apart(db, refer_by_id(db, mention))
        no, brought_by = _save_mention(db, finding, mention, seen)
        note_local_id(db, mention, no)
        known += no <= newest  # numbers are given in order
        if imported not in (None, brought_by):
            merged += 1
            db.execute(_HOLD, (imported, no))
        newest = max(newest, no)
        touched.add((mention.source, mention.id))
        touched.update(_save_answer(db, mention, seen))
        threads.update(list_threads(mention))
    settle_answers(db, threads, own)
    db.executemany(COUNT_SPREAD, [(fit_text(source), fit_text(ident)) for source, ident in touched])
    return Saved(newest - before, known, forgotten, merged)


def mark_gone(db: sqlite3.Connection, source: str, ids: Iterable[str], now: datetime) -> int:
    """Mark posts that a source says were deleted; they leave the queue. Returns how many were known."""
    rows = [(to_micros(now), source, fit_text(ident)) for ident in ids]
    sql = "UPDATE mention SET gone_at = ? WHERE source = ? AND id = ? AND gone_at IS NULL"
    return db.executemany(sql, rows).rowcount if rows else 0


def mark_there(db: sqlite3.Connection, posts: Iterable[tuple[str, str]]) -> None:
    """Take back that posts (source and id) were deleted: their network shows them again.

    A moderator let one through, an account came back, or the network was wrong. An export never says
    as much: it may be older than the deletion.
    """
    rows = [(fit_text(source), fit_text(ident)) for source, ident in posts]
    db.executemany("UPDATE mention SET gone_at = NULL WHERE source = ? AND id = ? AND gone_at IS NOT NULL", rows)


def drop_payloads(db: sqlite3.Connection, before: datetime) -> int:
    """Delete the payloads seen last before a time. Returns how many."""
    return db.execute("DELETE FROM payload WHERE seen_at < ?", (to_micros(before),)).rowcount


def _save_mention(db: sqlite3.Connection, finding: Finding, mention: Mention, seen: _Seen) -> tuple[int, int | None]:
    """Save a mention; gives its number and which import brought it, if one did."""
    row = _to_row(finding, mention, seen)
    try:
        no, brought_by = db.execute(_SAVE, row).fetchone()
    except (UnicodeEncodeError, OverflowError):  # text or counts that SQLite cannot hold; rare, so asked afterwards
        no, brought_by = db.execute(_SAVE, [_fit(value) for value in row]).fetchone()
    db.executemany(_NAME, [(no, fit_text(brand)) for brand in finding.brands])
    if finding.payload is not None:
        db.execute(_KEEP, (no, seen.at, zlib.compress(finding.payload)))
    return no, brought_by


def _save_answer(db: sqlite3.Connection, mention: Mention, seen: _Seen) -> Iterable[tuple[str, str]]:
    """Whoever answers or quotes a post shows it to those who follow them; we do not count ourselves."""
    for of in {mention.in_reply_to, mention.quotes}:
        if of is not None and not mention.ours:
            _save_spread(db, mention.source, of, mention.author, seen)
            yield mention.source, of
    for spreader in mention.spread:
        _save_spread(db, mention.source, mention.id, Author(spreader.handle, followers=spreader.followers), seen)


def _save_repost(
    db: sqlite3.Connection, tombstones: Tombstones, repost: Repost, seen: _Seen
) -> Iterable[tuple[str, str]]:
    if not tombstones.covers_author(repost.source, repost.by, None):
        of = find_id(db, repost.source, repost.of) or repost.of
        _save_spread(db, repost.source, of, repost.by, seen)
        yield repost.source, of


def _save_spread(db: sqlite3.Connection, source: str, of: str, by: Author, seen: _Seen) -> None:
    handle = by.handle or by.name or ""
    if followers := fit_count(by.followers):
        key = (fit_text(source), fit_text(of), fit_text(handle))
        ((brought_by,),) = db.execute(_SPREAD, (*key, followers, seen.at, seen.by, seen.by)).fetchall()
        if seen.by not in (None, brought_by):
            db.execute(_HOLD_SPREAD, (seen.by, *key))


def _to_row(finding: Finding, mention: Mention, seen: _Seen) -> tuple[object, ...]:
    author, engagement = mention.author, mention.engagement
    return (
        *(mention.source, mention.id, mention.ours, finding.competitor, mention.hidden),
        *(seen.at, seen.at, mention.text),
        *(author.followers, engagement.views, engagement.replies, engagement.reposts, engagement.likes),
        to_micros(mention.answered_at),
        *(to_micros(mention.posted_at), author.handle, author.name, author.verified, mention.lang),
        *(mention.in_reply_to, mention.quotes, mention.rating, mention.vendor_sentiment, mention.url),
        *(seen.by, seen.by),
    )


def _fit(value: object) -> object:
    if isinstance(value, str):
        return fit_text(value)
    return fit_count(value) if isinstance(value, int) else value
