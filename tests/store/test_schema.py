import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mentiontriage.errors import StoreError
from mentiontriage.store import NEWEST, _connection, check_integrity, open_store, read_version, transaction
from mentiontriage.store._connection import connect
from mentiontriage.store._schema import migrate


def describe(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_every_earlier_schema_becomes_the_newest_and_keeps_its_mentions(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.db"
    old = connect(path)
    migrate(old, version)
    old.execute(
        "INSERT INTO mention (source, id, first_seen, last_seen, text) VALUES ('x', '1', 5, 6, 'still waiting')"
    )
    assert read_version(old) == version
    old.close()

    db = open_store(path)
    with closing(open_store(tmp_path / "new.db")) as fresh:
        newest = describe(fresh)

    assert read_version(db) == NEWEST
    assert describe(db) == newest
    assert db.execute("SELECT text, status FROM mention JOIN standing ON mention = no").fetchall() == [
        ("still waiting", "open")
    ]
    assert check_integrity(db) == ()
    db.close()


def test_positions_that_were_named_with_a_login_are_dropped_and_others_kept(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(connect(path)) as old:
        migrate(old, 9)
        for stream, value in (
            ("tag:http://usr:pass-of-ours@host:acme", "{}"),
            ("host:host", '{"begin": "tag:http://usr:pass-of-ours@host:acme"}'),
            ("tag:https://kept.example:acme", '{"cursor": "https://kept.example/@ada"}'),
            ("host:kept.example", '{"until": "2026-11-20T12:00:00+00:00"}'),
        ):
            old.execute("INSERT INTO position VALUES ('mastodon', ?, ?, 5)", (stream, value))
    with closing(open_store(path)) as db:
        kept = {stream for (stream,) in db.execute("SELECT stream FROM position")}
    assert kept == {"tag:https://kept.example:acme", "host:kept.example"}
    assert b"pass-of-ours" not in path.read_bytes()


def test_what_imports_between_the_first_and_the_last_may_have_held_is_kept_by_them(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(connect(path)) as old:
        migrate(old, 12)
        old.executemany("INSERT INTO import (at, inputs, known) VALUES (5, '[]', ?)", [(0,), (0,), (4,), (4,), (4,)])
        brought = (("first and last", 1, 4), ("first alone", 2, 2), ("a network told too", 1, None))
        sql = """INSERT INTO mention (source, id, brought_by, met_by, first_seen, last_seen, text)
            VALUES ('x', ?, ?, ?, 5, 6, '')"""
        old.executemany(sql, brought)
        old.execute("INSERT INTO spread VALUES ('x', 'first alone', 'star', 900, 5, 2, 4)")
    with closing(open_store(path)) as db:
        assert db.execute("SELECT import, mention FROM held").fetchall() == [(3, 1), (4, 1)]
        held = db.execute("SELECT import, of, handle FROM held_spread").fetchall()
        assert held == [(3, "first alone", "star"), (4, "first alone", "star")]
        assert check_integrity(db) == ()


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    db = open_store(path)
    db.execute(f"PRAGMA user_version = {NEWEST + 1}")
    db.close()
    with pytest.raises(StoreError, match="update mentiontriage"):
        open_store(path)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "browser.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE history (url TEXT)")
    other.commit()
    other.close()
    with pytest.raises(StoreError, match="no store of mentiontriage"):
        open_store(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("history",)]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("this is no database at all, but long enough to be taken for one " * 20)
    with pytest.raises(StoreError, match="cannot be used"):
        open_store(path)


def test_the_store_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "triage.db"
    open_store(path).close()
    assert path.stat().st_mode & 0o077 == 0


def test_damage_is_found(tmp_path: Path) -> None:
    path = tmp_path / "triage.db"
    db = open_store(path)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO naming VALUES (99, 'Acme')")
    assert check_integrity(db) == ("naming row None points to a missing mention",)
    db.close()


def test_a_missing_store_is_not_made_by_those_who_only_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_store_that_another_process_writes_to_for_too_long_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_connection, "_BUSY_MS", 0)
    path = tmp_path / "triage.db"
    with (
        closing(open_store(path)) as other,
        closing(open_store(path)) as db,
        transaction(other),
        pytest.raises(StoreError, match="another process has been writing to it"),
        transaction(db),
    ):
        pass


@pytest.mark.parametrize(
    "fault", ["INSERT OR ROLLBACK INTO naming VALUES (1, 'Acme')", "PRAGMA defer_foreign_keys = ON"]
)
def test_what_fails_is_told_as_what_it_is_and_leaves_nothing_behind(tmp_path: Path, fault: str) -> None:
    """SQLite takes some failures back by itself, as of a full disk; one at the end leaves everything undecided."""
    db = open_store(tmp_path / "triage.db")
    db.execute("INSERT INTO mention (no, source, id, first_seen, last_seen, text) VALUES (1, 'x', '1', 5, 6, '')")
    db.execute("INSERT INTO naming VALUES (1, 'Acme')")

    def fail() -> None:
        with transaction(db):
            db.execute(fault)
            db.execute("INSERT INTO naming VALUES (99, 'Acme')")

    with pytest.raises(StoreError, match="constraint failed"):
        fail()
    assert not db.in_transaction
    with transaction(db):
        db.execute("INSERT INTO naming VALUES (1, 'Globex')")
    assert db.execute("SELECT mention, brand FROM naming").fetchall() == [(1, "Acme"), (1, "Globex")]
    db.close()
