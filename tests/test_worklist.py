"""Ranking the store: what is passed over unread would not have had a place, and an author is one row."""

import sqlite3
from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desks import ANGRY, GLAD, HOUR
from tests.growth import measure_growth
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.desk import ITSELF, WROTE_AGAIN
from mentiontriage.model import LANES as EVERY_LANE
from mentiontriage.model import Customer, Mention, Spreader
from mentiontriage.scoring import Scorer
from mentiontriage.signals import severity
from mentiontriage.store import open_store, transaction
from mentiontriage.store.customers import Entry, save_customers
from mentiontriage.store.decisions import decide
from mentiontriage.store.desk import list_candidates
from mentiontriage.store.records import Decision, Finding
from mentiontriage.store.saving import save_findings
from mentiontriage.worklist import Ranking, Row, Worklist

TEXTS = (ANGRY, GLAD, "meh", "when will it be back?", "REFUND NOW, you lost my bag and my child is stranded!!!", "lost")


@st.composite
def posts(draw: st.DrawFn) -> list[Mention]:
    found = []
    for number in range(draw(st.integers(1, 40))):
        spread = draw(st.sampled_from(((), (Spreader("star", 2_000_000),))))
        found.append(
            post(
                str(number),
                draw(st.sampled_from(TEXTS)),
                by=draw(st.sampled_from(("ada", "bob", "cyd", None))),
                followers=draw(st.sampled_from((None, 0, 90, 120_000, 9_000_000))),
                views=draw(st.sampled_from((None, None, 5, 4_000_000))),
                hours_ago=draw(st.sampled_from((None, -1, 0, 3, 700))),
                spread=spread,
            )
        )
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


def fill(path: Path, mentions: list[Mention]) -> sqlite3.Connection:
    db = open_store(path)
    with transaction(db):
        db.execute("DELETE FROM mention")
        db.execute("DELETE FROM spread")
        save_findings(db, map(Finding, mentions), NOON)
        if not db.execute("SELECT 1 FROM customer").fetchone():
            save_customers(db, [Entry(Customer("Bob", "gold"), (("*", "bob"),))], NOON)
    return db


def test_a_factor_that_counts_know_nothing_of_lifts_each_bound_by_its_highest() -> None:
    scorer = Scorer(Settings(), NOON)
    known = scorer.find_highest(("severity",))
    assert scorer.find_highest(()) == pytest.approx(known * (severity.SIGNAL.highest or 0))
    assert scorer.find_highest(("urgency",)) < scorer.find_highest(()) == inf


LANES = st.sampled_from((("complaint",), ("complaint", "unsure"), ("praise", "question")))


BACK = st.dictionaries(st.integers(0, 39), st.sampled_from((1, 10, 500)))
"""Which posts came back by themselves, by their place, and how many hours ago."""


def bring_back(db: sqlite3.Connection, back: dict[int, int]) -> None:
    with transaction(db):
        for place, (no,) in enumerate(db.execute("SELECT no FROM mention ORDER BY no").fetchall()):
            if place in back:
                at = NOON - back[place] * HOUR
                decide(db, Decision(no, at, "bob", "done"))
                decide(db, Decision(no, at, ITSELF, "reopen", WROTE_AGAIN))
                if place % 2:  # what somebody snoozes waits on
                    decide(db, Decision(no, at + HOUR / 2, "bob", "snooze", until=NOON))


@given(posts(), BACK, st.integers(1, 5), LANES)
@settings(max_examples=100)
def test_the_first_rows_are_those_of_scoring_everything(
    folder: Path, mentions: list[Mention], back: dict[int, int], top: int, lanes: tuple[str, ...]
) -> None:
    db = fill(folder / "triage.db", mentions)
    bring_back(db, back)
    worklist = Worklist(db, Scorer(Settings(), NOON), list_candidates(db, NOON))
    some = worklist.rank(top=top, lanes=lanes)
    every = worklist.rank(top=None, lanes=lanes, count=True)
    counted = worklist.rank(top=top, lanes=lanes, count=True)
    db.close()
    assert some.rows == counted.rows == every.rows[:top]
    assert every.total == counted.total == len(every.rows)
    assert some.total in {None, every.total}


def rank_all(path: Path, mentions: list[Mention]) -> list[Row]:
    db = fill(path, mentions)
    return list(
        Worklist(db, Scorer(Settings(), NOON), list_candidates(db, NOON)).rank(top=None, lanes=("complaint",)).rows
    )


def test_what_came_back_waits_since_then_though_nobody_knows_when_it_was_written(tmp_path: Path) -> None:
    later = (post(str(number), ANGRY, by=f"person{number}", hours_ago=9) for number in range(3, 200))
    db = fill(tmp_path / "s.db", [post("1", ANGRY, hours_ago=None), post("2", ANGRY, by="bob", hours_ago=90), *later])
    bring_back(db, {0: 500})
    worklist = Worklist(db, Scorer(Settings(), NOON), list_candidates(db, NOON))
    assert [row.stored.mention.id for row in worklist.rank(top=1, lanes=("complaint",)).rows] == ["1"]


def test_an_author_is_one_row_that_counts_all_open_posts(tmp_path: Path) -> None:
    (row,) = rank_all(tmp_path / "s.db", [post("1", ANGRY, hours_ago=9), post("2", ANGRY), post("3", GLAD)])
    assert (row.stored.mention.id, len(row.numbers)) == ("1", 3)


def test_the_same_name_on_two_networks_is_two_people_and_no_name_is_nobody_we_know(tmp_path: Path) -> None:
    mentions = [
        post("1", ANGRY),
        post("2", ANGRY, source="reddit"),
        post("3", ANGRY, by=None),
        post("4", ANGRY, by=None),
    ]
    assert len(rank_all(tmp_path / "s.db", mentions)) == 4


def test_earlier_posts_that_nobody_answered_raise_the_next_one(tmp_path: Path) -> None:
    # The second post is the more urgent by far: its reach is larger.
    mentions = [
        post("1", ANGRY, hours_ago=9),
        post("2", ANGRY, hours_ago=8, views=4_000_000),
        post("3", GLAD, hours_ago=20),
    ]
    (row,) = rank_all(tmp_path / "s.db", mentions)
    assert (row.stored.mention.id, row.known.earlier) == ("2", 1)


def test_a_customer_is_known_by_the_handle_whatever_its_case(tmp_path: Path) -> None:
    stranger, customer = post("1", ANGRY, by="ada"), post("2", ANGRY, by="Bob")
    first, second = rank_all(tmp_path / "s.db", [stranger, customer])
    assert (first.stored.mention.id, first.known.customer) == ("2", Customer("Bob", "gold"))
    assert first.measured.priority > second.measured.priority


def test_a_robots_many_open_posts_take_no_longer_each_than_few(folder: Path) -> None:
    sizes = (300, 3_000)
    stores = {}
    for size in sizes:
        robot = [post(str(number), "it was late", by="robot", hours_ago=number / 60) for number in range(size)]
        stores[size] = fill(folder / f"robot{size}.db", robot)

    def rank(size: str) -> Ranking:
        db = stores[len(size)]
        return Worklist(db, Scorer(Settings(), NOON), list_candidates(db, NOON)).rank(top=None, lanes=EVERY_LANE)

    assert [row.numbers for row in rank("." * sizes[0]).rows] == [tuple(range(sizes[0], 0, -1))]  # the oldest first
    assert measure_growth(rank, lambda size: "." * size, sizes[0], 10) < 30  # quadratic work: 100


def test_our_own_posts_wait_for_nobodys_answer(folder: Path) -> None:
    db = fill(folder / "ours.db", [post("1", ANGRY), post("2", "our store is closed today", by="acme", ours=True)])
    assert [candidate.handle for candidate in list_candidates(db, NOON)] == ["ada"]
