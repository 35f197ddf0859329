"""Read the times that networks and exports write; every time becomes UTC. Write them as numbers, and back.

A time without a zone is taken as UTC, which is what most exports that leave it out mean, unless another is told.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any, overload

from mentiontriage.clock import CLOCK, HALF_DAY, ZONES, set_clock, widen_year
from mentiontriage.spelled_dates import read_spelled_date

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
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:(?<=1)st|(?<=2)nd|(?<=3)rd|(?<=\d)th)?"
_DIGITS = re.compile(r"\d{9,19}(\.\d+)?")
# Each was seen in a real export or is a network's own form. In none can day and month be mistaken.
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){CLOCK}",
        rf"{_WEEKDAY}{_MONTH}\.?\s+{_DAY}{CLOCK}\s+(?P<year>\d{{4}})",  # X v1.1, the clock of Unix
        rf"{_WEEKDAY}{_MONTH}\.?\s+{_DAY}(?:,\s*|\s+)(?P<year>\d{{4}}){CLOCK}",  # X Analytics, JavaScript
        rf"{_WEEKDAY}{_DAY}(?:-|\s+(?:of\s+)?){_MONTH}\.?(?:-|,?\s+)(?P<year>\d{{4}}|\d\d){CLOCK}",
        # 14.07.2026; 14. 7. 2026. as Czechs, Croats and Slovenes write it
        rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?(?P<year>\d{{4}})\.?{CLOCK}",
    )
)
# Amazon writes before a review's date where it was written: "Reviewed in the United States on July 14, 2026".
_REVIEWED = re.compile(
    r"(?:reviewed|rezension|bewertet|commenté|avis|revisado|calificado|recensito|avaliado|beoordeeld)\s[^\d\n]{1,50}?\s"
    r"(?:on|vom|am|le|el|il|em|op)\s(?=\d|\w+ \d)",
    re.I,
)
# Java and Temporal name the place behind the offset: 2026-07-14T14:00:00+02:00[Europe/Berlin].
_PLACED = re.compile(r"(.+(?:Z|[+-]\d\d:\d\d))\[[\w/+-]+\]")
_ZONE_NAME = re.compile(r"\d\s*([a-z]+)\s*(?:\([^()]*\))?$", re.I)
_HALF_DAY = re.compile(rf"\d\s*{HALF_DAY}", re.I)


def parse_time(value: Any, zone: tzinfo = UTC) -> datetime | None:
    """Read a time; None where the value is none that can be told without guessing.

    Understands ISO 8601 and RFC 3339, RFC 2822, epoch seconds to nanoseconds as number or
    digits, the forms above, the names of months in seven languages, and 年月日. `03/04/2026` is not
    read: which of the two is the month cannot be told from one value. What names no zone is of `zone`.
    """
    if isinstance(value, str):
        return _parse_text(value.strip(), zone)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_epoch(value, zone)
    return None


def _parse_text(text: str, zone: tzinfo) -> datetime | None:
    if text[4:5] != "-":  # before ISO, which reads bare digits as well
        if _DIGITS.fullmatch(text):
            return _from_epoch(float(text), zone)
        if text[19:26] == " +0000 " and (moment := _parse_x(text)):
            return moment
    try:
        return settle_time(datetime.fromisoformat(text), zone)
    except ValueError:
        return _parse_form(text, zone)


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


def _parse_form(text: str, zone: tzinfo) -> datetime | None:
    if len(text) > _LONGEST or not _DAY_AND_YEAR.search(text):
        return None
    if placed := _PLACED.fullmatch(text):
        return _parse_text(placed[1], zone)
    if place := _REVIEWED.match(text):
        text = text[place.end() :]
    for form in _FORMS:
        if match := form.fullmatch(text):
            told = match.groupdict()
            month = told.get("number") or _MONTHS[match["month"][:3].title()]
            moment = set_clock(match, widen_year(match["year"]), int(month), int(match["day"]))
            return settle_time(moment, zone) if moment else None
    if moment := read_spelled_date(text):
        return settle_time(moment, zone)
    return None if _HALF_DAY.search(text) else _parse_mail(text, zone)  # mail knows nothing of AM and PM


def _parse_mail(text: str, zone: tzinfo) -> datetime | None:
    """Read a time as RFC 2822 has it."""
    named = _ZONE_NAME.search(text)
    if named and named[1].lower() not in ZONES:  # the parser takes zones that it does not know for UTC
        return _parse_named(text[: named.start(1)], named[1], zone)
    try:
        return settle_time(parsedate_to_datetime(text), UTC if text.endswith("-0000") else zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parse_named(text: str, name: str, zone: tzinfo) -> datetime | None:
    """Read a time whose zone's name means several, if the zone that is told goes by that name then: BST in London."""
    moment = _parse_form(text.strip(), zone)
    local = moment.astimezone(zone) if moment else None
    return moment if local and (local.tzname() or "").casefold() == name.casefold() else None


def settle_time(moment: datetime, zone: tzinfo = UTC) -> datetime | None:
    """Bring a moment to UTC, from `zone` where it names none; None where it is too old to be a post's."""
    told = moment.tzinfo or zone
    try:
        utc = moment.replace(tzinfo=UTC) if told is UTC else moment.replace(tzinfo=told).astimezone(UTC)
    except OverflowError:
        return None
    return utc if utc.year >= FIRST_YEAR else None


def _from_epoch(number: float, zone: tzinfo) -> datetime | None:
    # 20260714090500 and 202607140905: as epoch times they would be of the year 2612, and of 1976.
    if 19e12 <= number < 21e12 or 19e10 <= number < 21e10:
        return _parse_compact(f"{number:.0f}", zone)
    for least, divisor in _EPOCH_UNITS:
        if number >= least:
            try:
                return settle_time(datetime.fromtimestamp(number / divisor, UTC))
            except (ValueError, OverflowError, OSError):
                return None
    return None


def _parse_compact(digits: str, zone: tzinfo) -> datetime | None:
    try:
        return settle_time(datetime.fromisoformat(f"{digits[:8]}T{digits[8:]}"), zone)
    except ValueError:
        return None


def write_time(moment: datetime) -> str:
    """Write a moment to the second as networks' interfaces ask for it (RFC 3339, in UTC): 2026-03-01T12:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
