import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentiontriage.store import open_store


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = open_store(tmp_path / "triage.db")
    yield db
    db.close()
