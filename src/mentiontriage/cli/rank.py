"""`triage rank`: read exports and print the queue."""

from typing import Annotated

import typer

from mentiontriage.cli._options import (
    Brand,
    Config,
    Counts,
    Danger,
    Dates,
    Files,
    FormatName,
    Handle,
    Incidents,
    Jobs,
    Lane,
    Map,
    Newer,
    Now,
    Older,
    Output,
    Quiet,
    Redact,
    Strict,
    Top,
    Verbose,
    Zone,
    choose_lanes,
    read_map,
    read_now,
    read_window,
)


def rank(
    files: Files = None,
    format_: FormatName = "table",
    top: Top = 20,
    lane: Lane = None,
    older: Older = None,
    newer: Newer = None,
    danger: Danger = False,
    counts: Counts = False,
    incidents: Incidents = None,
    answered: Annotated[bool, typer.Option("--answered", help="Also rank what we have already answered.")] = False,
    redact: Redact = False,
    now: Now = None,
    output: Output = None,
    map_: Map = None,
    dates: Dates = None,
    zone: Zone = None,
    brand: Brand = None,
    handle: Handle = None,
    config: Config = None,
    jobs: Jobs = None,
    strict: Strict = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Rank posts that mention a brand: which complaint to answer first.

    Reads any export that `triage readers` lists, plain or compressed, several at once.

    Example: triage rank export.json reviews.csv --top 10
    """
    from msgspec.structs import replace

    from mentiontriage import formats, plugins
    from mentiontriage.cli._console import make_view, spare_inputs, write_result
    from mentiontriage.cli._gather import gather, report
    from mentiontriage.cli._settings import take_settings, take_times
    from mentiontriage.config import seeks_incidents
    from mentiontriage.queueing import build_queue
    from mentiontriage.redaction import redact_queue
    from mentiontriage.scoring import Scorer

    renderer = plugins.load(formats.__name__, format_, formats.Format)
    lanes = choose_lanes(lane)
    spare_inputs(output, files or ["-"])
    settings = take_settings(config, brand, handle)
    if answered:
        settings = replace(settings, replies_answer=False)
    moment = read_now(now)
    window = read_window(older, newer, moment)
    collection, progress = gather(files, read_map(map_), settings, take_times(dates, zone, settings), jobs)
    scorer = Scorer(settings, moment)
    group = seeks_incidents(settings, asked=incidents)
    queue = build_queue(
        collection, scorer, top=top or None, lanes=lanes, count=counts, group=group, danger=danger, window=window
    )
    progress.close()
    if redact:
        queue = redact_queue(queue)
    if collection.opened:
        write_result(renderer.render(queue, make_view(output)), output)
    report(collection, verbose=verbose, quiet=quiet, strict=strict)
