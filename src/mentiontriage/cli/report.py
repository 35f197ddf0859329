"""`triage report`: the queue and the figures as one page."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Store
from mentiontriage.cli._options import Config, Now, Output, Redact, go_back
from mentiontriage.cli.queue import Lane


def report(
    top: Annotated[int, typer.Option("--top", "-n", min=0, help="How many rows of the queue; 0 shows all.")] = 200,
    lane: Lane = None,
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="Figures of so many days.")] = 30,
    brand: Annotated[str | None, typer.Option("--brand", metavar="NAME", help="Mentions of this brand.")] = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    output: Output = None,
    redact: Redact = False,
) -> None:
    """Write one page: the queue with its arithmetic, volumes, response times.

    The page loads nothing and sends nothing; it can be mailed or put on any server.

    Example: triage report --output page.html
    """
    from datetime import timedelta

    from mentiontriage.cli._console import Progress, write_result
    from mentiontriage.cli.rank import choose_lanes
    from mentiontriage.digests import HOURS, hide_text
    from mentiontriage.formats._report import write_report
    from mentiontriage.model import Summary
    from mentiontriage.outcomes import gather_statistics
    from mentiontriage.queueing import redact_queue
    from mentiontriage.store.desk import list_candidates
    from mentiontriage.store.statistics import count_answers, count_by_hour
    from mentiontriage.worklist import Worklist, make_item

    lanes = choose_lanes(lane)
    desk = Desk(store, config, now)
    scorer = desk.scorer
    worklist = Worklist(desk.db, scorer, list_candidates(desk.db, desk.now, brand))
    ranking = worklist.rank(top=top or None, lanes=lanes, count=True)
    items = []
    for rank, row in enumerate(ranking.rows, 1):
        item = make_item(desk.db, scorer, row, rank)
        items.append(hide_text(item) if row.stored.hidden else item)
    summary = Summary(
        since=None,
        answered=count_answers(desk.db, desk.now - timedelta(hours=HOURS), desk.now),
        overdue=ranking.overdue or 0,
        hours=count_by_hour(desk.db, desk.now, HOURS, brand),
    )
    shown = worklist.make_queue(ranking, items, brand, summary)
    if redact:
        shown = redact_queue(shown)
    progress = Progress("scoring")
    statistics = gather_statistics(desk.db, scorer, go_back(desk.now, timedelta(days=days)), progress)
    progress.close()
    write_result(write_report(shown, statistics), output)
