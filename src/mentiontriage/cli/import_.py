"""`triage import`: exports into the store."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import Config, Files, Map, Now, Quiet, Strict, Verbose, read_map

if TYPE_CHECKING:
    from mentiontriage.collect import Collection
    from mentiontriage.config import Settings
    from mentiontriage.store.records import Finding

_AT_ONCE = 2_000


def import_(
    files: Files = None,
    map_: Map = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    strict: Strict = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Put exports into the store, beside what was fetched; a post that is there already is merged.

    Where the settings name brands, each post is matched with them; an export is taken to be about
    us, so posts that name nobody are kept too.

    Example: triage import brandwatch.csv reviews.csv
    """
    from mentiontriage.cli._console import print_note
    from mentiontriage.cli._desk import find_store
    from mentiontriage.cli._fetching import add_handles, read_settings
    from mentiontriage.cli._gather import gather, report
    from mentiontriage.cli._options import read_now
    from mentiontriage.store import open_store, transaction
    from mentiontriage.store.records import Saved
    from mentiontriage.store.saving import save_findings

    settings = add_handles(read_settings(config))
    moment = read_now(now)
    collection, progress = gather(files, read_map(map_), settings)
    db = open_store(find_store(store))
    saved = Saved()
    findings = _find(collection, settings)
    while some := list(islice(findings, _AT_ONCE)):
        with transaction(db):
            saved += save_findings(db, some, moment)
    progress.close()
    if not quiet:
        forgotten = f", {saved.forgotten:,} were forgotten and stay so" if saved.forgotten else ""
        print_note(f"stored {saved.new:,} new mentions, {saved.known:,} known{forgotten}")
    report(collection, verbose=verbose, quiet=quiet, strict=strict)


def _find(collection: "Collection", settings: "Settings") -> Iterator["Finding"]:
    """Read each post with whom it names; skipped rows and notes go into the report."""
    import msgspec

    from mentiontriage.config import list_brands
    from mentiontriage.matching import Matcher
    from mentiontriage.model import Mention
    from mentiontriage.store.records import Finding

    brands = list_brands(settings)
    matcher = Matcher(brands, settings.handles)
    ours = next((brand.name for brand in brands if not brand.competitor), None)
    for mention in collection.read_all():
        match = matcher.match(mention)
        found: Mention = msgspec.structs.replace(mention, ours=mention.ours or matcher.is_ours(mention.author.handle))
        if match is not None:
            yield Finding(found, match.brands, match.competitor)
        else:
            yield Finding(found, (ours,) if ours else ())
