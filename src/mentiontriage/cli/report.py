"""`triage report`: the queue and the figures as one page."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, NamedBrand, Store
from mentiontriage.cli._options import Config, Incidents, Lane, Now, Output, Redact, Top, choose_lanes, go_back


def report(
    top: Top = 200,
    lane: Lane = None,
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="How many days back the figures go.")] = 30,
    brand: NamedBrand = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    output: Output = None,
    incidents: Incidents = None,
    redact: Redact = False,
) -> None:
    """Write one page: the queue with its arithmetic, volumes, response times.

    Threats stand first, then what endangers people, as in a digest; then complaints and doubts.
    The page loads nothing and sends nothing; it can be mailed or put on any server.

    Example: triage report --output page.html
    """
    from datetime import timedelta

    from mentiontriage.cli._console import Progress, spare_inputs, write_result
    from mentiontriage.cli._filters import find_brand
    from mentiontriage.config import seeks_incidents
    from mentiontriage.digests import place_lanes, show_row, summarise
    from mentiontriage.formats._report import write_report
    from mentiontriage.outcomes import gather_statistics
    from mentiontriage.redaction import redact_queue
    from mentiontriage.worklist import open_worklist

    lanes = place_lanes(choose_lanes(lane) if lane else ("threat", *choose_lanes(None)))
    desk = Desk(store, config, now)
    spare_inputs(output, [desk.path])
    scorer, brand = desk.scorer, find_brand(desk, brand)
    since = go_back(desk.now, timedelta(days=days))
    with Progress("scoring") as progress:
        worklist = open_worklist(desk.db, scorer, brand, progress)
        group = seeks_incidents(desk.settings, asked=incidents)
        ranking = worklist.rank(top=top or None, lanes=lanes, count=True, group=group)
        items = (show_row(desk.db, scorer, row, rank) for rank, row in enumerate(ranking.rows, 1))
        shown = worklist.make_queue(ranking, items, summarise(desk.db, scorer, ranking, brand))
        if redact:
            shown = redact_queue(shown)
        statistics = gather_statistics(desk.db, scorer, since, brand, on_progress=progress, lanes=worklist.lanes)
        progress(len(shown.items), "writing")
        page = write_report(shown, statistics)
    write_result(page, output)
