"""Compose a digest: what is new or newly urgent for one recipient since their last one.

What is reported is remembered as pairs of a mention and why; a pair is told once. What was
already overdue when it was told as new does not come again as overdue.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from mentiontriage.config import Settings
from mentiontriage.desk import explain_back
from mentiontriage.model import Author, Factor, Queue, QueueItem, Summary
from mentiontriage.scoring import Scorer
from mentiontriage.signals.audience import count_people
from mentiontriage.store import hold_lock, transaction
from mentiontriage.store.decisions import list_decisions
from mentiontriage.store.desk import list_candidates
from mentiontriage.store.digests import begin_digest, finish_digest, read_last_sent, read_reported
from mentiontriage.store.statistics import count_answers, count_by_hour
from mentiontriage.worklist import Row, Worklist, make_item

LANES = ("threat", "complaint")
"""What a digest tells of unless asked otherwise; `unsure` is counted in it."""

HOURS = 24
Told = tuple[int, str]
"""A mention's number and why it was reported."""

_HIDDEN = "(its author asks not to be shown to people who are not logged in; the link leads there)"
_NEW, _OVERDUE, _SPREADS = "new", "overdue", "takes off"


class Order(msgspec.Struct, frozen=True):
    """What a recipient's digest is to tell of; `top` None tells of everything that is new.

    `over` is the least priority of what is told; a threat is told of whatever its priority.
    """

    recipient: str
    top: int | None = 10
    lanes: tuple[str, ...] = LANES
    brand: str | None = None
    over: float = 0.0


class Digest(msgspec.Struct, frozen=True):
    """What is to be sent to a recipient, and what they have been told of once it is sent."""

    queue: Queue
    told: tuple[Told, ...]
    message_id: str


def compose_digest(db: sqlite3.Connection, scorer: Scorer, order: Order) -> Digest:
    """Compose what a recipient should be told; a digest without rows has nothing new in it."""
    reported = read_reported(db, order.recipient)
    since = read_last_sent(db, order.recipient)
    worklist = Worklist(db, scorer, list_candidates(db, scorer.now, order.brand))
    reasons: dict[int, tuple[Told, ...]] = {}

    def keep(row: Row) -> bool:
        if row.measured.priority < order.over and row.measured.lane != "threat":
            return False
        told = tuple(list_reasons(db, row, scorer.settings, scorer.now))
        reasons[row.stored.no] = told
        return any(pair not in reported for pair in told)

    ranking = worklist.rank(top=None, lanes=order.lanes, keeps=keep, count=True)
    # A threat goes to people at once: it stands above everything.
    rows = sorted(ranking.rows, key=lambda row: row.measured.lane != "threat")[: order.top]
    items = []
    for rank, row in enumerate(rows, 1):
        why = [why for no, why in reasons[row.stored.no] if (no, why) not in reported]
        item = make_item(db, scorer, row, rank, _say_why(why))
        items.append(hide_text(item) if row.stored.hidden else item)
    summary = Summary(
        since=since,
        answered=count_answers(db, since or scorer.now - timedelta(hours=HOURS), scorer.now),
        overdue=ranking.overdue or 0,
        hours=count_by_hour(db, scorer.now, HOURS, order.brand),
    )
    queue = worklist.make_queue(ranking, items, order.brand, summary)
    told = tuple(pair for row in rows for pair in reasons[row.stored.no])
    return Digest(queue, told, name_message(order.recipient, told, since, scorer.now))


def hide_text(item: QueueItem) -> QueueItem:
    """Leave out what the author of a mention asked not to be shown outside the network."""
    mention = msgspec.structs.replace(
        item.mention, text=_HIDDEN, author=Author(followers=item.mention.author.followers)
    )
    factors = tuple(Factor(factor.name, factor.value, "") for factor in item.score.factors)
    score = msgspec.structs.replace(item.score, words=(), factors=factors, lane_reason="")
    return msgspec.structs.replace(item, mention=mention, score=score)


def list_reasons(db: sqlite3.Connection, row: Row, settings: Settings, now: datetime) -> Iterable[Told]:
    """List why a row may be reported: that it is there at all, is overdue, takes off, or came back."""
    for no in row.numbers:
        yield no, _NEW
        decisions = list_decisions(db, no)
        if decisions and explain_back(decisions, now):
            yield no, f"back {max(d.no for d in decisions if d.kind in ('snooze', 'reopen'))}"
    no = row.stored.no
    if row.due_at is not None and row.due_at < now:
        yield no, _OVERDUE
    if count_people(row.stored.mention, settings.typical_followers) >= settings.returns.people:
        yield no, _SPREADS


def _say_why(reasons: Iterable[str]) -> str:
    kinds = [reason.split(" ")[0] if reason.startswith("back ") else reason for reason in reasons]
    return ", ".join(dict.fromkeys(kinds))


def name_message(recipient: str, told: Iterable[Told], since: datetime | None, now: datetime) -> str:
    """Name a digest so that the same content sent twice has the same name, and mail programs show it once.

    A digest with nothing in it is named by its moment. The name is the part before the `@`.
    """
    pairs = sorted(told)
    content = repr((recipient, pairs, since, None if pairs else now))
    return f"digest.{hashlib.blake2b(content.encode(), digest_size=12).hexdigest()}"


@contextmanager
def hold(store: Path, recipient: str) -> Iterator[bool]:
    """Hold a recipient's digest; gives False where another run does, so that two at once send one."""
    name = hashlib.blake2b(recipient.casefold().encode(), digest_size=6).hexdigest()
    with hold_lock(store, f"digest-{name}") as held:
        yield held


def begin(db: sqlite3.Connection, recipient: str, digest: Digest) -> int:
    """Write down what is about to be told; it counts only once it is finished. Returns its number."""
    with transaction(db):
        return begin_digest(db, recipient, digest.message_id, digest.told, digest.queue.now)


def finish(db: sqlite3.Connection, number: int, now: datetime) -> None:
    """Mark a digest as told."""
    with transaction(db):
        finish_digest(db, number, now)
