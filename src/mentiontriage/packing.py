"""Mentions as bytes: small to keep, and quick to hand to another process."""

import pickle
from datetime import datetime
from typing import cast

import msgspec
from msgspec.structs import astuple

from mentiontriage.model import Author, Engagement, Mention, Spreader

_PICKLED = b"\x80"  # begins what pickle writes; in MessagePack it would be an empty map
_ENCODER = msgspec.msgpack.Encoder()
_MANY = msgspec.msgpack.Decoder(list[Mention])


class _Person(Author, frozen=True, array_like=True):
    """An author without the names of the fields."""


class _Counts(Engagement, frozen=True, array_like=True):
    """An engagement without the names of the fields."""


class _Bare(msgspec.Struct, array_like=True):
    """A mention's fields, in their order and without their names: the half of its size."""

    id: str
    source: str
    text: str
    author: _Person
    engagement: _Counts
    posted_at: datetime | None
    url: str | None
    lang: str | None
    in_reply_to: str | None
    quotes: str | None
    rating: float | None
    vendor_sentiment: str | None
    spread: tuple[Spreader, ...]
    ours: bool
    answered_at: datetime | None
    hidden: bool
    local_id: str | None


_BARE = msgspec.msgpack.Decoder(_Bare)


def pack(mention: Mention) -> bytes:
    """Pack a mention as small as it goes."""
    fields = list(astuple(mention))
    fields[3], fields[4] = astuple(mention.author), astuple(mention.engagement)
    try:
        return _ENCODER.encode(fields)
    except UnicodeEncodeError:  # half a character is no text to MessagePack
        return pickle.dumps(mention)


def unpack(packed: bytes) -> Mention:
    """Give the mention that was packed."""
    if packed.startswith(_PICKLED):
        return cast(Mention, pickle.loads(packed))  # noqa: S301 (this program wrote it)
    fields = list(astuple(_BARE.decode(packed)))
    fields[3], fields[4] = Author(*astuple(fields[3])), Engagement(*astuple(fields[4]))
    return Mention(*fields)


def pack_all(mentions: list[Mention]) -> bytes:
    """Pack a list of mentions as quickly as it goes."""
    try:
        return _ENCODER.encode(mentions)
    except UnicodeEncodeError:
        return pickle.dumps(mentions)


def unpack_all(packed: bytes) -> list[Mention]:
    """Give the list that was packed."""
    if packed.startswith(_PICKLED):
        return cast(list[Mention], pickle.loads(packed))  # noqa: S301 (this program wrote it)
    return _MANY.decode(packed)
