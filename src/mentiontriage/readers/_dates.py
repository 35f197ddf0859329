"""The times in one column of a table, all in one form.

`03/04/2026` may be in March or in April. One value cannot tell, so the whole column is asked: a first number over 12
settles it; else what the user says; else which of the two orders keeps the rows of the export in the order of time.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice

from mentiontriage.readers import DateOrder
from mentiontriage.times import parse_time, settle_time

ParseTime = Callable[[str], datetime | None]

# 24-02-2015 11.35, 3/4/2026, 1/31/26 2:05:09 PM; with the year first there is no question.
_NUMERIC = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[,T]?\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AP]M)?)?"
    r"(?:\s*(?:UTC|GMT|Z))?",
    re.I,
)
_ODD_FORMS = (
    "%d-%b-%Y %I:%M%p",  # Meltwater until 2022: 29-Oct-2022 05:34PM
    "%d-%b-%Y %H:%M",
    "%d-%b-%Y",
    "%d %b %Y %H:%M",
    "%b %d, %Y %I:%M %p",
    "%b %d, %Y, %I:%M %p",
    "%Y-%m-%d %I:%M %p",
)
_PLAIN_LENGTH = len("2026-07-14 09:05:00")
_ENOUGH = 20_000
"""Ambiguous dates in a column after which it is not asked further."""


def find_time_parser(
    sample: list[str], read_column: Callable[[], Iterable[str]], told: DateOrder | None = None
) -> tuple[ParseTime, str | None]:
    """Find how a column writes its times; also what the user should know of that, or None.

    `read_column` reads the whole column; it is called only where the sample does not settle it.
    `told` is what the user says, of all inputs at once: a column that shows otherwise is believed.
    """
    numeric = [match for cell in sample if (match := _NUMERIC.fullmatch(cell.strip()))]
    if not numeric:
        return parse_cell, None
    order, is_certain = _settle(numeric)
    if order is None or (told and not is_certain):
        matches = (match for cell in read_column() if (match := _NUMERIC.fullmatch(cell.strip())))
        order, is_certain = _settle(islice(matches, _ENOUGH))
    if told and not is_certain:
        order = told
    example = numeric[0][0]
    if order is None:
        doubt = f"times such as {example} may be day/month or month/day"
        return parse_cell, f"{doubt}: they are left unknown; --dates dmy or --dates mdy tells which"
    said = "day/month/year" if order == "dmy" else "month/day/year"
    why = "as --dates says" if told and not is_certain else "as the whole column shows"
    but = f", though --dates says {told}" if told and told != order else ""
    note = f"times such as {example} are read as {said}, {why}{but}"
    return _numeric_parser(day_first=order == "dmy"), None if numeric[0][2] == "." else note


def parse_cell(cell: str) -> datetime | None:
    """Read one time in any form that leaves no question."""
    if "-" in cell:  # a date in digits alone may be an epoch time as well: that is for the careful way
        try:
            moment = datetime.fromisoformat(cell + "+00:00" if len(cell) == _PLAIN_LENGTH else cell)
        except ValueError:
            pass
        else:
            return settle_time(moment)
    return parse_time(cell) or _parse_odd(cell)


@lru_cache(4096)
def _parse_odd(cell: str) -> datetime | None:
    for form in _ODD_FORMS:
        try:
            return datetime.strptime(cell.strip(), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _settle(matches: Iterable[re.Match[str]]) -> tuple[DateOrder | None, bool]:
    """Decide between day/month and month/day by all dates of a column, and say whether that is certain.

    None if they do not tell; not certain if only the order of the rows does.
    """
    day_first: list[datetime] = []
    month_first: list[datetime] = []
    dmy = mdy = True
    for match in matches:
        if match[2] == ".":
            return "dmy", True  # nobody writes month.day.year
        one, two = _build(match, day_first=True), _build(match, day_first=False)
        dmy, mdy = dmy and one is not None, mdy and two is not None
        if dmy is not mdy:
            return "dmy" if dmy else "mdy", True
        if match[8]:
            return "mdy", True  # AM and PM go with month/day
        if one and two:
            day_first.append(one)
            month_first.append(two)
    sorted_dmy, sorted_mdy = _is_sorted(day_first), _is_sorted(month_first)
    if sorted_dmy is sorted_mdy:
        return None, False
    return "dmy" if sorted_dmy else "mdy", False


def _is_sorted(times: list[datetime]) -> bool:
    return times in (sorted(times), sorted(times, reverse=True))


def _numeric_parser(*, day_first: bool) -> ParseTime:
    def parse(cell: str) -> datetime | None:
        match = _NUMERIC.fullmatch(cell.strip())
        return _build(match, day_first=day_first) if match else parse_cell(cell)

    return parse


def _build(match: re.Match[str], *, day_first: bool) -> datetime | None:
    day, month = (int(match[1]), int(match[3])) if day_first else (int(match[3]), int(match[1]))
    year = int(match[4])
    hour = int(match[5] or 0)
    if half := match[8]:
        hour = hour % 12 + (12 if half.upper() == "PM" else 0)
    try:
        return datetime(
            year + 2000 if year < 100 else year, month, day, hour, int(match[6] or 0), int(match[7] or 0), tzinfo=UTC
        )
    except ValueError:
        return None
