"""Score the mentions of a time, whatever became of them."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from types import MappingProxyType
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
    db: sqlite3.Connection,
    scorer: Scorer,
    since: datetime,
    brand: str | None,
    lanes: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[ScoredCase]:
    """Score each mention posted from `since` until now; `brand` None takes those of every brand.

    `lanes` are those of mentions that were scored before, by their numbers.
    """
    cases = iterate_cases(db, since, scorer.now, brand)
    while chunk := list(islice(cases, _AT_ONCE)):
        found = {stored.no: stored for stored in read_mentions(db, (case.no for case in chunk))}
        for case in chunk:
            stored = found.get(case.no)
            if stored is None:  # somebody has forgotten it meanwhile
                continue
            if lane := lanes.get(case.no) or _score(stored, scorer):
                yield ScoredCase(case, stored, lane)


def _score(stored: Stored, scorer: Scorer) -> str | None:
    measured = scorer.measure(stored.mention)
    if measured is None:
        return None
    return place_rival(measured.lane) if stored.competitor else measured.lane
