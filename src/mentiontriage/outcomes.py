"""Read from the store what became of mentions, and put it into tables."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from mentiontriage.model import ASKING, LANES, Customer
from mentiontriage.scoring import Scorer, find_due_at
from mentiontriage.stats import BAND_NAMES, Outcome, Statistics, count_days, name_band, name_tier, tabulate
from mentiontriage.store.customers import read_customers
from mentiontriage.store.statistics import Case, count_undated
from mentiontriage.worklist import score_cases


def gather_statistics(  # noqa: PLR0913 (which mentions, and two that spare work or tell of it)
    db: sqlite3.Connection,
    scorer: Scorer,
    since: datetime,
    brand: str | None,
    *,
    on_progress: Callable[[int], None] = lambda _: None,
    lanes: Mapping[int, str] = MappingProxyType({}),
) -> Statistics:
    """Gather the tables over the mentions posted from `since` until now; `brand` None takes those of every brand.

    What was dismissed needs no answer and counts in none of them.
    `lanes` are those of mentions that were scored before.
    """
    dismissed = 0
    outcomes = []
    for case, outcome in iterate_outcomes(db, scorer, since, brand, lanes):
        dismissed += case.dismissed
        if not case.dismissed:
            outcomes.append(outcome)
        on_progress(len(outcomes))
    asking = [outcome for outcome in outcomes if outcome.lane in ASKING]
    return Statistics(
        since=since,
        until=scorer.now,
        dismissed=dismissed,
        undated=count_undated(db, since, scorer.now, brand),
        days=count_days(outcomes, since, scorer.now, scorer.zone),
        lanes=tabulate(outcomes, lambda outcome: outcome.lane, LANES),
        sources=tabulate(asking, lambda outcome: outcome.source),
        followers=tabulate(asking, lambda outcome: name_band(outcome.followers), BAND_NAMES),
        tiers=tabulate(asking, name_tier),
        untimed=sum(outcome.waited_s is None for outcome in asking),
    )


def iterate_outcomes(
    db: sqlite3.Connection, scorer: Scorer, since: datetime, brand: str | None, lanes: Mapping[int, str]
) -> Iterator[tuple[Case, Outcome]]:
    """Read what became of each mention posted from `since` until now."""
    customers: dict[int, Customer] = {}
    for case, stored, lane in score_cases(db, scorer, since, brand, lanes):
        if case.customer is not None and case.customer not in customers:
            customers |= read_customers(db, {case.customer})
        customer = customers.get(case.customer or 0)
        due_at = find_due_at(scorer.settings, case.posted_at, lane, customer) if lane in ASKING else None
        ended = case.answered_at or scorer.now
        waited_s = max(0.0, (ended - case.posted_at).total_seconds()) if case.is_timed else None
        in_time = None if due_at is None or (case.answered_at is None and ended <= due_at) else ended <= due_at
        yield (
            case,
            Outcome(
                lane=lane,
                source=stored.mention.source,
                followers=stored.mention.author.followers,
                tier=(customer.tier or "") if customer else None,
                posted_at=case.posted_at,
                waited_s=waited_s,
                answered=case.answered_at is not None,
                in_time=in_time if case.is_timed else None,
            ),
        )
