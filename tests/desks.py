"""A desk to tell stories with: a store of invented posts, and the commands as a person gives them."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.stories import NOON
from typer.testing import CliRunner

from mentiontriage.cli import app
from mentiontriage.errors import TriageError
from mentiontriage.model import Mention
from mentiontriage.store import open_store, transaction
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings

ANGRY = "still waiting for my refund, nobody answers my emails, this is the worst service ever"
GLAD = "I love my new Acme kettle, it is wonderful, thank you so much!"
HOUR = timedelta(hours=1)
_TIMELESS = {
    *(("customers", name) for name in ("list", "show", "forget")),
    *((name,) for name in ("doctor", "sources", "inspect", "evaluate", "train", "policy")),
    *((name,) for name in ("formats", "readers", "signals")),
}


class Told(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


SEES_PIPES = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is left in a pipe")


class Desk:
    """Gives commands over one store; `now` moves when a story says so."""

    def __init__(self, path: Path, now: datetime = NOON) -> None:
        self.path = path
        self.now = now

    def open(self) -> sqlite3.Connection:
        """Open the store itself."""
        return open_store(self.path)

    def receive(self, mentions: Iterable[Mention], **more: Any) -> None:
        """Save posts, as a fetch does at this moment."""
        db = self.open()
        with transaction(db):
            save_findings(db, [Finding(mention, **more) for mention in mentions], self.now)
        db.close()

    def damage(self, table: str) -> None:
        """Overwrite the page where a table begins, as a failing disk may."""
        with closing(self.open()) as db:
            ((page,),) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
            ((size,),) = db.execute("PRAGMA page_size")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with self.path.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)

    def run(
        self, *arguments: str | Path, who: str = "ada", stdin: bytes = b"", environment: dict[str, str] | None = None
    ) -> Told:
        """Give a command at this moment, as `who`."""
        is_timeless = arguments[:1] in _TIMELESS or arguments[:2] in _TIMELESS
        moment = [] if is_timeless else ["--now", self.now.isoformat()]
        told = CliRunner().invoke(
            app,
            [*map(str, arguments), *moment],
            input=stdin,
            env={"TRIAGE_STORE": str(self.path), "TRIAGE_USER": who, "COLUMNS": "80", **(environment or {})},
        )
        if told.exception is not None and not isinstance(told.exception, SystemExit):
            if not isinstance(told.exception, TriageError):
                raise told.exception
            return Told(told.exception.exit_code, told.stdout, told.stderr + str(told.exception))
        return Told(told.exit_code, told.stdout, told.stderr)

    def begin_to_read(self, *arguments: str, **environment: str) -> tuple[bytes, int, bytes]:
        """Give a command whose output somebody reads no further than its first line, as `| head -1` does.

        Returns that line, the exit code and what it told on stderr.
        """
        process = subprocess.Popen(
            [sys.executable, "-m", "mentiontriage", *arguments, "--now", self.now.isoformat()],
            bufsize=8_192,  # as much as `head` takes at a time; Python's own buffer has grown
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "TRIAGE_STORE": str(self.path), "TRIAGE_CONFIG": "", **environment},
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        process.stdout.close()
        _, errors = process.communicate(timeout=60)
        return line, process.returncode, errors

    def ask(self, *arguments: str | Path, **more: Any) -> Any:
        """Give a command that must succeed, and read its JSON."""
        told = self.run(*arguments, "--format", "json", **more)
        assert told.code == 0, told.err
        return told.json

    def do(self, *arguments: str | Path, **more: Any) -> str:
        """Give a command that must succeed."""
        told = self.run(*arguments, **more)
        assert told.code == 0, told.err
        return told.out

    def list_queue(self, *arguments: str) -> list[str]:
        """List the ids in the queue, first answered first."""
        return [item["id"] for item in self.ask("queue", "--top", "0", *arguments)["items"]]
