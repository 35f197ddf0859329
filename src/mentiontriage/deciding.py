"""What people do with mentions: each action is one transaction, and is kept with who and when."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

import msgspec

from mentiontriage.config import Settings
from mentiontriage.desk import ITSELF, find_return, is_answered_by, is_back_with_another, is_holding
from mentiontriage.errors import UsageError
from mentiontriage.signals.audience import count_people
from mentiontriage.store import transaction
from mentiontriage.store._values import lower_ascii
from mentiontriage.store.decisions import (
    decide,
    iterate_made,
    list_batch,
    list_decisions,
    read_decision,
    read_standing,
)
from mentiontriage.store.desk import (
    is_replied,
    is_stirred,
    list_open_of_author,
    list_waiting_above,
    save_people,
    stir,
    take_replied,
    take_stirred,
)
from mentiontriage.store.mentions import read_mentions
from mentiontriage.store.records import Decision, Standing


class Before(NamedTuple):
    """Where a mention stood before somebody decided about it, what had been decided, and who had its row."""

    standing: Standing
    decisions: list[Decision]
    assignee: str | None


def act(db: sqlite3.Connection, rows: Sequence[Sequence[int]], decision: Decision, settings: Settings) -> list[Before]:
    """Decide the same about the mentions of several rows, as one action that is undone as one.

    `decision` says what; whatever mention it names is replaced by each of theirs. Returns how it was with the
    first of each row, asked in the same transaction: of two who decide at once, one learns of the other.
    """
    with transaction(db):
        before = [_look(db, no, decision.at) for no, *_ in rows]
        batch = None
        for no in chain.from_iterable(rows):
            made = decide(db, msgspec.structs.replace(decision, mention=no, batch=batch))
            batch = batch or made
            if decision.kind in ("done", "snooze"):
                _keep_people(db, no, settings)
    return before


def _look(db: sqlite3.Connection, no: int, at: datetime) -> Before:
    assignees = (read_standing(db, other, at).assignee for other in list_row(db, no, at))
    return Before(read_standing(db, no, at), list_decisions(db, no), next(filter(None, assignees), None))


def list_row(db: sqlite3.Connection, no: int, now: datetime) -> list[int]:
    """List the mentions that stand in one row with this one, itself first: its author's open posts."""
    return [no, *(other for other in list_open_of_author(db, no, now) if other != no)]


def claim_row(db: sqlite3.Connection, numbers: Sequence[int], assignee: str, who: str, at: datetime) -> bool:
    """Assign a row to somebody; False where it is no longer open, or somebody was quicker.

    The mention that stands for the row is named first.

    Asking and assigning are one transaction, so that two people never get the same.
    """
    with transaction(db):
        standings = [read_standing(db, no, at) for no in list_row(db, numbers[0], at)]
        if standings[0].status != "open" or any(standing.assignee for standing in standings):
            return False
        batch = None
        for no in numbers:
            if read_standing(db, no, at).status == "open":
                made = decide(db, Decision(no, at, who, "assign", assignee, batch=batch))
                batch = batch or made
    return True


def undo_last(db: sqlite3.Connection, *, who: str, at: datetime) -> list[Decision]:
    """Undo what `who` did last and still holds; asked again, it goes further back.

    Returns what was undone. Raises UsageError where there is nothing to undo.
    """
    with transaction(db):
        for decision in iterate_made(db, who):
            if is_holding(list_decisions(db, decision.mention), decision):
                return _undo_batch(db, decision, who, at)
    raise UsageError(f"there is no decision by {who} to undo")


def undo_decision(db: sqlite3.Connection, no: int, *, who: str, at: datetime) -> list[Decision]:
    """Undo the decision of that number in the log, with all that the same action decided.

    Undoing an undo restores what it undid. Raises UsageError where there is none of that
    number, or it does not hold.
    """
    with transaction(db):
        decision = read_decision(db, no)
        if decision is None:
            raise UsageError(f"there is no decision {no}; `triage log` shows the numbers")
        if not is_holding(list_decisions(db, decision.mention), decision):
            raise UsageError(f"decision {no} is undone already")
        return _undo_batch(db, decision, who, at)


def _undo_batch(db: sqlite3.Connection, decision: Decision, who: str, at: datetime) -> list[Decision]:
    undone = []
    batch = None
    for made in list_batch(db, decision.batch or decision.no):
        if is_holding(list_decisions(db, made.mention), made):
            undo = decide(db, Decision(made.mention, at, who, "undo", undoes=made.no, batch=batch))
            batch = batch or undo
            undone.append(made)
    return undone


def catch_up(db: sqlite3.Connection, settings: Settings, now: datetime) -> None:
    """Do what follows from what was found since somebody last looked: close what we replied to, open what is back."""
    if settings.replies_answer:
        close_replied(db, settings, now)
    bring_back(db, settings, now)


def is_behind(db: sqlite3.Connection) -> bool:
    """Tell whether there may be anything to catch up with."""
    return is_replied(db) or is_stirred(db)


def close_replied(db: sqlite3.Connection, settings: Settings, now: datetime) -> int:
    """Mark as done what one of our own posts replies to. Returns how many.

    With it the posts that it goes on from, and those of its author that came back for it.
    """
    if not is_replied(db):
        return 0
    count = 0
    with transaction(db):
        for replied in take_replied(db):
            batch = None
            above = list_waiting_above(db, replied.no)
            others = [no for no in list_open_of_author(db, replied.no, replied.at) if no not in above]
            back = [no for no in others if is_back_with_another(list_decisions(db, no))]
            for no in above + back:
                if is_answered_by(list_decisions(db, no), replied.at):
                    made = decide(db, Decision(no, replied.at, ITSELF, "done", replied.url, batch=batch), noted_at=now)
                    batch = batch or made
                    _keep_people(db, no, settings)
                    count += 1
            if others:  # which may be newer than our reply, and came with it or before
                stir(db, above)
    return count


def bring_back(db: sqlite3.Connection, settings: Settings, now: datetime) -> int:
    """Open again what has left the queue and should not stay away. Returns how many came back."""
    if not is_stirred(db):
        return 0
    count = 0
    with transaction(db):
        heard: set[tuple[str, str | None]] = set()  # one person's new post opens one row: what was answered last
        for left in take_stirred(db):
            (stored,) = read_mentions(db, [left.no])
            handle = stored.mention.author.handle
            author = (stored.mention.source, handle and lower_ascii(handle))
            if handle and author in heard:
                left = left._replace(wrote_at=None)  # noqa: PLW2901 (the same mention, without what was heard)
            people = round(count_people(stored.mention, settings.typical_followers))
            if reason := find_return(left, people, settings.returns):
                decide(db, Decision(left.no, now, ITSELF, "reopen", reason))
                heard.add(author)
                count += 1
    return count


def _keep_people(db: sqlite3.Connection, no: int, settings: Settings) -> None:
    for stored in read_mentions(db, [no]):
        save_people(db, no, round(count_people(stored.mention, settings.typical_followers)))
