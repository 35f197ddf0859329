import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mentiontriage.model import Author, Mention, Repost
from mentiontriage.store import check_integrity, open_store
from mentiontriage.store.decisions import decide
from mentiontriage.store.desk import list_candidates
from mentiontriage.store.forgetting import forget_author, forget_older, forget_post
from mentiontriage.store.mentions import count_mentions, iterate_all, read_mentions
from mentiontriage.store.records import Decision, Finding, Saved
from mentiontriage.store.saving import save_findings

HOUR = timedelta(hours=1)


def write(ident: str, handle: str, text: str, posted_at: datetime) -> Finding:
    mention = Mention(id=ident, source="x", text=text, author=Author(handle, followers=7), posted_at=posted_at)
    return Finding(mention, ("Acme",), payload=f'{{"text": "{text}"}}'.encode())


def test_what_is_forgotten_is_nowhere_in_the_file(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "triage.db"
    db = open_store(path)
    words = "Quetzalcoatlus northropi"
    save_findings(db, [write(str(n), "Ada_Private", words * 50, now) for n in range(40)], now)
    save_findings(db, [write("keep", "bob", "Acme is late", now)], now)
    decide(db, Decision(1, now, "eve", "note", detail=f"her name is {words}"))
    db.close()
    db = open_store(path)
    assert forget_author(db, "ada_private", None, now) == 40
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert words.encode() not in held
    assert b"Ada_Private" not in held
    assert b"Acme is late" in held
    assert check_integrity(db) == ()
    db.close()


def test_a_forgotten_post_is_not_stored_again_but_a_later_one_is(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [write("1", "ada", "Acme!", now)], now)
    forget_author(db, "ada", "x", now + HOUR)
    older = write("0", "Ada", "found only later", now - HOUR)
    later = write("2", "ada", "Acme again", now + 2 * HOUR)
    assert save_findings(db, [write("1", "ada", "Acme!", now), older, later], now + 3 * HOUR) == Saved(1, 0, 2)


def test_a_forgotten_reposter_no_longer_counts(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [write("1", "ada", "Acme!", now), Finding(Repost("x", "1", Author("star", followers=900)))], now)
    assert [candidate.spread_people for candidate in list_candidates(db, now)] == [900]
    forget_author(db, "star", None, now)
    assert [candidate.spread_people for candidate in list_candidates(db, now)] == [0]


def test_whom_a_forgotten_post_passed_on_by_answering_it_counts_no_more(db: sqlite3.Connection, now: datetime) -> None:
    asked = write("1", "ada", "Acme!", now)
    answers = [
        Finding(Mention(ident, "x", "me too", Author(by, followers=reach), posted_at=now, in_reply_to="1"))
        for ident, by, reach in (("2", "star", 900), ("3", "bob", 70), ("4", "bob", 70), ("5", "cyd", 8))
    ]
    quoting = Finding(Mention("6", "x", "see", Author("cyd", followers=8), posted_at=now, quotes="1"))
    save_findings(db, [asked, *answers, quoting], now)
    for no in (2, 3, 5):
        forget_post(db, no, now)
    (found,) = read_mentions(db, [1])
    assert [by.handle for by in found.mention.spread] == ["bob", "cyd"]
    assert [candidate.spread_people for candidate in list_candidates(db, now) if candidate.no == 1] == [78]
    save_findings(db, answers, now)
    assert [by.handle for by in next(read_mentions(db, [1])).mention.spread] == ["bob", "cyd"]
    assert check_integrity(db) == ()


def test_old_posts_are_forgotten_for_good(db: sqlite3.Connection, now: datetime) -> None:
    old, young = write("1", "ada", "old", now - 48 * HOUR), write("2", "ada", "young", now)
    save_findings(db, [old, young], now)
    assert forget_older(db, now - 24 * HOUR, None, now) == 1
    assert save_findings(db, [old, young], now) == Saved(known=1, forgotten=1)
    assert count_mentions(db) == 1


def test_old_posts_of_one_network_are_forgotten_alone(db: sqlite3.Connection, now: datetime) -> None:
    elsewhere = Finding(Mention("9", "reddit", "old too", Author("ada"), posted_at=now - 48 * HOUR))
    save_findings(db, [write("1", "ada", "old", now - 48 * HOUR), elsewhere], now)
    assert forget_older(db, now - 24 * HOUR, "reddit", now) == 1
    assert [row[0] for row in db.execute("SELECT source FROM mention")] == ["x"]


def test_an_author_is_forgotten_also_where_nothing_was_stored_yet(db: sqlite3.Connection, now: datetime) -> None:
    assert forget_author(db, "@Ada", None, now + HOUR) == 0
    assert save_findings(db, [write("1", "ada", "found only now", now)], now + 2 * HOUR) == Saved(forgotten=1)
    forget_author(db, "bob", "reddit", now + HOUR)
    assert save_findings(db, [write("2", "bob", "on another network", now)], now + 2 * HOUR) == Saved(new=1)


def test_who_has_a_name_and_no_handle_is_forgotten_by_it(db: sqlite3.Connection, now: datetime) -> None:
    review = Mention("7", "trustpilot", "never again", Author(None, "Graham Osei"), posted_at=now)
    save_findings(db, [Finding(review), write("1", "graham", "mine", now)], now)
    assert forget_author(db, "graham osei", None, now + HOUR) == 1
    assert save_findings(db, [Finding(review)], now + 2 * HOUR) == Saved(forgotten=1)
    assert count_mentions(db) == 1


def test_one_post_is_forgotten_and_its_authors_others_stay(db: sqlite3.Connection, now: datetime) -> None:
    posts = [write("1", "ada", "with my address", now), write("2", "ada", "without", now)]
    save_findings(db, posts, now)
    forget_post(db, 1, now)
    assert save_findings(db, posts, now) == Saved(known=1, forgotten=1)


@pytest.mark.parametrize("forgotten", [1, 2])
def test_of_posts_of_several_people_under_one_id_the_forgotten_one_stays_away_and_the_others_stay(
    db: sqlite3.Connection, now: datetime, forgotten: int
) -> None:
    told = [("ada", "no refund for weeks"), ("bob", "they broke my bag and nobody answers")]
    posts = [
        Finding(Mention("https://shop.example/7", "unknown", text, Author(handle), posted_at=now))
        for handle, text in told
    ]
    for post in posts:
        save_findings(db, [post], now)
    forget_post(db, forgotten, now)
    assert sum((save_findings(db, [post], now) for post in posts), Saved()) == Saved(known=1, forgotten=1)
    assert [stored.mention.author.handle for stored in iterate_all(db)] == [told[2 - forgotten][0]]
