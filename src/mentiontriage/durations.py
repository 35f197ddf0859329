"""Say times the way people do: a length in its two largest units, a moment by the clocks of where they are."""

import re
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from mentiontriage.model import SOME_TIME

_UNITS = ((525_600, "y"), (10_080, "w"), (1_440, "d"), (60, "h"), (1, "m"))  # in minutes
_REMEMBERED = 1 << 14  # minutes: more than a week has, as every post of a million tells its wait

_SAID_IN_UTC = re.compile(r"\b(\d{4}-\d\d-\d\d \d\d:\d\d)(?: and (\d{4}-\d\d-\d\d \d\d:\d\d))? UTC\b", re.ASCII)


def tell_wait(waited_s: int, ahead_s: int) -> str:
    """Say how long a post has waited, or by how much its time is still to come."""
    return tell_ahead(ahead_s) if is_ahead(ahead_s) else f"waited {format_duration(waited_s)}"


def tell_ahead(ahead_s: int) -> str:
    """Say by how much a post's time is still to come."""
    return f"its time is {format_duration(ahead_s)} ahead"


def is_ahead(ahead_s: int) -> bool:
    """Tell whether a time is so far ahead of ours that it is worth a word: clocks differ by seconds."""
    return ahead_s >= 60


def format_duration(seconds: int) -> str:
    """Format seconds as "1y 4w", "3w 2d", "2d 4h", "35m" or "0m"."""
    return _format_minutes(seconds // 60)


def format_moment(moment: datetime, zone: tzinfo) -> str:
    """Format a moment to the minute by the clocks of a zone, with the zone's name: "2026-03-01 13:00 CET"."""
    if moment == SOME_TIME:
        return "an unknown time"
    try:
        local = moment.astimezone(zone)
    except OverflowError:  # in the calendar's first or last hours
        local = moment
    return f"{local:%Y-%m-%d %H:%M %Z}"


def tell_times(text: str, zone: tzinfo) -> str:
    """Tell the times that stand in a text in UTC ("2026-03-01 12:00 UTC") by the clocks of a zone instead.

    What sources say is stored, and said by code that knows no desk, in UTC; a time that is none stays as it is.
    """

    def tell(match: re.Match[str]) -> str:
        try:
            moments = [datetime.fromisoformat(said).replace(tzinfo=UTC) for said in match.groups() if said]
        except ValueError:
            return match[0]
        return " and ".join(format_moment(moment, zone) for moment in moments)

    return _SAID_IN_UTC.sub(tell, text)


@lru_cache(maxsize=_REMEMBERED)
def _format_minutes(minutes: int) -> str:
    parts = []
    for size, unit in _UNITS:
        count, minutes = divmod(minutes, size)
        if count:
            parts.append(f"{count}{unit}")
        elif parts:
            break
    return " ".join(parts[:2]) or "0m"
