"""Count and time what is in the store: posts by hour, answers, and who answered what when."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from mentiontriage.store.decisions import list_decisions, list_holding
from mentiontriage.times import to_micros, to_moment

_HOUR = 3_600_000_000
_OF_BRAND = "(:brand IS NULL OR mention.no IN (SELECT mention FROM naming WHERE brand = :brand))"


def count_by_hour(db: sqlite3.Connection, now: datetime, hours: int, brand: str | None) -> tuple[int, ...]:
    """Count the mentions posted in each of the last so many hours, oldest first, without our own and deleted ones."""
    end = to_micros(now)
    sql = f"""SELECT (:end - posted_at) / :hour AS ago, count(*) FROM mention
        WHERE posted_at > :end - :hour * :hours AND posted_at <= :end AND ours = 0 AND gone_at IS NULL AND {_OF_BRAND}
        GROUP BY ago"""
    counted = dict(db.execute(sql, {"end": end, "hour": _HOUR, "hours": hours, "brand": brand}))
    return tuple(counted.get(ago, 0) for ago in range(hours - 1, -1, -1))


def count_answers(db: sqlite3.Connection, since: datetime, until: datetime, brand: str | None) -> int:
    """Count the mentions that were answered in a time and are so still.

    With them those that were answered before it began, and stood on the desk as open until it learned of that.
    """
    late = "SELECT mention, at FROM decision WHERE noted_at > :since AND noted_at <= :until AND kind = 'done'"
    sql = f"""SELECT count(*) FROM standing JOIN mention ON mention.no = mention
        WHERE status = 'done' AND since <= :until AND (since > :since OR (mention, since) IN ({late}))
            AND (since > :since OR first_seen <= :since) AND {_OF_BRAND}"""
    return int(db.execute(sql, _name_times(since, until, brand)).fetchone()[0])


def count_undated(db: sqlite3.Connection, since: datetime, until: datetime, brand: str | None) -> int:
    """Count the mentions of unknown time that were seen first in a time; nobody can say how long they wait."""
    sql = f"""SELECT count(*) FROM mention
        WHERE posted_at IS NULL AND first_seen >= :since AND first_seen <= :until
            AND ours = 0 AND gone_at IS NULL AND {_OF_BRAND}"""
    return int(db.execute(sql, _name_times(since, until, brand)).fetchone()[0])


def _name_times(since: datetime, until: datetime, brand: str | None) -> dict[str, int | str | None]:
    return {"since": to_micros(since), "until": to_micros(until), "brand": brand}


class Case(NamedTuple):
    """A mention and what became of it: when it was first answered, or that it was dismissed."""

    no: int
    posted_at: datetime
    answered_at: datetime | None
    dismissed: bool
    customer: int | None

    @property
    def is_timed(self) -> bool:
        """Whether it is told when this was answered, if it was: marks have the time of the post itself for unknown."""
        return self.answered_at != self.posted_at


def iterate_cases(db: sqlite3.Connection, since: datetime, until: datetime, brand: str | None) -> Iterator[Case]:
    """Read what became of the mentions posted in a time, in the order of their posting.

    Answered is what somebody marked as done, what one of our own posts replies to, or what an export
    says we answered, whichever came first. A mention that was marked and is open again was answered
    all the same; a review that was written anew only since then, as its first version is gone.
    """
    sql = f"""
        SELECT mention.no, posted_at, status, rating,
            EXISTS (SELECT 1 FROM decision WHERE decision.mention = mention.no AND undoes IS NOT NULL),
            (SELECT min(at) FROM decision WHERE decision.mention = mention.no AND kind = 'done'), (
            SELECT min(posted_at) FROM answer WHERE answer.source = mention.source AND answer.of = mention.id
        ), iif(answered_at >= posted_at, answered_at, NULL), (
            SELECT customer FROM customer_handle
            WHERE network IN (mention.source, '*') AND handle = lower(mention.handle)
            ORDER BY network = '*' LIMIT 1)
        FROM mention JOIN standing ON standing.mention = mention.no
        WHERE posted_at >= :since AND posted_at <= :until AND ours = 0 AND gone_at IS NULL AND {_OF_BRAND}
        ORDER BY posted_at, mention.no
    """
    rows = db.execute(sql, _name_times(since, until, brand))
    for no, posted_at, status, rating, has_undone, done_at, *answers, customer in rows:
        answers.append(_find_done(db, no) if has_undone and done_at is not None else done_at)
        told = [at for at in answers if at is not None and (rating is None or at >= posted_at)]
        timed = [at for at in told if at != posted_at]
        answered_at = to_moment(min(timed or told)) if told else None
        yield Case(no, to_moment(posted_at), answered_at, status == "dismissed", customer)


def _find_done(db: sqlite3.Connection, no: int) -> int | None:
    """Find when a mention was first marked as done, of what still holds: an undo may itself be undone."""
    made = (decision for decision in list_holding(list_decisions(db, no)) if decision.kind == "done")
    return min((to_micros(decision.at) for decision in made), default=None)
