"""When a first answer is due: by lane, by the customer's tier, and by the hours that the office keeps. Pure.

A target is counted in hours during which the desk is open. Days and hours are those of the desk's
time zone, so a target that runs over a change of the clock is still as many hours long.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import islice

import msgspec

from mentiontriage.errors import ConfigError
from mentiontriage.model import ASKING, LANES

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*-\s*(?:([01]?\d|2[0-3]):([0-5]\d)|24:00)")
_SHORTEST_HOURS = 1 / 60
_LONGEST_DAYS = 3_660
_USUAL_OPENING = time(9)


class Targets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First-response targets, in hours.

    `lanes` and `tiers` override the general target; where both do, the shorter promise holds.
    `hours` ("09:00-18:00") and `days` are when the desk is open, in `time_zone` (an IANA name);
    without `hours` it is open day and night. `outside` is the target, in hours by the clock, of
    what is posted while the desk is closed; without it, the count begins when the desk opens. A lane
    or tier with a target of its own is promised the sooner of the two.
    """

    lanes: dict[str, float] = {}
    tiers: dict[str, float] = {}
    hours: str | None = None
    days: tuple[str, ...] = _DAYS
    time_zone: str = "UTC"
    outside: float | None = None


def check_targets(targets: Targets) -> None:
    """Raise ConfigError for targets that cannot be kept, saying which."""
    if strange := [lane for lane in targets.lanes if lane not in LANES]:
        raise ConfigError(f"targets.lanes names {strange[0]!r}; there are: {', '.join(LANES)}")
    for name, hours in (*targets.lanes.items(), *targets.tiers.items()):
        check_hours(f"the target of {name}", hours)
    if targets.outside is not None:
        check_hours("targets.outside", targets.outside)
    if unknown := [day for day in targets.days if day not in _DAYS]:
        raise ConfigError(f"targets.days names {unknown[0]!r}; there are: {', '.join(_DAYS)}")
    if not targets.days:
        raise ConfigError("targets.days is empty: the desk would never be open")
    if targets.hours is not None:
        _read_span(targets.hours)
    read_zone(targets.time_zone)


def check_hours(name: str, hours: float) -> None:
    """Raise ConfigError for a target that nobody can keep, or that no calendar holds."""
    if not _SHORTEST_HOURS <= hours <= _LONGEST_DAYS * 24:
        raise ConfigError(f"{name} is {hours} hours; it must be at least a minute, and at most ten years")


def find_opening(targets: Targets) -> time:
    """Find when the desk opens on a day, by its own clocks; 9:00 where it keeps no hours."""
    return _read_span(targets.hours)[0] if targets.hours else _USUAL_OPENING


def find_target(targets: Targets, usual: float, lane: str, tier: str | None) -> float:
    """Find how many open hours a first answer may take; `usual` holds where nothing else is said."""
    own = _find_own(targets, lane, tier)
    return usual if own is None else own


def _find_own(targets: Targets, lane: str, tier: str | None) -> float | None:
    """Find the target of the lane or of the tier, the shorter of the two; None where neither has one."""
    promised = [targets.lanes[lane]] if lane in targets.lanes else []
    if tier is not None and tier.casefold() in targets.tiers:
        promised.append(targets.tiers[tier.casefold()])
    return min(promised, default=None)


def find_due(
    targets: Targets, usual: float, posted_at: datetime | None, lane: str, tier: str | None
) -> datetime | None:
    """Find when a first answer is due; None where it is not known when the mention was posted."""
    if posted_at is None:
        return None
    left = timedelta(hours=find_target(targets, usual, lane, tier))
    try:
        if targets.hours is None and len(targets.days) == len(_DAYS):
            return posted_at + left
        counted = _count_open(targets, posted_at, left)
        if targets.outside is None or _is_open(targets, posted_at):
            return counted
        by_clock = posted_at + timedelta(hours=targets.outside)
        return min(counted, by_clock) if counted and _find_own(targets, lane, tier) is not None else by_clock
    except OverflowError:  # a post dated in the year 9999
        return None


def is_overdue(lane: str, due_at: datetime | None, now: datetime) -> bool:
    """Tell whether a first answer should have been given by now; what asks for none is never overdue."""
    return lane in ASKING and due_at is not None and due_at < now


def _is_open(targets: Targets, at: datetime) -> bool:
    return any(opens <= at for opens, _ in islice(_list_spells(targets, at), 1))


def _count_open(targets: Targets, start: datetime, left: timedelta) -> datetime | None:
    """Go through the desk's open spells until the target is used up."""
    for opens, closes in _list_spells(targets, start):
        begins = max(start, opens)
        if closes - begins >= left:
            return begins + left
        left -= closes - begins
    return None


def _list_spells(targets: Targets, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """List the desk's open spells that end after `start`, in UTC, in order."""
    zone = read_zone(targets.time_zone)
    first, last = _read_span(targets.hours) if targets.hours else (time(0), None)
    day = start.astimezone(zone).date() - timedelta(days=1)  # a spell over midnight began the day before
    for _ in range(_LONGEST_DAYS):
        if _DAYS[day.weekday()] in targets.days:
            opens = datetime.combine(day, first, zone).astimezone(UTC)
            ends_next = last is None or last <= first
            closing_day = day + timedelta(days=1) if ends_next else day
            closes = datetime.combine(closing_day, last or time(0), zone).astimezone(UTC)
            if closes > start:
                yield opens, closes
        day += timedelta(days=1)


@lru_cache(maxsize=8)
def _read_span(text: str) -> tuple[time, time | None]:
    """Read "09:00-18:00"; the end is None for midnight. "22:00-06:00" ends on the next day."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise ConfigError(f"targets.hours is {text!r}; write it like 09:00-18:00")
    begin = time(int(match[1]), int(match[2]))
    return begin, None if match[3] is None else time(int(match[3]), int(match[4]))


@lru_cache(maxsize=8)
def read_zone(name: str) -> tzinfo:
    """Find a time zone by its IANA name; raises ConfigError where this machine does not know it."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # most desks do without

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(f"there is no time zone {name!r} on this machine; write it like Europe/Berlin") from error
