"""`triage stats`: how many, how soon, and whether small customers wait longer than big ones."""

from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Desk, NamedBrand, Store
from mentiontriage.cli._options import AsText, Config, Now, Shape, go_back

if TYPE_CHECKING:
    from mentiontriage.stats import Line, Statistics

_NAME = 16
_COLUMNS = {"mentions": 9, "answered": 9, "waiting": 8, "median": 9, "90 %": 9, "in time": 8}
"""The columns of a table between the name and the bar, and how wide they are."""
_DISPENSABLE = ("90 %", "mentions", "answered", "in time")
_BAR = 12
_ASKED = "Source, followers, customer: only what asks for an answer."
_BARS = "Bars show medians."
_AT_LEAST = "> at least so long: too few are answered, or have waited so long, to tell more."


def stats(
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="How many days back the figures go.")] = 30,
    brand: NamedBrand = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Show volumes and first-response times: median, 90 %, share in time.

    By lane, source, follower band and customer tier. Those still waiting count as having waited at
    least this long, so that leaving complaints unanswered makes no desk look quick.

    Example: triage stats --days 7
    """
    from datetime import timedelta

    from mentiontriage.cli._console import Progress, write_json, write_result
    from mentiontriage.cli._filters import find_brand
    from mentiontriage.outcomes import gather_statistics

    desk = Desk(store, config, now)
    brand = find_brand(desk, brand)
    since = go_back(desk.now, timedelta(days=days))
    with Progress("scoring") as progress:
        gathered = gather_statistics(desk.db, desk.scorer, since, brand, on_progress=progress)
    if format_ is Shape.json:
        write_json(gathered)
    else:
        write_result(_write_statistics(gathered), None)


def _write_statistics(gathered: "Statistics") -> str:
    from mentiontriage.cli._console import find_width
    from mentiontriage.formats._amounts import count_nouns
    from mentiontriage.formats._chart import draw_blocks
    from mentiontriage.formats._wrapping import wrap_cells
    from mentiontriage.stats import UNTIMED

    width = find_width()
    total, complaints = sum(day.mentions for day in gathered.days), sum(day.complaints for day in gathered.days)
    first, last = gathered.days[0].date, gathered.days[-1].date
    volume = f"{count_nouns(total, 'mention')}, {count_nouns(complaints, 'complaint')}"
    dismissed = f", {gathered.dismissed:,} dismissed" if gathered.dismissed else ""
    undated = f"{gathered.undated:,} more of unknown time, counted nowhere here" if gathered.undated else ""
    lines = [
        *wrap_cells(f"{first} to {last}: {volume}{dismissed}", width),
        *wrap_cells(undated, width),
        *(wrap_cells(f"{gathered.untimed:,} {UNTIMED}", width) if gathered.untimed else []),
        "",
        *_cut_blocks("mentions a day  ", draw_blocks([day.mentions for day in gathered.days]), width),
        *_cut_blocks("complaints a day", draw_blocks([day.complaints for day in gathered.days]), width),
    ]
    tables = (
        ("lane", gathered.lanes),
        ("source", gathered.sources),
        ("followers", gathered.followers),
        ("customer", gathered.tiers),
    )
    columns = _choose_columns(width)
    has_bars = _NAME + sum(columns.values()) + _BAR <= width
    for title, table in tables:
        lines += ["", *_write_table(title, table, columns, has_bars=has_bars)]
    left_out = ", ".join(name for name in _COLUMNS if name not in columns)
    told = (
        f"{_ASKED} {_BARS}" if has_bars else _ASKED,
        _AT_LEAST,
        f"Left out, as there is no room: {left_out}. --format json tells them." if left_out else "",
    )
    lines += ["", *(line for text in told for line in wrap_cells(text, width))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _cut_blocks(title: str, blocks: str, width: int) -> list[str]:
    """Put the blocks of days beside their title, in as many lines as it takes."""
    room = min(60, width - len(title) - 2)
    parts = [blocks[start : start + room] for start in range(0, len(blocks), room)]
    return [f"{title if not number else ' ' * len(title)}  {part}" for number, part in enumerate(parts)]


def _choose_columns(width: int) -> dict[str, int]:
    """Choose the columns for which there is room; those that say least by themselves are left out first."""
    columns = dict(_COLUMNS)
    for name in _DISPENSABLE:
        if _NAME + sum(columns.values()) > width:
            del columns[name]
    return columns


def _write_table(title: str, table: "tuple[Line, ...]", columns: dict[str, int], *, has_bars: bool) -> list[str]:
    from mentiontriage.formats._clean import clean_line
    from mentiontriage.formats._wrapping import fit_cells

    slowest = max((line.least_median_s for line in table), default=0)
    heads = "".join(f"{name:>{room}}" for name, room in columns.items())
    lines = [f"{title:<{_NAME}}{heads}"]
    for line in table:
        cells = _write_cells(line)
        row = "".join(f"{cells[name]:>{room}}" for name, room in columns.items())
        bar = f"  {_draw_bar(line, slowest)}" if has_bars else ""
        lines.append(f"{fit_cells(clean_line(line.name), _NAME - 1)} {row}{bar}")
    return lines


def _draw_bar(line: "Line", slowest: float) -> str:
    block = "░" if line.median_s is None else "█"
    return block * round(10 * line.least_median_s / slowest) if slowest else ""


def _write_cells(line: "Line") -> dict[str, str]:
    return {
        "mentions": f"{line.mentions:,}",
        "answered": f"{line.answered:,}",
        "waiting": f"{line.waiting:,}",
        "median": _say_time(line.median_s, line),
        "90 %": _say_time(line.p90_s, line),
        "in time": "-" if line.in_time is None else f"{line.in_time:.0%}",
    }


def _say_time(seconds: float | None, line: "Line") -> str:
    from mentiontriage.durations import format_duration

    return f">{format_duration(int(line.followed_s))}" if seconds is None else format_duration(int(seconds))
