"""The queue as a mail message, complete for `sendmail -t` but for whom it goes to."""

from mentiontriage.formats import Format, View
from mentiontriage.formats._message import Envelope, write_text
from mentiontriage.model import Queue

_SENDER = "triage@localhost"


def render(queue: Queue, view: View) -> str:  # noqa: ARG001 (mail has its own width)
    """Write the message; `triage digest --to` says whom it is for."""
    return write_text(queue, Envelope(_SENDER))


FORMAT = Format("email", "a mail message of text and HTML, for sendmail -t", render)
