"""Whatever was imported, fetched and forgotten in between: an import that is taken back might never have been."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.desks import ANGRY, HOUR
from tests.stories import NOON, post, repost

from mentiontriage.config import Settings
from mentiontriage.deciding import catch_up
from mentiontriage.model import Mention, Repost
from mentiontriage.store import check_integrity, open_store, transaction
from mentiontriage.store.decisions import decide, read_standing
from mentiontriage.store.forgetting import forget_author
from mentiontriage.store.imports import begin_import, count_saved
from mentiontriage.store.mentions import iterate_all
from mentiontriage.store.records import Decision, Finding
from mentiontriage.store.saving import save_findings
from mentiontriage.withdrawing import withdraw

POSTS: dict[str, Mention | Repost] = {
    "1": post("1", ANGRY, by="ada", hours_ago=9),
    "2": post("2", ANGRY, by="bob", hours_ago=9),
    "answers 1": post("3", "me too", by="cyd", followers=70, in_reply_to="1", hours_ago=8),
    "passes on 1": repost("1", by="star", followers=900),
    "our answer to 2": post("4", "sorry!", by="acme", in_reply_to="2", ours=True, hours_ago=7),
}


class Step(NamedTuple):
    """One thing that happens: `what` is import, fetch, undo, forget or note; `of` are posts, an import or an author."""

    what: str
    of: tuple[str, ...] | int | str


some = st.sets(st.sampled_from(list(POSTS)), min_size=1).map(sorted).map(tuple)
brought = st.builds(Step, st.just("import"), some)
fetched = st.builds(Step, st.just("fetch"), some)
undone = st.builds(Step, st.just("undo"), st.integers(1, 4))
forgotten = st.builds(Step, st.just("forget"), st.sampled_from(["ada", "cyd", "star"]))
noted = st.builds(Step, st.just("note"), st.sampled_from(["1", "2", "3"]))
A, B, C = (Step("import", of) for of in (("1", "passes on 1"), ("2",), ("1", "passes on 1")))


@contextmanager
def live(steps: Sequence[Step], without: frozenset[int] = frozenset()) -> Iterator[sqlite3.Connection]:
    """Live through these, an hour each, but for the imports of these numbers; gives the store as it is then."""
    with TemporaryDirectory() as folder, closing(open_store(Path(folder, "triage.db"))) as db:
        made: dict[int, int] = {}
        number = 0
        for hour, step in enumerate(steps):
            number += step.what == "import"
            if step.what == "import" and number in without:
                continue
            _take(db, step, hour, made, number)
            catch_up(db, Settings(), NOON + hour * HOUR)
        assert check_integrity(db) == ()
        yield db


def _take(db: sqlite3.Connection, step: Step, hour: int, made: dict[int, int], number: int) -> None:
    now = NOON + hour * HOUR
    if step.what in ("import", "fetch"):
        assert isinstance(step.of, tuple)
        with transaction(db):
            imported = begin_import(db, ["posts.ndjson"], now) if step.what == "import" else None
            saved = save_findings(db, [Finding(POSTS[name]) for name in step.of], now, imported)
            if imported is not None:
                made[number] = imported
                count_saved(db, imported, saved)
    elif step.what == "undo":
        if step.of in made:
            withdraw(db, made[step.of], "ada", now)
    elif step.what == "forget":
        forget_author(db, str(step.of), None, now)
    elif found := db.execute("SELECT no FROM mention WHERE id = ?", (step.of,)).fetchone():
        with transaction(db):
            decide(db, Decision(found[0], now, "ada", "note", "rang her"))


def describe(db: sqlite3.Connection) -> list[tuple[Mention, str]]:
    """Describe all that people see of it."""
    now = NOON + 100 * HOUR
    found = sorted(iterate_all(db), key=lambda stored: stored.mention.id)
    return [(stored.mention, read_standing(db, stored.no, now).status) for stored in found]


def list_expected(steps: Sequence[Step]) -> list[str]:
    """List the ids of what should be there: what stands or a network told of it, or somebody decided about it."""
    holders: dict[str, set[int]] = {}
    noted: set[object] = set()
    forgotten: set[object] = set()
    standing = {0}  # any network
    number = 0
    for step in steps:
        if step.what == "import":
            number += 1
            standing.add(number)
        if step.what in ("import", "fetch") and isinstance(step.of, tuple):
            told = [one for name in step.of if isinstance(one := POSTS[name], Mention)]
            for one in (one for one in told if one.author.handle not in forgotten):
                holders.setdefault(one.id, set()).add(number if step.what == "import" else 0)
        elif step.what == "undo" and isinstance(step.of, int) and step.of <= number:
            standing -= {step.of}
            left = [ident for ident, by in holders.items() if step.of in by and not by & standing]
            for ident in set(left) - noted:
                del holders[ident]
        elif step.what == "forget":
            forgotten.add(step.of)
            for one in POSTS.values():
                if isinstance(one, Mention) and one.author.handle == step.of:
                    holders.pop(one.id, None)
                    noted.discard(one.id)
        elif step.what == "note" and step.of in holders:
            noted.add(step.of)
    return sorted(holders)


def list_undone(steps: Sequence[Step]) -> frozenset[int]:
    made, gone = 0, set()
    for step in steps:
        made += step.what == "import"
        if step.what == "undo" and isinstance(step.of, int) and step.of <= made:
            gone.add(step.of)
    return frozenset(gone)


@given(st.lists(brought | fetched | undone | forgotten, max_size=9))
@example([A, B, C, Step("undo", 3), Step("undo", 1)])
@example([A, A, A, Step("undo", 1), Step("undo", 3)])
@settings(max_examples=100, deadline=None)
def test_what_was_taken_back_might_never_have_been_imported(steps: list[Step]) -> None:
    with live(steps) as taken_back, live([s for s in steps if s.what != "undo"], list_undone(steps)) as without:
        assert describe(taken_back) == describe(without)


@given(st.lists(brought | fetched | undone | forgotten | noted, max_size=9))
@settings(max_examples=100, deadline=None)
def test_what_something_else_told_of_or_somebody_decided_about_stays_and_nothing_else(steps: list[Step]) -> None:
    with live(steps) as db:
        assert [mention.id for mention, _ in describe(db)] == list_expected(steps)
