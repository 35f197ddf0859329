"""What the desk decides by rule."""

from datetime import timedelta

import pytest
from tests.stories import NOON

from mentiontriage.config import Returns
from mentiontriage.desk import ITSELF, explain_back, find_return, is_holding
from mentiontriage.store.desk import Left
from mentiontriage.store.records import Decision, Kind

HOUR = timedelta(hours=1)
RULES = Returns(days=2, people=1_000, growth=2)


def leave(status: str = "done", *, people: int | None = 10, wrote_hours: float | None = None) -> Left:
    wrote_at = None if wrote_hours is None else NOON + wrote_hours * HOUR
    return Left(1, status, NOON, people, wrote_at)


def decide(number: int, kind: Kind, who: str = "ada", **more: object) -> Decision:
    return Decision(1, NOON, who, kind, no=number, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "people", "comes_back"),
    [
        (leave(), 10, False),
        (leave(wrote_hours=1), 10, True),
        (leave(wrote_hours=-1), 10, False),  # an older post, found later
        (leave(wrote_hours=49), 10, False),  # answered too long ago
        (leave("snoozed", wrote_hours=49), 10, True),
        (leave(), 1_000, True),
        (leave(), 999, False),
        (leave(people=600), 1_100, False),  # many, but not many more
        (leave(people=None), 1_000, True),
    ],
)
def test_what_left_the_queue_comes_back_when_its_author_writes_or_it_takes_off(
    left: Left, people: int, *, comes_back: bool
) -> None:
    assert (find_return(left, people, RULES) is not None) == comes_back


def test_a_row_says_why_it_is_back_and_nothing_if_it_never_left() -> None:
    assert explain_back([], NOON) is None
    assert explain_back([decide(1, "note"), decide(2, "assign")], NOON) is None
    snoozed = [decide(1, "snooze", until=NOON)]
    assert explain_back(snoozed, NOON) == "snoozed until 2026-11-20 12:00 UTC"
    assert explain_back(snoozed, NOON - HOUR) is None
    assert explain_back([decide(1, "done"), decide(2, "reopen", ITSELF, detail="it takes off")], NOON) == "it takes off"
    assert explain_back([decide(1, "done"), decide(2, "reopen", "bob")], NOON) == "reopened by bob"


def test_what_was_undone_explains_nothing() -> None:
    undone = [decide(1, "snooze", until=NOON), decide(2, "undo", undoes=1)]
    assert explain_back(undone, NOON) is None
    assert not is_holding(undone, undone[0])
    assert is_holding([*undone, decide(3, "undo", undoes=2)], undone[0])
