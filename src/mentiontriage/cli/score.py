"""`triage score`: one JSON line a mention, in input order."""

from mentiontriage.cli._options import (
    Brand,
    Config,
    Dates,
    Files,
    Handle,
    Jobs,
    Map,
    Now,
    Output,
    Quiet,
    Strict,
    Verbose,
    Zone,
    read_map,
    read_now,
)


def score(
    files: Files = None,
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
    """Score every mention: one JSON line each.

    In input order and unranked, for pipes and for measuring; docs/json.md lists the fields.

    Example: triage score export.json | jq -r 'select(.complaint > 0.8) | .url'
    """
    from mentiontriage.cli._console import spare_inputs, write_parts
    from mentiontriage.cli._gather import gather, report
    from mentiontriage.cli._settings import take_settings, take_times
    from mentiontriage.formats._record import encode_item
    from mentiontriage.model import Mention
    from mentiontriage.scoring import Scorer

    spare_inputs(output, files or ["-"])
    settings = take_settings(config, brand, handle)
    scorer = Scorer(settings, read_now(now))
    collection, progress = gather(files, read_map(map_), settings, take_times(dates, zone, settings), jobs)

    def encode(mention: Mention) -> str:
        return encode_item(mention, scorer.explain(mention), None).decode() + "\n"

    # Where nothing can be read, a file of an earlier run stays what it is.
    if collection.opened:
        write_parts((line for _, line in collection.map_all(encode)), output)
    progress.close()
    report(collection, verbose=verbose, quiet=quiet, strict=strict)
