"""What servers call their posts: whatever names a post by that is made to name it by its id.

A reply may be found before the post that it answers, and in another run. Where it is an address, as in links to
Bluesky, which name the author's handle, an export may know the post itself by that: it is the same mention. So is what
retweets quote of a post without naming it.
"""

import sqlite3

import msgspec

from mentiontriage.idents import names_everywhere, tells_post
from mentiontriage.model import Mention
from mentiontriage.store._values import fit_text

_FIND = """SELECT id FROM local_id JOIN mention ON no = local_id.mention
    WHERE local_id.source = ? AND local_id.name = ?"""
_NOTE = "INSERT OR IGNORE INTO local_id VALUES (?1, ?2, ?3)"
_DOUBT = "UPDATE local_id SET mention = NULL WHERE source = ?1 AND name = ?2 AND mention <> ?3"
_RENAME = "UPDATE OR IGNORE mention SET id = ?3, spread_people = 0 WHERE source = ?1 AND id = ?2"
_REDIRECT = "UPDATE mention SET in_reply_to = ?3 WHERE source = ?1 AND in_reply_to = ?2"
_MOVE_SPREAD = """INSERT INTO spread
    SELECT source, ?3, handle, followers, seen_at, brought_by, met_by FROM spread WHERE source = ?1 AND of = ?2
    ON CONFLICT DO UPDATE SET followers = max(followers, excluded.followers),
        met_by = iif(met_by IS NULL, NULL, excluded.met_by)"""
_MOVE_HELD = """INSERT OR IGNORE INTO held_spread
    SELECT import, source, ?3, handle FROM held_spread WHERE source = ?1 AND of = ?2
    UNION SELECT brought_by, source, ?3, handle FROM spread WHERE source = ?1 AND of = ?2 AND brought_by IS NOT NULL"""
_DROP_SPREAD = "DELETE FROM spread WHERE source = ?1 AND of = ?2"


def refer_by_id(db: sqlite3.Connection, mention: Mention) -> Mention:
    """Name a mention, and what it answers and quotes, by the ids of those posts, where they are known."""
    parent, quoted = (find_id(db, mention.source, name) for name in (mention.in_reply_to, mention.quotes))
    ident = mention.id if not names_everywhere(mention.id) else find_id(db, mention.source, mention.id) or mention.id
    if (ident, parent, quoted) == (mention.id, mention.in_reply_to, mention.quotes):
        return mention
    return msgspec.structs.replace(mention, id=ident, in_reply_to=parent, quotes=quoted)


def rename_stored(db: sqlite3.Connection, mention: Mention) -> None:
    """Give the mention that an export knew by what its server calls it the id that is known now."""
    if mention.local_id is not None and names_everywhere(mention.local_id):
        db.execute(_RENAME, (fit_text(mention.source), fit_text(mention.local_id), fit_text(mention.id)))


def note_local_id(db: sqlite3.Connection, mention: Mention, no: int) -> None:
    """Note what a mention is called on the server that told of it; replies that named it so now name its id."""
    if mention.local_id is None or not tells_post(mention.local_id):
        return
    source, name = fit_text(mention.source), fit_text(mention.local_id)
    if not db.execute(_NOTE, (source, name, no)).rowcount:
        db.execute(_DOUBT, (source, name, no))
        return
    ident = fit_text(mention.id)
    db.execute(_REDIRECT, (source, name, ident))
    db.execute(_MOVE_SPREAD, (source, name, ident))
    db.execute(_MOVE_HELD, (source, name, ident))
    db.execute(_DROP_SPREAD, (source, name))


def find_id(db: sqlite3.Connection, source: str, name: str | None) -> str | None:
    """Find the id of the post that a name stands for; the name itself where it stands for none that is known."""
    if name is None or not tells_post(name):
        return name
    row = db.execute(_FIND, (fit_text(source), fit_text(name))).fetchone()
    return row[0] if row else name
