"""Run a command and take its time and peak memory: what the benchmarks share."""

import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

MOMENT = "2026-11-20T12:00:00Z"


class Run(NamedTuple):
    """One command: seconds by the clock, seconds of CPU of all its processes, and peak memory of all in MiB."""

    seconds: float
    cpu: float
    peak: float


def run_once(command: list[str]) -> Run:
    """Run a command; times are the kernel's own account of the finished processes.

    Memory is the kernel's account where there is one process; of several it is looked up ten times a
    second, memory that they share counted once.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**environment, "OMP_NUM_THREADS": "1"})
    sampled = 0.0
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        time.sleep(0.1 if time.perf_counter() - started > 1 else 0.01)
        sampled = max(sampled, measure_memory(process.pid))
    _, status, usage = ended
    if status:
        raise SystemExit(f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}")
    seconds = time.perf_counter() - started
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(sampled, usage.ru_maxrss / 1024))


def measure_memory(pid: int) -> float:
    """Give the memory of a process with children, in MiB; 0 for one without, whose peak the kernel keeps."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
        return sum(map(read_share, [pid, *map(int, children)])) if children else 0.0
    except OSError:  # it has just ended
        return 0.0


def read_share(pid: int) -> float:
    """Give what a process holds, its share of what others hold as well, in MiB (proc(5), smaps_rollup)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
