import sqlite3
from datetime import datetime, timedelta

import pytest

from mentiontriage.model import Mention
from mentiontriage.store import transaction
from mentiontriage.store.decisions import decide, iterate_log, list_decisions, read_standing
from mentiontriage.store.desk import list_candidates
from mentiontriage.store.records import Decision, Finding, Standing
from mentiontriage.store.saving import save_findings

HOUR = timedelta(hours=1)


def fill(db: sqlite3.Connection, now: datetime, count: int = 1) -> None:
    save_findings(db, [Finding(Mention(id=str(n), source="x", text="?")) for n in range(1, count + 1)], now)


def test_a_snoozed_mention_comes_back_by_itself(db: sqlite3.Connection, now: datetime) -> None:
    fill(db, now)
    decide(db, Decision(1, now, "ada", "snooze", until=now + HOUR))
    assert list_candidates(db, now) == []
    assert [candidate.no for candidate in list_candidates(db, now + HOUR)] == [1]
    assert read_standing(db, 1, now + HOUR).status == "open"


def test_an_undone_decision_never_was_and_an_undo_can_be_undone(db: sqlite3.Connection, now: datetime) -> None:
    fill(db, now)
    done = decide(db, Decision(1, now, "ada", "done", detail="https://x.example/reply"))
    undo = decide(db, Decision(1, now, "bob", "undo", undoes=done))
    assert read_standing(db, 1, now) == Standing()
    decide(db, Decision(1, now + HOUR, "ada", "undo", undoes=undo))
    assert read_standing(db, 1, now) == Standing("done", since=now)
    assert [decision.kind for decision in list_decisions(db, 1)] == ["done", "undo", "undo"]


def test_the_log_tells_who_did_what_newest_first(db: sqlite3.Connection, now: datetime) -> None:
    fill(db, now, 2)
    decide(db, Decision(1, now, "ada", "note", detail="angry"))
    decide(db, Decision(2, now + HOUR, "bob", "dismiss", detail="spam"))
    assert [(d.who, d.kind, d.detail) for d in iterate_log(db)] == [
        ("bob", "dismiss", "spam"),
        ("ada", "note", "angry"),
    ]
    assert [d.who for d in iterate_log(db, who="ada")] == ["ada"]


def test_seeing_a_post_again_changes_no_decision(db: sqlite3.Connection, now: datetime) -> None:
    fill(db, now)
    decide(db, Decision(1, now, "ada", "done"))
    fill(db, now + HOUR)
    assert list_candidates(db, now + HOUR) == []


def test_a_decision_that_fails_half_way_leaves_nothing(db: sqlite3.Connection, now: datetime) -> None:
    fill(db, now)
    with pytest.raises(ZeroDivisionError), transaction(db):  # noqa: PT012 (the block is what is undone)
        decide(db, Decision(1, now, "ada", "done"))
        1 / 0  # noqa: B018 (the accident)
    assert list_decisions(db, 1) == []
    assert read_standing(db, 1, now) == Standing()
