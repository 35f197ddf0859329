"""Run the installed command as a person or cron would."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

NOW = "2026-11-20T12:00:00Z"
EXAMPLES = Path(__file__).parents[2] / "examples"


class Finished(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def triage(*arguments: str | Path, stdin: bytes | None = b"", **environment: str) -> Finished:
    """Run `triage` with these arguments and what is piped into it."""
    process = subprocess.run(
        [sys.executable, "-m", "mentiontriage", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "COLUMNS": "80", "TRIAGE_CONFIG": "", **environment},
    )
    return Finished(process.returncode, process.stdout.decode(), process.stderr.decode())
