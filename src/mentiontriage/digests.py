"""Compose a digest: what is new or newly urgent for one recipient since their last one.

What is reported is remembered as pairs of a mention and why; a pair is told once. A row that is
told tells all of its author's posts, so what is already overdue then does not come again as overdue.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

import msgspec

from mentiontriage.config import Settings, seeks_incidents
from mentiontriage.desk import explain_back
from mentiontriage.model import Author, Customer, Factor, News, Queue, QueueItem, Summary
from mentiontriage.redaction import redact_queue
from mentiontriage.scoring import Scorer
from mentiontriage.signals.audience import count_people
from mentiontriage.store import hold_lock, transaction
from mentiontriage.store.decisions import list_decisions, list_moves
from mentiontriage.store.desk import shorten_ident
from mentiontriage.store.digests import begin_digest, finish_digest, read_last_sent, read_reported
from mentiontriage.store.mentions import read_mentions
from mentiontriage.store.statistics import count_answers, count_by_hour
from mentiontriage.targets import is_overdue
from mentiontriage.worklist import DANGER, Gathering, Occasion, OnProgress, Ranking, Row, make_item, open_worklist

LANES = ("threat", "complaint")
"""What a digest tells of unless asked otherwise; `unsure` is counted in it."""

HOURS = 24
Told = tuple[int, str]
"""A mention's number and why it was reported."""

_HIDDEN = "(its author asks not to be shown to people who are not logged in; the link leads there)"
_NEW, _OVERDUE, _SPREADS = "new", "overdue", "takes off"
_WROTE_AGAIN = "wrote again"
_OF_INCIDENT = "incident"
_MOST_NEWS = 3  # of one author's posts beside the one shown: a robot writes thousands


class Order(msgspec.Struct, frozen=True):
    """What a recipient's digest is to tell of; `top` None tells of everything that is new.

    `over` is the least priority of what is told; a threat or danger is told of whatever its priority. With
    `incidents` (None: where the settings say so) each of them is told of in one row, and once whatever its
    posts' priorities. To `redact` is to mask addresses and phone numbers in all that is told.
    """

    recipient: str
    top: int | None = 10
    lanes: tuple[str, ...] = LANES
    brand: str | None = None
    over: float = 0.0
    incidents: bool | None = None
    redact: bool = False


class Digest(msgspec.Struct, frozen=True):
    """What is to be sent to a recipient, and what they have been told of once it is sent."""

    queue: Queue
    told: tuple[Told, ...]
    message_id: str


def compose_digest(
    db: sqlite3.Connection, scorer: Scorer, order: Order, on_progress: OnProgress = lambda *_: None
) -> Digest:
    """Compose what a recipient should be told; a digest without rows has nothing new in it."""
    reported = read_reported(db, order.recipient)
    since = read_last_sent(db, order.recipient)
    worklist = open_worklist(db, scorer, order.brand, on_progress)
    group = seeks_incidents(scorer.settings, asked=order.incidents)
    look = _Look(db, scorer, order, reported)
    lanes = place_lanes(order.lanes)
    ranking = worklist.rank(top=None, lanes=lanes, keeps=lambda row: look.take(row) or group, count=True)
    fresh = [row for row in ranking.rows if any(look.news[no] for no in row.numbers)]
    gathering = worklist.group() if group else None
    if gathering is not None:
        # An incident of which the recipient was not told is told of, even if none of its posts presses by itself.
        heard = {gathering.numbers.get(no) for no, why in reported if why == _OF_INCIDENT} | {None}
        fresh = [row for row in fresh if look.presses(row) or gathering.numbers.get(row.stored.no) not in heard]
        ranking = msgspec.structs.replace(ranking, grouping=gathering.grouping)
    all_rows, folded = _fold_rows(fresh, gathering, order.top, look.news)
    rows = all_rows[: order.top]
    items = (_tell_row(db, scorer, row, rank, look.news) for rank, row in enumerate(rows, 1))
    late = sum(look.is_late(row) for row in all_rows)
    summary = summarise(db, scorer, ranking, order.brand, since)
    queue = worklist.make_queue(
        msgspec.structs.replace(ranking, total=len(all_rows)),
        items,
        msgspec.structs.replace(summary, rows_overdue=late),
    )
    told = look.list_told((*rows, *folded), gathering)
    message_id = name_message(order.recipient, told, since, scorer.now)
    return Digest(redact_queue(queue) if order.redact else queue, told, message_id)


class _Look:
    """What a look at the rows found to tell, by the numbers of mentions: all reasons, and those that are `news`.

    What another process forgets while this one runs has neither.
    """

    def __init__(self, db: sqlite3.Connection, scorer: Scorer, order: Order, reported: Set[Told]) -> None:
        self._db = db
        self._scorer = scorer
        self._order = order
        self._reported = reported
        self._reasons: dict[int, tuple[Told, ...]] = defaultdict(tuple)
        self._pressing: set[int] = set()
        self.news: dict[int, tuple[str, ...]] = defaultdict(tuple)

    def take(self, row: Row) -> bool:
        """Find what there is to tell of a row's mention; gives whether it presses."""
        no, measured = row.stored.no, row.measured
        presses = measured.priority >= self._order.over or measured.lane == "threat" or measured.danger
        found = list_reasons(self._db, row, self._order.lanes, self._scorer.settings, self._scorer.now)
        self._reasons[no] = reasons = tuple(found)
        # Of a row that does not press it is no news that it is overdue or spreads, only that it is new or back.
        fresh = (why for told, why in reasons if (told, why) not in self._reported)
        self.news[no] = tuple(why for why in fresh if presses or why not in (_OVERDUE, _SPREADS))
        if presses:
            self._pressing.add(no)
        return presses

    def presses(self, row: Row) -> bool:
        """Tell whether a row's mention presses."""
        return row.stored.no in self._pressing

    def is_late(self, row: Row) -> bool:
        """Tell whether a row says that something in it is overdue: its mention, or for the first time another."""
        return is_overdue(row.measured.lane, row.due_at, self._scorer.now) or any(
            _OVERDUE in self.news[no] for no in row.numbers
        )

    def list_told(self, rows: Iterable[Row], gathering: Gathering | None) -> tuple[Told, ...]:
        """List what a recipient is told of by rows: of all posts that stand in them."""
        numbers = [no for row in rows for no in row.numbers]
        told = tuple(pair for no in numbers for pair in self._reasons[no])
        if gathering is None:
            return told
        return told + tuple((no, _OF_INCIDENT) for no in numbers if no in gathering.numbers)


def place_lanes(lanes: Iterable[str]) -> list[str]:
    """Place what people must read at once above everything, what else its author wrote too: threats, then danger."""
    others = [lane for lane in lanes if lane != "threat"]
    threats = ["threat"] if "threat" in lanes else []
    return [*threats, *([DANGER] if "complaint" in others else []), *others]


def _fold_rows(
    rows: Sequence[Row], gathering: Gathering | None, top: int | None, news: Mapping[int, tuple[str, ...]]
) -> tuple[Sequence[Row], Sequence[Row]]:
    """Leave of each incident its first row, and list those of which the first `top` rows tell because of that.

    Who came back or takes off has a row of their own.
    """
    if gathering is None:
        return rows, ()
    shown, folded = gathering.fold(rows, lambda row: all(set(news[no]) <= {_NEW, _OVERDUE} for no in row.numbers))
    told = {gathering.numbers.get(row.stored.no) for row in shown[:top]}
    return shown, [row for row in folded if gathering.numbers.get(row.stored.no) in told]


def summarise(
    db: sqlite3.Connection, scorer: Scorer, ranking: Ranking, brand: str | None, since: datetime | None = None
) -> Summary:
    """Say what stands beside the rows of a digest or report; `since` None counts answers of the last day."""
    return Summary(
        since=since,
        answered=count_answers(db, since or scorer.now - timedelta(hours=HOURS), scorer.now, brand),
        overdue=ranking.overdue or 0,
        hours=count_by_hour(db, scorer.now, HOURS, brand),
    )


def _tell_row(
    db: sqlite3.Connection, scorer: Scorer, row: Row, rank: int, news: Mapping[int, tuple[str, ...]]
) -> QueueItem:
    """Make a row of a digest: with why it is there, and with those of its posts that nobody was told of.

    Whoever is new stands there with one post, and with others only for what that one is not, such as overdue.
    """
    shown = row.stored.no
    kinds = {no: _name_kinds(news[no]) for no in reversed(row.numbers)}
    said = set(kinds[shown])
    others = {no: [_WROTE_AGAIN if kind == _NEW else kind for kind in kinds[no]] for no in kinds if no != shown}
    if _NEW in said:
        others = {no: [kind for kind in kinds[no] if kind not in said] for no in others}
    others = {no: told for no, told in others.items() if told}
    why = ", ".join(dict.fromkeys((*kinds[shown], *chain.from_iterable(others.values()))))
    return show_row(db, scorer, row, rank, Occasion(why, tuple(_list_news(db, row, others))))


def _list_news(db: sqlite3.Connection, row: Row, others: Mapping[int, list[str]]) -> Iterator[News]:
    """List the posts beside the one shown that make a row stand in a digest, the latest first."""
    for stored in read_mentions(db, list(others)[:_MOST_NEWS]):
        mention = stored.mention
        text = _HIDDEN if mention.hidden or row.stored.mention.hidden else mention.text
        yield News(", ".join(others[stored.no]), shorten_ident(db, mention.source, mention.id), text, mention.url)


def show_row(
    db: sqlite3.Connection, scorer: Scorer, row: Row, rank: int, occasion: Occasion | None = None
) -> QueueItem:
    """Make a row for people who need no account on its network: hidden authors stay hidden."""
    item = make_item(db, scorer, row, rank, occasion)
    return hide_text(item) if row.stored.mention.hidden else item


def hide_text(item: QueueItem) -> QueueItem:
    """Leave out what the author of a mention asked not to be shown outside the network, and who they are to us."""
    mention = msgspec.structs.replace(
        item.mention, text=_HIDDEN, author=Author(followers=item.mention.author.followers)
    )
    factors = tuple(Factor(factor.name, factor.value, "") for factor in item.score.factors)
    danger = None if item.score.danger is None else ""
    score = msgspec.structs.replace(item.score, words=(), factors=factors, lane_reason="", danger=danger)
    handling = item.handling
    if handling is not None and handling.customer is not None:
        handling = msgspec.structs.replace(handling, customer=Customer(tier=handling.customer.tier))
    return msgspec.structs.replace(item, mention=mention, score=score, handling=handling)


def list_reasons(
    db: sqlite3.Connection, row: Row, lanes: Iterable[str], settings: Settings, now: datetime
) -> Iterable[Told]:
    """List why a row's mention may be reported: that it is there at all, came back, is overdue, or takes off.

    The last two count only in the lanes that the digest tells of.
    """
    no = row.stored.no
    yield no, _NEW
    moves = list_moves(list_decisions(db, no))
    if explain_back(moves, now):
        yield no, f"back {moves[-1].no}"
    if row.measured.lane not in lanes:
        return
    if is_overdue(row.measured.lane, row.due_at, now):
        yield no, _OVERDUE
    if count_people(row.stored.mention, settings.typical_followers) >= settings.returns.people:
        yield no, _SPREADS


def _name_kinds(reasons: Iterable[str]) -> list[str]:
    """Name each reason once, without the number of the decision by which a post is back."""
    return list(dict.fromkeys("back" if reason.startswith("back ") else reason for reason in reasons))


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
