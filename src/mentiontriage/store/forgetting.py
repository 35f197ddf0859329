"""Forget what people wrote, for good: rows overwritten, and a hash left so that it stays away."""

import sqlite3
from datetime import datetime

from mentiontriage.store._connection import transaction
from mentiontriage.store._tombstones import Tombstones
from mentiontriage.store.saving import COUNT_SPREAD
from mentiontriage.times import to_micros

_BY_AUTHOR = "fold(handle) = ?1 AND (?2 IS NULL OR source = ?2)"
_OLDER = "coalesce(posted_at, first_seen) < ?1"


def forget_author(db: sqlite3.Connection, handle: str, source: str | None, now: datetime) -> int:
    """Forget all that an author wrote and spread (on every source where `source` is None).

    Decisions about those posts go with them, since notes tell of people too. Returns how many
    posts went; the author is remembered as forgotten even where none were known.
    """
    values = (handle.casefold(), source)
    with transaction(db):
        db.create_function("fold", 1, _fold, deterministic=True)
        known = "SELECT DISTINCT source FROM mention UNION SELECT DISTINCT source FROM spread"
        sources = {source} if source else {row[0] for row in db.execute(known)}
        tombstones = Tombstones(db)
        tombstones.write([tombstones.hash_author(name, handle) for name in sources], now)
        spread = db.execute(f"SELECT source, of FROM spread WHERE {_BY_AUTHOR}", values).fetchall()
        db.execute(f"DELETE FROM spread WHERE {_BY_AUTHOR}", values)
        db.executemany(COUNT_SPREAD, spread)
        gone = _forget_posts(db, _BY_AUTHOR, values, now)
    _overwrite_log(db)
    return gone


def forget_older(db: sqlite3.Connection, before: datetime, now: datetime) -> int:
    """Forget all posts written (or, without a date, first seen) before a time. Returns how many."""
    with transaction(db):
        gone = _forget_posts(db, _OLDER, (to_micros(before),), now)
    _overwrite_log(db)
    return gone


def _forget_posts(db: sqlite3.Connection, where: str, values: tuple[object, ...], now: datetime) -> int:
    tombstones = Tombstones(db)
    posts = db.execute(f"SELECT source, id FROM mention WHERE {where}", values)
    tombstones.write([tombstones.hash_post(*post) for post in posts], now)
    db.execute(f"DELETE FROM spread WHERE (source, of) IN (SELECT source, id FROM mention WHERE {where})", values)
    return db.execute(f"DELETE FROM mention WHERE {where}", values).rowcount


def _fold(text: str | None) -> str | None:
    return text.casefold() if text else text


def _overwrite_log(db: sqlite3.Connection) -> None:
    """Leave nothing in the write-ahead log; `secure_delete` overwrote the rows themselves."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
