"""What was forgotten stays forgotten: salted hashes of posts and authors, and when."""

import hashlib
import sqlite3
from datetime import datetime

from mentiontriage.apart import may_be_shared, name_apart
from mentiontriage.handles import fold_handle
from mentiontriage.idents import names_everywhere
from mentiontriage.model import Author, Mention
from mentiontriage.store._values import ANYWHERE
from mentiontriage.times import to_micros, to_moment


class Tombstones:
    """Asks whether a post or author was forgotten."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._salt: bytes = db.execute("SELECT value FROM salt").fetchone()[0]
        self._empty = db.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone() is None

    def covers(self, mention: Mention) -> bool:
        """Tell whether a post was forgotten, or its author was after writing it."""
        if self._empty:
            return False
        if any(self._read(self.hash_post(mention.source, name)) for name in _list_names(mention)):
            return True
        return self.covers_author(mention.source, mention.author, mention.posted_at)

    def covers_author(self, source: str, author: Author, posted_at: datetime | None) -> bool:
        """Tell whether an author was forgotten after that time; what they write later is new."""
        called = author.handle or author.name
        if self._empty or not called:
            return False
        times = filter(None, [self._read(self.hash_author(where, called)) for where in (source, ANYWHERE)])
        return any(posted_at is None or posted_at <= forgotten_at for forgotten_at in times)

    def hash_post(self, source: str, ident: str) -> bytes:
        """Hash a post's identity."""
        return self._hash("post", source, ident)

    def hash_author(self, source: str, handle: str) -> bytes:
        """Hash an author's identity: a handle, or the name of who has none; `source` may be ANYWHERE.

        Handles do not differ by case on any network we read.
        """
        return self._hash("author", source, fold_handle(handle))

    def write(self, hashes: list[bytes], now: datetime) -> None:
        """Remember that these were forgotten at `now`."""
        sql = """INSERT INTO tombstone VALUES (?, ?)
            ON CONFLICT DO UPDATE SET forgotten_at = excluded.forgotten_at"""
        self._db.executemany(sql, [(value, to_micros(now)) for value in hashes])

    def _hash(self, *parts: str) -> bytes:
        joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(joined, digest_size=16, key=self._salt).digest()

    def _read(self, value: bytes) -> datetime | None:
        row = self._db.execute("SELECT forgotten_at FROM tombstone WHERE hash = ?", (value,)).fetchone()
        return to_moment(row[0]) if row else None


def _list_names(mention: Mention) -> list[str]:
    """List by what a post may have been forgotten: by its id, or by what it was known by instead.

    That is the address in its link, to an export, and an id of its own where several people's posts had one id.
    """
    names = [mention.id]
    if mention.local_id and names_everywhere(mention.local_id):
        names.append(mention.local_id)
    if may_be_shared(mention.source, mention.id):
        names.append(name_apart(mention))
    return names
