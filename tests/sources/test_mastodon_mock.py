"""The Mastodon source against mastodon_mock, a server that keeps state and fails on demand.

It is found on the PATH, beside this Python, or where MASTODON_MOCK says; it needs a web framework,
so it is no part of the development environment: `pip install mastodon_mock==0.6.1` anywhere.
"""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.sources.running import fetch, make_plans, read_all

from mentiontriage.fetching import Result

_BESIDE = Path(sys.executable).with_name("mastodon_mock")
SERVER = os.environ.get("MASTODON_MOCK") or shutil.which("mastodon_mock") or (_BESIDE if _BESIDE.exists() else None)
TOKEN = {("mastodon", "token"): "mock_token"}

pytestmark = pytest.mark.skipif(SERVER is None, reason="mastodon_mock is not installed; MASTODON_MOCK tells where")


class Mock:
    """A running server."""

    def __init__(self, url: str) -> None:
        self.url = url

    def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": "Bearer mock_token", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)  # noqa: S310 (loopback)
        with urllib.request.urlopen(request, timeout=10) as reply:  # noqa: S310 (loopback)
            return json.loads(reply.read() or b"null")

    def post(self, text: str) -> str:
        return str(self.call("POST", "/api/v1/statuses", {"status": text})["uri"])

    def fail(self, count: int, **effect: Any) -> None:
        match = {"path_regex": "^/api/v[12]/(timelines|search|notifications)"}
        self.call("POST", "/api/v1/_mock/faults", {"match": match, "effect": effect, "count": count})


@pytest.fixture
def mock() -> Iterator[Mock]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(SERVER), "serve", "--in-memory", "--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    mock = Mock(f"http://127.0.0.1:{port}")
    for _ in range(200):
        try:
            mock.call("GET", "/api/v1/instance")
            break
        except OSError:
            time.sleep(0.1)
    yield mock
    process.kill()  # it holds on to connections that it was told to hang
    process.wait(10)


def run(db: sqlite3.Connection, mock: Mock, **options: Any) -> Result:
    plans = make_plans({"mastodon": {"base_url": mock.url, **options}}, TOKEN)
    return fetch(db, plans, datetime.now(UTC))["mastodon"]


def test_posts_are_found_by_hashtag_and_search_over_many_pages(db: sqlite3.Connection, mock: Mock) -> None:
    tagged = {mock.post(f"still waiting #acme {n}") for n in range(95)}
    named = {mock.post(f"Acme never answers {n}") for n in range(30)}
    mock.post("nothing to see here")
    result = run(db, mock)
    assert result.errors == ()
    assert {mention.id for mention in read_all(db)} == tagged | named
    assert all(mention.author.followers is not None for mention in read_all(db))


def test_the_next_run_brings_what_is_new(db: sqlite3.Connection, mock: Mock) -> None:
    mock.post("late again #acme")
    run(db, mock)
    later = mock.post("and again #acme")
    assert run(db, mock).saved.new == 1
    assert later in {mention.id for mention in read_all(db)}


@pytest.mark.parametrize(
    "effect",
    [
        {"type": "status", "status": 503},
        {"type": "ratelimit", "headers": {"Retry-After": "1"}},
        {"type": "latency", "delay_ms": 300},
    ],
)
def test_faults_that_pass_lose_nothing(db: sqlite3.Connection, mock: Mock, effect: dict[str, Any]) -> None:
    posted = {mock.post(f"still waiting #acme {n}") for n in range(50)}
    mock.fail(2, **effect)
    assert run(db, mock).errors == ()
    assert {mention.id for mention in read_all(db)} == posted


@pytest.mark.parametrize(
    ("effect", "says"),
    [
        ({"type": "malformed"}, "not JSON"),
        ({"type": "timeout", "delay_ms": 100}, "did not answer"),
        ({"type": "status", "status": 500}, "answered 500"),
    ],
)
def test_faults_that_last_are_told_and_made_up_for(
    db: sqlite3.Connection, mock: Mock, effect: dict[str, Any], says: str
) -> None:
    posted = {mock.post(f"still waiting #acme {n}") for n in range(50)}
    mock.fail(100, **effect)
    assert says in run(db, mock, patience=0.3, seconds=10.0).errors[0]
    mock.call("DELETE", "/api/v1/_mock/faults")
    assert run(db, mock).errors == ()
    assert {mention.id for mention in read_all(db)} == posted


def test_a_long_limit_is_kept_to(db: sqlite3.Connection, mock: Mock) -> None:
    mock.fail(1, type="ratelimit")
    first = run(db, mock)
    assert first.waits_until is not None
    again = run(db, mock)
    assert (again.errors, again.waits_until) == ((), first.waits_until)
