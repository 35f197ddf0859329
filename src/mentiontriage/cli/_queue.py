"""Make the queue of what is open in a store, for commands that show it as it is."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from mentiontriage.config import Settings
from mentiontriage.model import Queue
from mentiontriage.scoring import Scorer
from mentiontriage.store.desk import list_candidates
from mentiontriage.worklist import Worklist, make_item


def make_queue(
    db: sqlite3.Connection, settings: Settings, now: datetime, *, top: int, lanes: Iterable[str], brand: str | None
) -> Queue:
    """Rank what is open at `now`; `top` 0 shows all, `brand` None those of every brand."""
    scorer = Scorer(settings, now)
    worklist = Worklist(db, scorer, list_candidates(db, now, brand))
    ranking = worklist.rank(top=top or None, lanes=lanes)
    items = (make_item(db, scorer, row, rank) for rank, row in enumerate(ranking.rows, 1))
    return worklist.make_queue(ranking, items, brand)
