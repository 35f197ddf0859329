"""What our replies answer in threads of one level, by whom they name (`addressing`), whichever is found first."""

import sqlite3
from collections.abc import Collection, Iterable

from mentiontriage.addressing import FLAT, Addressed, find_addressed, find_answered, fold_people
from mentiontriage.model import Author, Mention
from mentiontriage.store._values import fit_text

_NOBODY = ""
_Said = dict[str, list[tuple[int | None, str]]]
"""What people wrote in a thread, by their names: when, and under which id."""
_REPLIES = "SELECT no, text, handle, name, posted_at FROM mention WHERE source = ?1 AND in_reply_to = ?2 AND ours = 1"
_POSTS = """
    SELECT id, handle, name, posted_at FROM mention WHERE source = ?1 AND id = ?2 AND ours = 0
    UNION ALL
    SELECT id, handle, name, posted_at FROM mention WHERE source = ?1 AND in_reply_to = ?2 AND ours = 0
"""
_ANSWER = "UPDATE mention SET answers = ?1 WHERE no = ?2 AND answers IS NOT ?1"


def list_threads(mention: Mention) -> Iterable[tuple[str, str]]:
    """List the threads, each by its network and first post, in which a mention may stand."""
    idents = (mention.id, mention.in_reply_to) if mention.source in FLAT else ()
    return [(mention.source, ident) for ident in idents if ident]


def settle_answers(db: sqlite3.Connection, threads: Iterable[tuple[str, str]], own: Collection[str]) -> None:
    """Note which posts our replies in these threads answer, now that more is known of them.

    `own` are our accounts, folded.
    """
    for source, first in sorted(threads):
        thread = fit_text(source), fit_text(first)
        replies = db.execute(_REPLIES, thread).fetchall()
        said = _list_said(db.execute(_POSTS, thread)) if replies else {}
        for no, text, handle, name, at in replies:
            reply = Mention(str(no), source, text, Author(handle, name))
            addressed = find_addressed(reply, own)
            db.execute(_ANSWER, (_find_answered(addressed, at, thread[1], said), no))


def _list_said(rows: Iterable[tuple[str, str | None, str | None, int | None]]) -> _Said:
    said: _Said = {}
    for ident, handle, name, at in rows:
        for one in fold_people(Author(handle, name)):
            said.setdefault(one, []).append((at, ident))
    return said


def _find_answered(addressed: Addressed | None, at: int | None, first: str, said: _Said) -> str | None:
    """Find which post of a thread a reply answers by whom it names; None where it is the first.

    `threads.ThreadLog` does so too.
    """
    if addressed is None:
        return None
    posts = (said.get(name, ()) for name in addressed.names)
    answered = find_answered(posts, first, at, is_marked=addressed.is_marked)
    return None if answered == first else answered or _NOBODY
