"""Measure `triage` beside the script that people write today, side by side in one run.

    python benchmarks/rank.py --posts 10000,100000,1000000 --shapes small,x-v2 --write

Prints posts a second, megabytes a second, times, peak memory and the ratio of the medians of the
times, by the clock and in CPU seconds: on large inputs `triage` uses all cores, and `--jobs 1` shows
what one does. `--posts 10000000` measures ten million. With `--write` the tables, and those of
limits.py and sentiment.py, go to docs/performance.md with the date and the machine's class.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from measuring import MOMENT, Run, run_once

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
MARK = "<!-- rank -->"
LARGE = 1_000_000


def list_commands(path: Path, *, with_score: bool) -> dict[str, list[str]]:
    """Name the commands that are compared; those that score every post only where asked for."""
    triage = [sys.executable, "-m", "mentiontriage"]
    told = [str(path), "--now", MOMENT, "--quiet"]
    commands = {
        "common script": [sys.executable, str(HERE / "common_script.py"), str(path)],
        "triage rank": [*triage, "rank", *told],
        "triage rank --jobs 1": [*triage, "rank", *told, "--jobs", "1"],
    }
    if with_score:
        commands["triage rank --counts"] = [*triage, "rank", *told, "--counts"]
        commands["triage score"] = [*triage, "score", *told]
        commands["triage score --jobs 1"] = [*triage, "score", *told, "--jobs", "1"]
    return commands


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, Run]:
    """Run the commands in turn, so that what else the machine does falls on all of them alike."""
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(run_once(command))
    return {
        name: Run(
            statistics.median(run.seconds for run in all_),
            statistics.median(run.cpu for run in all_),
            max(run.peak for run in all_),
        )
        for name, all_ in taken.items()
    }


def generate(folder: Path, shape: str, posts: int) -> Path:
    path = folder / f"{shape}-{posts}.{'csv' if shape == 'csv' else 'jsonl'}"
    with path.open("w", encoding="utf-8") as out:
        command = [sys.executable, str(HERE / "generate.py"), "--shape", shape, "--posts", str(posts)]
        subprocess.run(command, stdout=out, check=True)
    return path


def compare(shape: str, posts: int, runs: int, *, with_score: bool) -> list[str]:
    """Measure one shape and size; returns the table's rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = generate(Path(folder), shape, posts)
        size = path.stat().st_size / 1e6
        found = measure(list_commands(path, with_score=with_score), runs)
    lines = []
    for name, run in found.items():
        script = found["common script"]
        lines.append(
            f"| {shape} | {posts:,} | {name} | {posts / run.seconds:,.0f} | {size / run.seconds:.0f} "
            f"| {run.seconds:.1f} | {run.cpu:.1f} | {run.peak:.0f} "
            f"| {script.seconds / run.seconds:.1f} | {script.cpu / run.cpu:.1f} |"
        )
        print(lines[-1], flush=True)
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", default="10000,100000,1000000")
    parser.add_argument("--shapes", default="small,x-v2,x-v1,csv")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large-runs", type=int, default=5, help="runs from a million posts on")
    parser.add_argument("--score-up-to", type=int, default=LARGE, help="most posts of which every one is scored")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    options = parser.parse_args()
    lines = [
        "| shape | posts | command | posts/s | MB/s | clock s | CPU s | peak MiB | times the script, clock | CPU |",
        "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    print("\n".join(lines))
    for posts in map(int, options.posts.split(",")):
        for shape in options.shapes.split(","):
            runs = options.large_runs if posts >= LARGE else options.runs
            lines += compare(shape, posts, runs, with_score=posts <= options.score_up_to)
    others = [tell(script, str(options.runs)) for script in ("limits.py", "sentiment.py")]
    if options.write:
        runs = f"median of {options.runs} runs ({options.large_runs} from a million posts on)"
        write_page(["\n".join(lines), *others], runs)


def tell(script: str, runs: str) -> str:
    """Run another benchmark and give the tables that it prints."""
    flag = "--rounds" if script == "sentiment.py" else "--runs"
    ended = subprocess.run([sys.executable, str(HERE / script), flag, runs], capture_output=True, text=True, check=True)
    print(f"\n{ended.stdout}", flush=True)
    return ended.stdout.strip()


def write_page(tables: list[str], runs: str) -> None:
    """Put the tables between their marks in the page, with what they were measured on."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    load = os.getloadavg()[2] if hasattr(os, "getloadavg") else 0.0
    head = (
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine}, with {load:.1f} other processes at work on average; "
        f"{runs}. Rates are by the clock, start-up included; peak memory is the largest of the runs, of all processes."
    )
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
    _, _, after = rest.partition(MARK)
    body = "\n\n".join([head, *tables])
    PAGE.write_text(f"{before}{MARK}\n{body}\n{MARK}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
