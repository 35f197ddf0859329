"""`triage doctor`: check settings, store and sources."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import AsText, Config, Shape

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mentiontriage.config import Settings
    from mentiontriage.planning import Plan

Finding = tuple[bool, str, str]


def doctor(store: Store = None, config: Config = None, format_: AsText = Shape.text) -> None:
    """Check settings, store and sources; each source in use gets one harmless request.

    Example: triage doctor
    """
    import typer

    from mentiontriage.cli._console import make_harmless, write_json, write_result
    from mentiontriage.cli._desk import find_store
    from mentiontriage.cli._settings import find_config, take_settings
    from mentiontriage.durations import tell_times
    from mentiontriage.errors import SourceError, StoreError
    from mentiontriage.targets import read_zone

    settings = take_settings(config)
    zone = read_zone(settings.targets.time_zone)
    place = find_config(config)
    there = place.is_file()
    findings = [(True, "settings", str(place) if there else f"none at {place}; `triage init` writes one")]
    stored = _check_store(find_store(store))
    findings += [stored, *_check_sources(settings, config)]
    if format_ is Shape.json:
        write_json([{"name": name, "ok": good, "detail": text} for good, name, text in findings])
    else:
        lines = (f"{'ok  ' if good else 'BAD '} {name:<15} {tell_times(text, zone)}" for good, name, text in findings)
        write_result("".join(f"{make_harmless(line)}\n" for line in lines), None)
    if not stored[0]:
        raise typer.Exit(StoreError.exit_code)
    if not all(good for good, *_ in findings):
        raise typer.Exit(SourceError.exit_code)


def _check_store(path: Path) -> Finding:
    from mentiontriage.errors import StoreError
    from mentiontriage.formats._amounts import count_nouns
    from mentiontriage.store import check_integrity, is_read_only, open_store
    from mentiontriage.store.mentions import count_mentions

    if not path.is_file():
        return True, "store", f"none at {path} yet"
    try:
        db = open_store(path, create=False)
        if damage := check_integrity(db):
            return False, "store", f"{path} is damaged: {'; '.join(damage[:3])}"
        state = "sound, may only be read" if is_read_only(db) else "sound"
        return True, "store", f"{path}: {count_nouns(count_mentions(db), 'mention')}, {state}"
    except StoreError as error:
        return False, "store", str(error)


def _check_sources(settings: "Settings", config: Path | None) -> Iterator[Finding]:
    from mentiontriage.cli._fetching import make_plans
    from mentiontriage.config import Brand, list_brands

    brands = list_brands(settings) or (Brand("test"),)
    plans, unready = make_plans(settings, config, brands, [])
    yield from ((False, lack.source.name, lack.reason) for lack in unready)
    now = time.monotonic()
    findings = [(plan, _begin_asking(plan)) for plan in plans]
    yield from (_wait(plan, finding, now + plan.options.seconds) for plan, finding in findings)


def _wait(plan: "Plan", finding: "Future[Finding]", ends: float) -> Finding:
    """Wait for what is found, but not for a host whose reply never begins in earnest: nothing ends its thread."""
    from mentiontriage.visiting import LEFT_BEHIND, LINGER_S

    try:
        return finding.result(max(0.0, ends + LINGER_S - time.monotonic()))
    except TimeoutError:
        return False, plan.source.name, f"it {LEFT_BEHIND}"


def _begin_asking(plan: "Plan") -> "Future[Finding]":
    """Ask in a thread of its own, a daemon: a host that hangs must not keep a command that was stopped from ending."""
    import threading
    from concurrent.futures import Future

    finding: Future[Finding] = Future()
    threading.Thread(target=lambda: finding.set_result(_ask(plan)), daemon=True).start()
    return finding


def _ask(plan: "Plan") -> Finding:
    from mentiontriage.sources._reply import FetchError

    try:
        with plan.connect() as access:
            plan.source.check(access)
    except FetchError as error:
        return False, plan.source.name, plan.secrets.blot(str(error))
    except Exception as error:  # noqa: BLE001 (one source's fault must not hide how the others are)
        return False, plan.source.name, plan.secrets.blot(f"a fault in it: {type(error).__name__}: {error}")
    return True, plan.source.name, "answers"
