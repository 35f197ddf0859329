"""`triage undo`: take back what was decided, or what an import brought."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Desk, Store, Who, take_who
from mentiontriage.cli._options import MOST, AsText, Config, Now, Shape

if TYPE_CHECKING:
    from mentiontriage.store.imports import Import
    from mentiontriage.withdrawing import Withdrawal

_MOST_NAMED = 20


def undo(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="NUMBER",
            min=1,
            max=MOST,
            help="A decision's number in `triage log`, or with --import an import's in `triage log --imports`. "
            "Default: your last; with --import the last of all.",
        ),
    ] = None,
    import_: Annotated[
        bool, typer.Option("--import", help="Take back what an import brought, except what somebody decided about.")
    ] = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Undo your last decision, or the one with that number.

    Given again, it goes further back. Undoing an undo, by its number, restores the decision. What an import
    added to posts that were there before stays; to restore an import, import the file again.

    Example: triage undo
    """
    from mentiontriage.cli._act import part_rows, tell
    from mentiontriage.deciding import undo_decision, undo_last

    name = take_who(who)
    desk = Desk(store, config, now)
    if import_:
        _undo_import(desk, number, name, format_)
        return
    if number is None:
        undone = undo_last(desk.db, who=name, at=desk.now)
    else:
        undone = undo_decision(desk.db, number, who=name, at=desk.now)
    rows = part_rows(desk, [decision.mention for decision in undone])
    tell(desk, f"undone: {undone[0].kind}", rows, format_)


def _undo_import(desk: Desk, number: int | None, who: str, shape: Shape) -> None:
    from mentiontriage.cli._console import write_json, write_result
    from mentiontriage.cli._stopping import Stopped
    from mentiontriage.store.mentions import read_mentions
    from mentiontriage.withdrawing import withdraw

    imported = _find_import(desk, number)
    try:
        done = withdraw(desk.db, imported.no, who, desk.now)
    except Stopped as stopped:
        stopped.told += f"; import {imported.no} may be taken back in part: give it again"
        raise
    decided = [stored.mention for stored in read_mentions(desk.db, done.decided)]
    if shape is Shape.json:
        told = {
            "import": imported.no,
            "inputs": imported.inputs,
            "gone": done.gone,
            "decided": [{"source": mention.source, "id": mention.id} for mention in decided],
            "shared": done.shared,
        }
        write_json(told)
        return
    names = [f"{mention.source}:{mention.id}" for mention in decided]
    write_result("".join(f"{line}\n" for line in _write(desk, imported, done, names)), None)


def _find_import(desk: Desk, number: int | None) -> "Import":
    """Find the import of that number, or the last that stands; raises UsageError where there is none."""
    from mentiontriage.errors import UsageError
    from mentiontriage.store.imports import list_imports

    made = list_imports(desk.db)
    found = [one for one in made if (one.undone_at is None if number is None else one.no == number)]
    if found:
        return found[0]
    if number is None:
        raise UsageError("there is no import to take back; `triage log --imports` lists them")
    raise UsageError(f"there is no import {number}; `triage log --imports` shows the numbers")


def _write(desk: Desk, imported: "Import", done: "Withdrawal", decided: list[str]) -> Iterator[str]:
    from mentiontriage.cli._console import find_width
    from mentiontriage.cli._history import say_inputs
    from mentiontriage.durations import format_moment
    from mentiontriage.formats._amounts import count_nouns
    from mentiontriage.formats._clean import clean_line
    from mentiontriage.formats._wrapping import wrap_cells

    when = format_moment(imported.at, desk.zone)
    told = [
        f"taken back: import {imported.no} of {when}, {say_inputs(imported)}",
        f"{count_nouns(done.gone, 'mention')} gone",
    ]
    if decided:
        more = f" and {len(decided) - _MOST_NAMED:,} more" if len(decided) > _MOST_NAMED else ""
        names = clean_line(", ".join(decided[:_MOST_NAMED]))
        told.append(f"{len(decided):,} left, as somebody decided about them: {names}{more}")
    if done.shared:
        told.append(f"{done.shared:,} left, as a network or another import told of them too; what it added stays")
    for line in told:
        yield from wrap_cells(line, find_width(), indent="  ")
