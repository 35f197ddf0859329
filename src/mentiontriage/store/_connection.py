"""Open the store, and hand out transactions that either happen or do not."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentiontriage.errors import StoreError
from mentiontriage.store._atomic import do_atomically
from mentiontriage.store._reading import READ_MAPPED, may_write, open_to_read
from mentiontriage.store._schema import migrate

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",  # in WAL a power cut loses the last commits, tears none
    "foreign_keys = ON",
    "secure_delete = ON",  # forgetting overwrites
    READ_MAPPED,
)
# Goes through the few that a run found, and not through the million that the store may hold.
_DROP_STORED = """
    DELETE FROM main.mention WHERE EXISTS (
        SELECT 1 FROM there.mention AS stored WHERE stored.source = mention.source AND stored.id = mention.id)
"""
_ONLY_READ = "you may only read its file or its folder; ask its owner, or name another store with --store"
_BUSY_MS = 30_000  # a fetch's longest write is far shorter; two runs at once wait for each other


def open_store(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """Open the store at `path`, bring it to the newest schema, and make it where there is none.

    The file is readable by its owner alone: it holds what people wrote. One that is there and that we
    may only read is opened for that, unless it would be made. Raises StoreError where it cannot be
    opened, is no store, or was written by a newer version.
    """
    try:
        _refuse_folder(path)
        if create:
            _require_writing(path)
        else:
            _require_presence(path)
            if not may_write(path):
                return open_to_read(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        db = connect(path)
        try:
            migrate(db)
        except BaseException:
            db.close()
            raise
    except sqlite3.Error as error:
        raise StoreError(f"the store {path} cannot be used: {_say_why(error)}") from error
    except OSError as error:
        raise StoreError(f"the store {path} cannot be opened: {error.strerror}") from error
    return db


def _refuse_folder(path: Path) -> None:
    """Raise StoreError for a folder, which an empty name is too (`--store "$UNSET"`)."""
    if path.is_dir():
        raise StoreError(f"the store {path} cannot be opened: it is a folder; name a file in it")


def _require_writing(path: Path) -> None:
    """Raise StoreError for a store that is there and may only be read, before anything is made beside it."""
    if path.exists() and not may_write(path):
        raise StoreError(f"the store {path} cannot be written: {_ONLY_READ}")


def _require_presence(path: Path) -> None:
    if not path.is_file():
        raise StoreError(f"there is no store at {path}; `triage fetch` or `triage import` makes one")
    if not path.stat().st_size:  # a store has its schema from the first moment
        raise StoreError(f"the store {path} is empty (0 bytes); put back a copy of it, or delete it to begin anew")


def open_trial(path: Path) -> sqlite3.Connection:
    """Open a store in memory that begins where the one at `path` stands: its positions, no mentions.

    For dry runs. What is forgotten there is forgotten here too.
    """
    db = connect(":memory:")
    migrate(db)
    if path.is_file():
        open_store(path).close()  # so that it has our schema
        with _attach(db, path):
            for table in ("position", "tombstone", "salt"):
                db.execute(f"DELETE FROM main.{table}")
                db.execute(f"INSERT INTO main.{table} SELECT * FROM there.{table}")
    return db


def drop_stored(trial: sqlite3.Connection, path: Path) -> int:
    """Take out of a trial what the store at `path` holds already, and give how many: what is left is new.

    Done with each batch, since to copy a million mentions first would take longer than the run.
    """
    if not path.is_file():
        return 0
    with _attach(trial, path):
        return trial.execute(_DROP_STORED).rowcount


@contextmanager
def _attach(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    db.execute("ATTACH ? AS there", (str(path),))
    try:
        yield
    finally:
        db.execute("DETACH there")


def connect(path: Path | str) -> sqlite3.Connection:
    """Connect without looking at the schema; for `open_store` and tests of migrations."""
    db = sqlite3.connect(path, timeout=_BUSY_MS / 1000, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        db.close()
        raise
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Do all of the block or none of it; others' writes wait until it ends.

    Raises StoreError where the store is full, damaged, or held by another process for too long.
    """
    try:
        with do_atomically(db):
            yield
    except sqlite3.Error as error:
        raise StoreError(f"the store could not be written: {_say_why(error)}") from error


def _say_why(error: sqlite3.Error) -> str:
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF  # the rest of it says what of SQLite's it was
    if code == sqlite3.SQLITE_BUSY:
        return f"another process has been writing to it for {_BUSY_MS // 1000} s; try again when it is done"
    if code == sqlite3.SQLITE_READONLY:
        return _ONLY_READ
    if extended == sqlite3.SQLITE_IOERR_SHMSIZE:  # of which SQLite says "disk I/O error"
        return "its disk is full, and reading it takes some room as well"
    return str(error)


def name_failure(error: sqlite3.Error) -> StoreError:
    """Make the error for a store that opened and then could not be read."""
    return StoreError(f"the store could not be read: {error}; `triage doctor` looks for damage")


def check_integrity(db: sqlite3.Connection) -> tuple[str, ...]:
    """Look for damage: SQLite's own check, and rows that point nowhere. Empty means sound."""
    try:
        found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)")]
        dangling = db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:  # too damaged to be looked through
        return (str(error),)
    told = tuple(f"{row[0]} row {row[1]} points to a missing {row[2]}" for row in dangling)
    return (*(line for line in found if line != "ok"), *told)


@contextmanager
def hold_lock(path: Path, name: str) -> Iterator[bool]:
    """Hold the store's lock of that name; gives False at once where another process holds it.

    The lock is SQLite's own on a file beside the store: the system lets go of it when the
    process ends, however it ends. Raises StoreError where that file cannot be used, as when
    another user made it.
    """
    file = path.with_name(f"{path.name}.{name}-lock")
    _require_writing(path)
    try:
        lock = sqlite3.connect(file, timeout=0, isolation_level=None)
        is_held = _try_lock(lock)
    except sqlite3.Error as error:
        raise StoreError(f"the lock {file} cannot be used: {error}") from error
    try:
        yield is_held
    finally:
        lock.close()


def _try_lock(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
