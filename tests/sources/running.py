"""Run sources against stand-ins, as the command does."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from mentiontriage.config import Brand, Settings
from mentiontriage.credentials import Keyring, name_variable
from mentiontriage.fetching import Fetch, Result
from mentiontriage.matching import Matcher
from mentiontriage.model import Mention
from mentiontriage.planning import Plan, choose_sources, make_plan
from mentiontriage.sources import Reach
from mentiontriage.store.mentions import iterate_all

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ACME = Brand("Acme", handles=("acme", "acmehelps"))
QUICK = {"pause": 0.01, "patience": 2.0, "seconds": 20.0}
"""Options that let a failing service fail fast."""


def make_plans(
    sources: Mapping[str, Mapping[str, Any]],
    credentials: Mapping[tuple[str, str], str] = {},
    brands: Iterable[Brand] = (ACME,),
    known: tuple[Brand, ...] = (),
) -> list[Plan]:
    """Get sources ready, with these options and credentials; all must be. `known` are the brands of the settings."""
    settings = Settings(brands=known, sources={name: {**QUICK, **options} for name, options in sources.items()})
    environment = {name_variable(*name): value for name, value in credentials.items()}
    keyring = Keyring(environment, {}, {})
    plans = [make_plan(source, settings, keyring, tuple(brands)) for source in choose_sources(settings, [])]
    ready = [plan for plan in plans if isinstance(plan, Plan)]
    assert len(ready) == len(plans), plans
    return ready


def fetch(
    db: sqlite3.Connection,
    plans: list[Plan],
    now: datetime = NOW,
    since: datetime | None = None,
    most: int | None = None,
) -> dict[str, Result]:
    """Run the plans into a store; gives each source's result."""
    matcher = Matcher(plans[0].known)
    work = Fetch(db, matcher, Reach(now, since, most))
    return {result.source: result for result in work.run(plans, timedelta(days=30))}


def read_all(db: sqlite3.Connection) -> list[Mention]:
    """Read what the store holds."""
    return [stored.mention for stored in iterate_all(db)]
