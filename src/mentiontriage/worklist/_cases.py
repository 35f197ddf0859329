"""Score the mentions of a time, whatever became of them."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from mentiontriage.scoring import Scorer
from mentiontriage.store.mentions import read_mentions
from mentiontriage.store.records import Stored
from mentiontriage.store.statistics import Case, iterate_cases
from mentiontriage.worklist._rows import place_rival

_AT_ONCE = 500


class ScoredCase(NamedTuple):
    """A mention, what became of it, and its lane at the scorer's moment."""

    case: Case
    stored: Stored
    lane: str


def score_cases(
    db: sqlite3.Connection, scorer: Scorer, since: datetime, brand: str | None = None
) -> Iterator[ScoredCase]:
    """Score each mention posted from `since` until now; `brand` None takes those of every brand."""
    cases = iterate_cases(db, since, scorer.now, brand)
    while chunk := list(islice(cases, _AT_ONCE)):
        found = {stored.no: stored for stored in read_mentions(db, (case.no for case in chunk))}
        for case in chunk:
            stored = found[case.no]
            if measured := scorer.measure(stored.mention):
                yield ScoredCase(case, stored, place_rival(measured.lane) if stored.competitor else measured.lane)
