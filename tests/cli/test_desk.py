"""The desk's commands: hand out, decide, take back, come back."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.desks import ANGRY, GLAD, HOUR, Desk
from tests.stories import NOON, post

from mentiontriage.model import Author, Mention, Repost
from mentiontriage.store import transaction
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    desk.receive(
        [
            post("1001", ANGRY, by="ada", hours_ago=9, followers=40),
            post("1002", ANGRY, by="bob", hours_ago=5, followers=40),
            post("2003", GLAD, by="cyd", hours_ago=5, followers=40),
        ]
    )
    return desk


def test_the_queue_shows_what_is_open_ranked(desk: Desk) -> None:
    assert desk.list_queue() == ["1001", "1002"]
    assert desk.list_queue("--lane", "praise") == ["2003"]


def test_the_queue_says_of_how_many_rows_it_shows_the_first_whatever_is_asked_for(desk: Desk) -> None:
    desk.receive([post("3001", ANGRY, by="dan", hours_ago=5, source="reddit")])
    for asked, rows in (((), 3), (("--source", "x"), 2), (("--overdue", "--newer", "6h"), 2), (("--incidents",), 3)):
        first = desk.ask("queue", "--top", "1", *asked)
        assert (first["rows"], len(first["items"])) == (rows, 1)
        assert first["items"] == desk.ask("queue", "--top", "0", *asked)["items"][:1]
    told = desk.do("queue", "--top", "1", "--source", "x", "--format", "text")
    assert told.startswith("2 to answer, the first 1 here (1 overdue)\n")


def test_an_id_is_given_by_a_beginning_that_fits_one_mention_alone(desk: Desk) -> None:
    assert desk.ask("show", "2")["id"] == "2003"
    assert desk.ask("show", "x:1002")["id"] == "1002"
    assert [desk.ask("show", f"{name}:1002")["id"] for name in ("X", "twitter", "Twitter")] == ["1002"] * 3
    assert desk.run("show", "reddit:1002").code == 8
    ambiguous = desk.run("show", "100")
    assert (ambiguous.code, "give more of it" in ambiguous.err) == (2, True)
    nobody = desk.run("show", "77")
    assert (nobody.code, "`triage queue` shows the ids" in nobody.err) == (8, True)


def test_a_link_will_do_where_an_id_is_asked_for(desk: Desk) -> None:
    thread = "https://forum.example/t/9"
    desk.receive([post("18", by="kim"), post("c1", by="lee", url=thread), post("c2", by="moe", url=f"{thread}/")])
    link = "http://twitter.com/kim/status/18?s=20"
    assert desk.ask("show", link)["id"] == "18"
    for command in (("assign", link, "me"), ("note", link, "rang"), ("done", link), ("reopen", link)):
        assert "x:18" in desk.do(*command), command
    assert len(desk.ask("log", link)) == 4
    several = desk.run("done", thread)
    assert (several.code, several.err) == (2, f"{thread} leads to several mentions, such as x:c1, x:c2; give one's id")
    unknown = desk.run("show", f"{thread}9")
    assert (unknown.code, unknown.err) == (
        8,
        f"no mention in {desk.path} stands at {thread}9, or has an id that begins so",
    )
    assert desk.run("forget", "--id", link).out == "forgot 1 post\n"


def test_the_shortest_beginning_that_is_shown_finds_its_mention(desk: Desk) -> None:
    shown = {
        ("x", "185930271"): "1859302",
        ("x", "185930399"): "1859303",
        ("x", "55556"): "55556",
        ("x", "5555"): "5555",
        ("x", "77"): "x:77",
        ("reddit", "77"): "reddit:77",
        ("mastodon", "https://social.example/@ada/1"): "http",
    }
    desk.receive([post(ident, ANGRY, by=f"{source}{ident}", source=source) for source, ident in shown])
    items = desk.ask("queue", "--top", "0", "--lane", "all")["items"]
    idents = {(item["source"], item["id"]): item["handling"]["ident"] for item in items}
    assert shown.items() <= idents.items()
    for (source, ident), beginning in idents.items():
        found = desk.ask("show", beginning)
        assert (found["source"], found["id"]) == (source, ident)


def test_nobody_decides_in_the_name_of_the_desk_itself(desk: Desk) -> None:
    refused = desk.run("done", "1001", who="triage")
    assert (refused.code, "give --as NAME" in refused.err) == (2, True)


def test_an_author_is_one_person_however_the_handle_is_spelt(desk: Desk) -> None:
    def find_row() -> Any:
        return [item for item in desk.ask("queue")["items"] if item["author"]["handle"].lower() == "marlies"]

    desk.receive([post("4001", ANGRY, by="Marlies", hours_ago=5), post("4002", ANGRY, by="marlies", hours_ago=3)])
    assert [row["handling"]["posts"] for row in find_row()] == [2]
    desk.do("done", "4001")
    assert find_row() == []
    desk.do("undo")
    assert desk.do("done", "4001").startswith("done: x:4001 and 1 more by @Marlies")
    assert desk.do("undo").startswith("undone: done: x:4001 and 1 more by @Marlies")
    desk.do("done", "4001")
    desk.now += HOUR
    desk.receive([post("4003", ANGRY, by="MARLIES", hours_ago=-0.5)])
    assert [row["handling"]["posts"] for row in find_row()] == [2]  # what was answered last came back with it


def test_what_is_done_leaves_the_queue_and_undo_brings_it_back(desk: Desk) -> None:
    desk.do("done", "1001", "--reply", "https://x.example/acme/9")
    assert desk.list_queue() == ["1002"]
    assert desk.do("undo").startswith("undone: done: x:1001")
    assert desk.list_queue() == ["1001", "1002"]


def test_a_desk_on_which_all_is_done_says_that_nothing_is_open(desk: Desk) -> None:
    for ident in ("1001", "1002", "2003"):
        desk.do("done", ident)
    assert desk.do("queue") == "Nothing to answer: no mention is open.\n"
    assert desk.do("queue", "--format", "markdown") == "Nothing to answer: no mention is open.\n"


def test_undo_goes_further_back_each_time_and_never_touches_what_others_did(desk: Desk) -> None:
    desk.do("dismiss", "1001", "--reason", "spam")
    desk.do("done", "1002")
    desk.do("done", "2003", who="bob")
    desk.do("undo")
    assert desk.list_queue() == ["1002"]
    desk.do("undo")
    assert desk.list_queue() == ["1001", "1002"]
    assert desk.run("undo").code == 2
    assert desk.ask("show", "2003")["handling"]["status"] == "done"


def test_an_undo_is_undone_by_its_number(desk: Desk) -> None:
    desk.do("done", "1001")
    desk.do("undo")
    undo = desk.ask("log")[0]
    assert (undo["kind"], undo["id"]) == ("undo", "1001")
    desk.do("undo", str(undo["no"]))
    assert desk.list_queue() == ["1002"]
    assert desk.run("undo", str(undo["no"])).code == 2


def test_one_action_on_a_row_is_undone_as_one(desk: Desk) -> None:
    desk.receive([post("1005", ANGRY, by="ada", hours_ago=1)])
    desk.do("done", "1001")
    assert desk.list_queue() == ["1002"]
    desk.do("undo")
    assert desk.list_queue() == ["1001", "1002"]
    assert [row["handling"]["posts"] for row in desk.ask("queue")["items"]] == [2, 1]
    desk.do("done", "1001", "--only")
    assert set(desk.list_queue()) == {"1005", "1002"}


def test_several_rows_are_decided_about_in_one_action_that_is_undone_as_one(desk: Desk) -> None:
    desk.receive([post("1005", ANGRY, by="ada", hours_ago=1)])
    told = desk.do("done", "1001", "1005", "1002", "--reply", "https://x.com/acme/status/1")
    assert [line for line in told.splitlines() if line.startswith("done: ")] == [
        "done: x:1001 and 1 more by @ada",
        "done: x:1002 by @bob",
    ]
    assert desk.list_queue() == []
    undone = desk.do("undo")
    assert "undone: done: x:1001 and 1 more by @ada" in undone
    assert "undone: done: x:1002 by @bob" in undone
    assert desk.list_queue() == ["1001", "1002"]
    assert desk.ask("dismiss", "1001", "1002", "--only", "--reason", "a test")["mentions"] == [
        {"source": "x", "id": "1001"},
        {"source": "x", "id": "1002"},
    ]
    assert desk.list_queue() == ["1005"]


def test_of_an_author_who_is_named_twice_each_mention_is_decided_about_once(desk: Desk) -> None:
    desk.receive([post("3001", ANGRY, by="nia"), post("3002", ANGRY, by="nia")])
    desk.do("done", "3001", "--only")
    decided = desk.ask("done", "3002", "3001")["mentions"]  # the row of one that is closed has the open ones beside it
    assert [one["id"] for one in decided] == ["3002", "3001"]


def test_of_several_rows_those_that_surprise_are_named_and_one_that_is_not_there_leaves_all_as_they_were(
    desk: Desk,
) -> None:
    desk.do("assign", "1002", "ben")
    assert desk.run("done", "1001", "9999").code == 8
    assert desk.list_queue() == ["1001", "1002"]
    assert desk.run("snooze", "1001", "1002", "--until", "2h").err == "x:1002: it is with ben\n"
    assert desk.list_queue() == []


def test_who_decides_what_somebody_decided_is_told_and_it_counts_all_the_same(desk: Desk) -> None:
    first = desk.list_queue()[0]
    assert desk.run("done", first, who="bob").err == ""
    again = desk.run("done", first, who="ada")
    assert again.code == 0
    assert again.err == "it was done already, by bob at 2026-11-20 12:00 UTC\n"
    assert "done already, by ada" in desk.run("assign", first, "cyd", who="bob").err
    desk.do("undo", who="ada")
    desk.do("reopen", first)
    assert "it was open already, by ada" in desk.run("reopen", first, who="bob").err


def test_who_decides_about_somebody_elses_row_is_told_whose_it_is(desk: Desk) -> None:
    first = desk.list_queue()[0]
    desk.do("assign", first, "ada")
    assert desk.run("note", first, "called twice", who="bob").err == ""
    assert desk.run("done", first, who="ada").err == ""
    desk.do("undo", who="ada")
    assert desk.run("snooze", first, "--until", "2h", who="bob").err == "it is with ada\n"


def test_who_takes_a_row_from_somebody_is_told_from_whom(desk: Desk) -> None:
    desk.do("assign", "1001", "bob")
    assert desk.run("assign", "1001", "me", who="cyd").err == "it was with bob\n"
    assert desk.run("assign", "1001", "cyd", who="bob").err == ""
    assert desk.run("assign", "1001", "--nobody", who="cyd").err == ""


def test_what_an_author_wrote_since_is_told_to_be_with_who_has_the_row(desk: Desk) -> None:
    desk.do("assign", "1001", "bob")
    desk.receive([post("1010", ANGRY, by="ada", hours_ago=0)])
    assert desk.run("done", "1010", who="cyd").err == "it is with bob\n"


def test_next_hands_out_the_first_that_nobody_has(desk: Desk) -> None:
    assert desk.ask("next", "--assign", "ada")["id"] == "1001"
    assert desk.ask("next", "--assign", "bob")["id"] == "1002"
    assert desk.ask("next", "--assign", "cyd") is None
    assert desk.list_queue("--assignee", "bob") == ["1002"]
    desk.do("assign", "1002", "--nobody")
    assert desk.list_queue("--assignee", "nobody") == ["1002"]
    assert desk.ask("next")["id"] == "1002"


def test_our_own_post_under_the_same_handle_is_nobodys_work_and_hides_none(desk: Desk) -> None:
    desk.receive([post("5001", "we are sorry to hear that", by="acme", hours_ago=3, ours=True)])
    desk.do("assign", "5001", "ada")
    desk.receive([post("5002", ANGRY, by="acme", hours_ago=1)])  # seen before the settings called that account ours
    handed_out = [desk.ask("next", "--assign", "bob")["id"] for _ in range(3)]
    assert handed_out == ["1001", "1002", "5002"]
    assert desk.ask("next", "--assign", "bob") is None
    desk.do("done", "5002")
    assert desk.ask("show", "5001")["handling"]["status"] == "open"


def test_a_row_that_cannot_be_handed_out_is_passed_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def refuse(_: object, numbers: list[int], *__: object) -> bool:
        asked.append(numbers[0])
        return False

    monkeypatch.setattr("mentiontriage.deciding.claim_row", refuse)
    assert desk.ask("next", "--assign", "bob") is None
    assert sorted(asked) == [1, 2]


def test_what_an_author_writes_next_belongs_to_who_has_the_row(desk: Desk) -> None:
    desk.do("assign", "1001", "bob")
    desk.receive([post("1009", ANGRY, by="ada", hours_ago=0)])
    assert desk.ask("next", "--assign", "cyd")["id"] == "1002"


def test_twenty_who_ask_at_once_get_twenty_different_mentions(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post(f"{n}", ANGRY, by=f"author{n}", hours_ago=n) for n in range(1, 31)])
    command = [sys.executable, "-m", "mentiontriage", "next", "--assign", "agent", "--format", "json"]
    environment = {**os.environ, "TRIAGE_STORE": str(desk.path)}
    asking = [
        subprocess.Popen([*command, "--now", NOON.isoformat()], stdout=subprocess.PIPE, env=environment)
        for _ in range(20)
    ]
    answers = [process.communicate(timeout=120)[0] for process in asking]
    assert [process.returncode for process in asking] == [0] * 20
    idents = {answer.split(b'"id": "')[1].split(b'"')[0] for answer in answers}
    assert len(idents) == 20
    assert len(desk.list_queue("--assignee", "agent")) == 20


def test_a_snoozed_mention_comes_back_when_its_time_comes_and_says_so(desk: Desk) -> None:
    desk.do("snooze", "1001", "--until", "2h")
    assert desk.list_queue() == ["1002"]
    desk.now += 2 * HOUR
    first = desk.ask("queue")["items"][0]
    assert (first["id"], first["handling"]["back"]) == ("1001", "snoozed until 2026-11-20 14:00 UTC")


def test_a_time_without_a_zone_is_the_desks(desk: Desk, tmp_path: Path) -> None:
    settings = tmp_path / "triage.toml"
    settings.write_text('[targets]\ntime_zone = "America/New_York"\n')
    told = desk.do("snooze", "1001", "--until", "2026-11-20T09:00", "--config", settings)
    assert told.startswith("snoozed until 2026-11-20 09:00 EST")
    desk.now += 2.1 * HOUR
    assert desk.list_queue()[0] == "1001"
    assert desk.do("snooze", "1002", "--until", "2026-11-20T18:00").startswith("snoozed until 2026-11-20 18:00 UTC")
    again = desk.do("snooze", "1002", "--until", "2026-11-20T18:30Z", "--config", settings)
    assert again.startswith("snoozed until 2026-11-20 13:30 EST")


def test_a_threat_is_told_of_in_a_queue_of_complaints_and_stands_first_where_asked_for(desk: Desk) -> None:
    desk.receive([post("3001", "@acme I will come and shoot you", by="dee", hours_ago=1)])
    shown = desk.do("queue")
    assert "Lanes: 1 threat · 2 complaint · 1 praise" in shown
    assert "Threats: 1, for people to read at once (--lane threat)" in shown
    lanes = ("--lane", "complaint", "--lane", "threat")
    assert desk.list_queue(*lanes) == ["3001", "1001", "1002"]
    assert "Threats:" not in desk.do("queue", *lanes)


def test_what_tells_of_a_danger_is_told_of_in_a_queue_and_can_be_asked_for_alone(desk: Desk) -> None:
    desk.receive([post("3001", "your kettle caught fire in my kitchen", by="bob", hours_ago=0.1, followers=0)])
    desk.receive([post("4001", f"{ANGRY}, it caught fire", by="eve")], brands=("Globex",), competitor=True)
    shown = desk.do("queue", "--top", "1")
    assert "Danger to people: 1 post, to be read at once (--danger)" in shown
    assert desk.list_queue("--danger") == ["3001"]  # not the post by which its author's row stands higher
    assert [item["danger"] for item in desk.ask("queue", "--danger")["items"]] == ["caught fire"]
    assert desk.ask("next", "--danger", "--assign", "me")["id"] == "3001"
    assert desk.ask("next", "--danger", "--assign", "me") is None


def test_a_desk_with_too_much_to_look_through_says_that_threats_were_not_looked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentiontriage.worklist._FEW", 2)
    untold = "Threats and danger to people were not looked for in so many posts (triage queue --counts does)"
    for filters in ((), ("--newer", "3d"), ("--overdue",)):
        assert untold in " ".join(desk.do("queue", "--top", "1", *filters).split())
    for asked in ("--counts", "--danger", "--author bob", "--lane threat"):
        assert "not looked for" not in desk.do("queue", "--top", "1", *asked.split())


def test_a_desk_that_scores_all_that_is_open_counts_its_lanes_however_many_posts_there_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.receive([post("5001", "I will come to your office and shoot you all", by="mal")])
    counted = desk.ask("queue", "--counts")["lanes"]
    assert counted["threat"] == 1
    monkeypatch.setattr("mentiontriage.worklist._FEW", 2)
    for asked in ("--top 0", "--top 1 --incidents"):
        assert desk.ask("queue", *asked.split())["lanes"] == counted
        assert "Threats: 1, for people to read at once" in desk.do("queue", *asked.split())
    assert desk.ask("queue", "--top", "1")["lanes"] is None


def test_what_asks_for_no_answer_is_never_overdue(desk: Desk) -> None:
    desk.now += 48 * HOUR
    assert "2d 5h!" in desk.do("queue")
    assert "2d 5h!" not in desk.do("queue", "--lane", "praise")
    assert desk.list_queue("--overdue", "--lane", "all") == ["1001", "1002"]


def test_an_author_is_found_however_the_handle_is_written(desk: Desk) -> None:
    desk.receive([post("3001", ANGRY, by="\uff21\uff24\uff21", hours_ago=1)])  # ADA in full-width letters
    for written in ("ada", "@ADA", "\uff21\uff24\uff21", "https://x.com/ada"):
        assert "3001" in desk.list_queue("--author", written)
    post_of_hers = "https://x.com/ada/status/3001"
    assert "the address of no profile" in desk.run("queue", "--author", post_of_hers).err
    assert "the address of no profile" in desk.run("forget", post_of_hers).err
    assert "forgot" in desk.run("forget", "https://x.com/ADA").out
    assert "3001" not in desk.list_queue()


def test_an_author_without_a_handle_is_found_by_the_name_as_forget_finds_them(desk: Desk) -> None:
    named = [("4001", Author(name="Ann Lee")), ("4002", Author("annlee", "Ann Lee")), ("4003", Author(name="Ann"))]
    desk.receive([msgspec.structs.replace(post(ident, ANGRY), author=author) for ident, author in named])
    assert desk.list_queue("--author", "ann lee") == ["4001"]
    assert "forgot 1 post" in desk.run("forget", "ann lee").out
    assert desk.list_queue("--author", "ann lee") == []


def test_people_are_told_times_by_the_clocks_of_their_desk(desk: Desk, tmp_path: Path) -> None:
    settings = tmp_path / "triage.toml"
    settings.write_text('[targets]\ntime_zone = "Asia/Kolkata"\n')  # five and a half hours ahead of UTC
    desk.do("snooze", "1001", "--until", "1h", "--as", "bob")
    assert "until 2026-11-20 18:30 IST" in desk.do("show", "1001", "--config", settings)
    desk.now += 2 * HOUR
    shown = desk.do("show", "1001", "--config", settings)
    assert "due 2026-11-20 12:30 IST" in shown
    assert "back: snoozed until 2026-11-20 18:30 IST" in shown
    (line,) = desk.do("log", "--config", settings).splitlines()
    assert line.split()[1:] == [
        "2026-11-20",
        "17:30",
        "IST",
        "bob",
        "snoozed",
        "until",
        "2026-11-20",
        "18:30",
        "IST",
        "x:1001",
    ]
    assert "2026-11-20 19:30 IST · 2 rows of 3 mentions" in desk.do("queue", "--config", settings)
    assert "2026-11-20 19:30 IST" in desk.do("report", "--config", settings)
    told = desk.do("digest", "--config", settings)
    assert "2026-11-20 19:30 IST" in told
    assert "IST" in next(line for line in told.splitlines() if "in the last 24 hours" in line)
    assert desk.ask("log", "--config", settings)[0]["until"] == "2026-11-20T13:00:00Z"


def test_an_answered_mention_comes_back_when_its_author_writes_again(desk: Desk) -> None:
    desk.do("done", "1001")
    desk.receive([post("1010", "an older post of mine", by="ada", hours_ago=30)])
    assert desk.list_queue("--lane", "complaint") == ["1002"]
    desk.now += HOUR
    desk.receive([post("1011", ANGRY, by="ada", hours_ago=-1)])
    row = next(item for item in desk.ask("queue")["items"] if item["author"]["handle"] == "ada")
    assert row["handling"]["back"] == "its author wrote again"
    assert desk.ask("show", "1001")["handling"]["status"] == "open"


def test_an_answer_of_long_ago_stays_answered_when_its_author_writes_again(desk: Desk) -> None:
    desk.do("done", "1001")
    desk.now += timedelta(days=40)
    desk.receive([post("1011", ANGRY, by="ada", hours_ago=-24 * 40)])
    assert desk.ask("show", "1001")["handling"]["status"] == "done"


def test_a_dismissed_mention_stays_away(desk: Desk) -> None:
    desk.do("dismiss", "1001", "--reason", "another Acme")
    desk.now += HOUR
    desk.receive([post("1011", ANGRY, by="ada", hours_ago=-1)])
    assert desk.ask("show", "1001")["handling"]["status"] == "dismissed"


def test_who_writes_again_after_an_answer_waits_from_then_and_is_shown_with_what_they_wrote(desk: Desk) -> None:
    desk.do("done", "1001")
    desk.now += 24 * HOUR
    desk.receive([post("1010", "thanks, but it is still not there", by="ada", hours_ago=-23)])
    desk.now += HOUR
    row = next(item for item in desk.ask("queue")["items"] if item["author"]["handle"] == "ada")
    assert (row["id"], row["handling"]["back"]) == ("1001", "its author wrote again")
    assert row["waited_s"] == 0  # it is back since this look at it; the new post is an hour old
    assert [news["text"] for news in row["handling"]["news"]] == ["thanks, but it is still not there"]
    assert "wrote again: thanks, but it is still not there" in desk.do("queue")
    desk.now += 3 * HOUR
    shown = desk.do("show", "1001")
    assert "waited 3h, target 4h, from when it came back" in " ".join(shown.split())


def test_who_was_only_snoozed_and_writes_again_has_waited_all_the_time(desk: Desk) -> None:
    desk.do("snooze", "1001", "--until", "3d")
    desk.now += 24 * HOUR
    desk.receive([post("1010", "thanks, but it is still not there", by="ada", hours_ago=-23)])
    row = next(item for item in desk.ask("queue")["items"] if item["id"] == "1001")
    assert (row["handling"]["back"], row["waited_s"]) == ("its author wrote again", 33 * 3600)
    assert desk.ask("show", "1001")["waited_s"] == 33 * 3600


def test_what_is_snoozed_after_it_came_back_waits_since_it_did(desk: Desk) -> None:
    desk.do("done", "1001")
    desk.now += 24 * HOUR
    desk.receive([post("1010", "thanks, but it is still not there", by="ada", hours_ago=-23)])
    assert desk.ask("show", "1001")["waited_s"] == 0
    desk.do("snooze", "1001", "--until", "2h")
    desk.now += 3 * HOUR
    row = next(item for item in desk.ask("queue")["items"] if item["id"] == "1001")
    assert row["waited_s"] == 3 * 3600


def test_what_somebody_opens_again_by_hand_has_waited_all_the_time(desk: Desk) -> None:
    desk.do("done", "1001")
    desk.do("reopen", "1001")
    assert desk.ask("queue")["items"][0]["waited_s"] == 9 * 3600


def test_what_an_export_called_answered_and_somebody_opened_again_may_be_overdue(desk: Desk) -> None:
    review = post("7001", ANGRY, by="rev", hours_ago=30)
    desk.receive([msgspec.structs.replace(review, answered_at=desk.now - HOUR)])
    assert "7001" not in desk.list_queue()
    desk.do("reopen", "7001")
    assert desk.list_queue("--overdue") == ["7001", "1001", "1002"]
    assert re.search(r"@rev +1d 6h!", desk.do("queue"))
    assert desk.do("digest").startswith("3 to answer, 3 overdue\n")


def test_an_answered_mention_comes_back_when_it_takes_off(desk: Desk) -> None:
    desk.do("done", "1001")
    desk.now += HOUR
    db = desk.open()
    with transaction(db):
        save_findings(db, [Finding(Repost("x", "1001", Author("star", followers=1_000_000)))], desk.now)
    first = desk.ask("queue")["items"][0]
    assert first["id"] == "1001"
    assert first["handling"]["back"].startswith("it takes off: about 14")


def test_every_decision_is_kept_with_who_and_when(desk: Desk) -> None:
    desk.do("assign", "1001", "bob")
    desk.now += HOUR
    desk.do("note", "1001", "called\x1b[31m her", who="bob")
    kept = [(d["who"], d["kind"], d["at"]) for d in desk.ask("log", "1001")]
    assert kept == [("bob", "note", "2026-11-20T13:00:00Z"), ("ada", "assign", "2026-11-20T12:00:00Z")]
    assert "\x1b" not in desk.do("log")
    assert "\x1b" not in desk.do("show", "1001")


def test_what_is_with_somebody_or_by_somebody_is_shown_whatever_it_is_about(desk: Desk) -> None:
    desk.receive([post("3001", "I will come and burn it down tonight", by="dan")])
    for ident in ("1001", "2003", "3001"):
        desk.do("assign", ident, "zoe")
    assert desk.list_queue() == ["1001", "1002"]
    assert desk.list_queue("--assignee", "zoe") == ["3001", "1001", "2003"]
    assert desk.list_queue("--assignee", "zoe", "--lane", "praise") == ["2003"]
    assert desk.list_queue("--author", "dan") == ["3001"]
    assert desk.list_queue("--assignee", "nobody") == ["1002"]


def test_the_history_stands_in_columns_and_an_address_stays_whole(desk: Desk) -> None:
    address = f"https://acme.example/{'a' * 50}"
    desk.do("note", "1001", "rang her", who="bob")
    desk.do("done", "1001", "--reply", address)
    made = [
        "    1  2026-11-20 12:00 UTC  bob      noted rang her",
        "    2  2026-11-20 12:00 UTC  ada      done",
        f"       {address}",
    ]
    assert desk.do("show", "1001").splitlines()[-3:] == made
    assert desk.do("log").splitlines() == [made[1], made[2], "       x:1001", f"{made[0]} x:1001"]


def test_when_we_answered_a_post_of_unknown_time_is_told_to_nobody(desk: Desk, tmp_path: Path) -> None:
    tickets = tmp_path / "tickets.csv"
    columns = "Ticket ID,Subject,Description,Requester,Created at,Status"
    tickets.write_text(f"{columns}\n7,Refund,it never arrived,Ada,,solved\n")
    desk.do("import", tickets)
    assert "an unknown time  triage   done" in desk.do("log")
    (made,) = desk.ask("log")
    assert (made["kind"], made["at"]) == ("done", None)
    assert [entry["at"] for entry in desk.ask("show", made["id"])["history"]] == [None]


def test_who_has_no_handle_is_told_by_name(desk: Desk) -> None:
    review = Mention(id="7", source="trustpilot", text="", author=Author(name="Ada Bell"), posted_at=desk.now)
    desk.receive([review])
    assert desk.ask("show", "7")["handling"]["posts"] == 1
    assert desk.do("done", "7") == "done: trustpilot:7 by Ada Bell\n"


def test_what_was_decided_about_is_told_with_how_it_begins_so_that_a_wrong_id_shows(desk: Desk) -> None:
    said = "my \x1b[31moven\x1b[0m is cold again " * 9
    desk.receive([post("31", said, by="eve")])
    done, begins = desk.do("done", "31").splitlines()
    assert done == "done: x:31 by @eve"
    assert begins.startswith("  my \u241b[31moven")
    assert begins.endswith("…")
    assert len(begins) <= 80
    assert desk.do("undo").splitlines() == ["undone: done: x:31 by @eve", begins]


def test_show_tells_thread_and_what_else_the_author_wrote(desk: Desk) -> None:
    desk.receive([post("1020", "our answer", by="acme", in_reply_to="1001", ours=True)])
    desk.receive([post("1021", "not good enough", by="ada", in_reply_to="1020")])
    shown = desk.ask("show", "1021")
    assert [mention["id"] for mention in shown["thread"]] == ["1001", "1020"]
    assert [entry["mention"]["id"] for entry in shown["by_author"]] == ["1001"]
    assert "us: our answer" in desk.do("show", "1021")


def test_show_prints_what_the_network_told_in_its_own_words_while_that_is_kept(desk: Desk) -> None:
    told = {"objectID": "1022", "comment_text": "no reply \ud83d", "secret of theirs": "\x1b[2J"}
    desk.receive([post("1022", "no reply", by="ada")], payload=json.dumps(told).encode())
    shown = desk.do("show", "1022", "--payload")
    assert json.loads(shown) == {**told, "comment_text": "no reply \ufffd"}
    assert "\x1b" not in shown
    from_a_file = desk.run("show", "1001", "--payload")
    assert (from_a_file.code, "is not kept" in from_a_file.err) == (8, True)


def test_filters_leave_what_they_say(desk: Desk) -> None:
    desk.receive([post("3001", ANGRY, by="dee", source="reddit", hours_ago=1)], brands=("Acme",))
    assert desk.list_queue("--source", "reddit") == ["3001"]
    assert desk.list_queue("--brand", "Acme") == ["3001"]
    assert desk.list_queue("--author", "@BOB") == ["1002"]
    assert desk.list_queue("--older", "6h") == ["1001"]
    assert desk.list_queue("--newer", "2h") == ["3001"]
    assert desk.list_queue("--overdue") == ["1001", "1002"]
    assert desk.run("queue", "--older", "soon").code == 2


def test_a_filter_that_nothing_open_fits_is_not_told_as_a_matter_of_lanes(desk: Desk) -> None:
    shown = desk.run("queue", "--author", "nobody_at_all").out
    assert shown == "Nothing to answer here: none of 3 mentions fits what was asked for.\n"


def test_a_filter_that_fits_nothing_known_is_refused_with_the_names_that_would(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[[brands]]\nname = "Zeta"\n[sources.reddit]\n')
    desk.receive([post("3001", ANGRY, by="dee", hours_ago=1)], brands=("Acme",))
    for command in (("queue", "--brand"), ("digest", "--brand"), ("report", "--brand"), ("stats", "--brand")):
        told = desk.run(*command, "nosuch", "--config", config)
        assert (told.code, "there are: Acme, Zeta" in told.err) == (2, True)
    told = desk.run("queue", "--source", "Flickr", "--config", config)
    assert (told.code, "there are: reddit, x" in told.err) == (2, True)


def test_what_the_settings_look_for_and_nobody_mentioned_yet_is_a_quiet_empty_queue(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[[brands]]\nname = "Zeta"\n[sources.reddit]\n')
    assert desk.list_queue("--brand", "zeta", "--config", str(config)) == []
    assert desk.list_queue("--source", "reddit", "--config", str(config)) == []
    assert desk.list_queue("--source", "hackernews") == []  # fetched from where the settings name no source
    assert desk.do("digest", "--brand", "Zeta", "--config", config) == ""


def test_brands_sources_and_people_are_known_whatever_the_case(desk: Desk) -> None:
    desk.receive([post("3001", ANGRY, by="dee", hours_ago=1)], brands=("Acme",))
    desk.do("assign", "1001", "Ben")
    for network in ("X", "Twitter"):
        assert desk.list_queue("--brand", "ACME", "--source", network) == ["3001"]
    assert [item["id"] for item in desk.ask("digest", "--brand", "acme")["items"]] == ["3001"]
    assert desk.list_queue("--assignee", "ben") == ["1001"]
    assert desk.list_queue("--assignee", "Nobody") == ["1002", "3001"]
    assert desk.list_queue("--assignee", "cyd") == []


def test_a_competitors_unhappy_customer_is_a_lead(desk: Desk) -> None:
    desk.receive([post("4001", ANGRY, by="eve")], brands=("Globex",), competitor=True)
    assert "4001" not in desk.list_queue()
    assert desk.list_queue("--lane", "lead") == ["4001"]
    assert desk.ask("show", "4001")["lane"] == "lead"


def test_a_log_says_whether_nothing_was_decided_at_all_or_only_not_by_whom_is_asked_for(desk: Desk) -> None:
    assert desk.do("log") == "Nothing has been decided yet.\n"
    desk.do("done", "1001", who="ben")
    for command in (("log",), ("log", "1001")):
        assert desk.do(*command, "--by", "\x1bcyd") == "Nothing has been decided by '\\x1bcyd'.\n"
        assert "ben" in desk.do(*command, "--by", "ben")
    assert desk.ask("log", "--by", "cyd") == []


def test_a_store_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    told = Desk(tmp_path / "none.db").run("queue")
    assert (told.code, "there is no store" in told.err) == (9, True)
    assert not (tmp_path / "none.db").exists()


def test_a_store_that_was_emptied_is_said_and_not_taken_for_a_desk_on_which_all_is_done(desk: Desk) -> None:
    desk.path.write_bytes(b"")
    told = desk.run("queue")
    assert (told.code, "is empty" in told.err) == (9, True)
    assert desk.path.read_bytes() == b""


def test_a_time_that_is_over_or_none_is_refused(desk: Desk) -> None:
    assert desk.run("snooze", "1001", "--until", "2026-11-20T11:00Z").code == 2
    assert desk.run("snooze", "1001", "--until", "some day").code == 2
    assert desk.run("done", "1001", "--reply", "javascript:alert(1)").code == 2


def test_me_is_whoever_asks(desk: Desk) -> None:
    desk.ask("next", "--assign", "me", "--as", "ada")
    assert desk.list_queue("--assignee", "ada") == ["1001"]
    desk.do("assign", "1002", "me", "--as", "bob")
    assert desk.list_queue("--assignee", "bob") == ["1002"]


def test_me_is_the_login_name_where_nobody_says_who_asks(desk: Desk) -> None:
    told: dict[str, Any] = {"who": "", "environment": {"LOGNAME": "cyd"}}
    desk.do("assign", "1002", "me", **told)
    assert [item["id"] for item in desk.ask("queue", "--assignee", "me", **told)["items"]] == ["1002"]


def test_nobody_is_no_person_whoever_is_asked_for(desk: Desk) -> None:
    desk.do("assign", "1001", "bob")
    desk.do("assign", "1001", "Nobody")
    assert desk.ask("next")["id"] == "1001"
    assert desk.run("next", "--assign", "nobody").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("assign", "1001", ""),
        ("next", "--assign", " "),
        ("queue", "--assignee", ""),
        ("queue", "--author", "@"),
        ("queue", "--older", ""),
        ("queue", "--newer", ""),
        ("export", "--since", ""),
    ],
)
def test_what_is_left_blank_is_refused_and_not_taken_for_everything(desk: Desk, command: tuple[str, ...]) -> None:
    assert desk.run(*command).code == 2
    assert desk.do("log") == "Nothing has been decided yet.\n"
