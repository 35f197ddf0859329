"""`triage dismiss`: a row needs no answer."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Idents, OnlyThis, Store, Who, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def dismiss(
    idents: Idents,
    reason: Annotated[str, typer.Option("--reason", "-r", metavar="TEXT", help="Why it needs no answer.")],
    only: OnlyThis = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Take mentions out of the queue for good: they need no answer.

    Example: triage dismiss 18593 18604 --reason "another Acme"
    """
    from mentiontriage.cli._act import perform, tell
    from mentiontriage.errors import UsageError

    if not reason.strip():
        raise UsageError("--reason is empty; say why it needs no answer")
    name = take_who(who)
    desk = Desk(store, config, now)
    rows = desk.find_rows(idents, only=only)
    perform(desk, "dismiss", rows, name, detail=reason, until=None)
    tell(desk, "dismissed", rows, format_)
