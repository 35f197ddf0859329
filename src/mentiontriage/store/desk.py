"""What the desk asks the store for: who is open, what was stirred or replied to, and how short an id can be."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from mentiontriage.times import to_micros, to_moment

# SQLite keeps the order of a CROSS JOIN: it would else take a short list for a long one, and begin with all mentions.
# One pass over the open mentions. The text is not read, nor anything else that stands behind it.
_OPEN = """
    SELECT no, source, mention.handle, posted_at, followers, views, spread_people, competitor, assignee, {customer},
        iif(since IS NULL, NULL,
            (SELECT min(at) FROM decision WHERE decision.mention = mention.no AND kind = 'reopen')) AS opened_at
    FROM (SELECT mention, assignee, since FROM standing WHERE status = 'open'
          UNION ALL SELECT mention, assignee, since FROM standing WHERE status = 'snoozed' AND until <= :now)
    CROSS JOIN mention ON mention.no = mention
    {join}
    WHERE gone_at IS NULL AND ours = 0 AND (:brand IS NULL OR no IN (SELECT mention FROM naming WHERE brand = :brand))
"""
_JOIN = """
    LEFT JOIN customer_handle AS named ON named.network = source AND named.handle = lower(mention.handle)
    LEFT JOIN customer_handle AS anywhere ON anywhere.network = '*' AND anywhere.handle = lower(mention.handle)
"""
_SHORTEST_IDENT = 4


class Candidate(NamedTuple):
    """An open mention as far as it is known without its text. A plain tuple: there are many.

    `posted_at` is in microseconds since 1970; `customer` is the number of the author's entry in
    the customer file. `opened_at` is when somebody or the desk itself first opened it again, None where nobody did.
    """

    no: int
    source: str
    handle: str | None
    posted_at: int | None
    followers: int | None
    views: int | None
    spread_people: int
    competitor: int
    assignee: str | None
    customer: int | None
    opened_at: int | None


class Left(NamedTuple):
    """A mention that has left the queue, and what happened to it since.

    `people` is how many had seen it then. `wrote_at` is when its author posted last what is open still,
    or wrote anew what this is, a review.
    """

    no: int
    status: str
    since: datetime
    people: int | None
    wrote_at: datetime | None


def list_candidates(db: sqlite3.Connection, now: datetime, brand: str | None = None) -> list[Candidate]:
    """List every open mention: neither ours nor answered, dismissed, deleted, or snoozed beyond `now`."""
    has_customers = db.execute("SELECT 1 FROM customer_handle LIMIT 1").fetchone() is not None
    sql = _OPEN.format(
        customer="coalesce(named.customer, anywhere.customer)" if has_customers else "NULL",
        join=_JOIN if has_customers else "",
    )
    rows = db.execute(sql, {"now": to_micros(now), "brand": brand})
    return [tuple.__new__(Candidate, row) for row in rows]  # what `_make` does, without its call


def is_stirred(db: sqlite3.Connection) -> bool:
    """Tell whether anything happened to mentions that had left the queue."""
    return db.execute("SELECT 1 FROM stirred LIMIT 1").fetchone() is not None


def stir(db: sqlite3.Connection, mentions: Iterable[int]) -> None:
    """Have mentions looked at that have left the queue, as something may have happened since that was known before."""
    sql = "INSERT INTO stirred SELECT ?1 WHERE ?1 NOT IN (SELECT mention FROM stirred)"
    db.executemany(sql, ((no,) for no in mentions))


def take_stirred(db: sqlite3.Connection) -> list[Left]:
    """Take the list of mentions to which something happened, what left last first.

    The list is empty afterwards. Call it within a transaction.
    """
    sql = """
        SELECT no, status, since, people, (
            SELECT max(at) FROM (
                SELECT coalesce(posted_at, first_seen) AS at
                FROM mention AS other JOIN standing AS theirs ON theirs.mention = other.no
                WHERE other.source = mention.source AND other.handle = mention.handle COLLATE NOCASE
                    AND other.no <> mention.no
                    AND other.ours = 0 AND other.gone_at IS NULL AND theirs.status = 'open'
                UNION ALL SELECT mention.posted_at WHERE mention.rating IS NOT NULL))
        FROM stirred CROSS JOIN standing ON standing.mention = stirred.mention
        CROSS JOIN mention ON no = stirred.mention
        WHERE standing.status IN ('done', 'snoozed') AND since IS NOT NULL AND gone_at IS NULL
        ORDER BY since DESC, no DESC
    """
    rows = db.execute(sql).fetchall()
    db.execute("DELETE FROM stirred")
    return [Left(no, status, to_moment(since), people, to_moment(wrote)) for no, status, since, people, wrote in rows]


class Replied(NamedTuple):
    """A mention that we replied to: when last, and where that stands if it is a post of its own."""

    no: int
    at: datetime
    url: str | None


def take_replied(db: sqlite3.Connection) -> list[Replied]:
    """Take the list of mentions that turned out to have a reply of ours, in the order of the replies.

    A reply to what their author went on to write is one: by when the desk learned of it, what it answered is known.
    The list is empty afterwards. Call it within a transaction.
    """
    # Of the columns beside max(), SQLite gives those of the row that it found.
    sql = """
        SELECT no, max(at), url FROM (
            SELECT mention.no, coalesce(reply.posted_at, reply.first_seen) AS at, reply.url
            FROM replied CROSS JOIN mention ON mention.no = replied.mention
            CROSS JOIN answer AS reply ON reply.source = mention.source AND reply.of = mention.id
            UNION ALL
            SELECT no, answered_at, NULL FROM replied CROSS JOIN mention ON no = replied.mention
            WHERE answered_at >= coalesce(posted_at, 0)
            UNION ALL
            SELECT mention.no, made.at, made.detail FROM replied CROSS JOIN mention ON mention.no = replied.mention
            CROSS JOIN mention AS later ON later.source = mention.source AND later.in_reply_to = mention.id
                AND later.handle = mention.handle COLLATE NOCASE AND later.ours = 0
            CROSS JOIN standing ON standing.mention = later.no AND status = 'done'
            CROSS JOIN decision AS made ON made.mention = later.no
                AND made.at = standing.since AND kind = 'done' AND noted_at IS NOT NULL
        ) GROUP BY no ORDER BY 2, 1
    """
    rows = db.execute(sql).fetchall()
    db.execute("DELETE FROM replied")
    return [Replied(no, to_moment(at), url) for no, at, url in rows]


def is_replied(db: sqlite3.Connection) -> bool:
    """Tell whether any mention turned out to have a reply of ours."""
    return db.execute("SELECT 1 FROM replied LIMIT 1").fetchone() is not None


def list_waiting_above(db: sqlite3.Connection, no: int) -> list[int]:
    """List a mention, if it waits for an answer, with the waiting posts by its author above it in the thread.

    What is snoozed waits too. The thread is followed up to a post that is not in the store, and for twenty at most.
    """
    sql = """
        WITH RECURSIVE above (no, source, parent, depth) AS (
            SELECT no, source, in_reply_to, 0 FROM mention WHERE no = ?1
            UNION ALL
            SELECT mention.no, mention.source, mention.in_reply_to, depth + 1
            FROM above JOIN mention ON mention.source = above.source AND mention.id = parent WHERE depth < 20
        )
        SELECT DISTINCT no FROM above JOIN mention USING (no) JOIN standing ON standing.mention = no
        WHERE status IN ('open', 'snoozed') AND ours = 0 AND gone_at IS NULL
            AND (no = ?1 OR handle = (SELECT handle FROM mention WHERE no = ?1) COLLATE NOCASE)
        ORDER BY no
    """
    return [row[0] for row in db.execute(sql, (no,))]


def save_people(db: sqlite3.Connection, mention: int, people: int) -> None:
    """Keep how many people a mention had reached when it was decided about."""
    db.execute("UPDATE standing SET people = ? WHERE mention = ?", (people, mention))


def list_open_of_author(db: sqlite3.Connection, no: int, now: datetime) -> list[int]:
    """List an author's open mentions, of which this is one or was: the row that the queue shows.

    Who has no handle has no other mentions.
    """
    sql = """SELECT other.no FROM mention
        JOIN mention AS other ON other.no = mention.no
            OR (other.source = mention.source AND other.handle = mention.handle COLLATE NOCASE)
        JOIN standing ON standing.mention = other.no
        WHERE mention.no = ?1 AND other.ours = 0 AND other.gone_at IS NULL
            AND (status = 'open' OR (status = 'snoozed' AND until <= ?2))
        ORDER BY other.no"""
    return [row[0] for row in db.execute(sql, (no, to_micros(now)))]


def shorten_ident(db: sqlite3.Connection, source: str, ident: str) -> str:
    """Give the shortest beginning of an id, of at least four letters, that no other id shares.

    Where two networks use the same id, the source stands before it.
    """
    if db.execute("SELECT count(*) FROM mention WHERE id = ?", (ident,)).fetchone()[0] > 1:
        return f"{source}:{ident}"
    before = db.execute("SELECT max(id) FROM mention WHERE id < ?", (ident,)).fetchone()[0]
    after = db.execute("SELECT min(id) FROM mention WHERE id > ?", (ident,)).fetchone()[0]
    shared = max(_count_shared(ident, other) for other in (before or "", after or ""))
    return ident[: max(_SHORTEST_IDENT, shared + 1)]


def _count_shared(first: str, second: str) -> int:
    count = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        count += 1
    return count
