"""`triage show`: one mention with all that is known of it."""

from mentiontriage.cli._desk import Desk, Ident, Store
from mentiontriage.cli._options import AsText, Config, Now, Shape


def show(
    ident: Ident,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Show a mention: its thread, its author's earlier ones, its arithmetic, its history.

    Example: triage show 18593
    """
    from mentiontriage.cli._console import write_result
    from mentiontriage.cli._show import write_mention

    desk = Desk(store, config, now)
    write_result(write_mention(desk, desk.find(ident), format_), None)
