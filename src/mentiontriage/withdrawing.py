"""Take back what an import brought, as far as nobody decided anything about it and nothing else told of it too.

What it added to posts that were there before stays: what they were like without it is not kept.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import msgspec

from mentiontriage.desk import ITSELF, find_hearing, is_decided, is_holding
from mentiontriage.store import transaction
from mentiontriage.store.decisions import decide, list_decisions
from mentiontriage.store.imports import (
    count_shared,
    drop_mentions,
    finish_undoing,
    list_answers,
    list_authors,
    list_brought,
    list_moved,
)
from mentiontriage.store.records import Decision

_AT_ONCE = 2_000  # a transaction each, so that nobody else waits for long


class Withdrawal(msgspec.Struct, frozen=True):
    """What taking an import back did.

    `gone` mentions went. Those in `decided`, by number, stay since somebody decided about them, and
    `shared` others since a network or another import told of them too.
    """

    gone: int
    decided: tuple[int, ...]
    shared: int


def withdraw(db: sqlite3.Connection, imported: int, who: str, now: datetime) -> Withdrawal:
    """Take back the import of that number, in the name of `who`; if that is cut short, it can be done again.

    What was answered or came back only because of what goes, stands again as it did before.
    """
    gone = last = 0
    decided: list[int] = []
    while True:
        with transaction(db):
            numbers = list_brought(db, imported, last, _AT_ONCE)
            if not numbers:
                shared = count_shared(db, imported)
                finish_undoing(db, imported, now)
                return Withdrawal(gone, tuple(decided), shared)
            kept = {no for no in numbers if is_decided(list_decisions(db, no))}
            _drop(db, [no for no in numbers if no not in kept], who, now)
        decided += sorted(kept)
        gone += len(numbers) - len(kept)
        last = numbers[-1]


def _drop(db: sqlite3.Connection, numbers: Sequence[int], who: str, now: datetime) -> None:
    answers = list_answers(db, numbers, ITSELF)
    authors = list_authors(db, numbers)
    drop_mentions(db, numbers)
    for made in answers:
        if is_holding(list_decisions(db, made.mention), made):
            decide(db, Decision(made.mention, now, who, "undo", undoes=made.no))
    for author in sorted(authors):
        for no, wrote_at in list_moved(db, *author):
            hearing = find_hearing(list_decisions(db, no))
            if hearing is not None and (wrote_at is None or wrote_at <= hearing.left_at):
                decide(db, Decision(no, now, who, "undo", undoes=hearing.decision))
