import json
import re
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from tests.cli.commands import EXAMPLES, NOW, Finished, bind_to_permissions, triage
from tests.desks import ANGRY, Desk
from tests.sources import networks
from tests.sources.networks import make_world
from tests.sources.running import NOW as MOMENT
from tests.sources.service import Answer, serve, serve_drip
from tests.stories import make_statuses, post

from mentiontriage.store import open_store, transaction
from mentiontriage.store.positions import save_run


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "triage.db"


def write(path: Path, *posts: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(post) + "\n" for post in posts))
    return path


def run(store: Path, *arguments: str | Path) -> Finished:
    return triage(*arguments, "--store", store, "--now", NOW)


def test_init_writes_settings_that_work_and_spares_those_that_are_there(tmp_path: Path) -> None:
    config = tmp_path / "deep" / "config.toml"
    assert triage("init", "--config", config).code == 0
    assert triage("sources", "--config", config, "--store", tmp_path / "none.db").code == 0
    config.write_text('brand = "Mine"\n')
    again = triage("init", "--config", config)
    assert again.code == 6
    assert "--force" in again.err
    assert config.read_text() == 'brand = "Mine"\n'
    assert triage("init", "--config", config, "--force").code == 0
    assert "[[brands]]" in config.read_text()


def test_init_in_a_folder_that_may_not_be_entered_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    done = triage("init", "--config", closed / "config.toml", before=bind_to_permissions())
    assert (done.code, str(closed) in done.err, "Permission denied" in done.err) == (6, True, True)


@pytest.mark.parametrize("value", ["", "."])
def test_an_empty_name_or_a_folder_is_no_store(tmp_path: Path, value: str) -> None:
    posts = write(tmp_path / "posts.ndjson", {"id": "1", "text": "still waiting"})
    for command in (("queue",), ("import", posts), ("customers", "list")):
        done = triage(*command, "--store", value)
        told = "triage: the store . cannot be opened: it is a folder; name a file in it\n"
        assert (done.code, done.out, done.err) == (9, "", told)


def test_every_example_in_the_settings_template_is_valid(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    triage("init", "--config", config)
    text = re.sub(r"^#(?! |$)", "", config.read_text(), flags=re.MULTILINE)
    config.write_text(text)
    done = triage("sources", "--config", config, "--store", tmp_path / "none.db")
    assert done.code == 0, done.err
    told = json.loads(triage("sources", "--config", config, "--store", tmp_path / "none.db", "-f", "json").out)
    assert {source["used"] for source in told} == {True}


def test_a_disk_that_is_full_is_told_as_that_by_what_only_reads_too(store: Path) -> None:
    open_store(store).close()
    command = [sys.executable, "-m", "mentiontriage", "queue", "--store", str(store)]
    no_room = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (1_000, 1_000))
    done = subprocess.run(command, capture_output=True, preexec_fn=no_room, text=True, timeout=60, check=False)
    told = f"triage: the store {store} cannot be used: its disk is full, and reading it takes some room as well\n"
    assert (done.returncode, done.stderr) == (9, told)


def test_sources_tell_their_times_by_the_clocks_of_the_desk_and_json_in_utc(store: Path, tmp_path: Path) -> None:
    with closing(open_store(store)) as db, transaction(db):
        save_run(db, "github", None, datetime(2026, 11, 20, 22, 0, tzinfo=UTC))
        limited = "github says 429; it is not asked again until 2026-11-20 22:30 UTC"
        save_run(db, "github", limited, datetime(2026, 11, 20, 22, 5, tzinfo=UTC))
    config = tmp_path / "config.toml"
    config.write_text('[targets]\ntime_zone = "Asia/Kolkata"\n')
    told = triage("sources", "--config", config, "--store", store).out
    assert "  last fetched 2026-11-21 03:30 IST\n" in told
    assert (
        "  last error 2026-11-21 03:35 IST: github says 429; it is not asked again until 2026-11-21 04:00 IST\n" in told
    )
    sources = json.loads(triage("sources", "--config", config, "--store", store, "--format", "json").out)
    (github,) = [source for source in sources if source["name"] == "github"]
    assert (github["last_fetched"], github["last_error"]) == ("2026-11-20T22:00:00Z", limited)
    assert github["last_error_at"] == "2026-11-20T22:05:00Z"
    assert {source["last_error_at"] for source in sources if source is not github} == {None}


def test_what_is_exported_and_imported_again_is_the_same(store: Path, tmp_path: Path) -> None:
    run(store, "import", EXAMPLES / "brightwell.ndjson")
    first = triage("export", "--store", store).out
    other = tmp_path / "other.db"
    assert run(other, "import", write_text(tmp_path / "all.ndjson", first)).code == 0
    assert sorted(triage("export", "--store", other).out.splitlines()) == sorted(first.splitlines())
    assert len(first.splitlines()) > 400


def write_text(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_an_export_and_the_network_give_one_mention(store: Path, tmp_path: Path) -> None:
    world = make_world(1, MOMENT)
    post = {"source": "hackernews", "id": "1", "text": "Acme", "author": {"handle": "ada0", "followers": 90}}
    run(store, "import", write(tmp_path / "a.ndjson", post))
    with serve(networks.hackernews(world)) as service:
        config = tmp_path / "config.toml"
        config.write_text(f'brand = "Acme"\n[sources.hackernews]\nbase_url = "{service.url}"\n')
        done = run(store, "fetch", "--config", config, "-v")
    assert "0 new, 1 known" in done.err
    (line,) = triage("export", "--store", store).out.splitlines()
    found = json.loads(line)
    assert (found["author"]["followers"], found["text"]) == (90, "still no reply from Acme about order 1")


def test_what_is_forgotten_does_not_come_back(store: Path, tmp_path: Path) -> None:
    posts = [
        {"id": "1", "source": "x", "text": "Acme!", "author": {"handle": "Ada"}, "created_at": "2026-11-19T10:00:00Z"},
        {"id": "2", "source": "x", "text": "Acme?", "author": {"handle": "bob"}, "created_at": "2026-08-19T10:00:00Z"},
    ]
    file = write(tmp_path / "a.ndjson", *posts)
    run(store, "import", file)
    assert run(store, "forget", "@ada").out == "forgot 1 post\n"
    assert json.loads(run(store, "forget", "--older-than", "30d", "--format", "json").out) == {"forgotten": 1}
    again = run(store, "import", file)
    assert "stored 0 new mentions, 2 forgotten for good" in again.err
    assert triage("export", "--store", store).out == ""


@pytest.mark.parametrize("turn", [1, -1], ids=["the post first", "the reply first"])
def test_an_import_closes_what_we_replied_to_on_mastodon(store: Path, tmp_path: Path, turn: int) -> None:
    for status in make_statuses()[::turn]:
        done = run(store, "import", write(tmp_path / "statuses.ndjson", status), "--handle", "acme@here.example")
        assert done.code == 0
    queue = json.loads(triage("queue", "--store", store, "--now", NOW, "--format", "json").out)
    assert [item["author"]["handle"] for item in queue["items"]] == ["ott@here.example"]


def test_a_reply_on_mastodon_still_finds_its_post_in_a_store_that_was_exported_and_imported_again(
    store: Path, tmp_path: Path
) -> None:
    asked, other, reply = make_statuses()
    run(store, "import", write(tmp_path / "statuses.ndjson", asked, other))
    exported = triage("export", "--store", store).out
    assert [json.loads(line)["local_id"] for line in exported.splitlines()] == [asked["id"], other["id"]]
    moved = tmp_path / "moved.db"
    run(moved, "import", write_text(tmp_path / "all.ndjson", exported))
    assert triage("export", "--store", moved).out == exported
    run(moved, "import", write(tmp_path / "reply.ndjson", reply), "--handle", "acme@here.example")
    queue = json.loads(triage("queue", "--store", moved, "--now", NOW, "--format", "json").out)
    assert [item["author"]["handle"] for item in queue["items"]] == ["ott@here.example"]


@pytest.mark.parametrize("turn", [1, -1], ids=["the post first", "the reply first"])
def test_imports_that_count_their_posts_alike_lose_none_and_close_what_we_replied_to(
    store: Path, tmp_path: Path, turn: int
) -> None:
    exports = []
    for number, who in ((1, "ada"), (2, "bea")):
        link = f"https://x.com/{who}/status/185000000000000000{number}"
        told = [{"id": 1, "link": link, "user": who, "text": ANGRY, "date": "2026-11-20T09:00:00Z", "parent_id": None}]
        told.append({**told[0], "id": 2, "user": f"{who}2", "link": f"{link[:-1]}{number + 2}"})
        told.append({**told[0], "id": 3, "user": "acme", "link": f"{link[:-1]}{number + 4}", "parent_id": 1})
        exports.append(write(tmp_path / f"{who}.ndjson", *told[::turn]))
    for _ in range(2):
        for export in exports:
            assert run(store, "import", export, "--handle", "acme").code == 0
        assert len(triage("export", "--store", store).out.splitlines()) == 6
        queue = json.loads(triage("queue", "--store", store, "--now", NOW, "--format", "json").out)
        assert sorted(item["author"]["handle"] for item in queue["items"]) == ["ada2", "bea2"]


def test_forget_asks_whom_or_what(store: Path) -> None:
    assert run(store, "forget").code == 2
    assert run(store, "forget", "ada", "--older-than", "30d").code == 2
    assert run(store, "forget", "--id", "x:1", "--source", "x").code == 2
    assert run(store, "forget", "ada").code == 9  # there is no store


def test_forget_says_whom_it_did_not_find_and_takes_one_post_by_its_whole_id(store: Path, tmp_path: Path) -> None:
    posts = [{"id": ident, "source": "x", "text": "Acme!", "author": {"handle": "ada"}} for ident in ("101", "102")]
    run(store, "import", write(tmp_path / "a.ndjson", *posts))
    missed = run(store, "forget", "nobody-such")
    assert (missed.code, "no post by 'nobody-such' is stored" in missed.err) == (8, True)
    assert run(store, "forget", "@").code == 2
    begun = run(store, "forget", "--id", "x:10")
    assert (begun.code, "several ids begin with" in begun.err) == (2, True)
    assert run(store, "forget", "--id", "x:101").out == "forgot 1 post\n"
    begun = run(store, "forget", "--id", "10")
    assert (begun.code, "whole id, x:102" in begun.err) == (2, True)
    begun = run(store, "forget", "--id", "twitter:10")
    assert (begun.code, "whole id, x:102" in begun.err) == (2, True)
    assert run(store, "forget", "--id", "Twitter:102").out == "forgot 1 post\n"


def test_forget_knows_a_network_by_any_name_and_refuses_what_is_none(store: Path, tmp_path: Path) -> None:
    ada = {
        "id": "101",
        "source": "x",
        "text": "Acme!",
        "created_at": "2026-01-01T00:00:00Z",
        "author": {"handle": "ada"},
    }
    run(store, "import", write(tmp_path / "a.ndjson", ada, {**ada, "id": "102", "author": {"handle": "bob"}}))
    for wrong in (("ada",), ("--older-than", "30d")):
        refused = run(store, "forget", *wrong, "--source", "mastadon")
        assert (refused.code, "no source called 'mastadon'" in refused.err) == (2, True)
    assert run(store, "forget", "ada", "--source", "Twitter").out == "forgot 1 post\n"
    again = run(store, "import", tmp_path / "a.ndjson", "--format", "json")
    assert json.loads(again.out)["forgotten"] == 1
    assert run(store, "forget", "cyd", "--source", "Facebook").code == 8  # nobody there yet, but somebody may be
    assert run(store, "forget", "--older-than", "30d", "--source", "X").out == "forgot 1 post\n"


def test_a_copy_within_an_import_was_not_seen_before_it(store: Path, tmp_path: Path) -> None:
    first = {"id": "1", "source": "x", "text": "still no reply from Acme"}
    file = write(tmp_path / "twice.ndjson", first, first)
    assert "import 1: stored 1 new mention\n" in run(store, "import", file).err
    more = write(tmp_path / "more.ndjson", first, {**first, "id": "2"})
    assert "import 2: stored 1 new mention, 1 seen before\n" in run(store, "import", more).err


def test_an_import_says_what_it_left_out(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.ndjson"
    file.write_text('{"id": "1", "text": "Acme is late"}\n{"id": "2", "text": \n')
    done = run(store, "import", file, "--strict")
    assert done.code == 5
    assert "stored 1 new mention, 1 skipped (-v tells which)" in done.err


def test_an_import_tells_programs_what_came_of_it_and_people_beside_it(store: Path, tmp_path: Path) -> None:
    first = {"id": "1", "source": "x", "text": "Acme!", "author": {"handle": "ada"}}
    gone = {"id": "2", "source": "x", "text": "Acme?", "author": {"handle": "bob"}}
    file = write(tmp_path / "first.ndjson", first, gone)
    run(store, "import", file)
    run(store, "forget", "bob")
    file.write_text(file.read_text() + '{"id": "3", "source": "x", "text": "Acme is late"}\n{"id": "4", "text": \n')
    shown = run(store, "import", file, "missing.json", "--format", "json")
    assert shown.code == 3
    assert "import 2: stored 1 new mention, 1 seen before, 1 forgotten for good, 2 skipped" in shown.err
    told = json.loads(shown.out)
    left_out = told.pop("skipped")
    assert all(one["reason"] for one in left_out)
    assert len(left_out) == 2
    assert f"{file}:4" in {one["where"] for one in left_out}
    assert told == {"import": 2, "inputs": [str(file)], "new": 1, "known": 1, "forgotten": 1}


def test_an_import_of_nothing_has_no_number_and_one_of_no_input_no_result(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.ndjson"
    file.write_text('{"id": "1", "text": "Acme is late"}\n')
    run(store, "import", file)
    run(store, "forget", "--older-than", "1d")
    nothing = tmp_path / "empty.csv"
    nothing.write_text("id,text\n")
    assert json.loads(run(store, "import", nothing, "--format", "json", "--quiet").out)["import"] is None
    missing = run(store, "import", "missing.json", "--format", "json")
    assert (missing.code, missing.out) == (3, "")


def test_doctor_asks_each_source_once_and_tells_which_is_ill(store: Path, tmp_path: Path) -> None:
    with serve(networks.hackernews([])) as sound, serve(lambda _: Answer({"message": "no"}, 403)) as ill:
        config = tmp_path / "config.toml"
        config.write_text(
            f'[sources.hackernews]\nbase_url = "{sound.url}"\n[sources.github]\nbase_url = "{ill.url}"\n[sources.x]\n'
        )
        done = triage("doctor", "--store", store, "--config", config)
        assert (len(sound.asked), len(ill.asked)) == (1, 1)
    assert done.code == 10
    lines = done.out.splitlines()
    assert "ok   hackernews      answers" in lines
    assert "BAD  github          127.0.0.1 answered 403: no" in lines
    assert any(line.startswith("BAD  x ") and "TRIAGE_X_BEARER_TOKEN" in line for line in lines)


def test_doctor_leaves_a_host_behind_whose_reply_never_begins_in_earnest(store: Path, tmp_path: Path) -> None:
    with serve_drip() as url, serve(networks.hackernews([])) as sound:
        config = tmp_path / "config.toml"
        config.write_text(
            f'[sources.github]\nbase_url = "{url}"\nseconds = 0.5\n[sources.hackernews]\nbase_url = "{sound.url}"\n'
        )
        done = triage("doctor", "--store", store, "--config", config)
    assert done.code == 10
    assert "BAD  github          it did not end in time and was left behind" in done.out
    assert "ok   hackernews      answers" in done.out


def test_doctor_tells_programs_what_it_tells_people(store: Path, tmp_path: Path) -> None:
    with serve(networks.hackernews([])) as sound:
        config = tmp_path / "config.toml"
        config.write_text(f'[sources.hackernews]\nbase_url = "{sound.url}"\n[sources.x]\n')
        done = triage("doctor", "--store", store, "--config", config, "--format", "json")
    assert done.code == 10
    settings, stored, *asked = json.loads(done.out)
    assert settings == {"name": "settings", "ok": True, "detail": str(config)}
    assert stored == {"name": "store", "ok": True, "detail": f"none at {store} yet"}
    assert {one["name"]: one["ok"] for one in asked} == {"hackernews": True, "x": False}


def test_doctor_finds_a_damaged_store(store: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[sources.x]\nenabled = false\n")
    run(store, "import", EXAMPLES / "brightwell.ndjson")
    assert triage("doctor", "--store", store, "--config", config).code == 0
    db = sqlite3.connect(store)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    raw = bytearray(store.read_bytes())
    raw[20_480:36_864] = bytes(16_384)
    store.write_bytes(raw)
    done = triage("doctor", "--store", store, "--config", config)
    assert done.code == 9
    assert "BAD  store" in done.out


def test_an_argument_that_is_no_text_is_told_as_one(store: Path) -> None:
    run(store, "import", EXAMPLES / "brightwell.ndjson")
    for command in (("show", "caf\udce9"), ("log", "--by", "caf\udce9"), ("forget", "caf\udce9")):
        told = triage(*command, "--store", store)
        assert (told.code, told.err) == (2, "triage: 'caf\\udce9' is not written in UTF-8\n")


@pytest.mark.parametrize("variable", ["TRIAGE_USER", "LOGNAME"])
def test_a_decision_by_or_about_what_is_no_text_is_refused_and_loses_no_letter(store: Path, variable: str) -> None:
    run(store, "import", EXAMPLES / "brightwell.ndjson")
    ident, name = "2123685877473508234", "caf\udce9"
    before = run(store, "log").out
    for command in (["assign", ident, name], ["note", ident, name], ["dismiss", ident, "--reason", name]):
        told = run(store, *command)
        assert (told.code, told.err) == (2, "triage: 'caf\\udce9' is not written in UTF-8\n")
    for command in (["assign", ident, "me"], ["next", "--assign", "me"], ["note", ident, "rang"], ["undo"]):
        told = triage(*command, "--store", store, "--now", NOW, before=(), stdin=b"", **{variable: name})
        assert (told.code, told.err) == (2, f"triage: {variable} is not written in UTF-8\n")
    assert run(store, "log").out == before


@pytest.mark.parametrize("command", ["queue", "stats", "export", "digest", "report"])
def test_a_damaged_store_is_no_fault_of_the_command_that_reads_it(tmp_path: Path, command: str) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1", ANGRY)])
    desk.damage("mention")
    done = triage(command, "--store", desk.path)
    assert (done.code, "`triage doctor` looks for damage" in done.err) == (9, True)


def test_the_store_is_for_its_owners_eyes(store: Path) -> None:
    run(store, "import", EXAMPLES / "brightwell.ndjson")
    open_to_others = {path: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in store.parent.iterdir()}
    assert open_to_others == {store: 0}


@pytest.mark.parametrize("command", ["fetch", "sources", "doctor", "init", "import", "export", "forget"])
def test_every_command_tells_what_it_does_with_an_example(command: str) -> None:
    done = triage(command, "--help")
    assert done.code == 0
    assert f"Example: triage {command}" in done.out


def test_who_asks_not_to_be_shown_stays_so_through_export_and_import(store: Path, tmp_path: Path) -> None:
    shy = {"id": "1", "source": "bluesky", "text": "my oven died", "author": {"handle": "ada"}, "hidden": True}
    run(store, "import", write(tmp_path / "a.ndjson", shy))
    exported = triage("export", "--store", store).out
    assert json.loads(exported)["hidden"] is True
    moved = tmp_path / "moved.db"
    again = tmp_path / "again.ndjson"
    again.write_text(exported, encoding="utf-8")
    run(moved, "import", again)
    told = triage("digest", "--peek", "--lane", "all", "--store", moved, TRIAGE_USER="ada").out
    assert "asks not to be shown" in told
    assert "oven" not in told


def test_an_import_that_opened_nothing_tells_no_more_than_why(store: Path) -> None:
    done = triage("import", "missing.json", "--store", store)
    assert (done.code, done.err) == (3, "triage: missing.json cannot be opened: No such file or directory\n")


def test_an_import_asks_whose_account_it_is_that_answers_everybody_and_may_be_given_again(
    tmp_path: Path, store: Path
) -> None:
    posts = []
    for number in range(12):
        shared = {"source": "x", "text": ANGRY, "created_at": "2026-11-20T09:00:00Z"}
        posts.append({**shared, "id": f"q{number}", "author": {"handle": f"person{number}"}})
        posts.append({**shared, "id": f"a{number}", "author": {"handle": "NordhausCare"}, "in_reply_to": f"q{number}"})
    export = write(tmp_path / "export.ndjson", *posts)
    asked = run(store, "import", export)
    told = f"note {export}: @NordhausCare answers 12 posts of 12 people; if it is yours, say so (--handle NordhausCare)"
    assert asked.err.count(told) == 1
    assert "NordhausCare" not in run(store, "import", export, "--handle", "NordhausCare").err
    assert "Nothing to answer" in run(store, "queue").out
