"""`triage watch`: fetch again and again, and tell somebody when something presses."""

import sys
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import MOST, Config, Incidents, Now, Redact
from mentiontriage.errors import CredentialError, SendError, SourceError, TriageError

if TYPE_CHECKING:
    import threading
    from datetime import datetime

    from mentiontriage.digests import Order

_LONGEST_WAIT_S = 3_600.0
# A source that fails has its own pauses, and one without a credential never gets better by waiting.
_FETCHED = (0, SourceError.exit_code, CredentialError.exit_code)


def watch(
    brands: Annotated[
        list[str] | None, typer.Argument(metavar="BRAND", help="Brands to look for. Default: all in the settings.")
    ] = None,
    every: Annotated[str, typer.Option("--every", metavar="TIME", help="How often: 5m, 1h.")] = "5m",
    notify: Annotated[
        str | None,
        typer.Option(
            "--notify",
            metavar="CMD|URL",
            envvar="TRIAGE_NOTIFY",
            help="A command (it gets JSON on its input) or a web hook.",
        ),
    ] = None,
    over: Annotated[float, typer.Option("--over", help="Notify about complaints of at least this priority.")] = 10.0,
    top: Annotated[
        int, typer.Option("--top", "-n", min=1, max=MOST, help="Show at most so many rows in one notice.")
    ] = 5,
    fetch: Annotated[bool, typer.Option(help="Fetch first, or leave that to something else.")] = True,
    incidents: Incidents = None,
    redact: Redact = False,
    rounds: Annotated[
        int, typer.Option("--rounds", min=0, max=MOST, help="Stop after so many rounds; 0 never stops.")
    ] = 0,
    store: Store = None,
    config: Config = None,
    now: Now = None,
) -> None:
    """Fetch again and again; notify once about each complaint, threat or danger that presses.

    A notice that could not be sent is sent the next time. After a failure it waits longer each time, or as
    long as a web hook asks (Retry-After), up to an hour; a source that fails does not count. It stops
    cleanly on SIGTERM and Ctrl-C. With --rounds, the exit code is that of the last round.

    Example: triage watch --every 5m --notify https://hooks.slack.example/services/T0/B0/x
    """
    import threading

    from mentiontriage.cli._console import print_note
    from mentiontriage.cli._desk import find_store
    from mentiontriage.cli._options import read_age, read_now
    from mentiontriage.digests import Order
    from mentiontriage.errors import UsageError
    from mentiontriage.notifying import check_target

    pause = read_age(every).total_seconds()
    if pause <= 0:
        raise UsageError("--every must be longer than zero")
    if not isfinite(over):
        raise UsageError("--over must be a finite number, such as 10")
    if notify is not None:
        check_target(notify)
    path = find_store(store)
    order = Order(f"watch {_hash(notify or '-')}", top=top, over=over, incidents=incidents, redact=redact)
    stopped = threading.Event()
    _stop_on_signals(stopped)
    failures = done = 0
    while not stopped.is_set():
        code = _fetch(brands or [], path, config, stopped) if fetch else 0
        failure = None if stopped.is_set() else _tell(path, config, read_now(now), order, notify, stopped)
        done += 1
        if done == rounds:
            _leave(code, failure)
            break
        if failure:
            print_note(f"triage: {failure}")
        failures = 0 if code in _FETCHED and failure is None else failures + 1
        wait = find_wait(pause, failures, failure.wait_s if isinstance(failure, SendError) else 0.0)
        if failures:
            print_note(f"that was failure {failures} in a row; the next try is in {wait:,.0f} s")
        stopped.wait(wait)


def find_wait(pause: float, failures: int, asked: float = 0.0) -> float:
    """Find how long to wait: twice as long after each failure in a row, at least as asked, at most an hour."""
    return max(pause, min(max(pause * 2.0 ** min(failures, 20), asked), _LONGEST_WAIT_S))


def _hash(target: str) -> str:
    """Name whom we tell without keeping the address: a web hook's is a secret."""
    import hashlib

    return hashlib.blake2b(target.encode(), digest_size=8).hexdigest()


def _stop_on_signals(stopped: "threading.Event") -> None:
    import signal

    def stop(*_: object) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _fetch(brands: list[str], store: Path, config: Path | None, stopped: "threading.Event") -> int:
    """Fetch in a process of its own, so that whatever goes wrong there does not end the watch.

    Returns its exit code, 0 where we were told to stop meanwhile.
    """
    import subprocess

    settings = ["--config", str(config)] if config else []
    command = [sys.executable, "-m", "mentiontriage", "fetch", "--store", str(store), "--top", "1", *settings]
    # A brand may be called --weird.
    process = subprocess.Popen([*command, "--", *brands], stdout=subprocess.DEVNULL)  # noqa: S603 (ourselves)
    while not stopped.is_set():
        try:
            return process.wait(0.5)
        except subprocess.TimeoutExpired:
            continue
    process.kill()  # it loses nothing, and need not tell that it was stopped
    process.wait()
    return 0


def _leave(code: int, failure: TriageError | None) -> None:
    """End with what the last round failed with; what a fetch failed with it has told itself."""
    if failure is not None:
        raise failure
    if code not in _FETCHED:
        raise typer.Exit(code)


def _tell(
    store: Path,
    config: Path | None,
    now: "datetime",
    order: "Order",
    target: str | None,
    stopped: "threading.Event",
) -> TriageError | None:
    """Tell of what presses; gives what went wrong where it could not be told."""
    import sqlite3
    from contextlib import closing

    from mentiontriage.cli._console import Progress, await_reader, write_result
    from mentiontriage.cli._desk import Desk
    from mentiontriage.digests import begin, compose_digest, finish, hold
    from mentiontriage.formats._plain import write_plain
    from mentiontriage.notifying import notify
    from mentiontriage.store import name_failure

    try:
        desk = Desk(store, config, now.isoformat())
        with closing(desk.db), hold(store, order.recipient) as held:
            with Progress("scoring") as progress:
                composed = compose_digest(desk.db, desk.scorer, order, progress) if held else None
            if composed is not None and composed.queue.items:
                number = begin(desk.db, order.recipient, composed)
                if target is None:
                    write_result(write_plain(composed.queue), None)
                    await_reader()
                else:
                    notify(target, composed.queue, stopped)
                finish(desk.db, number, desk.now)
    except TriageError as error:
        return error
    except sqlite3.Error as error:
        return name_failure(error)
    return None
