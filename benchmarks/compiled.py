"""Tell what a compiled core would give: the signals as they are and compiled by mypyc, side by side.

    python benchmarks/compiled.py --posts 20000 --runs 5

Copies the package, compiles the modules that read text (mypyc comes with mypy, and needs a C compiler),
and scores the same posts with both in turn, as `triage score` does. Prints the medians and their ratio,
and ends with an error if the two do not say the same of every post.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from rank import generate

import mentiontriage

MODULES = (
    "lanes.py", "signals/complaint.py", "signals/_complaint.py", "signals/_complaint_cues.py",
    "signals/_complaint_letters.py", "signals/_complaint_packing.py", "signals/_complaint_weigher.py",
    "signals/_complaint_words.py", "signals/_phrases.py", "signals/_phrase_words.py", "signals/_severity.py",
    "signals/_vader.py", "signals/_vader_rules.py", "signals/_vader_words.py",
)  # fmt: skip
_WORK = """
import sys, time, hashlib
from datetime import datetime
from pathlib import Path
from mentiontriage.collect import Collection
from mentiontriage.config import Settings
from mentiontriage.formats._record import encode_item
from mentiontriage.inputs import name_file
from mentiontriage.scoring import Scorer
from mentiontriage.signals import _complaint_weigher

scorer = Scorer(Settings(), datetime.fromisoformat("2026-11-20T12:00:00Z"))
mentions = list(Collection([name_file(Path(sys.argv[1]))], {}).read_all())
begun = time.perf_counter()
told = [encode_item(mention, scorer.explain(mention), None) for mention in mentions]
seconds = time.perf_counter() - begun
print(seconds / len(mentions) * 1e6, hashlib.sha256(b"".join(told)).hexdigest(), _complaint_weigher.__file__[-3:])
"""


def compile_copy(folder: Path) -> Path:
    """Copy the package into a folder and compile its modules there; returns what to put on Python's path."""
    source = Path(mentiontriage.__file__).parent
    shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    modules = [str(Path(source.name) / module) for module in MODULES]
    command = [sys.executable, "-m", "mypyc", "--ignore-missing-imports", *modules]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def score(path: Path, posts: Path) -> tuple[float, str, str]:
    """Score posts with the package on a path; returns microseconds a post, what was said, and the module's kind."""
    command = [sys.executable, "-c", _WORK, str(posts)]
    ended = subprocess.run(command, env={"PYTHONPATH": str(path)}, check=True, capture_output=True, text=True)
    each, said, kind = ended.stdout.split()
    return float(each), said, kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        posts = generate(Path(folder), "small", options.posts)
        plain = Path(mentiontriage.__file__).parent.parent
        compiled = compile_copy(Path(folder) / "compiled")
        found = [(score(plain, posts), score(compiled, posts)) for _ in range(options.runs)]
    kinds = {(one[2], other[2]) for one, other in found}
    said = {side[1] for both in found for side in both}
    if kinds != {(".py", ".so")} or len(said) != 1:
        raise SystemExit(f"not compared: {kinds}, {len(said)} different answers")
    interpreted, faster = (statistics.median(both[side][0] for both in found) for side in (0, 1))
    print("| score of a post | us | ratio |\n| --- | ---: | ---: |")
    print(f"| interpreted | {interpreted:.0f} | 1.00 |\n| compiled | {faster:.0f} | {interpreted / faster:.2f} |")


if __name__ == "__main__":
    main()
