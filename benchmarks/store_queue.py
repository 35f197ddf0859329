"""Time `triage queue` over a large store, most of it answered, beside a small one.

    python benchmarks/store_queue.py [--mentions 1000000] [--open 50000]

Prints a Markdown table: seconds of the whole command (start-up and all), median of five; in brackets
the processor's seconds, which a busy machine leaves alone.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from generate import NOON, make_posts

from mentiontriage.model import Author, Engagement, Mention
from mentiontriage.store import open_store, transaction
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings


def make_findings(count: int) -> Iterator[Finding]:
    for post in make_posts(count):
        if "text" in post and "followers" in post:
            yield Finding(
                Mention(
                    id=post["id"],
                    source="x",
                    text=post["text"],
                    author=Author(f"user{post['user']}", followers=post["followers"]),
                    engagement=Engagement(post["replies"], post["reposts"], post["likes"]),
                    posted_at=datetime.fromisoformat(post["created_at"]),
                ),
                ("Acme",),
            )


def fill(path: Path, mentions: int, left_open: int) -> tuple[int, int]:
    """Fill a store and answer all but some, evenly over time. Returns how many it holds and how many are open."""
    db = open_store(path)
    with transaction(db):
        save_findings(db, make_findings(mentions), NOON)
    (held,) = db.execute("SELECT count(*) FROM mention").fetchone()
    every = max(1, held // left_open)
    with transaction(db):
        db.execute("UPDATE standing SET status = 'done', since = 0 WHERE mention % ? <> 0", (every,))
    (still_open,) = db.execute("SELECT count(*) FROM standing WHERE status = 'open'").fetchone()
    db.close()
    return held, still_open


def measure(path: Path, *arguments: str) -> tuple[float, float]:
    """Give the median seconds by the clock and of the processor."""
    command = [sys.executable, "-m", "mentiontriage", *arguments, "--now", NOON.isoformat(), "--store", str(path)]
    seconds, processor = [], []
    for _ in range(5):
        begun, used = time.perf_counter(), count_processor()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "TRIAGE_CONFIG": ""})
        seconds.append(time.perf_counter() - begun)
        processor.append(count_processor() - used)
    return statistics.median(seconds), statistics.median(processor)


def count_processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--open", type=int, default=50_000, dest="left_open")
    arguments = parser.parse_args()
    print("| mentions | open | queue, s | queue --counts, s | next, s |\n| ---: | ---: | ---: | ---: | ---: |")
    times = []
    for mentions, left_open in ((10_000, 500), (arguments.mentions, arguments.left_open)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "triage.db"
            held, still_open = fill(path, mentions, left_open)
            found = [measure(path, "queue"), measure(path, "queue", "--counts"), measure(path, "next")]
            times.append(found[0][1])
            told = " | ".join(f"{seconds:.2f} ({processor:.2f})" for seconds, processor in found)
            print(f"| {held:,} | {still_open:,} | {told} |", flush=True)
    print(f"\nqueue, large store against small one: {times[1] / times[0]:.1f}x the processor's time")


if __name__ == "__main__":
    main()
