import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from mentiontriage.model import Author, Mention, Repost
from mentiontriage.store import check_integrity, open_store
from mentiontriage.store.decisions import decide
from mentiontriage.store.forgetting import forget_author, forget_older
from mentiontriage.store.mentions import count_mentions, iterate_bounds
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
    assert [bound.people for bound in iterate_bounds(db, now)] == [907]
    forget_author(db, "star", None, now)
    assert [bound.people for bound in iterate_bounds(db, now)] == [7]


def test_old_posts_are_forgotten_for_good(db: sqlite3.Connection, now: datetime) -> None:
    old, young = write("1", "ada", "old", now - 48 * HOUR), write("2", "ada", "young", now)
    save_findings(db, [old, young], now)
    assert forget_older(db, now - 24 * HOUR, now) == 1
    assert save_findings(db, [old, young], now) == Saved(known=1, forgotten=1)
    assert count_mentions(db) == 1
