"""Bring a store to the newest schema: numbered files of SQL, each applied once, in order.

A file that was ever released is never edited; a change is a new file with the next number.
"""

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources

from mentiontriage.errors import StoreError
from mentiontriage.store._atomic import do_atomically

_APPLICATION = 0x7472_6961  # "tria", so that `file` and we can tell a store from another database


@cache
def list_migrations() -> tuple[tuple[int, str], ...]:
    """Name the migrations with their numbers, in order."""
    folder = resources.files(f"{__package__}.migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple((int(name[:4]), name) for name in names)


NEWEST = list_migrations()[-1][0]


def read_version(db: sqlite3.Connection) -> int:
    """Read which schema a store has; 0 is an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, upto: int = NEWEST) -> None:
    """Apply what a store lacks, all or nothing.

    Raises StoreError for a database that is no store and for one of a newer version.
    """
    if _check(db) == upto:
        return
    with do_atomically(db):  # two first runs at once: the second finds the work done
        found = _check(db)
        for number, name in list_migrations():
            if found < number <= upto:
                for statement in _read_statements(name):
                    db.execute(statement)
        db.execute(f"PRAGMA application_id = {_APPLICATION}")
        db.execute(f"PRAGMA user_version = {max(found, upto)}")


def require_newest(db: sqlite3.Connection) -> None:
    """Raise StoreError unless a store has the newest schema: one that may only be read cannot be brought to it."""
    if (found := _check(db)) != NEWEST:
        raise StoreError(
            f"the store has schema {found}, this version needs {NEWEST}, and you may only read it; let its owner run "
            "this version once, or copy it to a folder of your own and name the copy with --store"
        )


def _check(db: sqlite3.Connection) -> int:
    found = read_version(db)
    if found > NEWEST:
        raise StoreError(f"the store has schema {found}, this version knows {NEWEST}: update mentiontriage")
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != _APPLICATION:
        raise StoreError("the file is a database, but no store of mentiontriage")
    return found


def _read_statements(name: str) -> Iterator[str]:
    """Cut a file of SQL into statements; `executescript` would commit between them."""
    script = resources.files(f"{__package__}.migrations").joinpath(name).read_text("utf-8")
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
