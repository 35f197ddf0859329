"""Paint one row of the table.

The post stands last in every line, so that a character about whose width terminals disagree moves no column.
"""

from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from mentiontriage.formats._amounts import format_factor, format_wait
from mentiontriage.formats._excerpt import NO_TEXT, cut_text, find_words
from mentiontriage.formats._handling import list_news, list_state
from mentiontriage.formats._layout import GAP, Layout, format_priority, say_followers, say_who, show_line
from mentiontriage.formats._summary import is_overdue
from mentiontriage.formats._wrapping import cut_cells, fit_cells, wrap_cells
from mentiontriage.model import Factor, Queue, QueueItem

_STRONG, _LATE, _WHO, _LANE, _QUIET = "bold magenta", "red", "cyan", "yellow", "dim"
_HANDLING = "green"
_USUAL_LANE = "complaint"


class Painter:
    """Paints the rows of one queue for one layout."""

    def __init__(self, queue: Queue, layout: Layout) -> None:
        self._queue = queue
        self._layout = layout

    def paint(self, item: QueueItem) -> Iterator[Text]:
        """Yield the lines of one row: who and how urgent on the left, the post on the right."""
        post = [*self._paint_text(item), *self._paint_details(item)]
        if self._layout.stacked:
            yield self._paint_left(item)[0]
            yield from (_indent(line, self._layout.left) for line in [self._paint_origin(item), *post])
            return
        for left, right in zip_longest(self._paint_left(item), post, fillvalue=Text()):
            yield _pad(left, self._layout.left) + right

    def _paint_left(self, item: QueueItem) -> tuple[Text, Text]:
        layout = self._layout
        late = is_overdue(item, self._queue)
        gap = " " if layout.stacked else " " * GAP
        wait = format_wait(item.score).rjust(layout.wait - 1) + ("!" if late else "")
        first = Text.assemble(
            str(item.rank).rjust(layout.rank),
            " " * GAP,
            (format_priority(item).rjust(layout.priority), "bold"),
            gap,
            (fit_cells(say_who(item), layout.who), _WHO),
            gap,
            (wait, _LATE if late else ""),
        )
        under = layout.rank + GAP + layout.priority
        lane = cut_cells(_name_lane(item), under).rjust(under)
        followers = cut_cells(say_followers(item), layout.who)
        second = Text.assemble((lane, _LANE if lane.strip() else ""), gap, (followers, _QUIET))
        return first, second

    def _paint_origin(self, item: QueueItem) -> Text:
        lane = cut_cells(_name_lane(item), self._layout.post // 2)
        origin = cut_cells(say_followers(item), self._layout.post - cell_len(lane) - 3)
        return Text.assemble((lane, _LANE), (" · " if lane else "", _QUIET), (origin, _QUIET))

    def _paint_text(self, item: QueueItem) -> list[Text]:
        """Wrap the text; where it takes too many lines, cut it until it does not."""
        whole = show_line(item.mention.text) or NO_TEXT
        words = [show_line(word) for word in item.score.words]
        room = self._layout.text_lines * self._layout.post
        while True:
            shown = cut_text(whole, words, room, cell_len)
            lines = wrap_cells(shown, self._layout.post)
            if len(lines) <= self._layout.text_lines:
                break
            room -= 2  # a line end costs what the next word would have needed
        painted = Text(shown)
        for start, end in find_words(shown, words):
            painted.stylize(_STRONG, start, end)
        return _take_lines(painted, lines)

    def _paint_details(self, item: QueueItem) -> Iterator[Text]:
        factors = item.score.factors
        if told := list_state(item, self._queue):
            yield Text(cut_cells(" · ".join(map(show_line, told)), self._layout.post), _HANDLING)
        for told_of in list_news(item):
            yield Text(cut_cells(show_line(told_of), self._layout.post), _HANDLING)
        if not self._layout.shows_factors:
            return
        product = " × ".join(map(_say_factor, factors))
        yield from (Text(line, _QUIET) for line in wrap_cells(product, self._layout.post))
        if self._layout.shows_reasons:
            # A factor of 1 changes nothing, and its reason would take the room of those that do.
            reasons = "; ".join(f"{factor.name}: {factor.reason}" for factor in factors if factor.value != 1)
            room = 2 * self._layout.post - 12  # two lines, and what wrapping may lose of the first
            shown = cut_text(show_line(reasons), (), room, cell_len)
            yield from (Text(line, _QUIET) for line in wrap_cells(shown, self._layout.post))
        yield Text(cut_cells(_say_place(item), self._layout.post), _QUIET)


def _take_lines(text: Text, lines: list[str]) -> list[Text]:
    """Take the lines into which a text was wrapped out of it, with their styles."""
    taken, end = [], 0
    for line in lines:
        start = text.plain.index(line, end)
        end = start + len(line)
        taken.append(text[start:end])
    return taken


def _say_factor(factor: Factor) -> str:
    return f"{format_factor(factor.value)} {show_line(factor.name)}"


def _say_place(item: QueueItem) -> str:
    """Say where the post is found, and in which mood VADER thinks it is."""
    url = show_line(item.mention.url or "")
    place = f"{url} · " if url.startswith(("https://", "http://")) else ""
    sentiment = item.score.sentiment
    mood = f"sentiment {sentiment.compound:+.2f}" if sentiment else f"language {show_line(item.score.language)}"
    return f"{mood} · {place}id {show_line(item.mention.id)}"


def _name_lane(item: QueueItem) -> str:
    """Name a lane that is not the usual one, or say that people are in danger, which matters more."""
    if item.score.danger is not None:
        return "danger"
    return "" if item.score.lane == _USUAL_LANE else show_line(item.score.lane)


def _pad(text: Text, cells: int) -> Text:
    return text + " " * max(0, cells - text.cell_len)


def _indent(text: Text, cells: int) -> Text:
    return Text(" " * cells) + text
