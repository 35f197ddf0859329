"""Read the times that networks and exports write; every time becomes UTC. Write them as numbers, and back.

A time without a zone is taken as UTC, which is what the exports that leave it out mean.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Epoch numbers: seconds until the year 2286 have ten digits, the finer units three more each.
_EPOCH_UNITS = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3), (0.0, 1.0))
# Older than the web: 0001-01-01 and 1970-01-01 are how exports write a time that they do not have.
FIRST_YEAR = 1990
_LONGEST = 80  # characters; an RFC 2822 time with a comment has some fifty
_DAY_AND_YEAR = re.compile(r"\d\D+\d")  # two numbers at least stand in every form
_WEEKDAYS = frozenset(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
_MONTHS = {
    "Jan": "01", "Feb": "02", "Mar": "03", "Apr": "04", "May": "05", "Jun": "06",
    "Jul": "07", "Aug": "08", "Sep": "09", "Oct": "10", "Nov": "11", "Dec": "12",
}  # fmt: skip
_DIGITS = re.compile(r"\d{9,19}(\.\d+)?")
# In the order they are tried; each was seen in a real export or is a network's own form.
_FORMS = (
    "%a %b %d %H:%M:%S %z %Y",  # X v1.1: Wed Oct 10 20:19:24 +0000 2018
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M %z",  # X Analytics until 2023
    "%Y-%m-%d %H:%M:%S UTC",
    "%a, %b %d, %Y",  # X Analytics since 2024: Tue, Jul 14, 2026
    "%b %d, %Y",
    "%d %b %Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
)


def parse_time(value: Any) -> datetime | None:
    """Read a time; None where the value is none that can be told without guessing.

    Understands ISO 8601 and RFC 3339, RFC 2822, epoch seconds to nanoseconds as number or
    digits, and the forms above. `03/04/2026` is not read: which of the two is the month cannot
    be told from one value.
    """
    if isinstance(value, str):
        return _parse_text(value.strip())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_epoch(value)
    return None


def _parse_text(text: str) -> datetime | None:
    if text[4:5] != "-":  # before ISO, which reads bare digits as well
        if _DIGITS.fullmatch(text):
            return _from_epoch(float(text))
        if text[19:26] == " +0000 " and (moment := _parse_x(text)):
            return moment
    try:
        return settle_time(datetime.fromisoformat(text))
    except ValueError:
        return _parse_form(text)


def _parse_x(text: str) -> datetime | None:
    """Read the form of X v1.1 in UTC: it comes by the million, and strptime takes ten times as long.

    Written anew as ISO 8601, whose parser checks the digits. None for all that is written in the
    least otherwise, even where strptime takes it.
    """
    month = _MONTHS.get(text[4:7])
    spaces, colons = text[3] + text[7] + text[10], text[13] + text[16]
    # ISO 8601 takes 24:00, and from Python 3.14 so does its parser; strptime does not.
    if month is None or text[:3] not in _WEEKDAYS or spaces != "   " or colons != "::" or text[11:13] == "24":
        return None
    try:
        return settle_time(datetime.fromisoformat(f"{text[26:]}-{month}-{text[8:10]}T{text[11:19]}+00:00"))
    except ValueError:
        return None


def _parse_form(text: str) -> datetime | None:
    if len(text) > _LONGEST or not _DAY_AND_YEAR.search(text):  # trying every form takes long
        return None
    for form in _FORMS:
        try:
            return settle_time(datetime.strptime(text, form))  # noqa: DTZ007 (the zone is set below)
        except ValueError:
            continue
    try:
        return settle_time(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def settle_time(moment: datetime) -> datetime | None:
    """Bring a moment to UTC; None where it is too old or too far off to be a post's."""
    zone = moment.tzinfo
    try:
        utc = moment if zone is UTC else moment.replace(tzinfo=UTC) if zone is None else moment.astimezone(UTC)
    except OverflowError:
        return None
    return utc if utc.year >= FIRST_YEAR else None


def _from_epoch(number: float) -> datetime | None:
    for least, divisor in _EPOCH_UNITS:
        if number >= least:
            try:
                return settle_time(datetime.fromtimestamp(number / divisor, UTC))
            except (ValueError, OverflowError, OSError):
                return None
    return None


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
