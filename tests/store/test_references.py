"""A post may be named by an id that is its server's own, whichever of the two was found first."""

import sqlite3
from datetime import datetime

import pytest

from mentiontriage.model import Author, Mention
from mentiontriage.store.desk import take_replied
from mentiontriage.store.forgetting import forget_post
from mentiontriage.store.mentions import iterate_all
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings

LOCAL = "115586623445566771"


def complain(**more: object) -> Mention:
    return Mention(**{"id": "1", "source": "mastodon", "text": "no reply from Acme", **more})  # type: ignore[arg-type]


def name_parents(db: sqlite3.Connection) -> dict[str, str | None]:
    return {stored.mention.id: stored.mention.in_reply_to for stored in iterate_all(db)}


@pytest.mark.parametrize("turn", [1, -1], ids=["the post first", "the reply first"])
def test_a_reply_that_names_a_post_by_its_servers_own_id_comes_to_name_its_id(
    db: sqlite3.Connection, now: datetime, turn: int
) -> None:
    asked = complain(id="https://there.example/7", local_id=LOCAL, author=Author("ada"))
    ours = complain(id="8", in_reply_to=LOCAL, ours=True)
    friend = complain(id="9", in_reply_to=LOCAL, author=Author("ben", followers=70))
    for mention in [asked, ours, friend][::turn]:
        save_findings(db, [Finding(mention)], now)
    assert name_parents(db) == {asked.id: None, "8": asked.id, "9": asked.id}
    found = next(stored.mention for stored in iterate_all(db) if stored.mention.id == asked.id)
    assert [spreader.followers for spreader in found.spread] == [70]
    assert [replied.no for replied in take_replied(db)] == [1 if turn == 1 else 3]
    before = list(db.iterdump())
    save_findings(db, map(Finding, [ours, friend, asked]), now)
    assert list(db.iterdump()) == before


def test_an_id_of_two_servers_or_a_short_one_leads_to_no_post(db: sqlite3.Connection, now: datetime) -> None:
    told = [complain(id=ident, local_id=name) for ident, name in (("a", LOCAL), ("b", LOCAL), ("a", LOCAL), ("c", "7"))]
    save_findings(db, map(Finding, told), now)
    save_findings(db, [Finding(complain(id="8", in_reply_to=LOCAL)), Finding(complain(id="9", in_reply_to="7"))], now)
    assert (name_parents(db)["8"], name_parents(db)["9"]) == (LOCAL, "7")


def test_a_post_comes_back_with_one_of_the_names_that_servers_gave_it_and_with_none_that_two_posts_share(
    db: sqlite3.Connection, now: datetime
) -> None:
    shared, other = "115586623445566772", "115586623445566773"
    told = (("a", LOCAL), ("a", other), ("b", shared), ("c", shared), ("d", "7"), ("e", None))
    save_findings(db, [Finding(complain(id=ident, local_id=name)) for ident, name in told], now)
    found = {stored.mention.id: stored.mention.local_id for stored in iterate_all(db)}
    assert found == {"a": LOCAL, "b": None, "c": None, "d": None, "e": None}


def test_a_post_that_is_forgotten_leaves_no_name_behind(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(complain(local_id=LOCAL))], now)
    forget_post(db, 1, now)
    assert db.execute("SELECT count(*) FROM local_id").fetchone() == (0,)
