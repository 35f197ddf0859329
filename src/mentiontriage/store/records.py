"""What goes into the store and what comes out: frozen records."""

from datetime import datetime
from typing import Literal

import msgspec

from mentiontriage.model import Mention, Repost

Status = Literal["open", "snoozed", "done", "dismissed"]
Kind = Literal["assign", "snooze", "done", "dismiss", "reopen", "note", "undo"]


class Finding(msgspec.Struct, frozen=True):
    """A post as a source or reader found it, with which brands it names.

    `competitor` says that it names a competitor and none of our brands. `payload` is the
    network's own JSON, kept for a while.
    """

    item: Mention | Repost
    brands: tuple[str, ...] = ()
    competitor: bool = False
    payload: bytes | None = None


class Saved(msgspec.Struct, frozen=True):
    """What saving did: posts never seen before, posts seen again, and posts left out as forgotten.

    `merged` are those of an import that were there without it; `known` counts copies within it too.
    """

    new: int = 0
    known: int = 0
    forgotten: int = 0
    merged: int = 0

    def __add__(self, other: "Saved") -> "Saved":
        return Saved(
            self.new + other.new,
            self.known + other.known,
            self.forgotten + other.forgotten,
            self.merged + other.merged,
        )


class Stored(msgspec.Struct, frozen=True):
    """A mention with what the store knows beside it. `no` is its number in this store."""

    no: int
    mention: Mention
    brands: tuple[str, ...]
    competitor: bool
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None = None


class Decision(msgspec.Struct, frozen=True):
    """One thing that somebody decided about a mention; never changed, only undone by another.

    `detail` is the assignee, the reply's address, the reason or the note. `no` is its number in
    the store, given when it is added. Decisions that one action made together share a `batch`.
    """

    mention: int
    at: datetime
    who: str
    kind: Kind
    detail: str | None = None
    until: datetime | None = None
    undoes: int | None = None
    no: int = 0
    batch: int | None = None


class Standing(msgspec.Struct, frozen=True):
    """Where a mention stands after its decisions: `since` is when it came to be so."""

    status: Status = "open"
    assignee: str | None = None
    until: datetime | None = None
    since: datetime | None = None
