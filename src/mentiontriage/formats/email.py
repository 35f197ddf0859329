"""The queue as a mail message, complete for `sendmail -t` but for whom it goes to."""

from mentiontriage.formats import Format, View
from mentiontriage.formats._message import write_message
from mentiontriage.model import Queue


def render(queue: Queue, view: View) -> str:
    """Write the message with line feeds alone, as `sendmail -t` and files take it.

    `triage digest --to` says whom it is for.
    """
    return write_message(queue, view.envelope).as_bytes().decode().replace("\r\n", "\n")


FORMAT = Format("email", "a mail message of text and HTML, for sendmail -t", render)
