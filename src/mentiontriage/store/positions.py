"""How far each source has been read, and what came of its last run."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.store._values import fit_text
from mentiontriage.times import to_micros, to_moment


class SourceRun(msgspec.Struct, frozen=True):
    """A source's last run, and when one last went well; `error` is None where this one did."""

    ran_at: datetime
    succeeded_at: datetime | None
    error: str | None


def read_position(db: sqlite3.Connection, source: str, stream: str) -> dict[str, Any]:
    """Read how far a stream has been read; empty where it never was."""
    row = db.execute("SELECT value FROM position WHERE source = ? AND stream = ?", (source, stream)).fetchone()
    value = json.loads(row[0]) if row else {}
    return value if isinstance(value, dict) else {}


def read_positions(db: sqlite3.Connection, source: str) -> dict[str, dict[str, Any]]:
    """Read how far each stream of a source has been read."""
    streams = [row[0] for row in db.execute("SELECT stream FROM position WHERE source = ?", (source,))]
    return {stream: read_position(db, source, stream) for stream in streams}


def save_position(db: sqlite3.Connection, source: str, stream: str, value: Mapping[str, Any], now: datetime) -> None:
    """Save how far a stream has been read. Call it in the transaction that saves what was read."""
    sql = """INSERT INTO position VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at"""
    db.execute(sql, (source, stream, json.dumps(value, sort_keys=True), to_micros(now)))


def save_run(db: sqlite3.Connection, source: str, error: str | None, now: datetime) -> None:
    """Save what came of a source's run; an earlier success stays known."""
    at = to_micros(now)
    sql = """INSERT INTO source_run VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET ran_at = excluded.ran_at,
        succeeded_at = coalesce(excluded.succeeded_at, succeeded_at), error = excluded.error"""
    db.execute(sql, (source, at, None if error else at, fit_text(error)))


def read_runs(db: sqlite3.Connection) -> dict[str, SourceRun]:
    """Read each source's last run."""
    rows = db.execute("SELECT source, ran_at, succeeded_at, error FROM source_run")
    return {source: SourceRun(to_moment(ran), to_moment(ok), error) for source, ran, ok, error in rows}
