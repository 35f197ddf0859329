"""`triage watch`: tells once of what presses, survives what goes wrong, stops when told to."""

import http.server
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.desks import ANGRY, GLAD, HOUR, SEES_PIPES, Desk
from tests.outages import OUTAGE, make_day
from tests.stories import post

from mentiontriage.cli.watch import find_wait

_LONGEST_S = 120
CALLS = "<!channel> @channel @HERE, @all @everyone"
LINK = "https://www.youtube.example/watch?v=1&lc=2"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    desk.receive(
        [
            post("1", f"{ANGRY} {CALLS} & <https://evil.example|click>", by="ada", hours_ago=30, url=LINK),
            post("2", ANGRY, by="bob", hours_ago=0.1, followers=0),
            post("3", GLAD, by="cyd", hours_ago=30),
        ]
    )
    return desk


class Hook(http.server.ThreadingHTTPServer):
    """A web hook that answers as it is told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.headers: dict[str, str] = {}
        self.taken: list[Any] = []
        self.asked, self.closed = threading.Event(), threading.Event()
        self.drips = False


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Hook)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(json.loads(body))
        self.server.asked.set()
        if self.server.drips:
            self._drip(self.server)
            return
        self.send_response(self.server.status)
        for header in self.server.headers.items():
            self.send_header(*header)
        self.end_headers()

    def _drip(self, hook: Hook) -> None:
        """Answer byte by byte, without end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not hook.closed.wait(0.02):
            try:
                self.wfile.write(b"x")
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve_hook() -> Iterator[tuple[Hook, str]]:
    hook = Hook()
    thread = threading.Thread(target=hook.serve_forever, daemon=True)
    thread.start()
    try:
        yield hook, f"http://127.0.0.1:{hook.server_address[1]}/services/secret"
    finally:
        hook.closed.set()
        hook.shutdown()
        hook.server_close()
        thread.join()


def watch(desk: Desk, *arguments: str, code: int = 0) -> str:
    told = desk.run("watch", "--no-fetch", "--rounds", "1", "--over", "8", *arguments)
    assert told.code == code, told.err
    return told.out + told.err


def test_a_hook_is_told_once_of_what_presses_in_words_that_call_nobody(desk: Desk) -> None:
    with serve_hook() as (hook, url):
        watch(desk, "--notify", url)
        watch(desk, "--notify", url)
    (told,) = hook.taken
    assert [item["id"] for item in told["items"]] == ["1"]
    assert "&amp; &lt;https://evil.example|click&gt;" in told["text"].replace("\u200b", "")
    assert "@\u200bada (" in told["text"]
    assert not [call for call in CALLS.split() if call in told["text"]]
    assert told["text"].endswith(" <https://www.youtube.example/watch?v=1&amp;lc=2|open>")


def test_a_hook_outside_the_team_is_told_no_address_where_that_is_asked_for(desk: Desk) -> None:
    desk.receive([post("5", f"{ANGRY}, mail me at eve@mail.example", by="eve", hours_ago=30)])
    with serve_hook() as (hook, url):
        watch(desk, "--notify", url, "--redact")
        shown = watch(desk, "--redact")
        watch(desk, "--notify", f"{url}/of-the-team")
        outside, inside = hook.taken
    assert [item["id"] for item in outside["items"]] == [item["id"] for item in inside["items"]]
    assert "eve@mail.example" in json.dumps(inside)
    assert "eve@mail.example" not in json.dumps(outside) + shown
    assert "@eve" in shown


def test_what_becomes_pressing_is_told_when_it_does(desk: Desk) -> None:
    with serve_hook() as (hook, url):
        watch(desk, "--notify", url)
        desk.now += 60 * HOUR
        watch(desk, "--notify", url)
    assert [[item["id"] for item in told["items"]] for told in hook.taken][1] == ["2"]


def test_a_hook_is_told_what_somebody_wrote_again(desk: Desk) -> None:
    with serve_hook() as (hook, url):
        watch(desk, "--notify", url)
        desk.receive([post("4", "and <!here> my second kettle leaks", by="ada", hours_ago=0)])
        watch(desk, "--notify", url)
        watch(desk, "--notify", url)
    assert "wrote again: and &lt;!here&gt; my second kettle leaks" in hook.taken[1]["text"]
    assert len(hook.taken) == 2


def test_a_danger_is_told_at_once_whatever_its_priority(desk: Desk) -> None:
    burning = "your kettle caught fire in my kitchen"
    desk.receive([post("4", burning, by="bob", hours_ago=0, followers=0)])
    with serve_hook() as (hook, url):
        watch(desk, "--notify", url)
        watch(desk, "--notify", url)
    (told,) = hook.taken
    assert [item["id"] for item in told["items"]] == ["4", "1"]
    assert f"danger, new, 2 open posts: {burning}" in told["text"]


def test_several_posts_of_one_person_that_press_are_told_once(desk: Desk) -> None:
    desk.receive([post("4", ANGRY, by="ada", hours_ago=29), post("5", ANGRY, by="ada", hours_ago=0.1, followers=0)])
    assert "1 to answer" in watch(desk)
    assert watch(desk) == ""
    desk.now += 5 * HOUR
    assert "@ada" not in watch(desk)  # what became overdue presses nobody by itself
    desk.now += 60 * HOUR
    assert "overdue" in watch(desk)


def test_what_a_hook_did_not_take_is_told_again_and_its_address_never_shown(desk: Desk) -> None:
    with serve_hook() as (hook, url):
        hook.status = 500
        assert "127.0.0.1 answered 500" in watch(desk, "--notify", url, code=12)
        hook.status = 200
        shown = watch(desk, "--notify", url)
    assert len(hook.taken) == 2
    gone = watch(desk, "--notify", url.replace("secret", "other-secret"), code=12)
    assert "127.0.0.1 cannot be reached" in gone
    assert "secret" not in shown + gone
    assert b"secret" not in desk.path.read_bytes()


def test_a_hook_that_answers_without_end_is_left_and_told_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentiontriage.notifying._TIMEOUT", 0.3)
    with serve_hook() as (hook, url):
        hook.drips = True
        assert "127.0.0.1 did not answer within 0.3 s" in watch(desk, "--notify", url, code=12)
        hook.drips = False
        watch(desk, "--notify", url)
    assert len(hook.taken) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_hook_that_asks_to_be_left_alone_is_and_is_told_again_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    waits: list[float] = []

    def wait_no_longer(pause: float, failures: int, asked: float) -> float:
        waits.append(find_wait(pause, failures, asked))
        return 0.0

    monkeypatch.setattr("mentiontriage.cli.watch.find_wait", wait_no_longer)
    with serve_hook() as (hook, url):
        hook.status, hook.headers = status, {"Retry-After": "1900"}
        told = watch(desk, "--every", "1m", "--rounds", "2", "--notify", url, code=12)
        hook.status = 200
        watch(desk, "--notify", url)
    assert told.count(f"127.0.0.1 answered {status} and asks to be left alone for 1,900 s") == 2
    assert (waits, len(hook.taken)) == ([1900], 3)


def test_an_incident_is_told_in_one_row_and_again_when_somebody_joins_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive(make_day())
    with serve_hook() as (hook, address):
        watch = (
            "watch",
            "--no-fetch",
            "--rounds",
            "1",
            "--notify",
            address,
            "--incidents",
            "--over",
            "0",
            "--top",
            "999",
        )
        desk.run(*watch)
        desk.receive(
            [
                post(
                    "o99",
                    "the app is down <!channel> still waiting, nobody answers",
                    by="late",
                    hours_ago=2.25,
                    followers=9,
                )
            ]
        )
        desk.run(*watch)
    first, second = hook.taken
    assert [item["id"][0] for item in first["items"] if "incident" in item] == ["o"]
    assert [(item["id"], item["incident"]) for item in second["items"]] == [("o99", 1)]
    assert "Incident 1: " in second["text"]
    assert "<!channel>" not in second["text"]
    assert len(second["incidents"]["found"][0]["posts"]) == len(OUTAGE) + 1


def test_a_new_incident_is_told_though_none_of_its_posts_presses(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive(make_day())
    with serve_hook() as (hook, address):
        watch = ("watch", "--no-fetch", "--rounds", "1", "--notify", address, "--incidents", "--over", "999")
        desk.run(*watch)
        desk.receive([post("o99", "the app is down, still waiting, nobody answers", by="late", hours_ago=2.25)])
        desk.run(*watch)
    (told,) = hook.taken
    assert [item["incident"] for item in told["items"]] == [1]
    assert "1 incident" in told["text"].splitlines()[0]


def test_a_command_gets_json_on_its_input(desk: Desk, tmp_path: Path) -> None:
    script, out = tmp_path / "tell.py", tmp_path / "told.json"
    script.write_text(f"import pathlib, sys; pathlib.Path({str(out)!r}).write_bytes(sys.stdin.buffer.read())")
    watch(desk, "--notify", f"{sys.executable} {script}")
    assert json.loads(out.read_bytes())["items"][0]["id"] == "1"


def test_a_command_that_fails_is_said_and_tried_again(desk: Desk) -> None:
    assert "ended with 1" in watch(desk, "--notify", "false", code=12)
    assert "cannot be run" in watch(desk, "--notify", "/none/such", code=12)
    assert "ended with 1" in watch(desk, "--notify", "false", code=12)


def test_without_a_target_it_prints(desk: Desk) -> None:
    assert "1 to answer" in watch(desk)
    assert watch(desk) == ""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("posts", [500, pytest.param(60, marks=SEES_PIPES)])  # more than a pipe holds, and less
def test_what_is_printed_to_nobody_is_told_again(desk: Desk, posts: int, unbuffered: str) -> None:
    desk.receive([post(f"9{n}", ANGRY, by=f"u{n}", hours_ago=3) for n in range(posts)])
    everything = ("watch", "--no-fetch", "--rounds", "1", "--over", "0", "--top", "999")
    line, code, errors = desk.begin_to_read(*everything, PYTHONUNBUFFERED=unbuffered)
    assert (line, code, errors) == (f"{posts + 2} to answer, 1 overdue\n".encode(), 0, b"")
    assert f"{posts + 2} to answer" in desk.do(*everything)
    assert desk.do(*everything) == ""


def test_what_is_no_target_or_time_is_refused(desk: Desk) -> None:
    for wrong in (
        ("--notify", "'"),
        ("--notify", "notify --token secret '"),
        ("--notify", '"https://hooks.acme.example/secret"'),
        ("--notify", "htps://hooks.acme.example/secret"),
        ("--notify", "HTTPS://hooks.acme.example:99999/secret"),
        ("--notify", ""),
        ("--notify", " "),
        ("--notify", "https://"),
        ("--notify", "http://[::1/secret"),
        ("--notify", "http://hooks..acme.example/secret"),
        ("--every", "0m"),
        ("--every", "soon"),
        ("--over", "nan"),
        ("--over", "inf"),
    ):
        told = desk.run("watch", "--no-fetch", "--rounds", "1", *wrong)
        assert (told.code, "secret" in told.err) == (2, False)


def test_the_wait_doubles_after_each_failure_up_to_an_hour() -> None:
    assert [find_wait(300, failures) for failures in (0, 1, 2, 3, 4, 500)] == [300, 600, 1200, 2400, 3600, 3600]
    assert find_wait(7200, 3) == 7200


def test_the_wait_is_at_least_as_long_as_a_hook_asks_up_to_an_hour() -> None:
    assert [find_wait(300, 1, asked) for asked in (0, 30, 900, 86_400)] == [600, 600, 900, 3600]
    assert find_wait(7200, 1, 86_400) == 7200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(desk: Desk, number: signal.Signals) -> None:
    process = begin_to_watch(desk, "--over", "8")
    assert process.stdout is not None
    assert b"to answer" in process.stdout.readline()  # it is at work
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, b"")


def test_a_signal_ends_it_while_a_hook_answers_without_end(desk: Desk) -> None:
    with serve_hook() as (hook, url):
        hook.drips = True
        process = begin_to_watch(desk, "--notify", url)
        assert hook.asked.wait(60)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"127.0.0.1 did not answer before we were stopped" in errors


def begin_to_watch(desk: Desk, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mentiontriage", "watch", "--no-fetch", "--now", desk.now.isoformat(), *options]
    environment = {**os.environ, "TRIAGE_STORE": str(desk.path)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    guard = threading.Timer(_LONGEST_S, process.kill)  # whoever never says a word fails one test and not the whole run
    guard.daemon = True
    guard.start()
    return process


def test_a_brand_may_look_like_an_option(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[sources.feed]\nurls = ["http://127.0.0.1:1/feed"]\npause = 0.01\n')
    told = subprocess.run(
        [sys.executable, "-m", "mentiontriage", "watch", "--rounds", "1", "--config", config, "--", "--weird"],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "TRIAGE_STORE": str(desk.path)},
    )
    assert (told.returncode, "127.0.0.1 cannot be reached" in told.stderr) == (0, True)


def test_a_fetch_that_fails_does_not_end_the_watch(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('brand = "Acme"\n[sources.none-such]\n')
    told = desk.run("watch", "--rounds", "1", "--over", "8", "--config", config)
    assert (told.code, "1 to answer" in told.out) == (7, True)


def test_a_source_without_a_credential_slows_nothing_down(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[int] = []

    def find_no_wait(_: float, count: int, __: float) -> float:
        failures.append(count)
        return 0.0

    monkeypatch.setattr("mentiontriage.cli.watch.find_wait", find_no_wait)
    config = tmp_path / "config.toml"
    config.write_text('brand = "Acme"\n[sources.youtube]\n')
    told = desk.run("watch", "--rounds", "2", "--over", "8", "--config", config)
    assert (told.code, failures) == (0, [0])


def test_a_last_round_that_fails_is_told_to_cron(desk: Desk, tmp_path: Path) -> None:
    once = ("watch", "--no-fetch", "--rounds", "1")
    assert Desk(tmp_path / "none.db").run(*once).code == 9
    broken = tmp_path / "config.toml"
    broken.write_text("targets = 3\n")
    assert desk.run(*once, "--config", broken).code == 7


def test_a_store_that_is_damaged_is_said_and_ends_no_watch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentiontriage.cli.watch.find_wait", lambda _, failures, __: failures / 1e6)
    desk.damage("mention")
    told = desk.run("watch", "--no-fetch", "--rounds", "2")
    assert (told.code, told.err.count("the store could not be read")) == (9, 2)
    assert "failure 1 in a row" in told.err
