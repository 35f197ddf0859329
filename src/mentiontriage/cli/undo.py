"""`triage undo`: take back what was decided."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Store, Who, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def undo(
    number: Annotated[
        int | None,
        typer.Argument(metavar="NUMBER", help="A decision's number in `triage log`. Default: your last."),
    ] = None,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Undo what you decided last, or the decision of that number.

    Asked again it goes further back. Undoing an undo, by its number, restores the decision.

    Example: triage undo
    """
    from mentiontriage.cli._act import tell
    from mentiontriage.deciding import undo_decision, undo_last

    name = take_who(who)
    desk = Desk(store, config, now)
    if number is None:
        undone = undo_last(desk.db, who=name, at=desk.now)
    else:
        undone = undo_decision(desk.db, number, who=name, at=desk.now)
    tell(desk, f"undone: {undone[0].kind}", [decision.mention for decision in undone], format_)
