"""What the desk asks the store for: it costs no more than what has happened since."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

import pytest
from tests.stories import NOON, post

from mentiontriage.store.desk import take_replied, take_stirred
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings


@pytest.mark.parametrize("take", [take_replied, take_stirred])
def test_what_has_happened_is_found_without_a_look_at_all_that_is_stored(
    db: sqlite3.Connection, take: Callable[[sqlite3.Connection], object]
) -> None:
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    take(db)
    db.set_trace_callback(None)
    question = next(sql for sql in asked if "SELECT" in sql)
    plan = [step for _, _, _, step in db.execute(f"EXPLAIN QUERY PLAN {question}")]
    assert any(step.startswith("SEARCH mention ") for step in plan)
    assert not [step for step in plan if step.startswith(("SCAN mention", "SCAN other", "SCAN standing"))]


@pytest.mark.parametrize("turn", [1, -1], ids=["the post first", "the reply first"])
def test_what_an_export_calls_answered_is_found_once_though_the_reply_is_there_too(
    db: sqlite3.Connection, now: datetime, turn: int
) -> None:
    asked = post("1", hours_ago=3, answered_at=NOON)
    reply = post("2", "so sorry", by="acme", hours_ago=1, in_reply_to="1", ours=True)
    save_findings(db, map(Finding, [asked, reply][::turn]), now)
    (replied,) = take_replied(db)
    assert replied.at == NOON
