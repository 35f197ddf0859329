"""A process that has loaded the libraries of `triage`, and is forked for every command that a test gives.

Loading them takes longer than most commands do. What runs here is `python -m mentiontriage` all the same, with
streams, environment, folder and exit code of its own. Of our modules only those are there that every command
loads: what else it needs it imports itself, in its order.
"""

import gc
import importlib
import json
import os
import runpy
import signal
import socket
import sys

LOADED = (
    *("mentiontriage.cli", "feedparser", "httpx", "msgspec", "platformdirs", "rich.table", "typer._adapters"),
    *("vaderSentiment.vaderSentiment", "backports.zstd" if sys.version_info < (3, 14) else "compression.zstd"),
    *("csv", "email.message", "http.client", "multiprocessing.connection", "sqlite3", "zoneinfo"),
)
MOST_BYTES = 200_000
_LONGEST_S = 120  # whoever hangs fails one test and not the whole run


def _take_orders(line: socket.socket) -> list[str]:
    """Fork for each order and answer with its exit code; returns in the process forked, as who was ordered."""
    while True:
        order, streams, _, _ = socket.recv_fds(line, MOST_BYTES, 3)
        if not order:
            sys.exit()
        if not (ident := os.fork()):
            break
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(ident, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())
    line.close()
    signal.alarm(_LONGEST_S)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    arguments, environment, folder = json.loads(order)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    return [str(argument) for argument in arguments]


if __name__ == "__main__":
    for name in LOADED:
        importlib.import_module(name)
    gc.freeze()
    sys.argv[1:] = _take_orders(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module("mentiontriage", run_name="__main__", alter_sys=True)
