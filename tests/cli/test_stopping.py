"""Who stops a command is told so, and finds no more than what was there before."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

# Converting is stopped after the first post: its file is begun and not yet whole.
STORY = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's `&` ignores it
from mentiontriage.cli import _conversion, main
number = int(sys.argv.pop(1))
def write_one_and_stop(*_):
    yield "one post\\n"
    os.kill(os.getpid(), number)
    yield "another\\n"
_conversion.to_ndjson = write_one_and_stop
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_what_is_stopped_leaves_no_half_file_and_says_so(tmp_path: Path, number: signal.Signals, code: int) -> None:
    posts, output = tmp_path / "posts.ndjson", tmp_path / "out.ndjson"
    posts.write_text('{"id": "1", "text": "no reply"}\n', encoding="utf-8")
    output.write_text("as it was", encoding="utf-8")
    command = [sys.executable, "-c", STORY, str(int(number)), "convert", str(posts), "-o", str(output)]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr.decode()) == (code, "triage: stopped\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.ndjson", "posts.ndjson"]
    assert output.read_text(encoding="utf-8") == "as it was"


def test_who_is_told_to_end_twice_still_cleans_up() -> None:
    story = """
import os, signal
from mentiontriage.cli._stopping import Stopped, stop_on_signals
stop_on_signals()
try:
    os.kill(os.getpid(), signal.SIGTERM)
except Stopped:
    os.kill(os.getpid(), signal.SIGTERM)
    print("cleaned up")
"""
    ended = subprocess.run([sys.executable, "-c", story], capture_output=True, check=True, timeout=60)
    assert (ended.stdout, ended.stderr) == (b"cleaned up\n", b"")


def test_a_signal_that_is_to_be_ignored_stays_so() -> None:
    story = """
import os, signal
from mentiontriage.cli._stopping import stop_on_signals
signal.signal(signal.SIGTERM, signal.SIG_IGN)
stop_on_signals()
os.kill(os.getpid(), signal.SIGTERM)
"""
    subprocess.run([sys.executable, "-c", story], check=True, timeout=60)


def test_a_host_that_hangs_keeps_no_command_from_ending(tmp_path: Path) -> None:
    story = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from mentiontriage.cli import main
main()
"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        config = tmp_path / "config.toml"
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        config.write_text(f'[sources.lemmy]\nbase_url = "{address}"\npatience = 3600\n', encoding="utf-8")
        places = ("--store", str(tmp_path / "s.db"), "--config", str(config))
        command = [sys.executable, "-c", story, "doctor", *places]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            asked, _ = server.accept()  # and is never answered
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
            asked.close()
    assert (process.returncode, err.decode()) == (130, "triage: stopped\n")
