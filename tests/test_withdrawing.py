"""An import can be taken back, but for what somebody decided about and what something else told of too."""

import json
import signal
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.desks import ANGRY, HOUR, Desk
from tests.stories import post, repost

from mentiontriage import withdrawing
from mentiontriage.cli._stopping import Stopped
from mentiontriage.desk import ITSELF
from mentiontriage.formats._record import encode
from mentiontriage.model import Mention, Repost
from mentiontriage.payloads.own import to_post
from mentiontriage.store import check_integrity, saving, transaction
from mentiontriage.store.imports import drop_mentions, list_answers

SAID = "day,who,said\n11/10/2026 09:00,ada,still waiting for my refund\n12/10/2026 09:00,bob,my oven is broken again\n"


class Importing(Desk):
    """A desk at which posts come in as files."""

    def bring(self, *items: Mention | Repost, name: str = "posts.ndjson") -> Path:
        """Import these, an hour after what was before."""
        file = self.path.with_name(name)
        file.write_bytes(b"".join(encode(to_post(item)) + b"\n" for item in items))
        self.now += HOUR
        self.do("import", file)
        return file

    def take_back(self, *number: str) -> Any:
        """Take back the last import, or that of a number."""
        self.now += HOUR
        return self.ask("undo", "--import", *number)

    def list_posts(self) -> list[str]:
        """List the ids of all that is stored."""
        return sorted(post["id"] for post in self.list_exported())

    def list_exported(self) -> Iterable[dict[str, Any]]:
        """List all that is stored, without who passed it on."""
        told = map(json.loads, self.do("export").splitlines())
        return [post for post in told if not post.get("repost_of")]


@pytest.fixture
def desk(tmp_path: Path) -> Importing:
    return Importing(tmp_path / "triage.db")


def test_rows_without_ids_that_were_read_wrongly_are_gone_and_do_not_count_twice(desk: Importing) -> None:
    table = desk.path.with_name("odd.csv")
    table.write_text(SAID)
    desk.do("import", table, "--map", "text=said,author=who,date=day", "--dates", "mdy")
    wrong = desk.list_posts()
    assert desk.take_back()["gone"] == 2
    assert desk.list_posts() == []
    assert "stored 2 new" in desk.run("import", table, "--map", "text=said,author=who,date=day", "--dates", "dmy").err
    assert len(desk.list_posts()) == 2
    assert not set(desk.list_posts()) & set(wrong)


def test_a_post_with_an_id_has_the_time_of_the_import_that_stands(desk: Importing) -> None:
    table = desk.path.with_name("zone.csv")
    table.write_text("id,text,created_at\n7,still waiting for my refund,2026-11-19 09:00\n")
    desk.do("import", table)
    desk.take_back()
    desk.do("import", table, "--zone", "Europe/Berlin")
    assert [post["created_at"] for post in desk.list_exported()] == ["2026-11-19T08:00:00Z"]


def test_what_somebody_decided_about_stays_and_is_named(desk: Importing) -> None:
    desk.bring(post("1", ANGRY, by="ada"), post("2", ANGRY, by="bob"), post("3", ANGRY, by="cyd"))
    desk.do("note", "1", "rang her")
    desk.do("done", "2")
    desk.do("undo")
    told = desk.take_back()
    assert (told["gone"], told["decided"]) == (2, [{"source": "x", "id": "1"}])
    assert desk.list_posts() == ["1"]


def test_what_is_left_is_told_to_people_too(desk: Importing) -> None:
    desk.bring(post("1", ANGRY, by="ada"))
    desk.bring(post("1", ANGRY, by="ada"), post("2", ANGRY, by="bob"), post("3", by="cyd"), post("4", by="dan"))
    desk.receive([post("3", by="cyd")])
    desk.do("assign", "2", "bob")
    told = " ".join(desk.do("undo", "--import").split())
    before, _, after = told.partition(" 1 mention gone ")
    assert before.startswith("taken back: import 2 of 2026-11-20 14:00 UTC, ")
    assert before.replace(" ", "").endswith("posts.ndjson")  # a long path is broken somewhere
    assert after == (
        "1 left, as somebody decided about them: x:2 "
        "2 left, as a network or another import told of them too; what it added stays"
    )


def test_what_a_network_told_of_too_stays_whoever_came_first(desk: Importing) -> None:
    desk.receive([post("1", by="ada")])
    desk.bring(post("1", by="ada"), post("2", by="bob"), post("3", by="cyd"))
    desk.receive([post("2", by="bob")])
    desk.bring(post("2", by="bob"))
    desk.take_back()
    assert desk.take_back() == {
        **{"import": 1, "inputs": [str(desk.path.with_name("posts.ndjson"))]},
        **{"gone": 1, "decided": [], "shared": 2},
    }
    assert desk.list_posts() == ["1", "2"]


@pytest.mark.parametrize(("order", "left"), [("12", [["1", "2"], []]), ("21", [["1", "2"], []])])
def test_what_two_imports_held_stays_as_long_as_one_of_them_stands(
    desk: Importing, order: str, left: list[list[str]]
) -> None:
    desk.bring(post("1", by="ada"), post("2", by="bob"))
    desk.bring(post("1", by="ada"), post("2", by="bob"))
    for number, ids in zip(order, left, strict=True):
        desk.take_back(number)
        assert desk.list_posts() == ids, number


@pytest.mark.parametrize("order", ["312", "321", "132", "123", "213", "231"])
def test_when_all_imports_are_taken_back_nothing_of_them_is_left(desk: Importing, order: str) -> None:
    friend = repost("1", by="eve", followers=900, original=post("1", by="ada"))
    for told in ([post("1", by="ada"), friend], [post("2", by="bob")], [post("1", by="ada"), friend]):
        desk.bring(*told)
    for number in order:
        desk.take_back(number)
    assert desk.list_posts() == []
    with closing(sqlite3.connect(desk.path)) as db:
        assert db.execute("SELECT count(*) FROM spread").fetchone() == (0,)


def test_asked_again_it_goes_further_back_and_then_there_is_none(desk: Importing) -> None:
    desk.bring(post("1", by="ada"))
    desk.bring(post("2", by="bob"))
    assert [desk.take_back()["import"], desk.take_back()["import"]] == [2, 1]
    nothing = desk.run("undo", "--import")
    assert (nothing.code, "no import to take back" in nothing.err) == (2, True)
    assert (desk.run("undo", "--import", "7").code, desk.list_posts()) == (2, [])


def test_copies_within_a_file_are_none_that_were_there_before(desk: Importing) -> None:
    desk.bring(post("1", by="ada"), post("1", by="ada"))
    assert desk.ask("log", "--imports")[0]["known"] == 0
    assert desk.take_back()["shared"] == 0


def test_what_a_reply_in_it_answered_waits_again_unless_another_answered_it_too(desk: Importing) -> None:
    desk.receive([post("1", ANGRY, by="ada", hours_ago=9), post("2", ANGRY, by="bob", hours_ago=9)])
    replies = [post(f"9{of}", "sorry!", by="acme", in_reply_to=of, ours=True, hours_ago=3) for of in "12"]
    desk.bring(*replies)
    desk.receive([post("80", "sorry again!", by="acme", in_reply_to="2", ours=True, hours_ago=2)])
    assert desk.list_queue() == []
    desk.take_back()
    assert desk.list_queue() == ["1"]
    assert [(made["who"], made["kind"]) for made in reversed(desk.ask("log", "2"))] == [
        (ITSELF, "done"),
        ("ada", "undo"),
        (ITSELF, "done"),
    ]


def test_what_came_back_for_a_post_in_it_is_answered_again_unless_there_is_another(desk: Importing) -> None:
    desk.receive([post(ident, ANGRY, by=by, hours_ago=9) for ident, by in (("1", "ada"), ("2", "bob"))])
    for ident in "12":
        desk.do("done", ident)
    again = [post(f"{of}1", "and now?", by=by, hours_ago=-1.5) for of, by in (("1", "ada"), ("2", "bob"))]
    desk.now += HOUR
    desk.bring(*again)
    desk.receive([post("22", "hello?", by="bob", hours_ago=-1.5)])
    assert {item["id"] for item in desk.ask("queue", "--lane", "all")["items"]} >= {"1", "2"}
    desk.take_back()
    assert [desk.ask("show", ident)["handling"]["status"] for ident in "12"] == ["done", "open"]


def test_who_passed_a_post_on_in_it_alone_counts_no_more(desk: Importing) -> None:
    desk.receive([post("1", ANGRY, by="ada", followers=10), post("5", "same", by="fay", followers=70, in_reply_to="1")])
    desk.bring(
        repost("1", by="star", followers=900_000),
        post("6", "oh no", by="gil", followers=80_000, in_reply_to="1"),
        post("7", "me too", by="hal", followers=5_000, in_reply_to="1"),
        post("8", "and me", by="fay", followers=70, in_reply_to="1"),
    )
    desk.do("done", "7")
    assert {by["handle"] for by in desk.ask("show", "1")["spread"]} == {"star", "gil", "hal", "fay"}
    desk.take_back()
    assert {by["handle"] for by in desk.ask("show", "1")["spread"]} == {"hal", "fay"}
    with closing(desk.open()) as db:
        assert db.execute("SELECT spread_people FROM mention WHERE id = '1'").fetchone() == (5_070,)
        assert check_integrity(db) == ()


def test_taking_back_that_was_cut_short_can_be_done_again(desk: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bring(*(post(str(number), by=f"ada{number}") for number in range(5)))
    monkeypatch.setattr(withdrawing, "_AT_ONCE", 2)
    drops = []

    def drop_once(*told: Any) -> None:
        drops.append(told)
        if len(drops) == 2:
            raise KeyboardInterrupt
        drop_mentions(*told)

    monkeypatch.setattr(withdrawing, "drop_mentions", drop_once)
    with pytest.raises(KeyboardInterrupt), closing(desk.open()) as db:
        withdrawing.withdraw(db, 1, "ada", desk.now)
    assert desk.list_posts() == ["2", "3", "4"]
    assert (desk.take_back()["gone"], desk.list_posts()) == (3, [])


def test_the_log_lists_what_was_imported_and_taken_back(desk: Importing) -> None:
    desk.open().close()
    assert desk.do("log", "--imports") == "Nothing has been imported yet.\n"
    file = desk.bring(post("1", by="ada"))
    desk.bring(post("1", by="ada"), post("2", by="bob"), name="mo\x1bre.ndjson")
    desk.take_back("1")
    more, first = desk.ask("log", "--imports")
    assert first == {
        **{"no": 1, "at": "2026-11-20T13:00:00Z", "inputs": [str(file)], "new": 1, "known": 0},
        "undone_at": "2026-11-20T15:00:00Z",
    }
    assert (more["no"], more["new"], more["known"], more["undone_at"]) == (2, 1, 1, None)
    told = desk.do("log", "--imports")
    assert told.startswith("    2  2026-11-20 14:00 UTC  1 new, 1 seen before:")
    assert "taken back 2026-11-20 15:00 UTC" in " ".join(told.split())
    assert "\x1b" not in told
    assert desk.run("log", "1", "--imports").code == 2


def test_an_import_that_stops_half_way_says_what_stands_and_can_be_given_again_or_taken_back(
    desk: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.bring(*(post(str(number), by=f"ada{number}") for number in range(5)))
    desk.take_back()
    save, saves = saving.save_findings, []

    def save_once(*told: Any) -> Any:
        saves.append(told)
        if len(saves) % 2 == 0:
            raise sqlite3.OperationalError("database or disk is full")
        return save(*told)

    with monkeypatch.context() as patch:
        patch.setattr("mentiontriage.cli.import_._AT_ONCE", 2)
        patch.setattr(saving, "save_findings", save_once)
        failed = desk.run("import", file)
    assert failed.code == 9
    assert failed.err == (
        "the store could not be written: database or disk is full; import 2 stands with 2 new mentions: "
        "give it again, or take it back (triage undo --import)"
    )
    desk.do("import", file)
    assert [desk.take_back()["gone"], desk.take_back()["gone"]] == [3, 2]
    assert desk.list_posts() == []


@pytest.mark.parametrize(
    ("stopped_in", "told"),
    [
        (1, "stopped; nothing was imported"),
        (2, "stopped; import 1 stands with 2 new mentions: give it again, or take it back (triage undo --import)"),
    ],
)
def test_who_stops_an_import_is_told_what_stands(
    desk: Importing, monkeypatch: pytest.MonkeyPatch, stopped_in: int, told: str
) -> None:
    save, saves = saving.save_findings, []

    def save_until_stopped(*arguments: Any) -> Any:
        saves.append(arguments)
        if len(saves) == stopped_in:
            raise Stopped(signal.SIGINT)
        return save(*arguments)

    monkeypatch.setattr("mentiontriage.cli.import_._AT_ONCE", 2)
    monkeypatch.setattr(saving, "save_findings", save_until_stopped)
    with pytest.raises(Stopped) as stopped:
        desk.bring(*(post(str(number), by=f"ada{number}") for number in range(5)))
    assert stopped.value.told == told
    assert len(desk.list_posts()) == (stopped_in - 1) * 2


def test_who_stops_an_import_just_as_its_posts_are_stored_is_told_of_them(
    desk: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def save_and_stop(db: sqlite3.Connection) -> Iterator[None]:
        with transaction(db):
            yield
        raise Stopped(signal.SIGTERM)

    monkeypatch.setattr("mentiontriage.store.transaction", save_and_stop)
    with pytest.raises(Stopped) as stopped:
        desk.bring(post("1"))
    assert "import 1 stands with 1 new mention:" in stopped.value.told
    assert desk.list_posts() == ["1"]


def test_who_stops_the_taking_back_of_an_import_is_told_to_give_it_again(
    desk: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.bring(*(post(str(number), by=f"ada{number}") for number in range(5)))
    drops = []

    def drop_once(*arguments: Any) -> None:
        drops.append(arguments)
        if len(drops) == 2:
            raise Stopped(signal.SIGINT)
        drop_mentions(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(withdrawing, "_AT_ONCE", 2)
        patch.setattr(withdrawing, "drop_mentions", drop_once)
        with pytest.raises(Stopped) as stopped:
            desk.take_back()
    assert stopped.value.told == "stopped; import 1 may be taken back in part: give it again"
    assert desk.take_back()["gone"] == 3
    assert desk.list_posts() == []


def test_what_reads_nothing_is_no_import(desk: Importing) -> None:
    desk.receive([post("1")])
    empty = desk.path.with_name("empty.csv")
    empty.write_text("text,author\n")
    desk.run("import", empty)
    assert desk.ask("log", "--imports") == []


def test_replies_that_are_dated_by_day_alone_are_each_looked_at_once(desk: Importing) -> None:
    numbers = range(5)
    desk.bring(*(post(f"p{n}", ANGRY, by=f"customer{n}", hours_ago=30) for n in numbers))
    desk.bring(*(post(f"r{n}", "sorry!", by="acme", ours=True, in_reply_to=f"p{n}", hours_ago=12) for n in numbers))
    assert desk.list_queue() == []
    with closing(sqlite3.connect(desk.path)) as db:
        replies = [no for (no,) in db.execute("SELECT no FROM mention WHERE ours = 1")]
        answers = list_answers(db, replies, ITSELF)
    assert len(answers) == len({made.no for made in answers}) == len(replies)
    desk.take_back()
    assert sorted(desk.list_queue()) == [f"p{n}" for n in numbers]
