"""What the commands about sources share: the settings' place, whom to look for, the credentials."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import msgspec

from mentiontriage.cli._console import print_error
from mentiontriage.cli._results import Board
from mentiontriage.cli._settings import find_config, naming_settings
from mentiontriage.config import Brand, Settings, can_name, list_brands
from mentiontriage.credentials import Keyring, read_credential_file
from mentiontriage.errors import UsageError
from mentiontriage.fetching import Fetch, Result, is_waiting
from mentiontriage.matching import Matcher
from mentiontriage.planning import Plan, Unready, choose_sources, make_plan
from mentiontriage.sources import Reach


def open_keyring(settings: Settings, config: Path | None) -> Keyring:
    """Open the credentials: the environment, `credentials.toml` beside the settings, and commands."""
    file = read_credential_file(find_config(config).with_name("credentials.toml"))
    return Keyring(os.environ, file, settings.credentials)


def choose_brands(settings: Settings, names: Iterable[str]) -> tuple[Brand, ...]:
    """Choose whom to look for: those named, as the settings describe them, else all in the settings.

    Raises UsageError where there is nobody to look for, and for a name that would be found in every post.
    """
    names = [name for name in names if name.strip()]
    for name in names:
        name.encode()  # what is no text is told as that, before anybody is asked for it
        if not can_name(name):
            raise UsageError(f"the name {name!r} holds no letter: it would be found in every post")
    known = {brand.name.casefold(): brand for brand in list_brands(settings)}
    brands = tuple(known.get(name.casefold(), Brand(name)) for name in names)
    if not brands and not known:
        raise UsageError(
            'there is no brand to look for: name one (triage fetch "Acme"), or run `triage init` and fill in the file'
        )
    return brands or tuple(known.values())


class Work(msgspec.Struct, frozen=True):
    """What a run is to do: the sources that are ready and those that are not, for whom, how far."""

    plans: list[Plan]
    unready: list[Unready]
    brands: tuple[Brand, ...]
    reach: Reach
    settings: Settings


def make_plans(
    settings: Settings, config: Path | None, brands: tuple[Brand, ...], asked: Iterable[str]
) -> tuple[list[Plan], list[Unready]]:
    """Get the sources ready that are asked for, or that the settings name."""
    keyring = open_keyring(settings, config)
    with naming_settings(config):
        made = [make_plan(source, settings, keyring, brands) for source in choose_sources(settings, asked)]
    return [m for m in made if isinstance(m, Plan)], [m for m in made if isinstance(m, Unready)]


def fetch_into(
    db: sqlite3.Connection, work: Work, board: Board, drop_known: Callable[[], int] = lambda: 0
) -> list[Result]:
    """Fetch from every source that is ready, and tell of those that are not and of what it costs.

    `drop_known` is for dry runs (see `Fetch`).
    """
    for lack in work.unready:
        print_error(f"{lack.source.name} {lack.reason}")
    for plan in work.plans:
        with plan.connect() as access:
            cost = plan.source.cost(access, work.reach)
            if cost and not is_waiting(db, plan.source.name, work.reach.now):
                board.announce(cost)
    known = list_brands(work.settings, work.brands)  # a post that also names another brand is that one's as well
    fetch = Fetch(db, Matcher(known, work.settings.handles), work.reach, board.show, board.end, drop_known=drop_known)
    try:
        return fetch.run(work.plans, timedelta(days=work.settings.keep_payload_days))
    finally:
        board.wipe()
