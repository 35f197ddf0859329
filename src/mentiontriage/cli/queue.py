"""`triage queue`: what is open in the store, ranked."""

from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import NOBODY, Desk, NamedBrand, Store, Who, take_person
from mentiontriage.cli._options import (
    Config,
    Counts,
    FormatName,
    Incidents,
    Lane,
    Now,
    Output,
    Redact,
    Top,
    choose_lanes,
)

if TYPE_CHECKING:
    from mentiontriage.worklist import Row

_FEW = 1_000
"""So many open mentions are all scored in a moment, so that rows and lanes can be counted."""


def queue(
    format_: FormatName = "table",
    top: Top = 20,
    lane: Lane = None,
    source: Annotated[
        str | None, typer.Option("--source", "-s", metavar="NAME", help="From this network only.")
    ] = None,
    brand: NamedBrand = None,
    author: Annotated[
        str | None,
        typer.Option(
            "--author",
            metavar="AUTHOR",
            help="Only by this author, in every lane: a handle, or the name of who has none.",
        ),
    ] = None,
    older: Annotated[
        str | None, typer.Option("--older", metavar="TIME", help="Waiting at least this long: 2h, 3d.")
    ] = None,
    newer: Annotated[
        str | None, typer.Option("--newer", metavar="TIME", help="Waiting at most this long: 2h, 3d.")
    ] = None,
    assignee: Annotated[
        str | None,
        typer.Option(
            "--assignee",
            metavar="NAME",
            help="Assigned to this person, in every lane; `me` for you, `nobody` for unassigned.",
        ),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is past its target.")] = False,
    counts: Counts = False,
    incidents: Incidents = None,
    redact: Redact = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    output: Output = None,
) -> None:
    """Show what is open in the store, ranked: one row an author.

    Example: triage queue --overdue --assignee nobody
    """
    from mentiontriage import formats, plugins
    from mentiontriage.cli._console import Progress, make_view, spare_inputs, write_result
    from mentiontriage.cli._filters import Filters, find_brand, find_source
    from mentiontriage.config import seeks_incidents
    from mentiontriage.redaction import redact_queue
    from mentiontriage.targets import is_overdue
    from mentiontriage.worklist import open_worklist

    renderer = plugins.load(formats.__name__, format_, formats.Format)
    if assignee is not None:
        assignee = take_person(assignee, who) or NOBODY
    # What somebody has taken on, or somebody wrote, is asked for whatever it is about.
    is_of_one = author is not None or assignee not in (None, NOBODY)
    lanes = choose_lanes(lane or (["all"] if is_of_one else None))
    desk = Desk(store, config, now)
    spare_inputs(output, [desk.path])
    source, brand = find_source(desk, source), find_brand(desk, brand)
    progress = Progress("scoring")
    worklist = open_worklist(desk.db, desk.scorer, brand, progress)
    filters = Filters(worklist, desk, source, author, older, newer, assignee)

    is_small = len(worklist.candidates) <= _FEW
    # Under a filter the lanes of all that is open would tell of what nobody asked for.
    is_filtered = overdue or not filters.asks_for_all

    def is_late(row: "Row") -> bool:
        return is_overdue(row.measured.lane, row.due_at, desk.now)

    with progress:
        ranking = worklist.rank(
            top=None if is_small else top or None,
            lanes=lanes,
            wants=filters.wants,
            keeps=is_late if overdue else lambda _: True,
            count=counts or (is_small and not is_filtered),
            group=seeks_incidents(desk.settings, asked=incidents),
        )
        shown = worklist.show(ranking.cut(top or None) if is_small else ranking)
        if redact:
            shown = redact_queue(shown)
        progress(len(shown.items), "writing")
        text = renderer.render(shown, make_view(output))
    write_result(text, output)
