"""Starts commands from a process that has loaded their libraries (loaded.py), where there is forking."""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from tests.cli.loaded import MOST_BYTES


class Starter:
    """That process, which ends with the process of the tests; `before` is what goes before its own command."""

    def __init__(self, before: Sequence[str]) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [*before, sys.executable, "-m", "tests.cli.loaded", str(theirs.fileno())],
                cwd=Path(__file__).parents[2],
                pass_fds=[theirs.fileno()],
                # Pipes, as the commands will have: Python makes its streams as what it starts with needs them.
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )

    def run(self, arguments: Sequence[str], stdin: bytes, environment: dict[str, str]) -> tuple[int, bytes, bytes]:
        """Run a command to its end; gives its exit code, what it printed and what it told on stderr."""
        (its_in, to_it), (out, its_out), (err, its_err) = (os.pipe() for _ in range(3))
        order = json.dumps([arguments, environment, str(Path.cwd())]).encode()
        socket.send_fds(self._line, [order], [its_in, its_out, its_err])
        for descriptor in (its_in, its_out, its_err):
            os.close(descriptor)
        with ThreadPoolExecutor(3) as pool:
            pool.submit(_write, to_it, stdin)
            printed, told = pool.map(_read, (out, err))
        return int(self._line.recv(MOST_BYTES)), printed, told

    def end(self) -> None:
        """End it."""
        self._line.close()
        self._process.communicate()


@cache
def get_starter(*before: str) -> Starter:
    """The one of this process, started when it is first needed."""
    starter = Starter(before)
    atexit.register(starter.end)
    return starter


def _write(descriptor: int, content: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), os.fdopen(descriptor, "wb") as stream:
        stream.write(content)


def _read(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read()
