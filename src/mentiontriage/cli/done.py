"""`triage done`: a row is answered."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Ident, OnlyThis, Store, Who, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def done(
    ident: Ident,
    reply: Annotated[str | None, typer.Option("--reply", metavar="URL", help="Link to the answer.")] = None,
    only: OnlyThis = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Mark a mention as answered, with its author's other open posts.

    It comes back if its author writes again or if it takes off.

    Example: triage done 18593 --reply https://x.com/acme/status/18600
    """
    from mentiontriage.cli._act import perform, tell
    from mentiontriage.errors import UsageError

    if reply and not reply.startswith(("https://", "http://")):
        raise UsageError(f"--reply {reply!r} is not a web address; write it like https://x.com/acme/status/18600")
    name = take_who(who)
    desk = Desk(store, config, now)
    row = desk.find_row(ident, only=only)
    perform(desk, "done", row, name, detail=reply, until=None)
    tell(desk, "done", row, format_)
