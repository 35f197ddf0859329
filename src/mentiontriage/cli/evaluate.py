"""`triage evaluate`: how well complaints are found in an export that people have marked."""

from pathlib import Path
from typing import Annotated

import typer

from mentiontriage.cli._options import AsText, Config, Map, Shape, read_map


def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table or JSON with a text and a label.")],
    label: Annotated[
        str, typer.Option("--label", metavar="COLUMN", help="The column that says which posts are complaints.")
    ],
    positive: Annotated[
        str | None,
        typer.Option(
            "--positive", metavar="VALUE", help="The label that means a complaint. Default: 1, yes, negative, ..."
        ),
    ] = None,
    map_: Map = None,
    config: Config = None,
    format_: AsText = Shape.text,
) -> None:
    """Measure how well complaints are found.

    Reads your own posts, marked by people, and gives ROC-AUC, average precision, precision among the
    first posts, how many posts must be read to meet 90 % of the complaints, and calibration, with
    bootstrap intervals, beside plain VADER.

    Example: triage evaluate marked.csv --label is_complaint --positive yes
    """
    from mentiontriage.cli._console import write_json, write_result
    from mentiontriage.cli._evaluation import format_evaluations, measure_export
    from mentiontriage.cli._gather import name_input
    from mentiontriage.cli._settings import take_settings
    from mentiontriage.readers._open import open_export

    found = name_input(file)
    export = open_export(found.name, found.open_raw, read_map(map_))
    measured = measure_export(export, label, positive, take_settings(config))
    if format_ is Shape.json:
        write_json(measured)
    else:
        write_result(format_evaluations(measured), None)
