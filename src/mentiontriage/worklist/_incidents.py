"""The incidents of which the last days' mentions tell, and rows of which each incident is one."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

import msgspec

from mentiontriage.grouping import Grouping, Newest, Post, fold
from mentiontriage.model import ASKING
from mentiontriage.scoring import Scorer
from mentiontriage.worklist._cases import score_cases
from mentiontriage.worklist._rows import Row

INCIDENT_DAYS = 14
"""Days of mentions among which incidents are looked for, by judgement: what stands out needs others to do so from."""


class Gathering(msgspec.Struct, frozen=True):
    """The incidents of the last days, and by a mention's number of which of them it tells.

    `lanes` are those of all mentions that were scored.
    """

    grouping: Grouping
    numbers: Mapping[int, int]
    lanes: Mapping[int, str]

    def fold(
        self, rows: Iterable[Row], may_fold: Callable[[Row], bool] = lambda _: True
    ) -> tuple[list[Row], list[Row]]:
        """Part rows, in the order of the queue, into those to show and those that stand behind one of their incident.

        A row whose author asks for something else too stays.
        """
        return fold(
            rows, lambda row: self.numbers.get(row.stored.no), lambda row: self._tells_of_one(row) and may_fold(row)
        )

    def _tells_of_one(self, row: Row) -> bool:
        asking = (no for no in row.numbers if self.lanes.get(no) in ASKING)
        return {self.numbers.get(no) for no in asking} <= {self.numbers.get(row.stored.no)}


def find_incidents(
    db: sqlite3.Connection,
    scorer: Scorer,
    lanes: Mapping[int, str],
    brand: str | None,
    on_progress: Callable[[int], None],
) -> Gathering:
    """Find the incidents of the last days. What is answered tells of them as well, what was dismissed does not.

    `lanes` are those of mentions that were scored before, by their numbers.
    """
    newest: Newest[int] = Newest()
    since = scorer.now - timedelta(days=INCIDENT_DAYS)
    for count, (case, stored, lane) in enumerate(score_cases(db, scorer, since, brand, lanes), 1):
        if not case.dismissed:
            mention = msgspec.structs.replace(stored.mention, answered_at=case.answered_at)
            newest.take(Post(mention, lane, case.no, " ".join(stored.brands)))
        on_progress(count)
    grouping = newest.group()
    found = ((post.beside, grouping.find(post.mention)) for post in newest.posts)
    return Gathering(grouping, {no: number for no, number in found if number is not None}, lanes)
