"""The time zone that an export names for its times: by what holds them, and in tables above the first post too.

`Timestamp (America/Chicago)`, `Published Date (GMT-04:00) New York`, `created_utc`; a line "Time Zone: Europe/Berlin"
above the header; and below it Qualtrics' own row, which has `"timeZone":"America/Denver"`.
"""

import re
from collections.abc import Iterable
from datetime import UTC, timedelta, timezone, tzinfo

from msgspec.structs import replace

from mentiontriage.clock import ZONES
from mentiontriage.errors import ConfigError
from mentiontriage.readers import Sample, TimeStyle
from mentiontriage.targets import read_zone

_PLACE = re.compile(r"\b[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+(?:\+?\d{1,2})?){1,2}")  # as IANA names zones
_OFFSET = re.compile(r"(?<![a-z])(?:utc|gmt)\s*([+\-\u2212\u2013])\s*(\d{1,2})(?::?(\d\d))?(?!\d)", re.I)
_BARE_OFFSET = re.compile(r"(?<![\d:])([+\-\u2212\u2013])(\d{1,2}):(\d\d)(?![\d:])")
"""What names a zone only where zones are spoken of: `Time zone: +09:00`."""
_UTC = re.compile(r"(?<![a-z])(?:utc|gmt)(?![a-z])|\"timezone\"\s*:\s*\"Z\"", re.I)
_IN_BRACKETS = re.compile(r"[(\[]\s*([A-Z]{2,4})\s*[)\]]")
_OF_AMERICA = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
"""What North America calls its zones, in summer as in winter."""
_SPEAKS_OF_ZONE = re.compile(
    r"time\s?zone|zeitzone|fuseau\s+horaire|(?:zona|huso)\s+horari[ao]|fuso\s+or[aá]rio|fuso\s+horário|tijdzone|タイムゾーン"
    r"|\btimes?\b[^.;\n]{0,30}\bin\b",
    re.I,
)
_LONGEST = 2_000  # characters of a row above the posts that are looked at
_MOST_HOURS = 14


def settle_zone(style: TimeStyle, names: Iterable[str]) -> TimeStyle:
    """Take what the user says of times, unless the names of what holds them tell their zone: `Created (UTC)`."""
    told = next((zone for name in names if (zone := read_named_zone(name)) is not None), None)
    return style if told is None else replace(style, zone=told)


def find_zone(sample: Sample, columns: Iterable[str]) -> tuple[tzinfo, str] | None:
    """Find the zone of a table's times, and where it is told; `columns` are those of the posts' time."""
    for name in columns:
        if (zone := read_named_zone(name)) is not None:
            return zone, f"as {name[:60]!r} says"
    for row in sample.above:
        told = " ".join(filter(None, row))[:_LONGEST]
        if not _SPEAKS_OF_ZONE.search(told):
            continue
        bare = _BARE_OFFSET.search(told)
        if zone := read_named_zone(told) or (_read_offset(*bare.groups()) if bare else None):
            return zone, "as is said above the posts"
    return None


def read_named_zone(words: str) -> tzinfo | None:
    """Read which zone words name, if any; a place says more than its offset, and this more than UTC."""
    for place in _PLACE.findall(words):
        if (zone := _read_place(place)) is not None:
            return zone
    if match := _OFFSET.search(words):
        return _read_offset(*match.groups())
    if _UTC.search(words):
        return UTC
    short = next(iter(_IN_BRACKETS.findall(words)), "")
    if short in _OF_AMERICA:
        return _read_place(_OF_AMERICA[short])
    hours = ZONES.get(short.lower())
    return None if hours is None else timezone(timedelta(hours=hours))


def _read_place(name: str) -> tzinfo | None:
    try:
        return read_zone(name)
    except ConfigError:  # a subject, such as `Date/Time`, or a zone that this machine does not know
        return None


def _read_offset(sign: str, hours: str, minutes: str | None) -> tzinfo:
    if int(hours) > _MOST_HOURS:
        return UTC  # what stands behind it is no offset
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(offset if sign == "+" else -offset) if offset else UTC
