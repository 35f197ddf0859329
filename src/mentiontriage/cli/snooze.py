"""`triage snooze`: put a row away until a time."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Idents, OnlyThis, Store, Who, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def snooze(
    idents: Idents,
    until: Annotated[
        str,
        typer.Option(
            "--until", "-u", metavar="WHEN", help="2h, 3d, 1w, tomorrow, mon, fri 14:00, 16:30 or 2026-11-23T09:00."
        ),
    ],
    reason: Annotated[
        str | None, typer.Option("--reason", "-r", metavar="TEXT", help="What you are waiting for.")
    ] = None,
    only: OnlyThis = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Put mentions away until a time; then they come back by themselves.

    A mention comes back earlier if its author writes again or if it takes off. A day alone means when the desk
    opens that day, or 9:00. Times are in the desk's time zone (`time_zone` under [targets] in the
    settings, else UTC).

    Example: triage snooze 18593 --until 3h
    """
    from mentiontriage.cli._act import perform, tell
    from mentiontriage.cli._moments import read_moment
    from mentiontriage.durations import format_moment

    name = take_who(who)
    desk = Desk(store, config, now)
    moment = read_moment(until, desk.now, desk.settings.targets)
    rows = desk.find_rows(idents, only=only)
    perform(desk, "snooze", rows, name, detail=reason, until=moment)
    tell(desk, f"snoozed until {format_moment(moment, desk.zone)}", rows, format_)
