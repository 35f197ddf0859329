"""`triage log`: who decided what, newest first; or what was imported."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import ME, Desk, Store, Who, take_who
from mentiontriage.cli._options import MOST, AsText, Config, Now, Shape

if TYPE_CHECKING:
    from mentiontriage.store.records import Decision


def log(
    ident: Annotated[
        str | None, typer.Argument(metavar="ID", help="One mention's history, by its id or link. Default: everything.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="What this person decided; `me` for you.")
    ] = None,
    top: Annotated[int, typer.Option("--top", "-n", min=0, max=MOST, help="Show at most so many; 0 shows all.")] = 50,
    imports: Annotated[bool, typer.Option("--imports", help="List the imports, and which were taken back.")] = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Show who decided what and when, newest first.

    Example: triage log --by ada --top 10
    """
    from itertools import islice

    from mentiontriage.cli._console import write_result
    from mentiontriage.errors import UsageError
    from mentiontriage.store.decisions import iterate_log, list_decisions

    if imports and (ident is not None or by is not None):
        raise UsageError("--imports goes with no ID and no --by: it lists what was imported")
    if by is not None and by.casefold() == ME:
        by = take_who(who)
    desk = Desk(store, config, now)
    if imports:
        write_result(_write_imports(desk, top, format_), None)
        return
    if ident is None:
        made: Iterable[Decision] = iterate_log(desk.db, who=by)
    else:
        made = (d for d in reversed(list_decisions(desk.db, desk.find(ident))) if by in (None, d.who))
    write_result(_write_log(desk, list(islice(made, top or None)), format_) or _say_none(by), None)


def _write_imports(desk: Desk, top: int, shape: Shape) -> str:
    from mentiontriage.cli._console import find_width, to_json
    from mentiontriage.cli._history import lay_out_import
    from mentiontriage.store.imports import list_imports

    made = list_imports(desk.db)[: top or None]
    if shape is Shape.json:
        return to_json(made)
    lines = [line for one in made for line in lay_out_import(one, desk.zone, find_width())]
    return "".join(f"{line}\n" for line in lines) or "Nothing has been imported yet.\n"


def _write_log(desk: Desk, decisions: "list[Decision]", shape: Shape) -> str:
    from mentiontriage.cli._console import find_width, to_json
    from mentiontriage.cli._history import lay_out_decision, record_decision
    from mentiontriage.store.mentions import read_mentions

    found = {s.no: s.mention for s in read_mentions(desk.db, {decision.mention for decision in decisions})}
    if shape is Shape.json:
        of = ((d, found[d.mention]) for d in decisions)
        return to_json([record_decision(d) | {"source": mention.source, "id": mention.id} for d, mention in of])
    names = {no: f"{mention.source}:{mention.id}" for no, mention in found.items()}
    entries = (lay_out_decision(d, desk.zone, find_width(), names[d.mention]) for d in decisions)
    return "".join(f"{line}\n" for lines in entries for line in lines)


def _say_none(by: str | None) -> str:
    return "Nothing has been decided yet.\n" if by is None else f"Nothing has been decided by {by!r}.\n"
