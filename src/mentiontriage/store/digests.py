"""What each recipient of digests has been told of; a digest counts only once it was sent."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from mentiontriage.times import to_micros, to_moment


def begin_digest(
    db: sqlite3.Connection, recipient: str, message_id: str, told: Iterable[tuple[int, str]], now: datetime
) -> int:
    """Write down what a digest is about to tell, as (mention, why). Returns its number.

    An earlier digest to this recipient that was begun and never sent is dropped: all of it is
    told again. One of the same name is the same digest, sent once more. Call it within a transaction.
    """
    db.execute("DELETE FROM digest WHERE recipient = ? AND sent_at IS NULL", (recipient,))
    sql = """INSERT INTO digest (recipient, message_id, begun_at) VALUES (?, ?, ?)
        ON CONFLICT (message_id) DO UPDATE SET begun_at = excluded.begun_at RETURNING no"""
    (no,) = db.execute(sql, (recipient, message_id, to_micros(now))).fetchone()
    rows = [(recipient, mention, why, no) for mention, why in told]
    db.executemany("INSERT OR IGNORE INTO reported VALUES (?, ?, ?, ?)", rows)
    return int(no)


def finish_digest(db: sqlite3.Connection, digest: int, now: datetime) -> None:
    """Mark a digest as taken by the server; only now are its mentions reported."""
    db.execute("UPDATE digest SET sent_at = ? WHERE no = ?", (to_micros(now), digest))


def read_reported(db: sqlite3.Connection, recipient: str) -> set[tuple[int, str]]:
    """Read what a recipient has been told of, as (mention, why)."""
    sql = """SELECT mention, why FROM reported JOIN digest ON digest.no = reported.digest
        WHERE reported.recipient = ? AND sent_at IS NOT NULL"""
    return set(db.execute(sql, (recipient,)))


def read_last_sent(db: sqlite3.Connection, recipient: str) -> datetime | None:
    """Read when the last digest to a recipient was sent."""
    row = db.execute("SELECT max(sent_at) FROM digest WHERE recipient = ?", (recipient,)).fetchone()
    sent: int | None = row[0]
    return to_moment(sent)
