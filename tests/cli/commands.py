"""Run the installed command as a person or cron would."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cli.starter import get_starter

NOW = "2026-11-20T12:00:00Z"
EXAMPLES = Path(__file__).parents[2] / "examples"


class Finished(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def triage(*arguments: str | Path, stdin: bytes = b"", before: Sequence[str] = (), **environment: str) -> Finished:
    """Run `triage` with these arguments and what is piped into it; `before` goes before it, as `nice` would."""
    told = [str(argument) for argument in arguments]
    whole = {**os.environ, "COLUMNS": "80", "TRIAGE_CONFIG": "", **environment}
    # What is meant for Python itself it reads only as it starts; where there is no forking, it starts anew too.
    if sys.platform != "linux" or any(name.startswith("PYTHON") for name in environment):
        ended = start_anew([*before, sys.executable, "-m", "mentiontriage", *told], stdin, whole)
    else:
        ended = get_starter(*before).run(told, stdin, whole)
    code, out, err = ended
    return Finished(code, out.decode(), err.decode())


@cache
def bind_to_permissions() -> tuple[str, ...]:
    """Give what goes before a command to bind it to permissions: nothing, unless the tests are run by root."""
    if os.geteuid():
        return ()
    binding = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
    if shutil.which("setpriv") is None or subprocess.run([*binding, "true"], check=False).returncode:
        pytest.skip("root is bound by no permissions, and setpriv cannot change that here")
    return binding


def start_anew(command: Sequence[str], stdin: bytes, environment: dict[str, str]) -> tuple[int, bytes, bytes]:
    """Run a command in a Python of its own."""
    process = subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False, env=environment)
    return process.returncode, process.stdout, process.stderr
