import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.sources import networks
from tests.sources.networks import MORE_OPTIONS, STAND_INS, Post, make_world
from tests.sources.running import ACME, NOW, fetch, make_plans, read_all
from tests.sources.service import Answer, Asked, Handler, HangupError, misbehave, serve, serve_drip

from mentiontriage.config import Brand
from mentiontriage.store import open_store
from mentiontriage.store.mentions import read_payload
from mentiontriage.store.positions import read_positions, read_runs, save_position

HOUR = timedelta(hours=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = open_store(tmp_path / "triage.db")
    yield db
    db.close()


def fail(_: Asked) -> Answer:
    return Answer({"message": "out of order"}, 500)


def hang_up(_: Asked) -> Answer:
    raise HangupError


def hang(_: Asked) -> Answer:
    time.sleep(3)
    return Answer({})


def talk_nonsense(_: Asked) -> Answer:
    return Answer({"hits": {"a": 1}, "items": "none", "statuses": 7, "posts": None, "message": "down for a while"})


def lie_about_types(_: Asked) -> Answer:
    odd: list[Any] = [None, 5, "x", [], {"objectID": {}}, {"objectID": "1", "author": [], "created_at_i": "soon"}]
    return Answer({"hits": [*odd, {"objectID": "2", "comment_text": "Acme", "created_at_i": int(NOW.timestamp())}]})


@pytest.mark.parametrize("bad", [fail, hang_up, hang, talk_nonsense])
def test_a_source_that_fails_stops_no_other(db: sqlite3.Connection, bad: Handler) -> None:
    with serve(bad) as broken, serve(networks.github(make_world(30, NOW))) as sound:
        options = {"base_url": broken.url, "patience": 0.2, "seconds": 1.0}
        results = fetch(db, make_plans({"hackernews": options, "github": {"base_url": sound.url}}))
    assert results["github"].errors == ()
    assert len(read_all(db)) == 30
    assert len(results["hackernews"].errors) == 1
    assert read_runs(db)["hackernews"].error == results["hackernews"].errors[0]
    assert read_runs(db)["hackernews"].succeeded_at is None
    assert read_runs(db)["github"].error is None


def refuse(_: Asked) -> Answer:
    return Answer({"message": "who are you?"}, 401)


def limit(_: Asked) -> Answer:
    return Answer({"message": "later"}, 429, {"Retry-After": "7200"})


@pytest.mark.parametrize("bad", [fail, hang, refuse, limit])
def test_a_host_that_fails_stops_none_of_the_other_hosts_of_its_source(db: sqlite3.Connection, bad: Handler) -> None:
    good = networks.feed(make_world(5, NOW))
    now = datetime.now(UTC)  # a limit says until when by the real clock
    with serve(bad) as broken, serve(good) as sound:
        urls = [f"{broken.url}/1", f"{broken.url}/2", f"{sound.url}/1"]
        plans = make_plans({"feed": {"urls": urls, "patience": 0.2, "seconds": 1.5}})
        result = fetch(db, plans, now, since=NOW - timedelta(days=7))["feed"]
        assert len(read_all(db)) == 5
        assert result.errors
        asked = len(broken.asked)
        again = fetch(db, plans, now + timedelta(minutes=5))["feed"]
        assert len(sound.asked) == 2
        if bad is limit:
            assert (asked, len(broken.asked)) == (1, 1)
            assert again.waiting == (broken.url.removeprefix("http://"),)
            assert again.waiting[0] in str(read_runs(db)["feed"].error)


def test_a_host_whose_reply_never_begins_in_earnest_is_left_behind_alone(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentiontriage.visiting.LINGER_S", 0.1)
    with serve_drip() as url, serve(networks.feed(make_world(5, NOW))) as sound:
        urls = [f"{url}/1", f"{url}/2", f"{sound.url}/1"]
        plans = make_plans({"feed": {"urls": urls, "seconds": 0.5}})
        result = fetch(db, plans, since=NOW - timedelta(days=7))["feed"]
    host = url.removeprefix("http://")
    assert result.errors == (f"{host} did not end in time and was left behind",)
    assert len(read_all(db)) == 5
    left = read_positions(db, "feed")[f"host:{host}"]
    assert left["begin"] != next(key for key in read_positions(db, "feed") if key.startswith("feed:"))


def test_a_token_that_one_instance_refuses_costs_the_others_nothing(db: sqlite3.Connection) -> None:
    with serve(refuse) as first, serve(networks.mastodon(make_world(5, NOW))) as second:
        places = {"base_url": [first.url, second.url]}
        result = fetch(db, make_plans({"mastodon": places}, {("mastodon", "token"): "tok-en"}))["mastodon"]
    assert result.refused
    assert len(read_all(db)) == 5


def test_where_time_is_up_the_next_run_begins_with_the_brand_whose_turn_it_was(db: sqlite3.Connection) -> None:
    good = networks.hackernews(make_world(5, NOW, "Initech is late"))

    def answer(asked: Asked) -> Answer:
        return good(asked) if "Initech" in asked.one("query") else hang(asked)

    with serve(answer) as service:
        options = {"base_url": service.url, "patience": 0.2, "seconds": 1.2}
        plans = make_plans({"hackernews": options}, brands=[Brand("Acme"), Brand("Globex"), Brand("Initech")])
        for minute in range(3):
            fetch(db, plans, NOW + timedelta(minutes=minute))
    assert len(read_all(db)) == 5


def test_under_a_limit_of_posts_every_brand_has_its_turn(db: sqlite3.Connection) -> None:
    world = [*make_world(60, NOW), *(Post(n, "Globex is late", NOW - HOUR) for n in range(500, 509))]

    def answer(asked: Asked) -> Answer:
        named = [post for post in world if asked.one("query").strip('"') in post.text]
        return networks.hackernews(named)(asked)

    with serve(answer) as service:
        plans = make_plans({"hackernews": {"base_url": service.url}}, brands=[ACME, Brand("Globex")])
        for run in range(12):
            now = NOW + timedelta(minutes=5 * run)
            world += [Post(1000 + run, "Acme again", now), Post(2000 + run, "Acme still", now)]
            fetch(db, plans, now, most=15)
    texts = [mention.text for mention in read_all(db)]
    assert sum("Globex" in text for text in texts) == 9
    assert len(texts) == 60 + 9 + 24


def test_a_limit_of_one_post_still_leads_on(db: sqlite3.Connection) -> None:
    from_the_future = Post(900, "Acme", NOW + timedelta(days=4000))
    with serve(networks.hackernews([from_the_future, *make_world(80, NOW)])) as service:
        plans = make_plans({"hackernews": {"base_url": service.url}})
        for minute in range(4):
            before = len(read_all(db))
            fetch(db, plans, NOW + timedelta(minutes=minute), most=1)
            assert len(read_all(db)) > before


def test_types_that_lie_cost_only_the_posts_that_hold_them(db: sqlite3.Connection) -> None:
    with serve(lie_about_types) as service:
        result = fetch(db, make_plans({"hackernews": {"base_url": service.url}}))["hackernews"]
    assert [mention.id for mention in read_all(db) if mention.text == "Acme"] == ["2"]
    assert len(result.notes) >= 4


def test_half_a_surrogate_pair_costs_neither_a_post_nor_the_run(db: sqlite3.Connection) -> None:
    half = {"objectID": "1", "comment_text": "Acme broke my oven \ud83d", "created_at_i": int(NOW.timestamp())}
    refusal = {"message": "bad \ud83d thing"}
    with serve(lambda _: Answer({"hits": [half]})) as odd, serve(lambda _: Answer(refusal, 400)) as bad:
        results = fetch(db, make_plans({"hackernews": {"base_url": odd.url}, "github": {"base_url": bad.url}}))
    assert [mention.text for mention in read_all(db)] == ["Acme broke my oven \ufffd"]
    assert json.loads(read_payload(db, 1) or b"") == half
    assert results["hackernews"].notes == ()
    assert read_runs(db)["github"].error == "127.0.0.1 answered 400: bad \ufffd thing"


def test_a_source_is_not_left_alone_for_longer_than_a_day_whatever_the_store_says(db: sqlite3.Connection) -> None:
    until = {"until": (NOW + timedelta(days=3000)).isoformat()}
    save_position(db, "hackernews", "", until, NOW)
    with serve(networks.hackernews(make_world(3, NOW))) as service:
        fetch(db, make_plans({"hackernews": {"base_url": service.url}}))
    assert len(read_all(db)) == 3


def test_a_cursor_that_repeats_ends_the_walk_is_told_and_leaves_the_rest_for_later(db: sqlite3.Connection) -> None:
    sound = networks.lemmy_4(make_world(230, NOW))

    def repeat(asked: Asked) -> Answer:
        good = sound(asked)
        return good._replace(body={**good.body, "next_page": "p50"}) if good.body.get("results") else good

    with serve(repeat) as service:
        plans = make_plans({"lemmy": {"base_url": service.url}})
        result = fetch(db, plans)["lemmy"]
        assert len(service.asked) < 10
        assert result.errors == ("its pages lead in a circle: posts older than those that were read are missing",)
        assert len(read_all(db)) == 100
        service.handler = sound
        assert fetch(db, plans, NOW + timedelta(minutes=5))["lemmy"].errors == ()
    assert len(read_all(db)) == 230


def test_an_empty_page_is_the_end_even_if_it_names_a_cursor_again(db: sqlite3.Connection) -> None:
    sound = networks.lemmy_4(make_world(80, NOW))

    def name_the_last(asked: Asked) -> Answer:
        good = sound(asked)
        return good._replace(body={"next_page": "p100", **good.body}) if "results" in good.body else good

    with serve(name_the_last) as service:
        assert fetch(db, make_plans({"lemmy": {"base_url": service.url}}))["lemmy"].errors == ()
    assert len(read_all(db)) == 80


def test_an_offset_that_is_ignored_ends_the_walk(db: sqlite3.Connection) -> None:
    inner = networks.lemmy_3(make_world(300, NOW))

    def ignore(asked: Asked) -> Answer:
        return inner(asked._replace(query={**asked.query, "page": ["1"]}))

    with serve(ignore) as service:
        fetch(db, make_plans({"lemmy": {"base_url": service.url}}))
        assert service.paths.count("/api/v3/search") <= 5
    assert len(read_all(db)) == 50


def test_a_post_from_the_future_does_not_hide_the_present(db: sqlite3.Connection) -> None:
    world = [Post(50, "Acme", NOW + timedelta(days=4000)), *make_world(20, NOW)]
    with serve(networks.hackernews(world)) as service:
        plans = make_plans({"hackernews": {"base_url": service.url}})
        fetch(db, plans)
        world.append(Post(60, "Acme again", NOW + timedelta(minutes=4)))
        fetch(db, plans, NOW + timedelta(minutes=5))
    assert len(read_all(db)) == 22


def test_a_source_that_never_ends_is_left_behind(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentiontriage.fetching._GRACE_S", 0.1)
    stuck = threading.Event()
    (plan,) = make_plans({"hackernews": {"seconds": 0.2}})
    import msgspec

    def wait(_: object) -> Iterator[object]:  # a name server that never answers cannot be interrupted
        stuck.wait(60)
        yield from ()

    lost = msgspec.structs.replace(plan, source=msgspec.structs.replace(plan.source, open=wait))
    result = fetch(db, [lost])["hackernews"]
    was_still_stuck = not stuck.is_set()
    stuck.set()
    assert was_still_stuck
    assert result.errors == ("it did not end in time and was left behind",)


def test_a_fault_in_a_source_is_told_without_its_credentials(db: sqlite3.Connection) -> None:
    import msgspec

    (plan,) = make_plans({"x": {"base_url": "http://127.0.0.1:1"}}, {("x", "bearer_token"): "s3cret-token"})

    def break_down(access: Any) -> Iterator[object]:
        raise KeyError(access.credentials["bearer_token"])

    broken = msgspec.structs.replace(plan, source=msgspec.structs.replace(plan.source, open=break_down))
    (error,) = fetch(db, [broken])["x"].errors
    assert error == "a fault in it: KeyError: '***'"


def test_a_fault_in_a_stream_stops_none_of_the_others_of_its_host(db: sqlite3.Connection) -> None:
    import msgspec

    with serve(networks.hackernews(make_world(3, NOW))) as service:
        (plan,) = make_plans({"hackernews": {"base_url": service.url}})

        def break_down(*_: object) -> Iterator[Any]:
            raise ValueError("of another shape")

        def open_both(access: Any) -> Iterator[Any]:
            for stream in plan.source.open(access):
                yield msgspec.structs.replace(stream, key="bad", fetch=break_down)
                yield stream

        broken = msgspec.structs.replace(plan, source=msgspec.structs.replace(plan.source, open=open_both))
        result = fetch(db, [broken])["hackernews"]
    assert result.errors == ("a fault in it: ValueError: of another shape",)
    assert len(read_all(db)) == 3


def test_a_note_that_quotes_a_credential_does_not_show_it(db: sqlite3.Connection) -> None:
    def quote(asked: Asked) -> Answer:
        return Answer({"data": [], "meta": {}, "errors": [{"id": "1", "detail": asked.headers["authorization"]}]})

    with serve(quote) as service:
        plans = make_plans({"x": {"base_url": service.url}}, {("x", "bearer_token"): "s3cret-token"})
        (note,) = fetch(db, plans)["x"].notes
    assert "Bearer ***" in str(note)


@pytest.mark.parametrize("seed", range(3))
def test_after_servers_that_fail_at_random_nothing_is_missing_or_double(db: sqlite3.Connection, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 (faults, not secrets)
    now = datetime.now(UTC)  # a limit says until when by the real clock
    worlds = {name: make_world(120, now) for name in STAND_INS}
    servers = {name: serve(misbehave(STAND_INS[name](world), chance)) for name, world in worlds.items()}
    services = {name: server.__enter__() for name, server in servers.items()}
    try:
        options = {name: {"base_url": s.url, **MORE_OPTIONS.get(name, {})} for name, s in services.items()}
        plans = make_plans(options)
        for run in range(3):
            for world in worlds.values():
                number = 1000 + run
                world.insert(0, Post(number, f"Acme {number}", now + timedelta(minutes=5 * run)))
            fetch(db, plans, now + timedelta(minutes=5 * run))
        for name, service in services.items():
            service.handler = STAND_INS[name](worlds[name])
        results = fetch(db, plans, now + timedelta(minutes=20))
    finally:
        for server in servers.values():
            server.__exit__(None, None, None)
    assert [result.errors for result in results.values()] == [()] * len(results)
    rows = db.execute("SELECT source, count(*), count(DISTINCT id) FROM mention GROUP BY source").fetchall()
    assert sorted(rows) == sorted((name, 123, 123) for name in STAND_INS)
