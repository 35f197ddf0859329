"""Make what is shown of rows: every factor explained, and what the desk knows beside it."""

import sqlite3

import msgspec

from mentiontriage.desk import explain_back
from mentiontriage.model import Handling, Known, News, QueueItem, Score
from mentiontriage.scoring import Scorer, find_due_at
from mentiontriage.store.decisions import list_decisions
from mentiontriage.store.desk import shorten_ident
from mentiontriage.store.records import Stored
from mentiontriage.worklist._rows import Row, place_rival

_RIVAL = "names only a competitor"


class Occasion(msgspec.Struct, frozen=True):
    """What a row stands in a digest for; nothing in a queue, which shows all that is open."""

    why: str | None = None
    news: tuple[News, ...] = ()


def make_item(
    db: sqlite3.Connection, scorer: Scorer, row: Row, rank: int, occasion: Occasion | None = None
) -> QueueItem:
    """Make a row of the queue, with every reason."""
    mention = row.stored.mention
    occasion = occasion or Occasion()
    back = [explain_back(list_decisions(db, no), scorer.now, scorer.zone) for no in row.numbers]
    handling = Handling(
        ident=shorten_ident(db, mention.source, mention.id),
        assignee=row.assignee,
        posts=len(row.numbers),
        customer=row.known.customer,
        back=next(filter(None, back), None),
        why=occasion.why,
        news=occasion.news,
    )
    score = place_stored(scorer, scorer.explain(mention, row.known), row.stored, row.known)
    return QueueItem(rank, mention, score, handling)


def place_stored(scorer: Scorer, score: Score, stored: Stored, known: Known) -> Score:
    """Put a post that names only a competitor into the lane where it belongs, with that lane's target."""
    lane = place_rival(score.lane)
    if not stored.competitor or lane == score.lane:
        return score
    due_at = find_due_at(scorer.settings, stored.mention.posted_at, lane, known.customer)
    return msgspec.structs.replace(score, lane=lane, lane_reason=_RIVAL, due_at=due_at)
