"""Measure how soon the first queue of `triage fetch` is there, from a start without a store.

    PYTHONPATH=. python benchmarks/fetch.py

Every source that needs no credentials is played by a stand-in on loopback, with 60 posts each. The
time of a queue that asks no source stands beside it, since starting and ranking are a part of both.
"""

import statistics
import tempfile
import time
from pathlib import Path

from tests.cli.commands import triage
from tests.cli.test_fetch import locate, now, serve_all, write_config
from tests.sources.networks import STAND_INS, make_world

RUNS = 5


def measure(folder: Path, run: int, *arguments: str) -> float:
    began = time.perf_counter()
    done = triage(*arguments, "--config", folder / "config.toml", "--store", folder / f"{run}.db")
    if done.code:
        raise SystemExit(done.err)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as name, serve_all({n: make_world(60, now()) for n in STAND_INS}) as services:
        folder = Path(name)
        write_config(folder, locate(services))
        fetched = [measure(folder, run, "fetch", "Acme", "--since", "2d") for run in range(RUNS)]
        queued = [measure(folder, run, "queue") for run in range(RUNS)]
    print(f"first queue from {len(STAND_INS)} sources   {statistics.median(fetched):.2f} s (median of {RUNS})")
    print(f"the same queue again         {statistics.median(queued):.2f} s")
    print(f"ratio                        {statistics.median(fetched) / statistics.median(queued):.1f}")


if __name__ == "__main__":
    main()
