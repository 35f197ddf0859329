"""The whole queue as one JSON document; docs/schema/queue.schema.json describes it."""

from datetime import datetime

import msgspec

from mentiontriage.fetched import Fetched
from mentiontriage.formats import Format, View
from mentiontriage.formats._record import Record, encode, to_record
from mentiontriage.model import Incidents, Queue, Skipped, Summary

SCHEMA = 1
"""Goes up when a field goes or changes its meaning; a new field does not raise it."""


class Document(msgspec.Struct, frozen=True):
    """The queue as it is written; `rows` and `lanes` are None where not every mention had to be scored.

    `summary` is left out where the queue is no digest, `incidents` where they were not looked for, `fetched` where
    nothing was to be fetched, `outside` where posts of any age were asked for.
    """

    schema: int
    now: datetime
    brand: str | None
    read: int
    rows: int | None
    skipped: tuple[Skipped, ...]
    lanes: dict[str, int] | None
    answered: int | None
    threats: int | None
    danger: int | None
    unreadable: dict[str, int] | None
    items: tuple[Record, ...]
    summary: Summary | msgspec.UnsetType = msgspec.UNSET
    incidents: Incidents | msgspec.UnsetType = msgspec.UNSET
    fetched: tuple[Fetched, ...] | msgspec.UnsetType = msgspec.UNSET
    outside: int | msgspec.UnsetType = msgspec.UNSET


def render(queue: Queue, view: View) -> str:  # noqa: ARG001 (JSON looks the same on every terminal)
    """Write the queue as JSON, indented for people who look into it."""
    items = tuple(map(to_record, queue.items))
    document = Document(
        SCHEMA,
        queue.now,
        queue.brand,
        queue.read,
        queue.rows,
        queue.skipped,
        queue.lanes,
        queue.answered,
        queue.threats,
        queue.danger,
        queue.unreadable,
        items,
        queue.summary or msgspec.UNSET,
        msgspec.UNSET if queue.incidents is None else queue.incidents,
        msgspec.UNSET if queue.fetched is None else queue.fetched,
        msgspec.UNSET if queue.outside is None else queue.outside,
    )
    return encode(document, indent=2).decode() + "\n"


FORMAT = Format("json", "one JSON document: the queue, the lanes, what was skipped", render)
