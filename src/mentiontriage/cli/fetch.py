"""`triage fetch`: new mentions from the networks into the store, then the queue."""

from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import MOST, Config, FormatName, Lane, Now, Output, Quiet, Top, Verbose, choose_lanes

if TYPE_CHECKING:
    from mentiontriage.fetching import Result
    from mentiontriage.planning import Unready

Sources = Annotated[
    list[str] | None,
    typer.Option("--source", "-s", metavar="NAME", help="Only this source (repeat for more); see `triage sources`."),
]


def fetch(
    brands: Annotated[
        list[str] | None, typer.Argument(metavar="BRAND", help="Brands to look for. Default: all in the settings.")
    ] = None,
    source: Sources = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="TIME",
            help="How far back to read: 2h, 3d or ISO. Default: to the last run, at first a week.",
        ),
    ] = None,
    most: Annotated[
        int | None,
        typer.Option("--max", min=1, max=MOST, help="Stop each source after so many new posts, at the end of a page."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what is new without storing it.")] = False,
    format_: FormatName = "table",
    top: Top = 20,
    lane: Lane = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    output: Output = None,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Fetch new mentions of our brands and competitors, and show the queue.

    Without settings, it searches the sources that need no credentials. Each run goes on where the
    last one ended. A source that fails is reported, and stops no other.

    Example: triage fetch "Acme" --source hackernews --since 2d
    """
    from functools import partial

    from msgspec.structs import replace

    from mentiontriage import formats, plugins
    from mentiontriage.cli._console import Progress, make_view, print_note, spare_inputs, write_result
    from mentiontriage.cli._desk import find_store
    from mentiontriage.cli._fetching import Work, choose_brands, fetch_into, make_plans
    from mentiontriage.cli._options import read_now, read_since
    from mentiontriage.cli._results import Board, tell_programs
    from mentiontriage.cli._settings import take_settings
    from mentiontriage.deciding import catch_up
    from mentiontriage.scoring import Scorer
    from mentiontriage.sources import Reach
    from mentiontriage.store import drop_stored, hold_lock, open_store, open_trial
    from mentiontriage.targets import read_zone
    from mentiontriage.worklist import open_worklist

    renderer = plugins.load(formats.__name__, format_, formats.Format)
    lanes = choose_lanes(lane)
    settings = take_settings(config)
    wanted = choose_brands(settings, brands or [])
    moment = read_now(now)
    plans, unready = make_plans(settings, config, wanted, source or [])
    work = Work(
        plans, unready, wanted, Reach(moment, read_since(since, moment) if since is not None else None, most), settings
    )
    path = find_store(store)
    spare_inputs(output, [path])
    zone = read_zone(settings.targets.time_zone)
    bar = Board([plan.source.name for plan in plans], verbose=verbose, quiet=quiet, zone=zone)
    if dry_run:
        db = open_trial(path)
        results = fetch_into(db, work, bar, partial(drop_stored, db, path))
    else:
        db = open_store(path)
        with hold_lock(path, "fetch") as held:
            results = fetch_into(db, work, bar) if held else []
        if not held and not quiet:
            print_note(f"another fetch into {path} is running; this is what is stored so far")
        catch_up(db, settings, moment)
    brand = wanted[0].name if len(wanted) == 1 else None
    with Progress("scoring") as progress:
        worklist = open_worklist(db, Scorer(settings, moment), brand, progress)
        group = settings.incidents
        count = worklist.scores_all(top or None, group=group)
        shown = worklist.show(worklist.rank(top=top or None, lanes=lanes, count=count, group=group))
        shown = replace(shown, fetched=tell_programs(results, unready))
        progress(len(shown.items), "writing")
        text = renderer.render(shown, make_view(output))
    write_result(text, output)
    _fail_where_needed(results, unready)


def _fail_where_needed(results: list["Result"], unready: list["Unready"]) -> None:
    """Leave with the code that says what failed; it was told already."""
    from mentiontriage.errors import CredentialError, SourceError

    if any(lack.credential for lack in unready) or any(result.refused for result in results):
        raise typer.Exit(CredentialError.exit_code)
    if unready or any(result.errors for result in results):
        raise typer.Exit(SourceError.exit_code)
