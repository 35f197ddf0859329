"""The time of day and the zone, as they are written behind a day.

9:05, at 5:34 PM, 09:05 Uhr, a las 5:34 p. m., 3:05 nachm., 17:34:00 GMT+0200 (CEST): the same stands behind a
day in digits and behind one with the name of its month; so it is understood here, once.
"""

import re
from datetime import UTC, datetime, timedelta

# Names that mean several zones (IST, BST) tell nothing; those of North America mean what RFC 2822 says.
# MEZ and MESZ are CET and CEST as Germans write them, and mean nothing else.
ZONES = {
    "utc": 0, "gmt": 0, "ut": 0, "z": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "mez": 1, "mesz": 2, "msk": 3, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""Hours from UTC of the names of zones that mean one thing, in small letters."""
_OFFSET = r"(?P<offset>[+-]\d{1,2}(?::?\d{2})?)\b(?:\s*(?:[A-Z]{2,5}|\([^()]*\)))?"
HALF_DAY = r"(?:[AP](?:\.\s?)?M|vorm|nachm)\b"
"""AM or PM; p. m., as Spanish has it, and nachm., as German has it, too. A pattern without regard to case."""
_PM = re.compile("[pn下]|午後", re.I)
"""How the names of the half after noon begin: PM, nachm., 下午 (Chinese) and 午後 (Japanese)."""
ZONE = rf"(?:\s*(?=\S)(?:(?P<bracket>\()?(?P<zone>{'|'.join(ZONES)})\b\s*)?(?:{_OFFSET})?(?(bracket)\)))?"
CLOCK = (
    r"(?:(?:\s+|[,T]\s*)(?:(?:at|um|à|a\s+las?|às|alle(?:\s+ore)?|om|klo|kl\.?|-)\s+)?"
    r"(?P<hour>\d{1,2})(?:[:.h]|\sh\s)(?P<minute>\d{1,2})(?:[:.](?P<second>\d{1,2})(?:[.,]\d+)?)?"
    rf"(?:\s*(?P<half>{HALF_DAY})\.?)?(?:\s*Uhr)?"
    rf"{ZONE}|\s*(?:UTC|GMT|Z))?"
)
"""A pattern without regard to case; it matches nothing as well, for a day alone."""


def set_clock(match: re.Match[str], year: int, month: int, day: int) -> datetime | None:
    """Give the moment that is told by a day and by what CLOCK found; None where there is none such.

    It is in UTC where a zone is told, and naive where none is.
    """
    hours, minute, second, half, zone, offset = match.group("hour", "minute", "second", "half", "zone", "offset")
    hour = int(hours or 0)
    if half and hour <= 12:  # some programs write 17:34 PM
        hour = hour % 12 + 12 * (_PM.match(half) is not None)
    try:
        moment = datetime(year, month, day, hour, int(minute or 0), int(second or 0))  # noqa: DTZ001 (naive, as it is told)
        return (moment - _read_offset(zone, offset)).replace(tzinfo=UTC) if zone or offset else moment
    except (ValueError, OverflowError):
        return None


def _read_offset(zone: str | None, offset: str | None) -> timedelta:
    if offset is None:
        return timedelta(hours=ZONES[(zone or "utc").lower()])
    sign = -1 if offset[0] == "-" else 1
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return sign * timedelta(hours=int(hours), minutes=int(minutes))


def widen_year(digits: str) -> int:
    """Read a year; one of two digits is of 1969 to 2068, as POSIX has it."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 69 else 1900)
