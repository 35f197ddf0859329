"""What each import brought, so that it can be taken back."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.store._values import fit_text
from mentiontriage.store.decisions import list_decisions
from mentiontriage.store.records import Decision, Saved
from mentiontriage.store.saving import COUNT_SPREAD
from mentiontriage.times import to_micros, to_moment

_FIELDS = "no, at, inputs, new, known, undone_at"
# What this import alone told of: no network did (NULL), and no other import that still stands, before it or after.
_ALONE = """met_by IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM import WHERE import.no = brought_by AND import.no <> ?1 AND undone_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM {held} AS other JOIN import ON import.no = other.import
        WHERE {same} AND import.no <> ?1 AND undone_at IS NULL)"""
_POST_ALONE = _ALONE.format(held="held", same="other.mention = mention.no")
_POSTS = """
    SELECT mention.no FROM mention WHERE brought_by = ?1 AND mention.no > ?2 AND {fits}
    UNION SELECT held.mention FROM held JOIN mention ON mention.no = mention
        WHERE held.import = ?1 AND held.mention > ?2 AND {fits}
"""
_SPREAD = "spread.source, spread.of, spread.handle"
# Who answers or quotes a post still passes it on if that answer is there for another reason.
_LEFT_SPREAD = f"""
    SELECT source, of, handle FROM spread
    WHERE (source, of, handle) IN (
            SELECT source, of, handle FROM spread WHERE brought_by = ?1
            UNION SELECT source, of, handle FROM held_spread WHERE import = ?1)
        AND {_ALONE.format(held="held_spread", same=f"(other.source, other.of, other.handle) = ({_SPREAD})")}
        AND NOT EXISTS (SELECT 1 FROM mention
            WHERE mention.source = spread.source AND mention.handle = spread.handle COLLATE NOCASE
                AND (in_reply_to = of OR quotes = of))
"""


class Import(msgspec.Struct, frozen=True):
    """One import: when, of what, how many posts were new with it, and how many rows told of others."""

    no: int
    at: datetime
    inputs: tuple[str, ...]
    new: int
    known: int
    undone_at: datetime | None


def begin_import(db: sqlite3.Connection, inputs: Iterable[str], now: datetime) -> int:
    """Write down that an import begins. Call it in the transaction that saves its first posts."""
    names = json.dumps([fit_text(name) for name in inputs])
    sql = "INSERT INTO import (at, inputs) VALUES (?, ?)"
    return int(db.execute(sql, (to_micros(now), names)).lastrowid or 0)


def count_saved(db: sqlite3.Connection, no: int, saved: Saved) -> None:
    """Add to what an import has brought. Call it in the transaction that saves it."""
    db.execute("UPDATE import SET new = new + ?, known = known + ? WHERE no = ?", (saved.new, saved.merged, no))


def finish_undoing(db: sqlite3.Connection, no: int, now: datetime) -> None:
    """Take away whom an import alone told of as passing a post on, and mark it as taken back."""
    spread = db.execute(_LEFT_SPREAD, (no,)).fetchall()
    db.executemany("DELETE FROM spread WHERE source = ? AND of = ? AND handle = ?", spread)
    db.executemany(COUNT_SPREAD, {(source, of) for source, of, _ in spread})
    db.execute("UPDATE import SET undone_at = ? WHERE no = ?", (to_micros(now), no))


def list_imports(db: sqlite3.Connection) -> list[Import]:
    """List all imports, newest first."""
    return list(map(_to_import, db.execute(f"SELECT {_FIELDS} FROM import ORDER BY no DESC")))


def find_import(db: sqlite3.Connection, no: int) -> Import | None:
    """Find the import of that number."""
    row = db.execute(f"SELECT {_FIELDS} FROM import WHERE no = ?", (no,)).fetchone()
    return _to_import(row) if row else None


def _to_import(row: tuple[Any, ...]) -> Import:
    no, at, inputs, new, known, undone = row
    return Import(no, to_moment(at), tuple(json.loads(inputs)), new, known, to_moment(undone))


def list_brought(db: sqlite3.Connection, no: int, after: int, limit: int) -> list[int]:
    """List the first mentions, by number and after a given one, that nothing else that still stands told of."""
    sql = f"{_POSTS.format(fits=_POST_ALONE)} ORDER BY 1 LIMIT ?3"
    return [row[0] for row in db.execute(sql, (no, after, limit))]


def count_shared(db: sqlite3.Connection, no: int) -> int:
    """Count the mentions that an import held and that a network or another import that stands told of too."""
    sql = f"SELECT count(*) FROM ({_POSTS.format(fits=f'NOT ({_POST_ALONE})')})"
    return int(db.execute(sql, (no, 0)).fetchone()[0])


def drop_mentions(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Delete mentions, with all that was decided about them, and forget nobody: they may be imported again."""
    db.executemany("DELETE FROM mention WHERE no = ?", ((no,) for no in numbers))


def list_answers(db: sqlite3.Connection, numbers: Sequence[int], who: str) -> list[Decision]:
    """List what `who` decided because of those of these mentions that are replies of ours.

    What was answered is looked at again the next time: another reply may answer it too.
    """
    told = "SELECT coalesce(posted_at, first_seen), url, source FROM mention WHERE no = ? AND ours = 1"
    replies = {row for no in numbers for row in db.execute(told, (no,))}
    # Of replies that are dated by day thousands have one time: what was decided then is looked through once.
    sql = """
        SELECT decision.no, decision.mention, detail, source FROM decision JOIN mention ON mention.no = decision.mention
        WHERE at = ? AND who = ? AND kind = 'done' ORDER BY decision.no
    """
    found = []
    for at in sorted({at for at, _, _ in replies}):
        for made, mention, detail, source in db.execute(sql, (at, who)).fetchall():
            if (at, detail, source) in replies:
                db.execute("INSERT OR IGNORE INTO replied VALUES (?)", (mention,))
                found += [decision for decision in list_decisions(db, mention) if decision.no == made]
    return found


def list_authors(db: sqlite3.Connection, numbers: Iterable[int]) -> set[tuple[str, str]]:
    """List who wrote these mentions, by network and handle."""
    sql = "SELECT source, handle FROM mention WHERE no = ? AND handle IS NOT NULL AND ours = 0"
    return {row for no in numbers for row in db.execute(sql, (no,))}


def list_moved(db: sqlite3.Connection, source: str, handle: str) -> list[tuple[int, datetime | None]]:
    """List an author's mentions that came back, each with when they last wrote anything else."""
    sql = """
        SELECT no, (
            SELECT max(coalesce(posted_at, first_seen)) FROM mention AS other
            WHERE other.source = mention.source AND other.handle = mention.handle COLLATE NOCASE
                AND other.ours = 0 AND other.gone_at IS NULL AND (other.no <> mention.no OR rating IS NOT NULL))
        FROM mention JOIN standing ON standing.mention = no
        WHERE source = ? AND handle = ? COLLATE NOCASE AND status = 'open' AND since IS NOT NULL
    """
    return [(no, to_moment(wrote)) for no, wrote in db.execute(sql, (source, handle)).fetchall()]
