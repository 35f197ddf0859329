"""`triage train`: learn from posts that people have marked."""

import json
from pathlib import Path
from typing import Annotated

import typer

from mentiontriage.cli._options import AsText, Map, Shape, read_map


def train(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table or JSON with a text and a label.")],
    label: Annotated[
        str, typer.Option("--label", metavar="COLUMN", help="The column that says which posts are complaints.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="Where to write the model.")],
    positive: Annotated[
        str | None,
        typer.Option(
            "--positive", metavar="VALUE", help="The label that means a complaint. Default: 1, yes, negative, ..."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write it even if it is no better.")] = False,
    map_: Map = None,
    format_: AsText = Shape.text,
) -> None:
    """Learn from posts that people have marked.

    Starts from the shipped weights, measures on held-out fifths whether what it learned is better,
    and writes no model that is not. Use the model with `model = "my.model"` (its whole path)
    under [complaint] in the settings file. It takes a few hundred marked posts to pay off.

    Example: triage train marked.csv --label is_complaint --output my.model
    """
    from mentiontriage.cli._console import print_note, spare_inputs, write_json, write_result
    from mentiontriage.cli._gather import name_input
    from mentiontriage.cli._training import check_gain, format_lessons, learn_export
    from mentiontriage.readers._open import open_export

    spare_inputs(output, [file])
    found = name_input(file)
    export = open_export(found.name, found.open_raw, read_map(map_))
    trained = learn_export(export, label, positive)
    if format_ is Shape.json:
        write_json({"lessons": trained.lessons, "left_out": trained.left_out})
    else:
        write_result(format_lessons(trained), None)
    if not force:
        check_gain(trained)
    write_result(trained.model, output)
    print_note(f"wrote {output}{_say_use(output)}")


def _say_use(output: Path) -> str:
    """Say how the settings name a model that was written to a file."""
    if not output.is_file():
        return ""
    # The whole path, as cron calls from another folder; TOML escapes as JSON does.
    path = json.dumps(str(output.resolve()), ensure_ascii=False)
    return f"; to use it, set model = {path} under [complaint] in the settings file"
