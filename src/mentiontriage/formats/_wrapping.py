"""Wrap and cut lines by the cells that a terminal gives to each character: many scripts and emoji take two."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

from mentiontriage.formats._excerpt import ELLIPSIS, UNSPACED

_JOINED = "\u0300-\u036f\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"  # what belongs to the sign before it
# What no line is broken within: a word; of what is not set off by blanks a sign, with all that is joined to it.
_UNIT = re.compile(rf"[{UNSPACED}](?:[{_JOINED}]*\u200d[{UNSPACED}])*[{_JOINED}]*|[^\s{UNSPACED}]+|\s+")
_MORE = " [...]"


def wrap_cells(text: str, width: int, *, first: str = "", indent: str = "", most: int | None = None) -> list[str]:
    """Wrap a text into lines of at most so many cells; the last of `most` lines says if there is more.

    `first` stands before the first line and `indent` before the others; either takes its share of the cells. A word
    that fits no more beside a long `first` begins the next line.
    """
    lines = [first]
    used, indented = cell_len(first), cell_len(indent)
    for unit, cells in _cut_units(text, width - indented):
        start = first if len(lines) == 1 else indent
        if unit == " " and lines[-1] == start:
            continue
        if used + cells <= width:
            lines[-1] += unit
            used += cells
        elif most is not None and len(lines) > most:  # no more of them is shown, of a text however long
            break
        else:
            lines.append(indent + unit.lstrip())
            used = indented + (cells if unit != " " else 0)
    lines = [line.rstrip() if number else line.rstrip() or first for number, line in enumerate(lines)]
    if most is None or len(lines) <= most:
        return [line for line in lines if line.strip()]
    last = lines[most - 1]
    while cell_len(last) + len(_MORE) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + _MORE]


def cut_cells(text: str, cells: int) -> str:
    """Shorten text to so many cells, and show that it was."""
    if cell_len(text) <= cells:
        return text
    text = text[: 2 * cells]  # so that even marks without a width end
    while text and cell_len(text) > cells - 1:
        text = text[:-1]
    return text + ELLIPSIS


def fit_cells(text: str, cells: int) -> str:
    """Give text exactly so many cells: shorten it, or put blanks behind it."""
    text = cut_cells(text, cells)
    return text + " " * (cells - cell_len(text))


def _cut_units(text: str, room: int) -> Iterator[tuple[str, int]]:
    """Cut a text where a line may end, and count the cells; what is longer than a line is cut within."""
    for match in _UNIT.finditer(text):
        unit = " " if match[0].isspace() else match[0]
        if (whole := cell_len(unit)) <= room:
            yield unit, whole
            continue
        start = used = 0
        for place, sign in enumerate(unit):
            cells = cell_len(sign)
            if place > start and used + cells > room:
                yield unit[start:place], used
                start, used = place, 0
            used += cells
        yield unit[start:], used
