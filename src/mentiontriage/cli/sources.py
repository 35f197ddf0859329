"""`triage sources`: where mentions can be fetched from, and how each source stands."""

from typing import TYPE_CHECKING, Any

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import AsText, Config, Shape

if TYPE_CHECKING:
    from datetime import tzinfo

    from mentiontriage.sources import Source
    from mentiontriage.store.positions import SourceRun


def sources(format_: AsText = Shape.text, store: Store = None, config: Config = None) -> None:
    """List the sources: which are ready, what others lack, last fetch and last error, with their times.

    Example: triage sources
    """
    from mentiontriage import plugins
    from mentiontriage import sources as room
    from mentiontriage.cli._console import make_harmless, write_json, write_result
    from mentiontriage.cli._desk import find_store
    from mentiontriage.cli._fetching import open_keyring
    from mentiontriage.cli._settings import naming_settings, take_settings
    from mentiontriage.planning import choose_sources, find_lack
    from mentiontriage.store import open_store
    from mentiontriage.store.positions import read_runs
    from mentiontriage.targets import read_zone

    settings = take_settings(config)
    zone = read_zone(settings.targets.time_zone)
    keyring = open_keyring(settings, config)
    path = find_store(store)
    runs = read_runs(open_store(path, create=False)) if path.is_file() else {}
    told = []
    with naming_settings(config):
        on = {source.name for source in choose_sources(settings, [])}
        for source in plugins.load_all(room.__name__, room.Source):
            lack = find_lack(source, settings, keyring)
            told.append(_describe(source, lack.reason if lack else None, runs.get(source.name), on=source.name in on))
    if format_ is Shape.json:
        write_json(told)
    else:
        write_result("".join(f"{make_harmless(line)}\n" for entry in told for line in _write(entry, zone)), None)


def _describe(source: "Source", lack: str | None, run: "SourceRun | None", *, on: bool) -> dict[str, Any]:
    return {
        "name": source.name,
        "summary": source.summary,
        "ready": lack is None,
        "lacks": lack,
        "used": on,
        "last_fetched": run.succeeded_at if run else None,
        "last_error": run.error if run else None,
        "last_error_at": run.ran_at if run and run.error else None,
    }


def _write(entry: dict[str, Any], zone: "tzinfo") -> list[str]:
    from mentiontriage.durations import format_moment, tell_times

    state = ("ready" if entry["used"] else "ready, not used") if entry["ready"] else entry["lacks"]
    lines = [f"{entry['name']:<15} {entry['summary']}", f"{'':<15}   {state}"]
    if entry["last_fetched"]:
        lines.append(f"{'':<15}   last fetched {format_moment(entry['last_fetched'], zone)}")
    if entry["last_error"]:
        when = format_moment(entry["last_error_at"], zone)
        lines.append(f"{'':<15}   last error {when}: {tell_times(entry['last_error'], zone)}")
    return lines
