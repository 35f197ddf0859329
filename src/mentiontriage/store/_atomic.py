"""Do all of a block in the store or none of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def do_atomically(db: sqlite3.Connection) -> Iterator[None]:
    """Do all of the block or none of it, while others' writes wait; raises sqlite3.Error where it cannot be done."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")  # one that fails leaves all of it undecided
    except BaseException:
        if db.in_transaction:  # of a full disk SQLite has taken all back by itself
            db.execute("ROLLBACK")
        raise
