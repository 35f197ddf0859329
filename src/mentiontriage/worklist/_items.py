"""Make what is shown of rows: every factor explained, and what the desk knows beside it."""

import sqlite3

import msgspec

from mentiontriage.desk import WROTE_AGAIN, explain_back
from mentiontriage.model import Handling, Known, News, QueueItem, Score
from mentiontriage.scoring import Scorer, find_due_at
from mentiontriage.store.decisions import list_decisions
from mentiontriage.store.desk import shorten_ident
from mentiontriage.store.mentions import read_mentions
from mentiontriage.store.records import Stored
from mentiontriage.worklist._rows import Row, place_rival

_RIVAL = "names only a competitor"


class Occasion(msgspec.Struct, frozen=True):
    """What a row stands in a digest for; a queue shows all that is open, and what brought a row back."""

    why: str | None = None
    news: tuple[News, ...] = ()


def make_item(
    db: sqlite3.Connection, scorer: Scorer, row: Row, rank: int, occasion: Occasion | None = None
) -> QueueItem:
    """Make a row of the queue, with every reason."""
    mention = row.stored.mention
    told = [explain_back(list_decisions(db, no), scorer.now, scorer.zone) for no in row.numbers]
    back = next(filter(None, told), None)
    occasion = occasion or Occasion(news=_find_latest(db, row) if back == WROTE_AGAIN else ())
    handling = Handling(
        ident=shorten_ident(db, mention.source, mention.id),
        assignee=row.assignee,
        posts=len(row.numbers),
        customer=row.known.customer,
        back=back,
        why=occasion.why,
        news=occasion.news,
    )
    score = place_stored(scorer, scorer.explain(mention, row.known), row.stored, row.known)
    return QueueItem(rank, mention, score, handling)


def _find_latest(db: sqlite3.Connection, row: Row) -> tuple[News, ...]:
    """Find what an author wrote last, where that is not the post that the row shows."""
    latest = row.numbers[-1]
    if latest == row.stored.no:
        return ()
    found = (stored.mention for stored in read_mentions(db, [latest]))
    return tuple(News("wrote again", shorten_ident(db, m.source, m.id), m.text, m.url) for m in found)


def place_stored(scorer: Scorer, score: Score, stored: Stored, known: Known) -> Score:
    """Put a post that names only a competitor into the lane where it belongs, with that lane's target."""
    lane = place_rival(score.lane)
    if not stored.competitor or lane == score.lane:
        return score
    due_at = find_due_at(scorer.settings, known.back_at or stored.mention.posted_at, lane, known.customer)
    return msgspec.structs.replace(score, lane=lane, lane_reason=_RIVAL, due_at=due_at, danger=None)
