"""`triage convert`: any recognised export in our own shape."""

from collections import Counter
from enum import StrEnum
from typing import Annotated

import typer

from mentiontriage.cli._options import Config, Dates, Files, Map, Output, Quiet, Strict, Verbose, Zone, read_map


class Target(StrEnum):
    """What can be written."""

    ndjson = "ndjson"
    csv = "csv"


def convert(
    files: Files = None,
    to: Annotated[
        Target, typer.Option("--format", "-f", "--to", help="One JSON object a line, or a table.")
    ] = Target.ndjson,
    output: Output = None,
    map_: Map = None,
    dates: Dates = None,
    zone: Zone = None,
    config: Config = None,
    strict: Strict = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Convert exports to our own shape.

    Every field that triage knows is kept, copies and reposts too; docs/json.md lists them.
    In a table, a text that a spreadsheet would take for a formula gets a ' before it.

    Example: triage convert brandwatch.csv meltwater.csv --format ndjson -o mentions.ndjson
    """
    from mentiontriage.cli._console import spare_inputs, write_parts
    from mentiontriage.cli._conversion import to_csv, to_ndjson
    from mentiontriage.cli._gather import gather, report
    from mentiontriage.cli._settings import take_settings, take_times

    spare_inputs(output, files or ["-"])
    settings = take_settings(config)
    collection, progress = gather(files, read_map(map_), settings, take_times(dates, zone, settings))
    counts: Counter[str] = Counter()
    # Where nothing can be read, a file of an earlier run stays what it is.
    if collection.opened:
        write_parts((to_ndjson if to is Target.ndjson else to_csv)(collection, counts), output)
    progress.close()
    report(collection, counts, verbose=verbose, quiet=quiet, strict=strict)
