import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mentiontriage.errors import StoreError
from mentiontriage.model import Mention
from mentiontriage.store import hold_lock, open_store
from mentiontriage.store.digests import begin_digest, finish_digest, read_last_sent, read_reported
from mentiontriage.store.positions import SourceRun, read_position, read_runs, save_position, save_run
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings

HOUR = timedelta(hours=1)


def test_a_position_is_read_back_and_each_stream_has_its_own(db: sqlite3.Connection, now: datetime) -> None:
    save_position(db, "x", "search:Acme", {"since_id": "9"}, now)
    save_position(db, "x", "search:Acme", {"since_id": "10"}, now)
    assert read_position(db, "x", "search:Acme") == {"since_id": "10"}
    assert read_position(db, "x", "search:Globex") == {}


def test_a_failed_run_keeps_the_last_success(db: sqlite3.Connection, now: datetime) -> None:
    save_run(db, "x", None, now)
    save_run(db, "x", "429 Too Many Requests", now + HOUR)
    assert read_runs(db) == {"x": SourceRun(now + HOUR, now, "429 Too Many Requests")}


def test_one_run_holds_the_lock_and_the_next_is_told(tmp_path: Path) -> None:
    path = tmp_path / "triage.db"
    open_store(path).close()
    with hold_lock(path, "fetch") as first, hold_lock(path, "fetch") as second:
        assert (first, second) == (True, False)
    with hold_lock(path, "fetch") as again:
        assert again


def test_a_digest_counts_only_once_it_was_sent(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(Mention(id=str(n), source="x", text="?")) for n in range(3)], now)
    begin_digest(db, "ada@acme.example", "<1@x>", [(1, "new")], now)
    assert read_reported(db, "ada@acme.example") == set()
    second = begin_digest(db, "ada@acme.example", "<2@x>", [(1, "new"), (2, "new")], now + HOUR)
    finish_digest(db, second, now + HOUR)
    assert read_reported(db, "ada@acme.example") == {(1, "new"), (2, "new")}
    assert read_reported(db, "bob@acme.example") == set()
    assert read_last_sent(db, "ada@acme.example") == now + HOUR
    begin_digest(db, "ada@acme.example", "<3@x>", [(1, "overdue"), (2, "new")], now + 2 * HOUR)
    begin_digest(db, "ada@acme.example", "<4@x>", [], now + 3 * HOUR)
    assert read_reported(db, "ada@acme.example") == {(1, "new"), (2, "new")}


def test_a_lock_that_cannot_be_used_is_no_other_process(tmp_path: Path) -> None:
    path = tmp_path / "triage.db"
    open_store(path).close()
    (tmp_path / "triage.db.fetch-lock").mkdir()
    with pytest.raises(StoreError, match="fetch-lock cannot be used"), hold_lock(path, "fetch"):
        pass
