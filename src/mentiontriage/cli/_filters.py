"""Which open mentions a command is about, as far as can be told without reading their texts."""

from datetime import datetime

from mentiontriage.cli._options import read_age
from mentiontriage.store.desk import Candidate
from mentiontriage.text import fold_handle
from mentiontriage.times import to_micros
from mentiontriage.worklist import Worklist

NOBODY = "nobody"


class Filters:
    """The filters of `triage queue`."""

    def __init__(
        self,
        worklist: Worklist,
        now: datetime,
        source: str | None,
        author: str | None,
        older: str | None,
        newer: str | None,
        assignee: str | None,
    ) -> None:
        self._worklist = worklist
        self._source = source
        self._author = fold_handle(author) if author else None
        self._latest = to_micros(now - read_age(older)) if older else None
        self._earliest = to_micros(now - read_age(newer)) if newer else None
        self._assignee = assignee

    def wants(self, candidate: Candidate) -> bool:
        """Tell whether a mention is asked for; of unknown age it is neither older nor newer."""
        if self._source is not None and candidate.source != self._source:
            return False
        if self._author is not None and (candidate.handle or "").casefold() != self._author:
            return False
        posted_at = candidate.posted_at
        if self._latest is not None and (posted_at is None or posted_at > self._latest):
            return False
        if self._earliest is not None and (posted_at is None or posted_at < self._earliest):
            return False
        if self._assignee is None:
            return True
        return (self._worklist.find_assignee(candidate) or NOBODY) == self._assignee
