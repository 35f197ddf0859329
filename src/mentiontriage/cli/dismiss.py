"""`triage dismiss`: a row needs no answer."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Ident, OnlyThis, Store, Who, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def dismiss(
    ident: Ident,
    reason: Annotated[str, typer.Option("--reason", "-r", metavar="TEXT", help="Why it needs no answer.")],
    only: OnlyThis = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Take a mention out of the queue for good: it needs no answer.

    Example: triage dismiss 18593 --reason "another Acme"
    """
    from mentiontriage.cli._act import perform, tell
    from mentiontriage.errors import UsageError

    if not reason.strip():
        raise UsageError("--reason is empty; say why it needs no answer")
    name = take_who(who)
    desk = Desk(store, config, now)
    row = desk.find_row(ident, only=only)
    perform(desk, "dismiss", row, name, detail=reason, until=None)
    tell(desk, "dismissed", row, format_)
