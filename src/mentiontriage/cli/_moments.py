"""Read a moment to come, as people say it: 3h, monday, tomorrow 14:00, or a date and time."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from mentiontriage.cli._options import read_age, to_utc
from mentiontriage.durations import format_moment
from mentiontriage.errors import UsageError
from mentiontriage.targets import Targets, find_opening, read_zone

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = ("today", "tomorrow")
_SAID = re.compile(r"(?:(?P<day>[a-z]{3,})(?:\s+(?:at\s+)?|$))?(?:(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))?")
_DAY = timedelta(days=1)


def read_moment(text: str, now: datetime, targets: Targets) -> datetime:
    """Read a moment to come, in UTC.

    It is a length of time from now (90m, 2h, 3d, 1w); the next time that a day (`today`, `tomorrow`, `fri`,
    `friday`), a time of day or both come round; or ISO 8601. A day alone is meant from when the desk opens, at 9:00
    where it never closes. What names no zone is by the clocks of the desk.

    Raises UsageError for what is none of them, and for a time that is over.
    """
    zone = read_zone(targets.time_zone)
    try:
        meant = _list_meant(text.strip(), now.astimezone(zone), targets)
        moment = next((moment for moment in map(to_utc, meant) if moment > now), None)
    except OverflowError:
        raise UsageError(f"{text!r} is beyond the end of the calendar") from None
    if moment is None:
        raise UsageError(f"{text} is over already; it is {format_moment(now, zone)}")
    return moment


def _list_meant(text: str, now: datetime, targets: Targets) -> list[datetime]:
    """List the moments that may be meant, the first of them first; `now` is by the clocks of the desk."""
    if match := _SAID.fullmatch(text.lower()):
        clock = time(int(match["hour"]), int(match["minute"])) if match["hour"] else find_opening(targets)
        days = _list_days(match["day"], now.date())
        if days and text:
            return [datetime.combine(day, clock, now.tzinfo) for day in days]
    for read in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            moment = read(text)
            if not isinstance(moment, datetime):
                moment = datetime.combine(moment, find_opening(targets))
            return [moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)]
    try:
        return [now.astimezone(UTC) + read_age(text)]
    except UsageError:
        example = "2h, 3d, 1w, tomorrow, fri 14:00 or 2026-11-23T09:00"
        raise UsageError(f"{text!r} is not a time in the future; write it like {example}") from None


def _list_days(name: str | None, today: date) -> list[date]:
    """List the days that may be meant, the first of them first; none where it is no day's name."""
    if name is None:
        return [today, today + _DAY]
    if name in _NEAR:
        return [today + _NEAR.index(name) * _DAY]
    for number, day in enumerate(_WEEKDAYS):
        if day.startswith(name):
            first = today + (number - today.weekday()) % 7 * _DAY
            return [first, first + 7 * _DAY]
    return []
