"""What the desk asks the store for: it costs no more than what has happened since."""

import sqlite3
from collections.abc import Callable

import pytest

from mentiontriage.store.desk import take_replied, take_stirred


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
