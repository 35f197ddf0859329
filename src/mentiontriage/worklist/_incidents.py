"""The incidents of which the last days' mentions tell, and rows of which each incident is one."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from mentiontriage.grouping import Grouping, Newest, Post, group_posts
from mentiontriage.scoring import Scorer
from mentiontriage.worklist._cases import score_cases
from mentiontriage.worklist._rows import Ranking

INCIDENT_DAYS = 14
"""Days of mentions among which incidents are looked for, by judgement: what stands out needs others to do so from."""


def find_incidents(
    db: sqlite3.Connection,
    scorer: Scorer,
    lanes: Mapping[int, str],
    brand: str | None,
    on_progress: Callable[[int], None],
) -> Grouping:
    """Find the incidents of the last days. What is answered tells of them as well, what was dismissed does not.

    `lanes` are those of mentions that were scored before, by their numbers.
    """
    newest: Newest[None] = Newest()
    for number, (case, stored, lane) in enumerate(score_cases(db, scorer, _begin(scorer.now), brand, lanes), 1):
        if not case.dismissed:
            newest.take(Post(msgspec.structs.replace(stored.mention, answered_at=case.answered_at), lane, None))
        on_progress(number)
    return group_posts(newest.posts)


def _begin(now: datetime) -> datetime:
    try:
        return now - timedelta(days=INCIDENT_DAYS)
    except OverflowError:  # the calendar begins within these days
        return datetime.min.replace(tzinfo=UTC)


def fold_rows(ranking: Ranking, grouping: Grouping, top: int | None) -> Ranking:
    """Leave the first row of each incident, and at most `top` rows."""
    rows = grouping.fold(ranking.rows, lambda row: row.stored.mention)
    return msgspec.structs.replace(ranking, rows=tuple(rows)[:top])
