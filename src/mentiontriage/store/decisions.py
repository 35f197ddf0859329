"""What people decide about mentions: added, never changed; where a mention stands follows from it."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime

from mentiontriage.store.records import Decision, Kind, Standing, Status
from mentiontriage.times import to_micros, to_moment

_FIELDS = "mention, at, who, kind, detail, until, undoes, no, batch"
LEADS_TO: dict[Kind, Status] = {
    "snooze": "snoozed",
    "done": "done",
    "dismiss": "dismissed",
    "reopen": "open",
}
"""Where a mention stands by what was decided about it; an assignment or a note leaves it where it is."""


def decide(db: sqlite3.Connection, decision: Decision, noted_at: datetime | None = None) -> int:
    """Add a decision and work out where the mention stands. Call it within a transaction.

    `noted_at` is when the desk learned of it, where that may be later. Returns the decision's number.
    """
    sql = """INSERT INTO decision (mention, at, who, kind, detail, until, undoes, batch, noted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
    at, until = to_micros(decision.at), to_micros(decision.until)
    row = (
        decision.mention,
        at,
        decision.who,  # as it is, and so is the detail: of what is no text people are told, and nothing is replaced
        decision.kind,
        decision.detail,
        until,
        decision.undoes,
        decision.batch,
        to_micros(noted_at),
    )
    no = int(db.execute(sql, row).lastrowid or 0)
    _save_standing(db, decision.mention, derive_standing(list_decisions(db, decision.mention)))
    return no


def list_holding(decisions: Iterable[Decision]) -> list[Decision]:
    """List the decisions that hold, first to last: those that nobody undid."""
    made = list(decisions)
    undone: set[int] = set()
    for decision in reversed(made):  # an undo may itself be undone
        if decision.kind == "undo" and decision.no not in undone and decision.undoes is not None:
            undone.add(decision.undoes)
    return [decision for decision in made if decision.no not in undone]


def list_moves(decisions: Iterable[Decision]) -> list[Decision]:
    """List the decisions that hold and tell where a mention stands, first to last."""
    return [decision for decision in list_holding(decisions) if decision.kind in LEADS_TO]


def derive_standing(decisions: Iterable[Decision]) -> Standing:
    """Work out where a mention stands from its decisions, first to last; undone ones never were."""
    standing = Standing()
    for decision in list_holding(decisions):
        if decision.kind == "assign":
            standing = Standing(standing.status, decision.detail, standing.until, standing.since)
        elif status := LEADS_TO.get(decision.kind):
            standing = Standing(status, standing.assignee, decision.until, decision.at)
    return standing


def read_standing(db: sqlite3.Connection, mention: int, now: datetime) -> Standing:
    """Read where a mention stands at `now`; a snooze that is over leaves it open."""
    sql = "SELECT status, assignee, until, since FROM standing WHERE mention = ?"
    row = db.execute(sql, (mention,)).fetchone()
    if row is None:
        return Standing()
    standing = Standing(row[0], row[1], to_moment(row[2]), to_moment(row[3]))
    if standing.status == "snoozed" and standing.until is not None and standing.until <= now:
        return Standing("open", standing.assignee, standing.until, standing.since)
    return standing


def list_decisions(db: sqlite3.Connection, mention: int) -> list[Decision]:
    """List what was decided about a mention, first to last."""
    return list(_read(db, f"SELECT {_FIELDS} FROM decision WHERE mention = ? ORDER BY no", (mention,)))


def read_decision(db: sqlite3.Connection, no: int) -> Decision | None:
    """Read one decision by its number."""
    return next(_read(db, f"SELECT {_FIELDS} FROM decision WHERE no = ?", (no,)), None)


def list_batch(db: sqlite3.Connection, batch: int) -> list[Decision]:
    """List the decisions that one action made together, first to last."""
    return list(_read(db, f"SELECT {_FIELDS} FROM decision WHERE no = ?1 OR batch = ?1 ORDER BY no", (batch,)))


def iterate_made(db: sqlite3.Connection, who: str) -> Iterator[Decision]:
    """Read what somebody decided, newest first, without what they undid."""
    return _read(db, f"SELECT {_FIELDS} FROM decision WHERE who = ? AND kind <> 'undo' ORDER BY no DESC", (who,))


def iterate_log(db: sqlite3.Connection, who: str | None = None) -> Iterator[Decision]:
    """Read what was decided about anything, newest first, only as far as it is asked for."""
    sql = f"SELECT {_FIELDS} FROM decision WHERE ?1 IS NULL OR who = ?1 ORDER BY at DESC, no DESC"
    return _read(db, sql, (who,))


def _read(db: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> Iterator[Decision]:
    for mention, at, who, kind, detail, until, undoes, no, batch in db.execute(sql, values):
        yield Decision(mention, to_moment(at), who, kind, detail, to_moment(until), undoes, no, batch)


def _save_standing(db: sqlite3.Connection, mention: int, standing: Standing) -> None:
    sql = "UPDATE standing SET status = ?, assignee = ?, until = ?, since = ? WHERE mention = ?"
    values = (
        standing.status,
        standing.assignee,
        to_micros(standing.until),
        to_micros(standing.since),
        mention,
    )
    db.execute(sql, values)
