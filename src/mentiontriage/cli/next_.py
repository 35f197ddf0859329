"""`triage next`: the one to answer now."""

from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Desk, Store, Who, take_person, take_who
from mentiontriage.cli._options import AsText, Config, Danger, Lane, Now, Shape, choose_lanes

if TYPE_CHECKING:
    from mentiontriage.store.desk import Candidate
    from mentiontriage.worklist import Row

_AT_ONCE = 32  # so many people may ask at the same moment without anybody ranking twice


def next_(
    assign: Annotated[
        str | None,
        typer.Option(
            "--assign", "-a", metavar="NAME", help="Give it to this person, `me` for you; nobody else gets it."
        ),
    ] = None,
    lane: Lane = None,
    danger: Danger = False,
    who: Who = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Show the row to answer next, of those that nobody has.

    With --assign it is handed out: two people who ask at once never get the same row.

    Example: triage next --assign ada
    """
    from mentiontriage.cli._console import write_result
    from mentiontriage.cli._show import write_mention
    from mentiontriage.errors import UsageError

    lanes = choose_lanes(lane)
    assignee = None if assign is None else take_person(assign, who)
    if assign is not None and assignee is None:
        raise UsageError(f"--assign {assign}: a row is handed out to a person; without --assign it is only shown")
    name = take_who(assignee if who is None else who)  # who is handed a row, and names nobody else, takes it
    desk = Desk(store, config, now)
    row = _take(desk, lanes, assignee, name, danger=danger)
    if row is None:
        write_result("null\n" if format_ is Shape.json else "Nothing to answer: no row is free.\n", None)
        return
    write_result(write_mention(desk, row.stored.no, format_), None)


def _take(desk: Desk, lanes: tuple[str, ...], assignee: str | None, who: str, *, danger: bool) -> "Row | None":
    """Take the first row that nobody has; ranked again where others took all that were looked at.

    What was refused once is not asked for again, so that this ends whatever refuses it.
    """
    from mentiontriage.deciding import claim_row

    refused: set[int] = set()
    while rows := _list_free(desk, lanes, refused, _AT_ONCE if assignee else 1, danger=danger):
        for row in rows:
            if assignee is None or claim_row(desk.db, _put_first(row), assignee, who, desk.now):
                return row
            refused.update(row.numbers)
    return None


def _list_free(desk: Desk, lanes: tuple[str, ...], refused: set[int], top: int, *, danger: bool) -> "tuple[Row, ...]":
    from mentiontriage.worklist import open_worklist

    worklist = open_worklist(desk.db, desk.scorer)

    def is_free(candidate: "Candidate") -> bool:
        return candidate.no not in refused and worklist.is_unassigned(candidate)

    def is_asked_for(row: "Row") -> bool:
        return row.measured.danger or not danger

    return worklist.rank(top=top, lanes=lanes, wants=is_free, keeps=is_asked_for).rows


def _put_first(row: "Row") -> list[int]:
    no = row.stored.no
    return [no, *(other for other in row.numbers if other != no)]
