import base64
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.cli.commands import Finished, triage
from tests.sources import guarded, networks
from tests.sources.networks import MORE_OPTIONS, STAND_INS, Post, World, make_world
from tests.sources.service import Answer, Asked, Service, misbehave, serve

SECRETS = {
    "TRIAGE_BLUESKY_IDENTIFIER": "acme.test",
    "TRIAGE_BLUESKY_APP_PASSWORD": "app-pass-word-s3cret",
    "TRIAGE_MASTODON_TOKEN": "masto-s3cret",
    "TRIAGE_X_BEARER_TOKEN": "x-bearer-s3cret",
    "TRIAGE_REDDIT_CLIENT_ID": "reddit-id-s3cret",
    "TRIAGE_REDDIT_CLIENT_SECRET": "reddit-app-s3cret",
    "TRIAGE_YOUTUBE_KEY": "youtube-s3cret",
    "TRIAGE_GITHUB_TOKEN": "github-s3cret",
    "TRIAGE_STACK_EXCHANGE_KEY": "stack-s3cret",
    "TRIAGE_DISCOURSE_API_KEY": "discourse-s3cret",
    "TRIAGE_DISCOURSE_API_USERNAME": "discourse-user-s3cret",
}

ENCODED = base64.b64encode(b"reddit-id-s3cret:reddit-app-s3cret").decode()


def now() -> datetime:
    return datetime.now(UTC)


def write_config(folder: Path, sources: Mapping[str, Mapping[str, Any]], **more: Any) -> Path:
    quick = {"pause": 0.01, "patience": 3.0, "seconds": 20.0}
    path = folder / "config.toml"
    settings = {**more, "sources": {name: {**quick, **options} for name, options in sources.items()}}
    path.write_text("".join(f"{name} = {to_toml(value)}\n" for name, value in settings.items()))
    return path


def to_toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(name)} = {to_toml(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(to_toml, value)) + "]"
    return json.dumps(value)


@contextmanager
def serve_all(worlds: Mapping[str, World]) -> Iterator[dict[str, Service]]:
    """Serve every source that needs no credentials."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(serve(STAND_INS[name](world))) for name, world in worlds.items()}


def locate(services: Mapping[str, Service]) -> dict[str, dict[str, Any]]:
    return {name: {"base_url": service.url, **MORE_OPTIONS.get(name, {})} for name, service in services.items()}


def fetch(folder: Path, *arguments: str, **environment: str) -> Finished:
    places = ("--config", str(folder / "config.toml"), "--store", str(folder / "triage.db"))
    return triage("fetch", *arguments, *places, stdin=b"", **environment)


def count(folder: Path) -> int:
    db = sqlite3.connect(folder / "triage.db")
    found = db.execute("SELECT count(*) FROM mention").fetchone()[0]
    db.close()
    return int(found)


def test_one_command_fetches_from_everywhere_and_shows_the_queue(tmp_path: Path) -> None:
    with serve_all({name: make_world(20, now()) for name in STAND_INS}) as services:
        write_config(tmp_path, locate(services))
        done = fetch(tmp_path, "Acme", "--format", "json", "--top", "0", "-v")
    assert done.code == 0, done.err
    queue = json.loads(done.out)
    assert len(queue["items"]) > 20
    assert {told["source"]: told["new"] for told in queue["fetched"]} == dict.fromkeys(STAND_INS, 20)
    assert triage("rank", "--top", "1", "--quiet", stdin=done.out.encode()).code == 0
    assert count(tmp_path) == 20 * len(STAND_INS)
    assert all(f"{name:<15} 20 new" in done.err for name in STAND_INS)


def test_cron_hears_nothing_where_all_is_well_and_of_each_failure_where_it_is_not(tmp_path: Path) -> None:
    with serve_all({"hackernews": make_world(3, now()), "github": make_world(3, now())}) as services:
        write_config(tmp_path, locate(services))
        assert fetch(tmp_path, "Acme").err == ""
        services["github"].handler = lambda _: Answer({"message": "down for maintenance"}, 500)
        done = fetch(tmp_path, "Acme")
    assert done.code == 10
    assert done.err == "triage: github: 127.0.0.1 answered 500: down for maintenance\n"
    assert "Acme" in done.out
    told = triage("sources", "--config", tmp_path / "config.toml", "--store", tmp_path / "triage.db").out
    assert re.search(r"last error [\d-]+ [\d:]+ UTC: 127.0.0.1 answered 500: down for maintenance\n", told)


def test_programs_are_told_what_came_of_each_source_beside_the_queue(tmp_path: Path) -> None:
    with serve_all({"hackernews": make_world(3, now()), "github": make_world(3, now())}) as services:
        write_config(tmp_path, {**locate(services), "x": {}})
        services["github"].handler = lambda _: Answer({"message": "down for maintenance"}, 500)
        fetch(tmp_path, "Acme")
        done = fetch(tmp_path, "Acme", "--format", "json")
    assert done.code == 11
    told = {one.pop("source"): one for one in json.loads(done.out)["fetched"]}
    assert (told["hackernews"]["new"], told["hackernews"]["errors"]) == (0, [])
    assert told["github"]["errors"] == ["127.0.0.1 answered 500: down for maintenance"]
    assert [error.split(",")[0] for error in told["x"]["errors"]] == ["needs TRIAGE_X_BEARER_TOKEN"]


def test_a_dry_run_shows_what_is_new_and_stores_nothing(tmp_path: Path) -> None:
    world = make_world(12, now())
    with serve_all({"hackernews": world}) as services:
        write_config(tmp_path, locate(services))
        done = fetch(tmp_path, "Acme", "--dry-run", "--format", "json")
        assert len(json.loads(done.out)["items"]) > 0
        assert not (tmp_path / "triage.db").exists()
        fetch(tmp_path, "Acme")
        before = (tmp_path / "triage.db").read_bytes()
        world.insert(0, Post(13, "Acme, where is my refund?", now(), "new_here"))
        again = fetch(tmp_path, "Acme", "--dry-run", "--verbose", "--format", "json")
        assert [item["author"]["handle"] for item in json.loads(again.out)["items"]] == ["new_here"]
        assert (tmp_path / "triage.db").read_bytes() == before
        told = [line.partition(" (")[0] for line in (again.err, fetch(tmp_path, "Acme", "--verbose").err)]
        assert told[0].startswith("hackernews      1 new, ")  # and the others are known
        assert told[0] == told[1]


def test_a_brand_in_the_settings_is_looked_for_as_they_describe_it(tmp_path: Path) -> None:
    world = [Post(1, "my GlobexAir flight is late", now()), Post(2, "Globex Road is closed", now())]
    with serve_all({"hackernews": world}) as services:
        rival = {"name": "Globex", "names": ["Globex", "GlobexAir"], "exclude": ["Globex Road"], "competitor": True}
        write_config(tmp_path, locate(services), brands=[{"name": "Acme"}, rival])
        done = fetch(tmp_path, "--format", "json", "--lane", "all")
    (item,) = json.loads(done.out)["items"]
    assert item["mention"]["id"] == "1" if "mention" in item else item["id"] == "1"
    assert "lead" in done.out


def test_nobody_to_look_for_is_said_with_what_to_do(tmp_path: Path) -> None:
    write_config(tmp_path, {"hackernews": {}})
    done = fetch(tmp_path)
    assert done.code == 2
    assert "triage init" in done.err


@pytest.mark.parametrize(
    ("name", "told"), [('"', "holds no letter: it would be found in every post"), ("caf\udce9", "not written in UTF-8")]
)
def test_a_name_that_is_none_is_told_before_anybody_is_asked(tmp_path: Path, name: str, told: str) -> None:
    with serve(networks.hackernews([])) as service:
        write_config(tmp_path, {"hackernews": {"base_url": service.url}})
        done = fetch(tmp_path, name)
    assert (done.code, told in done.err, service.asked) == (2, True, [])


def test_a_source_that_lacks_a_credential_is_told_with_where_to_get_it(tmp_path: Path) -> None:
    write_config(tmp_path, {"x": {}})
    done = fetch(tmp_path, "Acme")
    assert done.code == 11
    assert "TRIAGE_X_BEARER_TOKEN" in done.err
    assert "https://console.x.com" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--source", "myspace"), "there is no source called 'myspace'"),
        (("--since", "yesterday"), "--since 'yesterday' is not a time in the past"),
        (("--since", "2999-01-01"), "not a time in the past"),
        (("--since", ""), "not a time in the past"),
    ],
)
def test_a_wrong_argument_is_told_before_anything_is_asked(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    write_config(tmp_path, {"hackernews": {"base_url": "http://127.0.0.1:1"}})
    done = fetch(tmp_path, "Acme", *arguments)
    assert done.code == 2
    assert says in done.err
    assert not (tmp_path / "triage.db").exists()


def test_an_unknown_option_of_a_source_is_told(tmp_path: Path) -> None:
    write_config(tmp_path, {"hackernews": {"colour": "red"}})
    done = fetch(tmp_path, "Acme")
    assert done.code == 7
    assert "[sources.hackernews]" in done.err
    assert "colour" in done.err


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("app-store", {"apps": [{"id": "1", "brand": "Globx"}]}),
        ("feed", {"urls": ["https://news.example/feed", {"url": "https://news.example/alert", "brand": "Globx"}]}),
    ],
)
def test_a_brand_of_a_place_that_nobody_described_is_told_with_those_there_are(
    tmp_path: Path, source: str, places: dict[str, Any]
) -> None:
    brands = [{"name": "Acme"}, {"name": "Globex", "competitor": True}]
    write_config(tmp_path, {source: places}, brands=brands)
    done = fetch(tmp_path, "Acme")
    assert done.code == 7
    assert f"[sources.{source}]" in done.err
    assert "'Globx' is no brand of the settings; there are: Acme, Globex" in done.err


def test_no_output_store_or_log_ever_holds_a_credential(tmp_path: Path) -> None:
    """Every service throws what it was sent back at us, in every kind of reply."""
    kinds = iter(range(1_000_000))

    def echo(asked: Asked) -> Answer:
        sent = f"{dict(asked.headers)} {asked.body!r} {dict(asked.query)}"
        status = (401, 400, 500, 200, 403)[next(kinds) % 5]
        return Answer({"error": sent, "message": sent, "accessJwt": "ac-s3cret", "access_token": "at-s3cret"}, status)

    with serve(echo) as service:
        free = {name: {"base_url": service.url, **MORE_OPTIONS.get(name, {})} for name in STAND_INS}
        login = {"base_url": service.url, "login_url": service.url}
        more = {name: {"base_url": service.url} for name in ("bluesky", "x", "youtube")}
        config = write_config(tmp_path, {**free, **more, "reddit": login})
        places = ("--config", str(config), "--store", str(tmp_path / "triage.db"))
        runs = [fetch(tmp_path, "Acme", "-v", TRIAGE_DEBUG="1", **SECRETS) for _ in range(3)]
        runs += [triage(command, *places, stdin=b"", TRIAGE_DEBUG="1", **SECRETS) for command in ("doctor", "sources")]
        asked = str([(a.headers, a.body, a.query) for a in service.asked])
    assert all(secret in asked for name, secret in SECRETS.items() if "ID" not in name and "CLIENT" not in name)
    for run in runs:
        assert "s3cret" not in run.out + run.err
        assert ENCODED not in run.out + run.err
    assert b"s3cret" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_credentials_also_come_from_a_file_and_a_command(tmp_path: Path) -> None:
    with serve(guarded.x(make_world(3, now()))) as service:
        command = f'{sys.executable} -c "print(11223344)"'
        write_config(tmp_path, {"x": {"base_url": service.url}}, credentials={"x": {"bearer_token_command": command}})
        assert fetch(tmp_path, "Acme").code == 0
        assert service.asked[-1].headers["authorization"] == "Bearer 11223344"
        file = tmp_path / "credentials.toml"
        file.write_text('[x]\nbearer_token = "from-the-file"\n')
        file.chmod(0o600)
        assert fetch(tmp_path, "Acme").code == 0
        assert service.asked[-1].headers["authorization"] == "Bearer from-the-file"
        file.chmod(0o644)
        assert fetch(tmp_path, "Acme").code == 7


@pytest.mark.parametrize(
    ("source", "option", "told"),
    [
        (
            "hackernews",
            'base_url = "http://[::1"',
            "base_url is not a usable address (its host or port",
        ),
        (
            "hackernews",
            'base_url = "ftp://usr:s3cret@x"',
            "base_url is not a usable address (it does not",
        ),
        ("hackernews", 'base_url = "not a url"', "base_url is not a usable address (it holds a blank"),
        ("hackernews", 'base_url = "https://"', "base_url is not a usable address (it names no host"),
        ("hackernews", 'base_url = "https://a.example:b"', "its host or port cannot be"),
        (
            "mastodon",
            'base_url = ["https://a.example", "https://b..example"]',
            "number 2 of base_url is not a usable address",
        ),
        ("feed", 'urls = [{url = "alerts/s3cret"}]', "number 1 of urls is not a usable address"),
        ("reddit", 'login_url = "www.reddit.com"', "login_url is not a usable address"),
        ("hackernews", "seconds = -5", "seconds is -5; it must be at least 0.001 and at most 86,400 seconds"),
        ("hackernews", "patience = nan", "patience is nan; it must be at least"),
        ("hackernews", "pause = inf", "pause is inf; it must be at least 0 and at most"),
        ("x", "most = 0", "most is 0; it must be at least 1 and at most 1,000,000 posts"),
        ("stack-exchange", "sites = []", "sites is empty, so that nobody would be asked"),
        ("mastodon", "base_url = []", "base_url is empty, so that nobody would be asked"),
        ("app-store", 'apps = [{id = "1", countries = []}]', "number 1 of apps: countries is empty"),
    ],
)
def test_what_a_source_cannot_work_with_is_told_with_the_file_before_anybody_is_asked(
    tmp_path: Path, source: str, option: str, told: str
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f"[sources.{source}]\n{option}\n")
    for command in (("fetch", "Acme"), ("doctor",), ("sources",)):
        done = triage(*command, "--config", config, "--store", tmp_path / "triage.db")
        assert done.code == 7
        assert f"the settings file {config}: [sources.{source}]: " in done.err
        assert (told in done.err, "s3cret" in done.err) == (True, False)


def test_what_x_may_cost_is_told_before_it_is_asked(tmp_path: Path) -> None:
    with serve(guarded.x(make_world(3, now()))) as service:
        write_config(tmp_path, {"x": {"base_url": service.url}})
        done = fetch(tmp_path, "Acme", "--max", "20", **{"TRIAGE_X_BEARER_TOKEN": "x-bear-er"})
    assert "at most $0.30" in done.err


def test_cron_is_not_told_what_x_may_cost_nor_anybody_while_x_is_left_alone(tmp_path: Path) -> None:
    limited = Answer({"title": "Too Many Requests"}, 429, {"Retry-After": "3600"})
    inner = guarded.x(make_world(3, now()))
    with serve(inner) as service:
        write_config(tmp_path, {"x": {"base_url": service.url}})
        assert fetch(tmp_path, "Acme", "--quiet", **{"TRIAGE_X_BEARER_TOKEN": "x-bear-er"}).err == ""
        service.handler = lambda _: limited
        assert "at most $" in fetch(tmp_path, "Acme", **{"TRIAGE_X_BEARER_TOKEN": "x-bear-er"}).err
        told = fetch(tmp_path, "Acme", **{"TRIAGE_X_BEARER_TOKEN": "x-bear-er"}).err
    assert "it asks us to wait until" in told
    assert "at most $" not in told


def test_of_two_runs_at_once_one_fetches_and_the_other_says_so(tmp_path: Path) -> None:
    inner = networks.hackernews(make_world(5, now()))
    second_is_done = threading.Event()

    def slow(asked: Asked) -> Answer:
        second_is_done.wait(60)
        return inner(asked)

    with serve(slow) as service:
        config = write_config(tmp_path, {"hackernews": {"base_url": service.url, "patience": 90.0, "seconds": 90.0}})
        command = [sys.executable, "-m", "mentiontriage", "fetch", "Acme", "--config", str(config)]
        first = subprocess.Popen([*command, "--store", str(tmp_path / "triage.db")], stdout=subprocess.DEVNULL)
        while not service.asked:
            time.sleep(0.02)
        second = fetch(tmp_path, "Acme")
        second_is_done.set()
        assert first.wait(90) == 0
    assert second.code == 0
    assert "another fetch" in second.err
    assert len(service.asked) == 1
    assert count(tmp_path) == 5


KILLS = int(os.environ.get("TRIAGE_KILLS", "10"))


def kill_after(process: subprocess.Popen[bytes], services: Iterable[Service], requests: int) -> bool:
    """Kill a fetch once it has asked so many times, if it is not done before: no machine's speed moves that."""
    services = list(services)
    before = sum(len(service.asked) for service in services)
    while process.poll() is None and sum(len(service.asked) for service in services) - before < requests:
        time.sleep(0.002)
    was_running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return was_running


def test_a_fetch_that_is_killed_at_any_moment_loses_nothing_and_stores_nothing_twice(tmp_path: Path) -> None:
    """Servers fail at random, posts keep coming, and the process is killed; TRIAGE_KILLS=200 is the long run."""
    chance = Random(7)  # noqa: S311 (faults, not secrets)
    worlds = {name: make_world(150, now()) for name in STAND_INS}
    with serve_all(worlds) as services:
        for name, service in services.items():
            service.handler = misbehave(STAND_INS[name](worlds[name]), chance, 0.2)
        config = write_config(tmp_path, locate(services))
        command = [sys.executable, "-m", "mentiontriage", "fetch", "Acme", "--config", str(config), "-n", "1"]
        killed = 0
        for run in range(KILLS):
            for world in worlds.values():
                world.insert(0, Post(1000 + run, f"Acme still silent {run}", now()))
            process = subprocess.Popen(
                [*command, "--store", str(tmp_path / "triage.db")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            killed += kill_after(process, services.values(), chance.randint(1, 20))
        for name, service in services.items():
            service.handler = STAND_INS[name](worlds[name])
        done = fetch(tmp_path, "Acme")
    assert done.code == 0, done.err
    assert killed >= KILLS / 5  # or it would show nothing
    db = sqlite3.connect(tmp_path / "triage.db")
    rows = db.execute("SELECT source, count(*), count(DISTINCT id) FROM mention GROUP BY source").fetchall()
    sound = db.execute("PRAGMA integrity_check").fetchall()
    db.close()
    assert sorted(rows) == sorted((name, 150 + KILLS, 150 + KILLS) for name in STAND_INS)
    assert sound == [("ok",)]


def test_the_first_queue_needs_neither_settings_nor_store_beforehand(tmp_path: Path) -> None:
    """How soon it is there is measured by benchmarks/fetch.py."""
    with serve_all({name: make_world(60, now()) for name in STAND_INS}) as services:
        write_config(tmp_path, locate(services))
        done = fetch(tmp_path, "Acme", "--since", "2d")
    assert done.code == 0, done.err
    assert "no reply from" in done.out


def test_posts_since_are_asked_for_as_far_as_told(tmp_path: Path) -> None:
    with serve_all({"hackernews": make_world(100, now())}) as services:
        write_config(tmp_path, locate(services))
        assert fetch(tmp_path, "Acme", "--since", "1h").code == 0
    assert 7 <= count(tmp_path) <= 9
