"""`triage assign`: give a row to somebody."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import ME, Desk, Ident, OnlyThis, Store, Who, take_person, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def assign(
    ident: Ident,
    to: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Who is to answer. Default: you.", show_default=False)
    ] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="Take it from whoever has it.")] = False,
    only: OnlyThis = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Assign a mention, with its author's other open posts.

    Example: triage assign 18593 ada
    """
    from mentiontriage.cli._act import perform, tell
    from mentiontriage.errors import UsageError

    if nobody and to is not None:
        raise UsageError(f"give either {to!r} or --nobody, not both")
    name = take_who(who)
    assignee = None if nobody else take_person(ME if to is None else to, name)
    desk = Desk(store, config, now)
    row = desk.find_row(ident, only=only)
    perform(desk, "assign", [row], name, detail=assignee, until=None)
    tell(desk, f"assigned to {assignee or 'nobody'}", [row], format_)
