"""How wide each part of the table is: no column wider than what stands in it."""

from collections.abc import Callable

import msgspec

from mentiontriage.formats._amounts import UNKNOWN, format_reach, format_wait
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._people import show_name
from mentiontriage.model import Queue, QueueItem

GAP = 2
# Terminals disagree about what joins emoji, tones them or widens a sign; without these each has one width.
_UNSURE_WIDTH = dict.fromkeys([0x200D, 0xFE0F, 0x20E3, *range(0x1F3FB, 0x1F400)])
_STACKED_BELOW = 64
PRIORITY, PRIORITY_SHORT = "priority", "prio"
_FACTORS_FROM = 100
_REASONS_FROM = 140
_SHARE_OF_WHO = 4  # who has at most a quarter of the line,
_WIDEST_WHO = 26  # and no more than this


class Layout(msgspec.Struct, frozen=True):
    """Widths in terminal cells.

    `left` is all that stands before the post; `text_lines` is the most that its text may take.
    """

    width: int
    rank: int
    priority: int
    who: int
    wait: int
    left: int
    text_lines: int
    stacked: bool
    shows_factors: bool
    shows_reasons: bool

    @property
    def post(self) -> int:
        """The cells that are left for the post itself."""
        return self.width - self.left


def plan_layout(queue: Queue, width: int, measure: Callable[[str], int]) -> Layout:
    """Plan the table for these rows and this terminal."""
    stacked = width < _STACKED_BELOW
    rank = max(2, *(len(str(item.rank)) for item in queue.items))
    heading = PRIORITY if width >= _FACTORS_FROM else PRIORITY_SHORT
    priority = max(len(heading), *(len(format_priority(item)) for item in queue.items))
    wait = max(6, *(len(format_wait(item.score)) for item in queue.items)) + 1
    if stacked:
        left = rank + GAP
        who = width - rank - GAP - priority - wait - 2
    else:
        widest = max(measure(line) for item in queue.items for line in (say_who(item), say_followers(item)))
        who = max(12, min(width // _SHARE_OF_WHO - 1, _WIDEST_WHO, widest))
        left = rank + GAP + priority + GAP + who + GAP + wait + GAP
    return Layout(
        width=width,
        rank=rank,
        priority=priority,
        who=who,
        wait=wait,
        left=left,
        text_lines=3 if stacked else 2,
        stacked=stacked,
        shows_factors=width >= _FACTORS_FROM,
        shows_reasons=width >= _REASONS_FROM,
    )


def show_line(text: str) -> str:
    """Return text as one safe line whose width every terminal agrees about as far as can be."""
    return clean_line(text).translate(_UNSURE_WIDTH)


def format_priority(item: QueueItem) -> str:
    """Write a priority with one digit after the point, so that the points stand below each other."""
    return f"{item.score.priority:.1f}"


def say_who(item: QueueItem) -> str:
    """Name the author: the handle, else the display name, else that it is not known."""
    return show_line(show_name(item.mention.author)) or f"{UNKNOWN} (no name)"


def say_followers(item: QueueItem) -> str:
    """Say how many follow the author and those who passed the mention on, and where."""
    return f"{format_reach(item.mention)} · {show_line(item.mention.source)}"
