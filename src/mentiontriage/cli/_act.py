"""Decide about mentions and say so."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from mentiontriage.cli._desk import Desk
from mentiontriage.cli._options import Shape
from mentiontriage.store.records import Kind

if TYPE_CHECKING:
    from mentiontriage.deciding import Before
    from mentiontriage.model import Mention

_ROOM = 76  # columns of the post's beginning, within 80


def perform(
    desk: Desk, kind: Kind, rows: Sequence[Sequence[int]], who: str, *, detail: str | None, until: datetime | None
) -> None:
    """Decide the same about the mentions of these rows, as one action; says where somebody else was quicker."""
    from mentiontriage.cli._console import print_note
    from mentiontriage.deciding import act
    from mentiontriage.store.records import Decision

    befores = act(desk.db, rows, Decision(0, desk.now, who, kind, detail, until), desk.settings)
    for row, before in zip(rows, befores, strict=True):
        which = f"{_name(desk, row[0])}: " if len(rows) > 1 else ""
        for told in _list_surprises(desk, kind, before, (who, detail)):
            print_note(which + told)


def _name(desk: Desk, no: int) -> str:
    from mentiontriage.store.mentions import read_mentions

    return next((f"{found.mention.source}:{found.mention.id}" for found in read_mentions(desk.db, [no])), "")


def _list_surprises(desk: Desk, kind: Kind, before: "Before", named: Sequence[str | None]) -> Iterator[str]:
    """List what somebody who decides about a mention may not expect: that it stands so already, or is another's.

    `named` are who decides, and to whom it is assigned if it is.
    """
    from mentiontriage.durations import format_moment
    from mentiontriage.store.decisions import LEADS_TO, list_moves

    if kind == "note":
        return
    standing = before.standing
    if before.assignee and before.assignee not in named:
        yield f"it {'was' if kind == 'assign' else 'is'} with {before.assignee}"
    # Who assigns a mention may not expect it to be done; who snoozes it anew means another time.
    if standing.status == LEADS_TO.get(kind, "done") and kind != "snooze":
        made = list_moves(before.decisions)
        by = f", by {made[-1].who} at {format_moment(made[-1].at, desk.zone)}" if made else ""
        yield f"it was {standing.status} already{by}"


def part_rows(desk: Desk, mentions: Sequence[int]) -> list[list[int]]:
    """Part mentions into rows, one an author; those of unknown authors are one each."""
    from mentiontriage.store._values import lower_ascii
    from mentiontriage.store.mentions import read_mentions

    rows: dict[tuple[str, str | int], list[int]] = {}
    for stored in read_mentions(desk.db, mentions):
        source, handle = stored.mention.source, stored.mention.author.handle
        rows.setdefault((source, lower_ascii(handle) if handle else stored.no), []).append(stored.no)
    return list(rows.values())


def tell(desk: Desk, what: str, rows: Sequence[Sequence[int]], shape: Shape) -> None:
    """Say what was decided, about which mentions, and what the first of each row says: an id is soon mistaken."""
    from mentiontriage.cli._console import write_json, write_result
    from mentiontriage.store.mentions import read_mentions

    found = [[stored.mention for stored in read_mentions(desk.db, row)] for row in rows]
    if shape is Shape.json:
        ids = [{"source": mention.source, "id": mention.id} for row in found for mention in row]
        write_json({"decided": what, "mentions": ids})
        return
    write_result("".join(_tell_row(what, row) for row in found), None)


def _tell_row(what: str, found: Sequence["Mention"]) -> str:
    from rich.cells import cell_len

    from mentiontriage.formats._clean import clean_line
    from mentiontriage.formats._excerpt import cut_text
    from mentiontriage.formats._people import show_name

    first = found[0]
    who = f" by {name}" if (name := show_name(first.author)) else ""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    said = cut_text(clean_line(first.text), (), _ROOM, cell_len)
    head = clean_line(f"{what}: {first.source}:{first.id}{more}{who}")
    return f"{head}\n  {said}\n" if said else f"{head}\n"
