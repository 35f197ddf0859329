"""Which stored post a mention is, where an export may give posts of different people one name (`apart`).

As soon as a second person's comes, neither is known by that name alone, as where both stand in one input.
"""

import sqlite3

import msgspec

from mentiontriage.apart import are_others, may_be_shared, name_apart
from mentiontriage.idents import JOINED
from mentiontriage.model import Author, Mention
from mentiontriage.store._values import fit_text
from mentiontriage.times import to_moment

_FIND = "SELECT no, id, handle, name, posted_at, text FROM mention WHERE source = ? AND id IN (?, ?)"
_IS_SHARED = "SELECT 1 FROM mention WHERE source = ? AND id > ? AND id < ? LIMIT 1"
_RENAME = "UPDATE mention SET id = ?, spread_people = 0 WHERE no = ?"


def keep_apart(db: sqlite3.Connection, mention: Mention) -> Mention:
    """Give a mention the id by which it is stored: one of its own where its name is several people's."""
    if not may_be_shared(mention.source, mention.id):
        return mention
    own = name_apart(mention)
    source, ident = fit_text(mention.source), fit_text(mention.id)
    rows = {row[1]: row for row in db.execute(_FIND, (source, ident, fit_text(own)))}
    if own in rows:
        return msgspec.structs.replace(mention, id=own)
    if ident not in rows:
        ends = (ident + JOINED, ident + chr(ord(JOINED) + 1))
        is_shared = db.execute(_IS_SHARED, (source, *ends)).fetchone() is not None
        return msgspec.structs.replace(mention, id=own) if is_shared else mention
    no, _, handle, name, posted_at, text = rows[ident]
    when = None if posted_at is None else to_moment(posted_at)
    stored = msgspec.structs.replace(mention, author=Author(handle, name), posted_at=when, text=text)
    if not are_others(stored, mention):
        return mention
    known = name_apart(stored)
    if not db.execute("SELECT 1 FROM mention WHERE source = ? AND id = ?", (source, known)).fetchone():
        db.execute(_RENAME, (known, no))
    return msgspec.structs.replace(mention, id=own)
