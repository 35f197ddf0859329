"""Forget what people wrote, for good: rows overwritten, and a hash left so that it stays away."""

import sqlite3
from datetime import datetime

from mentiontriage.handles import fold_handle
from mentiontriage.idents import names_everywhere
from mentiontriage.store._connection import transaction
from mentiontriage.store._tombstones import Tombstones
from mentiontriage.store._values import ANYWHERE
from mentiontriage.store.saving import COUNT_SPREAD
from mentiontriage.times import to_micros

_FROM = "(?2 IS NULL OR source = ?2)"
_BY_AUTHOR = f"fold(coalesce(handle, name)) = ?1 AND {_FROM}"
_SPREAD_BY = f"fold(handle) = ?1 AND {_FROM}"
_OLDER = f"coalesce(posted_at, first_seen) < ?1 AND {_FROM}"
_ONE = "no = ?1"
# Whom posts pass on by answering or quoting them, as `save_findings` notes it.
_PASSED_ON = """SELECT DISTINCT spread.source, spread.of, spread.handle
    FROM (SELECT source, coalesce(handle, name, '') AS author, in_reply_to, quotes FROM mention WHERE {where}) AS gone
    JOIN spread ON spread.source = gone.source AND spread.of IN (in_reply_to, quotes) AND spread.handle = author"""
# Another post of the same person may do so too.
_DROP_PASSED_ON = """DELETE FROM spread WHERE source = ?1 AND of = ?2 AND handle = ?3 AND NOT EXISTS (
    SELECT 1 FROM mention WHERE source = ?1 AND handle = ?3 COLLATE NOCASE AND ?2 IN (in_reply_to, quotes))"""


def forget_author(db: sqlite3.Connection, author: str, source: str | None, now: datetime) -> int:
    """Forget all that an author wrote and spread, by a handle or the name of who has none.

    `source` None is everywhere. Decisions about those posts go with them, since notes tell of people
    too. Returns how many posts went; the author is remembered as forgotten even where none were known.
    """
    values = (fold_handle(author), source)
    with transaction(db):
        db.create_function("fold", 1, _fold, deterministic=True)
        tombstones = Tombstones(db)
        tombstones.write([tombstones.hash_author(source or ANYWHERE, author)], now)
        spread = db.execute(f"SELECT source, of FROM spread WHERE {_SPREAD_BY}", values).fetchall()
        db.execute(f"DELETE FROM spread WHERE {_SPREAD_BY}", values)
        db.executemany(COUNT_SPREAD, spread)
        gone = _forget_posts(db, _BY_AUTHOR, values, now)
    _overwrite_log(db)
    return gone


def forget_older(db: sqlite3.Connection, before: datetime, source: str | None, now: datetime) -> int:
    """Forget all posts written (or, without a date, first seen) before a time. Returns how many.

    `source` None is everywhere.
    """
    with transaction(db):
        gone = _forget_posts(db, _OLDER, (to_micros(before), source), now)
    _overwrite_log(db)
    return gone


def forget_post(db: sqlite3.Connection, no: int, now: datetime) -> None:
    """Forget one post by its number, whoever wrote it."""
    with transaction(db):
        _forget_posts(db, _ONE, (no,), now)
    _overwrite_log(db)


def _forget_posts(db: sqlite3.Connection, where: str, values: tuple[object, ...], now: datetime) -> int:
    tombstones = Tombstones(db)
    posts = db.execute(f"SELECT source, id FROM mention WHERE {where}", values).fetchall()
    named = f"SELECT source, name FROM local_id WHERE mention IN (SELECT no FROM mention WHERE {where})"
    posts += [post for post in db.execute(named, values) if names_everywhere(post[1])]
    tombstones.write([tombstones.hash_post(*post) for post in posts], now)
    db.execute(f"DELETE FROM spread WHERE (source, of) IN (SELECT source, id FROM mention WHERE {where})", values)
    passed_on = db.execute(_PASSED_ON.format(where=where), values).fetchall()
    gone = db.execute(f"DELETE FROM mention WHERE {where}", values).rowcount
    db.executemany(_DROP_PASSED_ON, passed_on)
    db.executemany(COUNT_SPREAD, {(source, of) for source, of, _ in passed_on})
    return gone


def _fold(text: str | None) -> str | None:
    return fold_handle(text) if text else text


def _overwrite_log(db: sqlite3.Connection) -> None:
    """Leave nothing in the write-ahead log; `secure_delete` overwrote the rows themselves."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
