"""Mentions as bytes: a quarter of their size in memory, and in less time than pickling to another process."""

import pickle
from typing import cast

import msgspec

from mentiontriage.model import Mention

_PICKLED = b"\x80"  # begins what pickle writes; in MessagePack it would be an empty map
_ENCODER = msgspec.msgpack.Encoder()
_ONE = msgspec.msgpack.Decoder(Mention)
_MANY = msgspec.msgpack.Decoder(list[Mention])


def pack(mention: Mention) -> bytes:
    """Pack a mention."""
    return _pack(mention)


def unpack(packed: bytes) -> Mention:
    """Give the mention that was packed."""
    if packed.startswith(_PICKLED):
        return cast(Mention, pickle.loads(packed))  # noqa: S301 (this program wrote it)
    return _ONE.decode(packed)


def pack_all(mentions: list[Mention]) -> bytes:
    """Pack a list of mentions."""
    return _pack(mentions)


def unpack_all(packed: bytes) -> list[Mention]:
    """Give the list that was packed."""
    if packed.startswith(_PICKLED):
        return cast(list[Mention], pickle.loads(packed))  # noqa: S301 (this program wrote it)
    return _MANY.decode(packed)


def _pack(value: Mention | list[Mention]) -> bytes:
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:  # half a character is no text to MessagePack
        return pickle.dumps(value)
