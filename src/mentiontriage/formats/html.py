"""The queue as one HTML page that can be mailed or opened; nothing in it is loaded from anywhere."""

from mentiontriage.formats import Format, View
from mentiontriage.formats._mail_page import write_page
from mentiontriage.model import Queue


def render(queue: Queue, view: View) -> str:  # noqa: ARG001 (the page fits itself to the window)
    """Write the queue as a page; see `_mail_page`."""
    return write_page(queue)


FORMAT = Format("html", "one page for mail programs and browsers, safe to open", render)
