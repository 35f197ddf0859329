"""The queue as plain text, as `triage digest` prints it and cron mails it."""

from mentiontriage.formats import Format, View
from mentiontriage.formats._plain import write_plain
from mentiontriage.model import Queue


def render(queue: Queue, view: View) -> str:  # noqa: ARG001 (mail has its own width)
    """Write the queue as plain text; see `_plain`."""
    return write_plain(queue)


FORMAT = Format("text", "plain text for a mail", render)
