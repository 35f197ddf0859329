"""What our own accounts reply to is answered, whoever replied and wherever; and a row is claimed once."""

import json
import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from tests.desks import ANGRY, HOUR, Desk
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.deciding import act, claim_row
from mentiontriage.desk import ITSELF
from mentiontriage.model import Author, Mention
from mentiontriage.store._connection import connect
from mentiontriage.store._schema import migrate
from mentiontriage.store.decisions import read_standing
from mentiontriage.store.records import Decision


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1", ANGRY, by="ada", hours_ago=9), post("2", ANGRY, by="bob", hours_ago=5)])
    return desk


def reply(ident: str, of: str, *, hours_ago: float = 1, ours: bool = True) -> Mention:
    return Mention(
        id=ident,
        source="x",
        text="so sorry, please send us your order number" if ours else "what a day",
        author=Author("acme" if ours else "eve", followers=10),
        posted_at=NOON - hours_ago * HOUR,
        url=f"https://x.example/acme/{ident}",
        in_reply_to=of,
        ours=ours,
    )


def tell_log(desk: Desk) -> list[tuple[str, str, str, str | None]]:
    return [(entry["id"], entry["kind"], entry["who"], entry["detail"]) for entry in desk.ask("log")]


def test_what_we_replied_to_leaves_the_queue_and_the_log_says_how(desk: Desk) -> None:
    desk.receive([reply("9", of="1")])
    assert desk.list_queue() == ["2"]
    assert tell_log(desk) == [("1", "done", ITSELF, "https://x.example/acme/9")]
    shown = desk.ask("show", "1")
    assert shown["handling"]["status"] == "done"


def test_it_was_answered_when_we_replied_and_not_when_we_looked(desk: Desk) -> None:
    desk.receive([reply("9", of="1", hours_ago=6)])
    desk.list_queue()
    (entry,) = desk.ask("log")
    assert datetime.fromisoformat(entry["at"]) == NOON - 6 * HOUR


def test_of_two_who_decide_at_once_one_learns_of_the_other(desk: Desk) -> None:
    with closing(desk.open()) as db:
        (first,), (second,) = (act(db, [[1]], Decision(0, NOON, who, "done"), Settings()) for who in ("ada", "bob"))
    assert (first.standing.status, first.decisions) == ("open", [])
    assert (second.standing.status, [made.who for made in second.decisions]) == ("done", ["ada"])


def test_a_reply_that_is_found_before_its_post_answers_it_too(desk: Desk) -> None:
    desk.receive([reply("9", of="3")])
    assert desk.list_queue() == ["1", "2"]
    desk.receive([post("3", ANGRY, by="cyd", hours_ago=3)])
    assert desk.list_queue() == ["1", "2"]


def test_a_reply_that_turns_out_later_to_be_ours_answers(desk: Desk) -> None:
    desk.receive([reply("9", of="1", ours=False)])
    assert desk.list_queue() == ["1", "2"]
    desk.receive([reply("9", of="1")])
    assert desk.list_queue() == ["2"]


def test_somebody_elses_reply_answers_nothing(desk: Desk) -> None:
    desk.receive([reply("9", of="1", ours=False)])
    assert desk.list_queue() == ["1", "2"]


def test_the_posts_that_it_goes_on_from_are_answered_with_it_and_others_are_not(desk: Desk) -> None:
    more = post("3", "and nobody picks up the phone", by="ada", hours_ago=8, in_reply_to="1")
    aside = post("4", f"{ANGRY} (and the kettle is broken as well)", by="ada", hours_ago=8)
    desk.receive([more, aside, reply("8", of="3", ours=False)])
    desk.receive([reply("9", of="3")])
    assert desk.list_queue() == ["4", "2"]
    assert {entry["id"] for entry in desk.ask("log")} == {"1", "3"}
    (batch,) = {entry["no"] for entry in desk.ask("log") if entry["id"] == "1"}
    desk.do("undo", str(batch))
    assert desk.ask("show", "1")["handling"]["status"] == desk.ask("show", "3")["handling"]["status"] == "open"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_our_reply_goes_on_from_is_answered_in_whichever_order_it_is_found(
    tmp_path: Path, order: Sequence[int]
) -> None:
    desk = Desk(tmp_path / "triage.db")
    thread = [
        post("1", ANGRY, by="ada", hours_ago=9),
        post("3", "and nobody picks up the phone", by="Ada", hours_ago=8, in_reply_to="1"),
        post("5", "hello?", by="ada", hours_ago=7, in_reply_to="3"),
    ]
    desk.receive([reply("9", of="5")])
    for place in order:
        desk.receive([thread[place], post(f"7{place}", ANGRY, by="eve", in_reply_to=thread[place].id)])
        desk.list_queue()
    assert desk.list_queue("--author", "ada") == []
    assert {(entry["id"], entry["detail"]) for entry in desk.ask("log")} == {
        (mention.id, "https://x.example/acme/9") for mention in thread
    }


def test_what_somebody_closed_by_hand_answers_no_older_post_that_is_found_later(desk: Desk) -> None:
    desk.receive([post("4", ANGRY, by="eve", hours_ago=3, in_reply_to="3")])
    desk.do("done", "4")
    desk.receive([post("3", ANGRY, by="eve", hours_ago=4)])
    assert desk.list_queue("--author", "eve") == ["3"]


def test_whoever_writes_again_after_our_reply_is_back(desk: Desk) -> None:
    desk.receive([reply("9", of="1", hours_ago=2)])
    assert desk.list_queue() == ["2"]
    desk.receive([post("5", "no, that does not help, I want my refund", by="ada", hours_ago=1)])
    row = next(item for item in desk.ask("queue")["items"] if item["author"]["handle"] == "ada")
    assert (row["handling"]["posts"], row["handling"]["back"]) == (2, "its author wrote again")


def test_an_answer_to_what_they_wrote_again_answers_the_post_that_came_back_with_it(desk: Desk) -> None:
    desk.receive([reply("9", of="1", hours_ago=3)])
    desk.list_queue()
    desk.receive([post("5", "no, that does not help, I want my refund", by="ada", hours_ago=2)])
    assert desk.list_queue() == ["2", "5"]  # the first post is back with it, and waits only from now on
    desk.receive([reply("10", of="5", hours_ago=1)])
    assert desk.list_queue() == ["2"]
    assert desk.ask("show", "1")["handling"]["status"] == desk.ask("show", "5")["handling"]["status"] == "done"


def test_nothing_comes_back_for_a_post_that_was_answered_as_well(desk: Desk) -> None:
    desk.receive([reply("9", of="1", hours_ago=3)])
    desk.list_queue()
    desk.receive([post("5", "that does not help, I want my refund", by="ada", hours_ago=2), reply("10", of="5")])
    assert desk.list_queue() == ["2"]
    assert [entry["kind"] for entry in desk.ask("log")] == ["done", "done"]


def test_what_somebody_opened_again_since_stays_open(desk: Desk) -> None:
    desk.do("done", "1")
    desk.do("reopen", "1")
    desk.receive([reply("9", of="1", hours_ago=1)])  # found late
    assert desk.list_queue() == ["1", "2"]
    desk.now = NOON + 2 * HOUR
    desk.receive([reply("10", of="1", hours_ago=-1)])
    assert desk.list_queue() == ["2"]


def test_a_snoozed_post_is_answered_by_a_reply_whether_or_not_its_time_is_over(desk: Desk) -> None:
    desk.do("snooze", "1", "--until", "5h")
    desk.do("snooze", "2", "--until", "1h")
    desk.now = NOON + 3 * HOUR
    desk.receive([reply("8", of="1", hours_ago=-2), reply("9", of="2", hours_ago=-2)])
    assert desk.list_queue() == []
    desk.now = NOON + 6 * HOUR
    assert desk.list_queue() == []
    assert tell_answers(desk) == {"x": 2}
    assert "overdue" not in desk.do("digest")


def test_a_post_that_somebody_snoozed_after_our_reply_waits_on(desk: Desk) -> None:
    desk.do("snooze", "1", "--until", "5h")
    desk.now = NOON + 3 * HOUR
    desk.receive([reply("8", of="1", hours_ago=1)])  # found late: whoever snoozed it knew of it
    assert desk.list_queue() == ["2"]
    desk.now = NOON + 6 * HOUR
    assert desk.list_queue() == ["1", "2"]


def test_the_snoozed_posts_that_it_goes_on_from_are_answered_with_it(desk: Desk) -> None:
    desk.do("snooze", "1", "--until", "5h")
    desk.now = NOON + HOUR
    desk.receive([post("3", ANGRY, by="ada", hours_ago=-1, in_reply_to="1"), reply("9", of="3", hours_ago=-1.5)])
    assert desk.list_queue() == ["2"]
    assert {entry["id"] for entry in desk.ask("log") if entry["kind"] == "done"} == {"1", "3"}


def test_replies_answer_nothing_where_the_settings_say_so(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "triage.toml"
    config.write_text("replies_answer = false\n")
    desk.receive([reply("9", of="1")])
    assert desk.list_queue("--config", str(config)) == ["1", "2"]


def review(ident: str, *, answered_hours_ago: float | None) -> Mention:
    answered_at = None if answered_hours_ago is None else NOON - answered_hours_ago * HOUR
    return post(ident, ANGRY, by=None, source="google-play", hours_ago=9, rating=1.0, answered_at=answered_at)


def test_a_review_that_its_export_calls_answered_is_done_since_then(desk: Desk) -> None:
    desk.receive([review("r1", answered_hours_ago=4), review("r2", answered_hours_ago=None)])
    assert desk.list_queue() == ["r2", "1", "2"]
    assert tell_log(desk) == [("r1", "done", ITSELF, None)]
    (entry,) = desk.ask("log")
    assert datetime.fromisoformat(entry["at"]) == NOON - 4 * HOUR


def test_a_review_that_is_answered_later_leaves_when_that_is_told(desk: Desk) -> None:
    desk.receive([review("r1", answered_hours_ago=None)])
    assert desk.list_queue() == ["r1", "1", "2"]
    desk.receive([review("r1", answered_hours_ago=1)])
    assert desk.list_queue() == ["1", "2"]


def test_a_review_that_was_written_anew_since_our_answer_stays(desk: Desk) -> None:
    desk.receive([review("r1", answered_hours_ago=10)])
    assert desk.list_queue() == ["r1", "1", "2"]


def rewrite(ident: str, *, hours_ago: float) -> Mention:
    return post(ident, "again: " + ANGRY, by=None, source="google-play", hours_ago=hours_ago, rating=1.0)


def test_reviews_that_were_written_anew_after_our_answer_come_back_each_of_them(desk: Desk) -> None:
    desk.receive([review("r1", answered_hours_ago=4), review("r2", answered_hours_ago=4)])
    assert desk.list_queue() == ["1", "2"]
    desk.receive([rewrite("r1", hours_ago=2), rewrite("r2", hours_ago=1)])
    assert sorted(desk.list_queue()) == ["1", "2", "r1", "r2"]
    assert desk.ask("show", "r1")["handling"]["back"] == "its author wrote again"
    assert desk.ask("show", "r1")["text"].startswith("again")


def test_a_review_that_is_only_seen_again_stays_done(desk: Desk) -> None:
    desk.receive([review("r1", answered_hours_ago=4)])
    assert desk.list_queue() == ["1", "2"]
    desk.receive([review("r1", answered_hours_ago=4), review("r1", answered_hours_ago=None)])
    assert desk.list_queue() == ["1", "2"]


def test_a_review_that_was_written_anew_waits_for_its_answer_in_the_statistics(desk: Desk) -> None:
    desk.receive([review("r1", answered_hours_ago=4)])
    desk.list_queue()
    assert tell_answers(desk) == {"google-play": 1, "x": 0}
    desk.receive([rewrite("r1", hours_ago=2)])
    assert tell_answers(desk) == {"google-play": 0, "x": 0}


def test_a_review_that_was_written_anew_has_waited_since_then_however_late_it_is_found(desk: Desk) -> None:
    desk.receive([review("r1", answered_hours_ago=30)])
    desk.list_queue()
    desk.now += timedelta(days=6)
    desk.receive([rewrite("r1", hours_ago=0)])
    six_days = 6 * 86_400
    assert desk.ask("show", "r1")["waited_s"] == six_days
    assert {row["waited_s"] for row in desk.ask("queue")["items"] if row["id"] == "r1"} == {six_days}
    assert desk.ask("show", "r1")["due_at"] == "2026-11-20T16:00:00Z"
    desk.do("done", "r1")
    desk.receive([post("r1", "again: " + ANGRY, by=None, source="google-play", hours_ago=0, rating=1.0, views=900_000)])
    assert desk.ask("show", "r1")["waited_s"] == 0  # it takes off, and was answered since it was written


def tell_answers(desk: Desk) -> dict[str, int]:
    return {line["name"]: line["answered"] for line in desk.ask("stats")["sources"]}


def test_a_store_gives_back_when_a_mention_was_answered(desk: Desk) -> None:
    desk.receive([review("r1", answered_hours_ago=4)])
    lines = [json.loads(line) for line in desk.do("export").splitlines()]
    assert {line["id"]: line.get("answered_at") for line in lines} == {
        "1": None,
        "2": None,
        "r1": "2026-11-20T08:00:00Z",
    }


def test_a_store_of_before_knows_what_was_replied_to(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = connect(path)
    migrate(old, 5)
    insert = """INSERT INTO mention (source, id, posted_at, first_seen, last_seen, text, ours, in_reply_to)
        VALUES ('x', ?, ?, 5, 5, ?, ?, ?)"""
    moment = int((NOON - timedelta(hours=3)).timestamp()) * 1_000_000
    old.execute(insert, ("1", moment, ANGRY, 0, None))
    old.execute(insert, ("2", moment, ANGRY, 0, None))
    old.execute(insert, ("9", moment + 1, "sorry!", 1, "1"))
    old.close()
    assert Desk(path).list_queue() == ["2"]


def test_of_many_who_claim_a_row_at_once_one_gets_all_of_it(desk: Desk) -> None:
    desk.receive([post("3", ANGRY, by="ada", hours_ago=2)])
    got: list[str] = []

    def reach(who: str) -> None:
        with closing(desk.open()) as db:
            if claim_row(db, [1, 3], who, who, NOON):
                got.append(who)

    people = [threading.Thread(target=reach, args=(f"agent {n}",)) for n in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    with closing(desk.open()) as db:
        assert [read_standing(db, no, NOON).assignee for no in (1, 3)] == got * 2


def comment(ident: str, text: str = ANGRY, *, by: str, of: str | None = None, hours_ago: float = 5) -> Mention:
    return post(ident, text, by=by, hours_ago=hours_ago, source="youtube", in_reply_to=of, ours=by == "acme")


ADA, BEN = comment("a", by="ada", hours_ago=9), comment("a.b", by="ben", of="a", hours_ago=8)
TO_BEN = comment("a.r", "@ben so sorry, please write to us", by="acme", of="a", hours_ago=2)


ASKED = post("1001", ANGRY, by="ada", hours_ago=4)
REPLIED = post("1002", "so sorry, which order?", by="acme", hours_ago=3, in_reply_to="1001", ours=True)


@pytest.mark.parametrize("above", ["1001", "1002", None])
@pytest.mark.parametrize("at_once", [True, False])
def test_who_wrote_again_after_our_reply_is_back_though_all_was_found_at_once(
    tmp_path: Path, above: str | None, *, at_once: bool
) -> None:
    desk = Desk(tmp_path / "triage.db")
    again = post("1003", "4411, sent to Leeds", by="ada", hours_ago=2, in_reply_to=above)
    for found in [[ASKED, REPLIED, again]] if at_once else [[ASKED], [REPLIED], [again]]:
        desk.receive(found)
        desk.list_queue()
    (row,) = desk.ask("queue")["items"]
    assert (row["id"], row["handling"]["back"], row["handling"]["posts"]) == ("1001", "its author wrote again", 2)
    assert [(entry["id"], entry["kind"]) for entry in desk.ask("log")] == [("1001", "reopen"), ("1001", "done")]
    assert desk.list_queue() == ["1001"]  # and no further decision is made


@pytest.mark.parametrize(
    "beside",
    [
        post("1003", "4411, sent to Leeds", by="ada", hours_ago=3.5, in_reply_to="1001"),  # before our reply
        post("1003", "4411, sent to Leeds", by="bob", hours_ago=2, in_reply_to="1002"),
        post("1003", ANGRY, by="ada", hours_ago=-24 * 40, in_reply_to="1002"),
    ],
)
def test_what_is_no_answer_to_our_reply_brings_nothing_back(tmp_path: Path, beside: Mention) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([ASKED, REPLIED, beside])
    desk.list_queue()
    assert [(entry["id"], entry["kind"]) for entry in desk.ask("log")] == [("1001", "done")]


def test_who_wrote_again_and_was_answered_again_stays_away_though_all_was_found_at_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    again = post("1003", ANGRY, by="ada", hours_ago=2, in_reply_to="1002")
    desk.receive([ASKED, REPLIED, again, post("1004", "done", by="acme", in_reply_to="1003", ours=True)])
    assert desk.list_queue() == []
    assert {entry["kind"] for entry in desk.ask("log")} == {"done"}


@pytest.mark.parametrize("order", [*permutations([ADA, BEN, TO_BEN])])
def test_whom_we_name_below_another_s_comment_is_answered_whatever_is_found_first(
    tmp_path: Path, order: Sequence[Mention]
) -> None:
    desk = Desk(tmp_path / "triage.db")
    for one in order:
        desk.receive([one])
        desk.list_queue()
    assert desk.list_queue() == ["a"]
    assert [entry["id"] for entry in desk.ask("log")] == ["a.b"]
    assert desk.ask("stats")["sources"][0]["answered"] == 1


def test_who_is_named_and_wrote_nothing_there_leaves_everybody_in_the_queue(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([ADA, TO_BEN])
    assert desk.list_queue() == ["a"]
    desk.receive([comment("a.c", "sorry, please write to us", by="acme", of="a")])
    assert desk.list_queue() == []


def test_of_what_the_named_one_wrote_the_last_before_our_reply_leaves(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    later = [comment(f"a.{hours}", by="ben", of="a", hours_ago=hours) for hours in (4, 1)]
    desk.receive([ADA, BEN, *later, TO_BEN])
    desk.list_queue()
    assert [entry["id"] for entry in desk.ask("log") if entry["kind"] == "done"] == ["a.4"]
