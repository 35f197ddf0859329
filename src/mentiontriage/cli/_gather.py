"""Open what a command was given to read, and report afterwards how that went."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mentiontriage.cli._console import Progress, print_error, print_note
from mentiontriage.collect import Collection
from mentiontriage.config import Settings
from mentiontriage.errors import InputError, StrictError, UsageError
from mentiontriage.formats._amounts import count_nouns
from mentiontriage.inputs import Input, name_file, spool
from mentiontriage.readers import UNTOLD, TimeStyle


def gather(
    files: Iterable[str] | None,
    columns: dict[str, str],
    settings: Settings,
    times: TimeStyle = UNTOLD,
    jobs: int | None = 1,
) -> tuple[Collection, Progress]:
    """Open the files, or standard input where none is named; raises UsageError where that is a terminal.

    `jobs` are the processes that may work beside one another; None is as many as pay.
    """
    progress = Progress("reading")
    inputs = list(_name_inputs(list(files or []) or ["-"]))
    return Collection(inputs, columns, settings.handles, on_progress=progress, times=times, jobs=jobs), progress


def _name_inputs(files: list[str]) -> Iterator[Input | InputError]:
    for file in files:
        try:
            yield name_input(file)
        except InputError as error:
            yield error


def name_input(file: str | Path) -> Input:
    """Make an input of a file, or of standard input where it is called `-`.

    Raises InputError where it cannot be read, and UsageError where nobody pipes anything in.
    """
    if str(file) != "-":
        return name_file(Path(file))
    if sys.stdin.isatty():
        raise UsageError(
            "nothing to read: name a file (triage rank export.json) or pipe one in (cat export.json | triage rank)"
        )
    return spool("standard input", sys.stdin.buffer)


def report(
    collection: Collection, converted: Mapping[str, int] | None = None, *, verbose: bool, quiet: bool, strict: bool
) -> None:
    """Tell on stderr what was read and what was not, then fail if an input or `--strict` says so.

    `converted` are the counts of what was only passed on, which the census does not see.

    Ends the command with the first input's exit code where one could not be read; raises StrictError.
    """
    census = collection.census
    collection.close()
    for failure in collection.failures:
        print_error(str(failure))
    if not quiet:
        _print_summary(collection, converted, verbose)
    if collection.failures:
        raise SystemExit(collection.failures[0].exit_code)
    if strict and census.skipped:
        first = census.skipped[0]
        raise StrictError(f"--strict: {len(census.skipped):,} skipped, first {first.where}: {first.reason}")


def _print_summary(collection: Collection, converted: Mapping[str, int] | None, verbose: bool) -> None:
    names = ", ".join(f"{opened.export.name} ({opened.reader.name})" for opened in collection.opened[:3])
    more = f" and {len(collection.opened) - 3} more" if len(collection.opened) > 3 else ""
    read = collection.learned.read if converted is None else converted["mentions"]
    reposts = collection.census.reposts if converted is None else converted["reposts"]
    name = "repost" if reposts == 1 else "reposts"
    counts = [(collection.learned.merged, "merged as copies"), (reposts, f"{name} counted as spread")]
    if converted is not None:
        counts = [(reposts, name)]
    print_summary(collection, f"read {count_nouns(read, 'mention')} from {names}{more}", counts, verbose=verbose)


def print_summary(collection: Collection, done: str, counts: list[tuple[int, str]], *, verbose: bool) -> None:
    """Tell on stderr what was done in one line, with counts and what was skipped; all of it if `verbose`.

    A note that changes the order of the whole queue is told in any case.
    Where no input could be opened nothing was done, and why not is told as an error.
    """
    if not collection.opened:
        return
    census = collection.census
    counts = [
        *counts,
        (len(census.skipped), "skipped"),
        (len(census.notes), "note" if len(census.notes) == 1 else "notes"),
    ]
    told = "".join(f", {count:,} {what}" for count, what in counts if count)
    notes = [note for note in census.notes if verbose or note.is_pressing]
    hint = " (-v tells which)" if not verbose and (census.skipped or len(notes) < len(census.notes)) else ""
    print_note(f"{done}{told}{hint}")
    if verbose:
        for opened in collection.opened:
            print_note(f"  {opened.export.name}: {opened.reader.name}, known by {opened.reason}")
        for entry in census.skipped:
            print_note(f"  skipped {entry.where}: {entry.reason}")
    for note in notes:
        print_note(f"  note {note.where}: {note.text}")
