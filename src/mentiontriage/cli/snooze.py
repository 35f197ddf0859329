"""`triage snooze`: put a row away until a time."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Ident, OnlyThis, Store, Who, read_moment, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def snooze(
    ident: Ident,
    until: Annotated[
        str, typer.Option("--until", "-u", metavar="WHEN", help="2h, 3d, 1w, or a time like 2026-11-23T09:00.")
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

    It comes back earlier if its author writes again or if it takes off. A time without a zone is one of
    the desk's (`time_zone` under [targets] in the settings; UTC where nothing is said).

    Example: triage snooze 18593 --until 3h
    """
    from mentiontriage.cli._act import perform, tell
    from mentiontriage.targets import read_zone

    name = take_who(who)
    desk = Desk(store, config, now)
    zone = desk.settings.targets.time_zone
    moment = read_moment(until, desk.now, read_zone(zone))
    row = desk.find_row(ident, only=only)
    perform(desk, "snooze", row, name, detail=reason, until=moment)
    tell(desk, f"snoozed until {moment.astimezone(read_zone(zone)):%Y-%m-%d %H:%M} {zone}", row, format_)
