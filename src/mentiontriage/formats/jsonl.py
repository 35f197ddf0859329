"""One JSON object a line: the items of the json format, for pipes."""

from mentiontriage.formats import Format, View
from mentiontriage.formats._record import encode, to_record
from mentiontriage.model import Queue


def render(queue: Queue, view: View) -> str:  # noqa: ARG001 (JSON looks the same on every terminal)
    """Write each row on a line of its own; an empty queue is an empty string."""
    return "".join(encode(to_record(item)).decode() + "\n" for item in queue.items)


FORMAT = Format("jsonl", "one JSON object a line, for pipes", render)
