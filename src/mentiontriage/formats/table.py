"""The queue as people read it in a terminal: two lines a post at 80 columns, more on a wider one."""

from mentiontriage.formats import Format, View
from mentiontriage.model import Queue


def render(queue: Queue, view: View) -> str:
    """Draw the queue for a terminal of `view.width` columns; narrower than 40 is drawn as 40."""
    from mentiontriage.formats._table import draw  # rich is slow to load

    return draw(queue, view)


FORMAT = Format("table", "for people, in a terminal", render)
