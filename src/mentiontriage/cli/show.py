"""`triage show`: one mention with all that is known of it."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Ident, Store
from mentiontriage.cli._options import AsText, Config, Now, Shape


def show(
    ident: Ident,
    payload: Annotated[bool, typer.Option("--payload", help="Print only the network's own JSON for it.")] = False,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Show a mention: its thread, its author's other posts, its arithmetic, its history.

    Example: triage show 18593
    """
    from mentiontriage.cli._console import write_result
    from mentiontriage.cli._show import write_mention, write_payload

    desk = Desk(store, config, now)
    no = desk.find(ident)
    write_result(write_payload(desk, no) if payload else write_mention(desk, no, format_), None)
