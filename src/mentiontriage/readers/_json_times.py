"""The times of JSON of no known vendor: one by one, but for dates in digits alone, which are settled as a table's are.

They are settled by the sample, as every part of a large input has it; what follows is not asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.model import Note
from mentiontriage.payloads.x_ids import read_time
from mentiontriage.readers import TimeStyle
from mentiontriage.readers._dates import TimeColumn, UnreadTimes, reads_none
from mentiontriage.readers._identity import read_time_of_link
from mentiontriage.times import parse_time


class JsonTimes:
    """How an input writes its times, and which of them cannot be read."""

    def __init__(self, first: Sequence[Mapping[str, Any]], style: TimeStyle) -> None:
        """Look at the values of the `first` posts; `style` is what the user says of times."""
        told = [values.get("created_at") for values in first]
        written = [one for one in told if isinstance(one, str)]
        links = ((str(one.get("created_at", "")), str(one.get("url", ""))) for one in first)
        known = ((when, moment) for when, url in links if (moment := read_time_of_link(url)))
        self._column = TimeColumn(written, lambda: written, style, known)
        self._unread = UnreadTimes(is_pressing=reads_none(told, parse_time) and not self._column.is_numeric)

    def parse(self, written: str) -> datetime | None:
        """Read one time in the form of the posts' own, or in one that leaves no question."""
        return self._column.parse(written)

    def settle(self, values: dict[str, Any]) -> None:
        """Write a post's time so that it leaves no question."""
        written = values.get("created_at")
        if self._column.is_numeric and isinstance(written, str) and (moment := self.parse(written.strip())):
            values["created_at"] = moment.isoformat()

    def read_time_of_id(self, ident: str, written: Any) -> datetime | None:
        """Read by its id when a post on X was made whose time cannot be read, as tables do.

        None where a day and month may be `written`: had the ids shown which of the two is the day, it would be settled.
        """
        return None if self._column.leaves_open(str(written)) else read_time(ident)

    def miss(self, written: Any) -> None:
        """Note what gave no time."""
        if not self._column.leaves_open(str(written)):
            self._unread.miss(str(written))

    def report(self, where: str) -> Iterator[Note]:
        """Say how times were read, and what of them was not; of parts each says the same."""
        for note in self._column.report(where):
            yield msgspec.structs.replace(note, is_of_all=True)
        for note in self._unread.report(where):
            yield msgspec.structs.replace(note, is_of_all=True, count=self._unread.count)
