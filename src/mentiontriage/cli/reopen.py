"""`triage reopen`: a mention is open again."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Ident, Store, Who, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def reopen(
    ident: Ident,
    reason: Annotated[str | None, typer.Option("--reason", "-r", metavar="TEXT", help="Why.")] = None,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Reopen a mention that was answered, snoozed or dismissed.

    Example: triage reopen 18593
    """
    from mentiontriage.cli._act import perform, tell

    name = take_who(who)
    desk = Desk(store, config, now)
    rows = [[desk.find(ident)]]
    perform(desk, "reopen", rows, name, detail=reason, until=None)
    tell(desk, "reopened", rows, format_)
