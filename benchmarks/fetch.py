"""Measure how soon the first queue of `triage fetch` is there, from a start without a store.

    python benchmarks/fetch.py

Every source that needs no credentials is played by a stand-in on loopback, with 60 posts each. The
time of a run that asks no source stands beside it, since starting is a part of it.
"""

import statistics
import tempfile
import time
from pathlib import Path

from tests.cli.commands import triage
from tests.cli.test_fetch import locate, now, serve_all, write_config
from tests.sources.networks import STAND_INS, make_world

RUNS = 5


def measure(folder: Path, *arguments: str) -> float:
    began = time.perf_counter()
    done = triage(*arguments, "--config", folder / "config.toml", "--store", folder / f"{began}.db")
    if done.code:
        raise SystemExit(done.err)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as name, serve_all({n: make_world(60, now()) for n in STAND_INS}) as services:
        folder = Path(name)
        write_config(folder, locate(services))
        started = [measure(folder, "queue") for _ in range(RUNS)]
        fetched = [measure(folder, "fetch", "Acme", "--since", "2d") for _ in range(RUNS)]
    print(f"queue of an empty store        {statistics.median(started):.2f} s (median of {RUNS})")
    print(f"first queue from {len(STAND_INS)} sources     {statistics.median(fetched):.2f} s")
    print(f"ratio                          {statistics.median(fetched) / statistics.median(started):.1f}")


if __name__ == "__main__":
    main()
