"""Decide about mentions and say so."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from mentiontriage.cli._desk import Desk
from mentiontriage.cli._options import Shape
from mentiontriage.store.records import Kind

if TYPE_CHECKING:
    from mentiontriage.deciding import Before

_ROOM = 76  # columns of the post's beginning, within 80


def perform(
    desk: Desk, kind: Kind, mentions: Sequence[int], who: str, *, detail: str | None, until: datetime | None
) -> None:
    """Decide the same about these mentions, as one action; says where somebody else was quicker."""
    from mentiontriage.cli._console import print_note
    from mentiontriage.deciding import act
    from mentiontriage.store.records import Decision

    before = act(desk.db, mentions, Decision(0, desk.now, who, kind, detail, until), desk.settings)
    for told in _list_surprises(desk, kind, before, who):
        print_note(told)


def _list_surprises(desk: Desk, kind: Kind, before: "Before", who: str) -> Iterator[str]:
    """List what somebody who decides about a mention may not expect: that it stands so already, or is another's."""
    from mentiontriage.durations import format_moment
    from mentiontriage.store.decisions import LEADS_TO, list_moves

    if kind == "note":
        return
    standing = before.standing
    if standing.assignee and standing.assignee != who and kind != "assign":
        yield f"it is with {standing.assignee}"
    # Who assigns a mention may not expect it to be done; who snoozes it anew means another time.
    if standing.status == LEADS_TO.get(kind, "done") and kind != "snooze":
        made = list_moves(before.decisions)
        by = f", by {made[-1].who} at {format_moment(made[-1].at, desk.zone)}" if made else ""
        yield f"it was {standing.status} already{by}"


def tell(desk: Desk, what: str, mentions: Sequence[int], shape: Shape) -> None:
    """Say what was decided, about which mentions, and what the first of them says: an id is soon mistaken."""
    from rich.cells import cell_len

    from mentiontriage.cli._console import write_json, write_result
    from mentiontriage.formats._clean import clean_line
    from mentiontriage.formats._excerpt import cut_text
    from mentiontriage.store.mentions import read_mentions

    found = [stored.mention for stored in read_mentions(desk.db, mentions)]
    if shape is Shape.json:
        ids = [{"source": mention.source, "id": mention.id} for mention in found]
        write_json({"decided": what, "mentions": ids})
        return
    first = found[0]
    handle, name = first.author.handle, first.author.name
    who = f" by @{handle}" if handle else f" by {name}" if name else ""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    said = cut_text(clean_line(first.text), (), _ROOM, cell_len)
    head = clean_line(f"{what}: {first.source}:{first.id}{more}{who}")
    write_result(f"{head}\n  {said}\n" if said else f"{head}\n", None)
