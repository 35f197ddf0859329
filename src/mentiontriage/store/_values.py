"""Values between records and columns: times as microseconds, text that SQLite can hold."""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LARGEST = (1 << 63) - 1


@overload
def to_micros(moment: datetime) -> int: ...
@overload
def to_micros(moment: None) -> None: ...
def to_micros(moment: datetime | None) -> int | None:
    """Write a time as microseconds since 1970."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


@overload
def to_moment(micros: int) -> datetime: ...
@overload
def to_moment(micros: None) -> None: ...
def to_moment(micros: int | None) -> datetime | None:
    """Read a time back; exact to the microsecond."""
    return None if micros is None else _EPOCH + micros * _MICROSECOND


def fit_count(count: int | None) -> int | None:
    """Pass a count that SQLite can hold; a larger one was no count."""
    return count if count is None or count <= _LARGEST else None


@overload
def fit_text(text: str) -> str: ...
@overload
def fit_text(text: None) -> None: ...
def fit_text(text: str | None) -> str | None:
    """Replace what UTF-8 cannot write (half a surrogate pair, seen in real exports)."""
    if text is None:
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
