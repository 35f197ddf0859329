"""What a process no longer needs is given back, even where something younger is still in use."""

import subprocess
import sys

import pytest

STORY = """
from pathlib import Path
from mentiontriage.memory import give_back

def measure():
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

blocks = [bytes(2000) for _ in range(20_000)]
in_use = bytes(2000)
blocks.clear()
held = measure()
give_back()
print(held - measure())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is done elsewhere, and /proc is Linux's")
def test_what_was_freed_in_the_middle_is_given_back() -> None:
    told = subprocess.run([sys.executable, "-c", STORY], capture_output=True, text=True, check=True)
    assert int(told.stdout) > 30_000, "of 40,000 KB"
