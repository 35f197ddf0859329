"""Measure `triage rank` beside the script that people write today, side by side in one run.

    python benchmarks/rank.py --posts 10000,100000 --shapes small,x-v2 --runs 5

Prints posts a second, megabytes a second, peak memory and the ratio of the medians. With
`--write` the table goes to docs/performance.md, with the date and the machine's class.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
MOMENT = "2026-11-20T12:00:00Z"
PAGE = HERE.parent / "docs" / "performance.md"
MARK = "<!-- rank -->"


class Run(NamedTuple):
    """One command's medians: seconds, and peak memory in MB."""

    seconds: float
    peak: float


def list_commands(path: Path) -> dict[str, list[str]]:
    triage = [sys.executable, "-m", "mentiontriage"]
    return {
        "common script": [sys.executable, str(HERE / "common_script.py"), str(path)],
        "triage rank": [*triage, "rank", str(path), "--now", MOMENT, "--quiet"],
        "triage rank --counts": [*triage, "rank", str(path), "--now", MOMENT, "--quiet", "--counts"],
        "triage score": [*triage, "score", str(path), "--now", MOMENT, "--quiet"],
    }


def run_once(command: list[str]) -> Run:
    """Run a command; its peak memory is the kernel's own account of the finished process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, Run]:
    """Run the commands in turn, so that what else the machine does falls on all of them alike."""
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(run_once(command))
    return {
        name: Run(statistics.median(r.seconds for r in all_), max(r.peak for r in all_)) for name, all_ in taken.items()
    }


def generate(folder: Path, shape: str, posts: int) -> Path:
    path = folder / f"{shape}-{posts}.{'csv' if shape == 'csv' else 'jsonl'}"
    with path.open("w", encoding="utf-8") as out:
        command = [sys.executable, str(HERE / "generate.py"), "--shape", shape, "--posts", str(posts)]
        subprocess.run(command, stdout=out, check=True)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", default="10000,100000,1000000")
    parser.add_argument("--shapes", default="small,x-v2,x-v1,csv")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="write the table into docs/performance.md")
    options = parser.parse_args()
    lines = [
        "| shape | posts | command | posts/s | MB/s | peak MB | times the common script |",
        "| --- | ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    print("\n".join(lines))
    with tempfile.TemporaryDirectory() as folder:
        for shape in options.shapes.split(","):
            for posts in map(int, options.posts.split(",")):
                path = generate(Path(folder), shape, posts)
                size = path.stat().st_size / 1e6
                found = measure(list_commands(path), options.runs)
                for name, run in found.items():
                    ratio = found["common script"].seconds / run.seconds
                    lines.append(
                        f"| {shape} | {posts:,} | {name} | {posts / run.seconds:,.0f} | {size / run.seconds:.0f} "
                        f"| {run.peak:.0f} | {ratio:.1f} |"
                    )
                    print(lines[-1], flush=True)
                path.unlink()
    if options.write:
        write_page(lines, options.runs)


def write_page(lines: list[str], runs: int) -> None:
    """Put the table between its marks in the page, with what it was measured on."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    head = (
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine}; median of {runs} runs, peak memory the largest of them."
    )
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
    _, _, after = rest.partition(MARK)
    PAGE.write_text(f"{before}{MARK}\n{head}\n\n" + "\n".join(lines) + f"\n{MARK}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
