"""Measure what must not grow: the time of a long post with its length, and of `triage --help` with anything.

    python benchmarks/limits.py --runs 5

Posts of ten thousand tokens to a million go through the whole of `triage score`. The shortest takes
little more than the start-up, so the last column compares the two long ones with start-up taken off.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measuring import MOMENT, run_once

KINDS: dict[str, Callable[[int], str]] = {
    "emoji": lambda tokens: "😂 " * tokens,
    "lexicon words": lambda tokens: "love hate " * (tokens // 2),
    "words of every kind": lambda tokens: (
        "still waiting for my refund , WORST service EVER !!! why ? " * (tokens // 11 + 1)
    ),
    "new words": lambda tokens: " ".join(f"wo{number}rd" for number in range(tokens)),
}


def measure_long(runs: int) -> None:
    """Print the seconds of `triage score` for one post of ten thousand, a hundred thousand and a million tokens."""
    print("| one post of | 10,000 tokens, s | 100,000, s | 1,000,000, s | 100,000 / 10,000 | 1,000,000 / 100,000 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        idle = _time_score(Path(folder), "ok", runs)
        for kind, make in KINDS.items():
            found = [_time_score(Path(folder), make(tokens), runs) for tokens in (10_000, 100_000, 1_000_000)]
            seconds = " | ".join(f"{taken:.2f}" for taken in found)
            worked = (found[2] - idle) / (found[1] - idle)
            print(f"| {kind} | {seconds} | {found[1] / found[0]:.1f} | {worked:.1f} |", flush=True)
        print(f"| (one word: start-up alone) | {idle:.2f} | | | | |")


def _time_score(folder: Path, text: str, runs: int) -> float:
    path = folder / "post.jsonl"
    path.write_text(json.dumps({"id": "1", "lang": "en", "text": text}) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mentiontriage", "score", str(path), "--now", MOMENT, "--quiet"]
    return statistics.median(run_once(command).seconds for _ in range(runs))


def measure_help(runs: int) -> None:
    """Print the seconds of `triage --help` beside those of importing typer, in turn."""
    commands = [[sys.executable, "-c", "import typer"], [sys.executable, "-m", "mentiontriage", "--help"]]
    taken = [[run_once(command).seconds for command in commands] for _ in range(runs)]
    typer, helping = (statistics.median(times) for times in zip(*taken, strict=True))
    print("\n| `import typer`, s | `triage --help`, s | ratio (at most 2) |\n| ---: | ---: | ---: |")
    print(f"| {typer:.3f} | {helping:.3f} | {helping / typer:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    measure_long(options.runs)
    measure_help(3 * options.runs)


if __name__ == "__main__":
    main()
