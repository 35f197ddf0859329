"""`triage queue`: what is open in the store, ranked."""

from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import NOBODY, Desk, NamedBrand, Store, Who, take_person
from mentiontriage.cli._options import (
    Config,
    Counts,
    Danger,
    FormatName,
    Incidents,
    Lane,
    Newer,
    Now,
    Older,
    Output,
    Redact,
    Top,
    choose_lanes,
    read_window,
)

if TYPE_CHECKING:
    from mentiontriage.worklist import Row


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
    older: Older = None,
    newer: Newer = None,
    assignee: Annotated[
        str | None,
        typer.Option(
            "--assignee",
            metavar="NAME",
            help="Assigned to this person, in every lane; `me` for you, `nobody` for unassigned.",
        ),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is past its target.")] = False,
    danger: Danger = False,
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
    filters = Filters(worklist, desk, source, author, read_window(older, newer, desk.now), assignee)

    group = seeks_incidents(desk.settings, asked=incidents)
    # Danger stands in few posts, and is looked for in all.
    scores_all = danger or worklist.scores_all(top or None, group=group)
    # Under a filter the lanes of all that is open would tell of what nobody asked for.
    is_filtered = overdue or danger or not filters.asks_for_all

    def keeps(row: "Row") -> bool:
        if danger and not row.measured.danger:
            return False
        return not overdue or is_overdue(row.measured.lane, row.due_at, desk.now)

    with progress:
        ranking = worklist.rank(
            top=None if scores_all else top or None,
            lanes=lanes,
            wants=filters.wants,
            keeps=keeps,
            count=counts or (scores_all and not is_filtered),
            group=group,
        )
        shown = worklist.show(ranking.cut(top or None) if scores_all else ranking)
        if redact:
            shown = redact_queue(shown)
        progress(len(shown.items), "writing")
        text = renderer.render(shown, make_view(output))
    write_result(text, output)
