"""Read a store that we may not write to: a copy on a read-only disk, or another user's."""

import os
import sqlite3
from pathlib import Path

from mentiontriage.errors import StoreError
from mentiontriage.store._schema import require_newest

READ_MAPPED = "mmap_size = 1073741824"
"""The pragma by which SQLite reads a store's first GiB as memory, without copying it."""


def may_write(path: Path) -> bool:
    """Tell whether we may write to a store, and to its folder: SQLite keeps a log beside it."""
    path = path.resolve()
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a store that is to stay as it is; nothing is made beside it either, as its owner could not write to that.

    One that is in use has a log and an index of it, which are read too. Where they are not there, SQLite
    is told that nobody writes; should somebody begin to, a command that is still reading may tell a
    mixture, or of damage. Raises OSError where we may not even read it, and StoreError where the log's
    index is missing, which cannot be read without making it anew, or where the store lacks migrations.
    """
    path = path.resolve()
    log, index = (path.with_name(f"{path.name}-{end}") for end in ("wal", "shm"))
    for file in (path, log, index):
        if file.exists():
            file.open("rb").close()  # says why not, which SQLite does not
    is_in_use = log.exists() and index.exists()
    if not is_in_use and log.exists() and log.stat().st_size:
        raise StoreError(
            f"the store {path} may only be read, which is not enough for what {log.name} adds to it; "
            "copy both to a folder of your own, and name the copy with --store"
        )
    db = sqlite3.connect(f"{path.as_uri()}?{'mode=ro' if is_in_use else 'immutable=1'}", uri=True, isolation_level=None)
    try:
        db.execute("PRAGMA query_only = ON")
        db.execute(f"PRAGMA {READ_MAPPED}")
        require_newest(db)
    except BaseException:
        db.close()
        raise
    return db


def is_read_only(db: sqlite3.Connection) -> bool:
    """Tell whether a store was opened to be read alone."""
    return bool(db.execute("PRAGMA query_only").fetchone()[0])
