"""`triage inspect`: what an export is and what is in it."""

from pathlib import Path
from typing import Annotated

import typer

from mentiontriage.cli._options import AsText, Config, Dates, Map, Shape, Zone, read_map


def inspect_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The export to look at.")],
    map_: Map = None,
    dates: Dates = None,
    zone: Zone = None,
    config: Config = None,
    format_: AsText = Shape.text,
) -> None:
    """Show what an export is and what it holds.

    Names the reader that recognises it and by what, columns used and ignored, dates, copies, damaged
    ids, languages, known followers and three posts; for an unknown file, the --map to try.

    Example: triage inspect brandwatch.csv
    """
    from msgspec.structs import replace

    from mentiontriage.cli._console import find_width, write_json, write_result
    from mentiontriage.cli._gather import name_input
    from mentiontriage.cli._inspection import format_inspection
    from mentiontriage.cli._settings import take_settings, take_times
    from mentiontriage.errors import ShapeError
    from mentiontriage.handles import fold_handles
    from mentiontriage.inspection import inspect_export
    from mentiontriage.readers import describe_unknown
    from mentiontriage.readers._mapping import check_map
    from mentiontriage.readers._open import open_export

    found = name_input(file)
    settings = take_settings(config)
    export = open_export(found.name, found.open_raw, read_map(map_), take_times(dates, zone, settings))
    export = replace(export, own=fold_handles(settings.handles))
    check_map(export.columns, [export])
    inspection = inspect_export(export)
    if format_ is Shape.json:
        write_json(inspection)
    else:
        write_result(format_inspection(inspection, find_width()), None)
    if inspection.reader is None:
        raise ShapeError(describe_unknown(export))
