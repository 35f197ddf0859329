"""Draw the table: title, heading, rows, what the signs mean, what was left out."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from mentiontriage.formats import View
from mentiontriage.formats._incidents import list_incidents
from mentiontriage.formats._layout import GAP, PRIORITY, PRIORITY_SHORT, Layout, plan_layout, show_line
from mentiontriage.formats._rows import Painter
from mentiontriage.formats._summary import list_facts, list_signs, say_empty, say_title
from mentiontriage.model import Queue

_NARROWEST = 40


def draw(queue: Queue, view: View) -> str:
    """Draw the whole table; no line ends in a blank, and none is wider than the terminal."""
    console = Console(width=max(view.width, _NARROWEST), _environ={})  # knows the styles; nothing is printed to it
    colours = ColorSystem.STANDARD if view.colour else None
    lines = list(_list_lines(queue, console))
    for line in lines:
        line.rstrip()
    parts = ((part.text, part.style) for part in Text("\n").join(lines).render(console, end="\n"))
    return "".join(style.render(text, color_system=colours) if style else text for text, style in parts)


def _list_lines(queue: Queue, console: Console) -> Iterator[Text]:
    incidents = [line for incident in list_incidents(queue) for line in _wrap(incident, console)]
    if not queue.items:
        yield from _wrap(say_empty(queue), console)
        yield from incidents
    else:
        yield from _wrap(say_title(queue), console, "bold")
        yield from incidents
        yield Text()
        yield from _list_rows(queue, console)
        yield Text()
        yield from _wrap(" · ".join(list_signs(queue)), console, "dim")
    for fact in list_facts(queue):
        yield from _wrap(fact, console)


def _list_rows(queue: Queue, console: Console) -> Iterator[Text]:
    layout = plan_layout(queue, console.width, cell_len)
    painter = Painter(queue, layout)
    if not layout.stacked:
        yield _make_heading(layout)
    for item in queue.items:
        yield from painter.paint(item)
        if layout.shows_factors and item is not queue.items[-1]:
            yield Text()


def _make_heading(layout: Layout) -> Text:
    priority = PRIORITY if layout.priority >= len(PRIORITY) else PRIORITY_SHORT
    gap = " " * GAP
    number = "#".rjust(layout.rank) + gap + priority.rjust(layout.priority)
    who, wait = "who".ljust(layout.who), "waited".rjust(layout.wait - 1)
    return Text(f"{number}{gap}{who}{gap}{wait} {gap}post", "bold")


def _wrap(text: str, console: Console, style: str = "") -> list[Text]:
    return list(Text(show_line(text), style).wrap(console, console.width, overflow="fold"))
