"""`triage done`: a row is answered."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Desk, Idents, OnlyThis, Store, Who, take_who
from mentiontriage.cli._options import AsText, Config, Now, Shape


def done(
    idents: Idents,
    reply: Annotated[str | None, typer.Option("--reply", metavar="URL", help="Link to the answer.")] = None,
    only: OnlyThis = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Mark mentions as answered, with their authors' other open posts.

    A mention comes back if its author writes again or if it takes off.

    Example: triage done 18593 --reply https://x.com/acme/status/18600
    """
    from mentiontriage.cli._act import perform, tell
    from mentiontriage.errors import UsageError

    if reply and not reply.startswith(("https://", "http://")):
        raise UsageError(f"--reply {reply!r} is not a web address; write it like https://x.com/acme/status/18600")
    name = take_who(who)
    desk = Desk(store, config, now)
    rows = desk.find_rows(idents, only=only)
    perform(desk, "done", rows, name, detail=reply, until=None)
    tell(desk, "done", rows, format_)
