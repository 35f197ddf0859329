"""`triage stats`: how many, how soon, and whether small customers wait longer than big ones."""

from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Desk, Store
from mentiontriage.cli._options import AsText, Config, Now, Shape, go_back

if TYPE_CHECKING:
    from mentiontriage.stats import Line, Statistics

_EXPLAINED = (
    "Source, followers, customer: only what asks for an answer. Bars show medians.",
    "> at least so long: too few are answered, or have waited so long, to tell more.",
)


def stats(
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="Mentions of so many days.")] = 30,
    brand: Annotated[str | None, typer.Option("--brand", metavar="NAME", help="Mentions of this brand.")] = None,
    store: Store = None,
    config: Config = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Tell volume and first-response times: median, 90 %, share in time.

    By lane, source, follower band and customer tier. Who still waits counts as having waited at
    least so long, so that leaving complaints unanswered makes no desk look quick.

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
        gathered = gather_statistics(desk.db, desk.scorer, since, brand, progress)
    if format_ is Shape.json:
        write_json(gathered)
    else:
        write_result(_write_statistics(gathered), None)


def _write_statistics(gathered: "Statistics") -> str:
    from mentiontriage.formats._amounts import count_nouns
    from mentiontriage.formats._chart import draw_blocks

    total, complaints = sum(day.mentions for day in gathered.days), sum(day.complaints for day in gathered.days)
    first, last = gathered.days[0].date, gathered.days[-1].date
    dismissed = f", {gathered.dismissed:,} dismissed" if gathered.dismissed else ""
    lines = [
        f"{first} to {last}: {count_nouns(total, 'mention')}, {count_nouns(complaints, 'complaint')}{dismissed}",
        *([f"{gathered.undated:,} more of unknown time, counted nowhere here"] if gathered.undated else []),
        "",
        *_cut_blocks("mentions a day  ", draw_blocks([day.mentions for day in gathered.days])),
        *_cut_blocks("complaints a day", draw_blocks([day.complaints for day in gathered.days])),
    ]
    tables = (
        ("lane", gathered.lanes),
        ("source", gathered.sources),
        ("followers", gathered.followers),
        ("customer", gathered.tiers),
    )
    for title, table in tables:
        lines += ["", *_write_table(title, table)]
    lines += ["", *_EXPLAINED]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _cut_blocks(title: str, blocks: str) -> list[str]:
    """Put the blocks beside their title, in lines of sixty days."""
    parts = [blocks[start : start + 60] for start in range(0, len(blocks), 60)]
    return [f"{title if not number else ' ' * len(title)}  {part}" for number, part in enumerate(parts)]


def _write_table(title: str, table: "tuple[Line, ...]") -> list[str]:
    from mentiontriage.formats._clean import clean_line

    slowest = max((line.least_median_s for line in table), default=0)
    head = f"{title:<16}{'mentions':>9}{'answered':>9}{'waiting':>8}{'median':>9}{'90 %':>9}{'in time':>8}"
    lines = [head]
    for line in table:
        block = "░" if line.median_s is None else "█"
        bar = block * round(10 * line.least_median_s / slowest) if slowest else ""
        share = "-" if line.in_time is None else f"{line.in_time:.0%}"
        lines.append(
            f"{clean_line(line.name)[:15]:<16}{line.mentions:>9,}{line.answered:>9,}{line.waiting:>8,}"
            f"{_say_time(line.median_s, line):>9}{_say_time(line.p90_s, line):>9}{share:>8}  {bar}"
        )
    return lines


def _say_time(seconds: float | None, line: "Line") -> str:
    from mentiontriage.durations import format_duration

    return f">{format_duration(int(line.followed_s))}" if seconds is None else format_duration(int(seconds))
