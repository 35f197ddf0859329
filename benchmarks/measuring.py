"""Run a command and take its time and peak memory: what the benchmarks share."""

import os
import subprocess
import time
from typing import NamedTuple

MOMENT = "2026-11-20T12:00:00Z"


class Run(NamedTuple):
    """One command: seconds by the clock, seconds of CPU, and peak memory in MB."""

    seconds: float
    cpu: float
    peak: float


def run_once(command: list[str]) -> Run:
    """Run a command; CPU time and peak memory are the kernel's own account of the finished process."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**environment, "OMP_NUM_THREADS": "1"})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
