"""`triage snooze`: put a row away until a time."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Ident, OnlyThis, Store, Who, read_moment, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def snooze(
    ident: Ident,
    until: Annotated[
        str, typer.Option("--until", "-u", metavar="WHEN", help="2h, 3d, 1w, or a time like 2026-11-23T09:00Z.")
    ],
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="What is waited for.")] = None,
    only: OnlyThis = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Put a mention away until a time; then it comes back by itself.

    It comes back earlier if its author writes again or if it takes off.

    Example: triage snooze 18593 --until 3h
    """
    from mentiontriage.cli._act import perform, tell

    name = take_who(who)
    desk = Desk(store, config, now)
    moment = read_moment(until, desk.now)
    row = desk.find_row(ident, only=only)
    perform(desk, "snooze", row, name, detail=reason, until=moment)
    tell(desk, f"snoozed until {moment:%Y-%m-%d %H:%M} UTC", row, format_)
