"""The times in one column of a table, all in one form.

`03/04/2026` may be in March or in April. One value cannot tell, so the whole column is asked. What tells, the surest
first: a number over 12; the ids of posts, if they hold their times (X); what the user says; which of the two orders
keeps the rows in the order of time, if there are enough of them; AM and PM, which mostly stand beside month/day; and
the order of a few rows.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from mentiontriage.clock import CLOCK, set_clock, widen_year
from mentiontriage.model import Note
from mentiontriage.readers import UNTOLD, DateOrder, TimeStyle
from mentiontriage.times import parse_time, settle_time

ParseTime = Callable[[str], datetime | None]

# 24-02-2015 11.35, 3/4/2026, 1/31/26 2:05:09 PM; with the year first there is no question.
_NUMERIC = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<other>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d{{2}}){CLOCK}", re.I
)
_OTHER_HALF = re.compile(r"[ap]\.\s+m|vorm|nachm", re.I)  # 2:05 p. m. and 2:05 nachm. go with day/month as well
_PLAIN_LENGTH = len("2026-07-14 09:05:00")
_SERIAL = re.compile(r"[3-7]\d{4}(?:\.\d+)?")
_SERIAL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (naive: a spreadsheet knows no zones)
_DAY = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{2,4}(?!\d)")
_EPOCH_LENGTHS = (10, 13)  # digits of a time in seconds and in milliseconds since 1970
_CLOCK = re.compile(CLOCK, re.I)
_PART = re.compile(r"0?([.,]\d+)")
_FIRST_DAY = re.compile(r"(?:1899-12-3[01]|1900-01-0[01]|1904-01-01)[T ]?")
_TELLING_ROWS = 6
"""Times whose order tells more than AM and PM: so many stand in order by chance once in 360 times, three in three."""
_MOST_APART = timedelta(hours=26)
"""Between a time that is known and the same one as it is written, in whichever zone."""
_ENOUGH = 20_000
"""Ambiguous dates in a column after which it is not asked further."""


class _Order(NamedTuple):
    """Which number is the day, by what that is known, and whether it is certain."""

    order: DateOrder | None
    why: str = "as the whole column shows"
    is_certain: bool = True


class UnreadTimes:
    """Counts the times of one input that cannot be read.

    `is_pressing` says that none at its beginning can: without times, nobody has waited longer than others.
    """

    def __init__(self, *, is_pressing: bool = False) -> None:
        self._is_pressing = is_pressing
        self.count = 0
        self._example = ""

    def miss(self, written: str) -> None:
        """Note what gave no time; nothing has none to give."""
        if written:
            self.count += 1
            self._example = self._example or written

    def report(self, where: str) -> Iterator[Note]:
        """Say how many there were, if any."""
        if self.count:
            told = f"times that cannot be read: {self.count:,}, such as {self._example[:60]!r}; they are left unknown"
            yield Note(where, told, is_pressing=self._is_pressing)


class TimeColumn:
    """How a column writes its times, and which cells of it gave none."""

    def __init__(
        self,
        sample: list[str],
        read_column: Callable[[], Iterable[str]],
        style: TimeStyle = UNTOLD,
        known: Iterable[tuple[str, datetime]] = (),
    ) -> None:
        """Settle the column's form by its first cells.

        `read_column` reads the whole column; it is called only where the sample does not settle it.
        `style` is what the user says, of all inputs at once: a column that shows another order is believed.
        `known` are cells with the times that are known of their posts, to a day or so.
        """
        told, zone = style.order, style.zone
        self.parse: ParseTime = parse_cell if zone is UTC else partial(parse_cell, zone=zone)
        self._note: str | None = None
        self.is_numeric = False
        """Whether the sample holds dates in digits alone, of which the day may be the month."""
        self._is_open = False
        self._is_pressing = False
        self._unread = UnreadTimes()
        numeric = [match for cell in sample if (match := _NUMERIC.fullmatch(cell.strip()))]
        if not numeric:
            self._unread = UnreadTimes(is_pressing=reads_none(sample, parse_cell))
            return
        self.is_numeric = True
        found = _settle(numeric)
        if not found.is_certain and (order := _settle_by_known(known)):
            found = _Order(order, "as the posts' ids show")
        if not found.is_certain:
            matches = (match for cell in read_column() if (match := _NUMERIC.fullmatch(cell.strip())))
            found = _settle(islice(matches, _ENOUGH))
        if told and not found.is_certain:
            found = _Order(told, "as --dates says")
        example = numeric[0][0]
        if found.order is None:
            self._is_open = True
            self._is_pressing = reads_none(sample, parse_cell)
            doubt = f"times such as {example} may be day/month or month/day"
            self._note = f"{doubt}: they are left unknown; --dates dmy or --dates mdy tells which"
            return
        self.parse = _numeric_parser(zone, day_first=found.order == "dmy")
        said = "day/month/year" if found.order == "dmy" else "month/day/year"
        but = f", though --dates says {told}" if told and told != found.order else ""
        if numeric[0]["mark"] != ".":
            self._note = f"times such as {example} are read as {said}, {found.why}{but}"

    def miss(self, cell: str) -> None:
        """Note a cell that gave no time; an empty one has none to give."""
        if not self.leaves_open(cell):
            self._unread.miss(cell)

    def leaves_open(self, cell: str) -> bool:
        """Tell a date of which nothing says which number is the day, as the report says of all of them."""
        return self._is_open and _NUMERIC.fullmatch(cell.strip()) is not None

    def report(self, where: str) -> Iterator[Note]:
        """Say how the column was read, and what of it was not."""
        if self._note:
            yield Note(where, self._note, is_pressing=self._is_pressing)
        yield from self._unread.report(where)


def looks_like_time(cell: str) -> bool:
    """Tell a time, even one of which the day may be the month, from a number and from words."""
    if cell.isdecimal():
        return len(cell) in _EPOCH_LENGTHS and parse_cell(cell) is not None
    return _DAY.match(cell) is not None or (any(c in cell for c in "-/.: 年") and parse_cell(cell) is not None)


def join_time(date: str, time: str) -> str:
    """Write a day and a time of day, which stand in two columns, as one time; what is no time of day is left out.

    A spreadsheet that lost a cell's format writes a time as a part of a day, and one that kept it, on a day in 1899.
    """
    if not time or ":" in date or (date.isdecimal() and len(date) > len("20260714")):
        return date  # which tells the time too, or is counted in seconds
    if match := _PART.fullmatch(time):
        seconds = round(float(f"0{match[1].replace(',', '.')}") * 86_400)
        time = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    elif match := _FIRST_DAY.match(time):
        time = time[match.end() :] or "00:00"
    if not _CLOCK.fullmatch(f" {time}"):
        return date
    if _SERIAL.fullmatch(date):
        date = (_SERIAL_EPOCH + timedelta(days=int(float(date)))).date().isoformat()
    return f"{date} {time}"


def is_clock(cell: str) -> bool:
    """Tell a time of day, as `join_time` takes it."""
    return join_time("2000-01-01", cell) != "2000-01-01"


def reads_none(sample: Iterable[Any], parse: Callable[[Any], datetime | None]) -> bool:
    """Tell whether none of an export's first times can be read, though there are some."""
    found = [parse(written) for written in sample if written]
    return bool(found) and not any(found)


def parse_cell(cell: str, zone: tzinfo = UTC) -> datetime | None:
    """Read one time in any form that leaves no question; what names no zone is of `zone`."""
    if "-" in cell:  # a date in digits alone may be an epoch time as well: that is for the careful way
        try:
            # quicker than to replace the zone afterwards
            is_plain = zone is UTC and len(cell) == _PLAIN_LENGTH
            moment = datetime.fromisoformat(cell + "+00:00" if is_plain else cell)
        except ValueError:
            pass
        else:
            return settle_time(moment, zone)
    return _read_serial(cell, zone) if _SERIAL.fullmatch(cell) else parse_time(cell, zone)


def _read_serial(cell: str, zone: tzinfo) -> datetime | None:
    """Read a time that lost its format in a spreadsheet, which counts days; to the second, as it is shown."""
    return settle_time(_SERIAL_EPOCH + timedelta(seconds=round(float(cell) * 86_400)), zone)


def _settle(matches: Iterable[re.Match[str]]) -> _Order:
    """Decide between day/month and month/day by all dates of a column."""
    day_first: list[datetime] = []
    month_first: list[datetime] = []
    has_halves = False
    for match in matches:
        if match["mark"] == ".":
            return _Order("dmy")  # nobody writes month.day.year
        one, two = _build(match, day_first=True), _build(match, day_first=False)
        if (one is None) is not (two is None):
            return _Order("mdy" if one is None else "dmy")
        has_halves = has_halves or (match["half"] is not None and not _OTHER_HALF.match(match["half"]))
        if one and two:
            day_first.append(one)
            month_first.append(two)
    sorted_dmy, sorted_mdy = _is_sorted(day_first), _is_sorted(month_first)
    if has_halves and (sorted_dmy is sorted_mdy or len(set(day_first)) < _TELLING_ROWS):
        return _Order("mdy", "as AM and PM suggest", is_certain=False)
    if sorted_dmy is not sorted_mdy:
        return _Order("dmy" if sorted_dmy else "mdy", "as the order of the rows suggests", is_certain=False)
    return _Order(None, is_certain=False)


def _settle_by_known(known: Iterable[tuple[str, datetime]]) -> DateOrder | None:
    """Decide by the times that are known of some posts; None where they tell nothing, or contradict one another."""
    orders = set[DateOrder]()
    for cell, moment in known:
        if match := _NUMERIC.fullmatch(cell.strip()):
            one, two = _build(match, day_first=True), _build(match, day_first=False)
            fits = one is not None and abs(one - moment) <= _MOST_APART
            if fits is not (two is not None and abs(two - moment) <= _MOST_APART):
                orders.add("dmy" if fits else "mdy")
    return orders.pop() if len(orders) == 1 else None


def _is_sorted(times: list[datetime]) -> bool:
    return times in (sorted(times), sorted(times, reverse=True))


def _numeric_parser(zone: tzinfo, *, day_first: bool) -> ParseTime:
    def parse(cell: str) -> datetime | None:
        match = _NUMERIC.fullmatch(cell.strip())
        return _build(match, day_first=day_first, zone=zone) if match else parse_cell(cell, zone)

    return parse


def _build(match: re.Match[str], *, day_first: bool, zone: tzinfo = UTC) -> datetime | None:
    first, other, year = match.group("first", "other", "year")
    day, month = (first, other) if day_first else (other, first)
    moment = set_clock(match, widen_year(year), int(month), int(day))
    return settle_time(moment, zone) if moment else None
