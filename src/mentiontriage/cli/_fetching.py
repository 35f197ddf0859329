"""What the commands about sources share: the settings' place, whom to look for, the credentials."""

import os
import sqlite3
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import msgspec

from mentiontriage.cli._console import print_note
from mentiontriage.cli._results import Board
from mentiontriage.config import Brand, Settings, list_brands, load_settings
from mentiontriage.credentials import Keyring, read_credential_file
from mentiontriage.errors import UsageError
from mentiontriage.fetching import Fetch, Result
from mentiontriage.matching import Matcher
from mentiontriage.planning import Plan, Unready, choose_sources, make_plan
from mentiontriage.sources import Reach


def find_config(config: Path | None) -> Path:
    """Find the settings file: what is named, else the one in the platform's folder for settings."""
    if config is not None and str(config) not in ("", "."):
        return config
    from platformdirs import user_config_path

    return user_config_path("triage", appauthor=False) / "config.toml"


def read_settings(config: Path | None) -> Settings:
    """Read the settings; without a file, the defaults. A file that was named must be there."""
    path = find_config(config)
    return load_settings(path) if config == path or path.is_file() else Settings()


def open_keyring(settings: Settings, config: Path | None) -> Keyring:
    """Open the credentials: the environment, `credentials.toml` beside the settings, and commands."""
    file = read_credential_file(find_config(config).with_name("credentials.toml"))
    return Keyring(os.environ, file, settings.credentials)


def choose_brands(settings: Settings, names: Iterable[str]) -> tuple[Brand, ...]:
    """Choose whom to look for: those named, as the settings describe them, else all in the settings.

    Raises UsageError where there is nobody to look for.
    """
    known = {brand.name.casefold(): brand for brand in list_brands(settings)}
    brands = tuple(known.get(name.casefold(), Brand(name)) for name in names if name.strip())
    if not brands and not known:
        raise UsageError(
            'whom to look for? name a brand (triage fetch "Acme") or run `triage init` and fill in the file'
        )
    return brands or tuple(known.values())


def add_handles(settings: Settings) -> Settings:
    """Put our brands' handles among our own, so that their posts count as ours."""
    ours = [handle for brand in settings.brands if not brand.competitor for handle in brand.handles]
    return msgspec.structs.replace(settings, handles=tuple(dict.fromkeys((*settings.handles, *ours))))


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
    made = [make_plan(source, settings, keyring, brands) for source in choose_sources(settings, asked)]
    return [m for m in made if isinstance(m, Plan)], [m for m in made if isinstance(m, Unready)]


def fetch_into(db: sqlite3.Connection, work: Work, board: Board) -> list[Result]:
    """Fetch from every source that is ready, and tell of those that are not and of what it costs."""
    for lack in work.unready:
        print_note(f"triage: {lack.source.name} {lack.reason}")
    for plan in work.plans:
        with plan.connect() as access:
            if cost := plan.source.cost(access, work.reach):
                print_note(cost)
    fetch = Fetch(db, Matcher(work.brands, work.settings.handles), work.reach, board.show, board.end)
    try:
        return fetch.run(work.plans, timedelta(days=work.settings.keep_payload_days))
    finally:
        board.wipe()
