"""Small pictures of counts: as SVG, and in block letters where pictures are stripped."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from mentiontriage.formats._amounts import count_nouns

_BLOCKS = "▁▂▃▄▅▆▇█"
_BAR, _GAP, _HEIGHT = 10, 2, 48


def draw_blocks(counts: Sequence[int]) -> str:
    """Draw counts as a line of blocks, none of them as a dot."""
    most = max(counts, default=0)
    return "".join("·" if not count else _BLOCKS[(count * len(_BLOCKS) - 1) // most] for count in counts)


def draw_bars(counts: Sequence[int], title: str) -> str:
    """Draw counts as an SVG of bars, with its title for those who do not see it.

    No text in it is anybody else's: the title must be ours.
    """
    most = max(counts, default=0) or 1
    width = len(counts) * (_BAR + _GAP)
    bars = []
    for place, count in enumerate(counts):
        height = round(count / most * (_HEIGHT - 2)) + (2 if count else 1)
        fill = "#c2410c" if count else "#a8a29e"
        x, y = place * (_BAR + _GAP), _HEIGHT - height
        bars.append(f'<rect x="{x}" y="{y}" width="{_BAR}" height="{height}" fill="{fill}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{title}" width="100%" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" preserveAspectRatio="none"><title>{title}</title>{"".join(bars)}</svg>'
    )


def say_peak(counts: Sequence[int], now: datetime, zone: tzinfo) -> str:
    """Say how many mentions there were in the hours, and when the most by the clocks of a zone."""
    total = sum(counts)
    if not total:
        return f"no mentions in the last {len(counts)} hours"
    place = max(range(len(counts)), key=counts.__getitem__)
    begins = (now - timedelta(hours=len(counts) - place)).astimezone(zone)
    told = count_nouns(total, "mention")
    return f"{told} in the last {len(counts)} hours, most ({counts[place]:,}) from {begins:%H:%M %Z}"
