"""Decide about mentions and say so."""

from collections.abc import Sequence
from datetime import datetime

from mentiontriage.cli._desk import Desk
from mentiontriage.cli._options import Shape
from mentiontriage.store.records import Kind


def perform(
    desk: Desk, kind: Kind, mentions: Sequence[int], who: str, *, detail: str | None, until: datetime | None
) -> None:
    """Decide the same about these mentions, as one action."""
    from mentiontriage.deciding import act
    from mentiontriage.store.records import Decision

    act(desk.db, mentions, Decision(0, desk.now, who, kind, detail, until), desk.settings)


def tell(desk: Desk, what: str, mentions: Sequence[int], shape: Shape) -> None:
    """Say what was decided, about which mentions."""
    from mentiontriage.cli._console import write_result
    from mentiontriage.formats._clean import clean_line
    from mentiontriage.formats._record import encode
    from mentiontriage.store.mentions import read_mentions

    found = [stored.mention for stored in read_mentions(desk.db, mentions)]
    if shape is Shape.json:
        ids = [{"source": mention.source, "id": mention.id} for mention in found]
        write_result(encode({"decided": what, "mentions": ids}).decode() + "\n", None)
        return
    first = found[0]
    who = f" by @{first.author.handle}" if first.author.handle else ""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    write_result(clean_line(f"{what}: {first.source}:{first.id}{more}{who}") + "\n", None)
