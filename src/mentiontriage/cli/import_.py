"""`triage import`: exports into the store."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import (
    AsText,
    Config,
    Dates,
    Files,
    Handle,
    Map,
    Now,
    Quiet,
    Shape,
    Strict,
    Verbose,
    Zone,
    read_map,
)

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from mentiontriage.collect import Collection
    from mentiontriage.config import Settings
    from mentiontriage.matching import Matcher
    from mentiontriage.store.records import Finding, Saved

_AT_ONCE = 2_000


def import_(
    files: Files = None,
    map_: Map = None,
    dates: Dates = None,
    zone: Zone = None,
    handle: Handle = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    strict: Strict = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
    format_: AsText = Shape.text,
) -> None:
    """Add exports to the store; a post that is already there is merged.

    Each post is matched with the brands in the settings. An export is taken to be about us, so posts
    that name no brand are kept too. `triage undo --import` takes it back, for instance where --map was wrong.

    Example: triage import brandwatch.csv reviews.csv
    """
    from mentiontriage.cli._console import write_json
    from mentiontriage.cli._desk import find_store
    from mentiontriage.cli._gather import gather, print_summary, report
    from mentiontriage.cli._options import read_now
    from mentiontriage.cli._settings import take_settings, take_times
    from mentiontriage.formats._amounts import count_nouns
    from mentiontriage.store import open_store

    settings = take_settings(config, handles=handle)
    moment = read_now(now)
    collection, progress = gather(files, read_map(map_), settings, take_times(dates, zone, settings))
    db = open_store(find_store(store))
    with progress:
        number, saved = _save(db, collection, settings, moment)
    if format_ is Shape.json and collection.opened:
        write_json(_describe(number, saved, collection))
    if not quiet:
        counts = [(saved.merged, "seen before"), (saved.forgotten, "forgotten for good")]
        head = f"import {number}: " if number else ""
        print_summary(collection, f"{head}stored {count_nouns(saved.new, 'new mention')}", counts, verbose=verbose)
    report(collection, verbose=verbose, quiet=True, strict=strict)


def _describe(number: int, saved: "Saved", collection: "Collection") -> dict[str, object]:
    """Say for programs what came of an import; it has a number only if there was something in it."""
    return {
        "import": number or None,
        "inputs": [opened.export.name for opened in collection.opened],
        "new": saved.new,
        "known": saved.merged,
        "forgotten": saved.forgotten,
        "skipped": collection.census.skipped,
    }


def _save(
    db: "sqlite3.Connection", collection: "Collection", settings: "Settings", now: "datetime"
) -> "tuple[int, Saved]":
    """Save all that is read, some at a time; gives the import's number and what was saved.

    If it ends early, what stands is said with the reason.
    """
    from mentiontriage.cli._stopping import Stopped
    from mentiontriage.config import list_brands
    from mentiontriage.deciding import catch_up
    from mentiontriage.errors import StoreError
    from mentiontriage.matching import Matcher
    from mentiontriage.store import transaction
    from mentiontriage.store.imports import begin_import, count_saved, find_import
    from mentiontriage.store.records import Saved
    from mentiontriage.store.saving import save_findings

    number, saved = 0, Saved()
    matcher = Matcher(list_brands(settings), settings.handles)
    findings = _find(collection, settings, matcher)
    try:
        while some := list(islice(findings, _AT_ONCE)):
            with transaction(db):
                number = number or begin_import(db, (opened.export.name for opened in collection.opened), now)
                just = save_findings(db, some, now, number, matcher.own)
                count_saved(db, number, just)
            saved += just
            catch_up(db, settings, now)  # here, as what was replied to in a year takes a while
    except StoreError as error:
        if saved == Saved():
            raise
        raise StoreError(f"{error}; {_say_what_stands(number, saved.new)}") from error
    except Stopped as stopped:  # perhaps as the last was saved, which the store alone knows
        stands = find_import(db, number)
        stopped.told += f"; {_say_what_stands(number, stands.new) if stands else 'nothing was imported'}"
        raise
    return number, saved


def _say_what_stands(number: int, new: int) -> str:
    from mentiontriage.formats._amounts import count_nouns

    stands = f"import {number} stands with {count_nouns(new, 'new mention')}"
    return f"{stands}: give it again, or take it back (triage undo --import)"


def _find(collection: "Collection", settings: "Settings", matcher: "Matcher") -> Iterator["Finding"]:
    """Read each post with whom it names; skipped rows and notes go into the report.

    Posts go in as they stand, copies and reposts too: the store merges them as it does those of
    the networks, and remembers who it was that passed a post on.
    """
    from mentiontriage.answerers import AnswerLog
    from mentiontriage.config import list_brands
    from mentiontriage.model import Mention, Repost, Skipped
    from mentiontriage.store.records import Finding

    ours = next((brand.name for brand in list_brands(settings) if not brand.competitor), None)
    answers = AnswerLog()
    for item in collection.read_items():
        if isinstance(item, Skipped):
            collection.census.skipped.append(item)
        elif not isinstance(item, Mention | Repost):
            collection.census.notes.append(item)
        elif (mention := item.original if isinstance(item, Repost) else item) is None:
            yield Finding(matcher.mark_ours(item))
        else:
            match = matcher.match(mention)
            brands_named = match.brands if match else (ours,) if ours else ()
            marked = matcher.mark_ours(item)
            if isinstance(marked, Mention):
                answers.meet(marked)
            yield Finding(marked, brands_named, bool(match and match.competitor))
    collection.census.notes += answers.ask(collection.name_inputs())
