"""The time that an id of X's holds: the milliseconds since the first of its kind.

https://docs.x.com/fundamentals/x-ids
"""

from datetime import UTC, datetime

_FIRST_ID_MS, _ID_SHIFT = 1288834974657, 22
_LENGTHS = range(15, 20)
"""Digits of the ids that hold a time: until November 2010 they merely counted, and none has more than 63 bits."""


def read_time(ident: str) -> datetime | None:
    """Read when a post was made from what may be its id; None of one that holds no time."""
    return tell_time(ident) if len(ident) in _LENGTHS and ident.isdecimal() else None


def tell_time(ident: str) -> datetime:
    """Tell when a post was made by its id."""
    return datetime.fromtimestamp(((int(ident) >> _ID_SHIFT) + _FIRST_ID_MS) / 1000, UTC)


def make_id(moment: datetime) -> str:
    """Make the lowest id that a post of this moment can have."""
    return str(max(0, int(moment.timestamp() * 1000) - _FIRST_ID_MS) << _ID_SHIFT)
