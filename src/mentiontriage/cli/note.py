"""`triage note`: write something down about a mention."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Ident, Store, Who, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def note(
    ident: Ident,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the next reader should know.")],
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Add a note to a mention's history.

    Example: triage note 18593 "refund sent on Monday, ticket 4411"
    """
    from mentiontriage.cli._act import perform, tell
    from mentiontriage.errors import UsageError

    if not text.strip():
        raise UsageError("the note is empty")
    name = take_who(who)
    desk = Desk(store, config, now)
    rows = [[desk.find(ident)]]
    perform(desk, "note", rows, name, detail=text, until=None)
    tell(desk, "noted", rows, format_)
