"""`triage explain`: the arithmetic of one row."""

from typing import Annotated

import typer

from mentiontriage.cli._options import (
    AsText,
    Brand,
    Config,
    Dates,
    Files,
    Handle,
    Map,
    Now,
    Shape,
    Zone,
    read_map,
    read_now,
)


def explain(
    ident: Annotated[
        str,
        typer.Argument(metavar="ID", help="The mention's id or link, or as much of the id's beginning as is unique."),
    ],
    files: Files = None,
    now: Now = None,
    map_: Map = None,
    dates: Dates = None,
    zone: Zone = None,
    brand: Brand = None,
    handle: Handle = None,
    config: Config = None,
    format_: AsText = Shape.text,
) -> None:
    """Explain one mention's priority.

    Prints each factor, its value, its reason, and the product.

    Example: triage explain 1859302716 export.json
    """
    from mentiontriage.cli._console import find_width, write_result
    from mentiontriage.cli._explanation import find_mention, format_explanation
    from mentiontriage.cli._gather import gather, report
    from mentiontriage.cli._settings import take_settings, take_times
    from mentiontriage.errors import NotFoundError
    from mentiontriage.formats._record import encode_item
    from mentiontriage.scoring import Scorer

    settings = take_settings(config, brand, handle)
    scorer = Scorer(settings, read_now(now))
    collection, progress = gather(files, read_map(map_), settings, take_times(dates, zone, settings))
    mention = find_mention(collection.read_all(), ident)
    progress.close()
    if mention is not None:
        result = scorer.explain(mention)
        told = format_explanation(mention, result, scorer.zone, find_width())
        write_result(encode_item(mention, result, None).decode() + "\n" if format_ is Shape.json else told, None)
    report(collection, verbose=False, quiet=True, strict=False)
    if mention is None:
        raise NotFoundError(
            f"no mention has an id that begins with {ident!r}; `triage rank --format json` shows the ids"
        )
