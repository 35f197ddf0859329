"""The report's figures: volumes over time, response times, and who waits longest."""

from collections.abc import Sequence

from mentiontriage.durations import format_duration
from mentiontriage.formats._amounts import count_nouns
from mentiontriage.formats._html import escape
from mentiontriage.stats import UNTIMED, Day, Line, Statistics

_BAR, _GAP, _HEIGHT = 12, 3, 120
_EXPLAINED = (
    "Median and 90 % count those who still wait as having waited at least so long. “over 5h” means that it is not "
    "known yet, only that it is longer: too few are answered, or have waited so long. All tables but the last count "
    "only what asks for an answer."
)


def write_statistics(statistics: Statistics) -> str:
    """Write the chart of days and the tables."""
    first, last = statistics.days[0].date, statistics.days[-1].date
    tables = (
        ("By follower band: do small customers wait longer?", statistics.followers),
        ("By customer tier", statistics.tiers),
        ("By source", statistics.sources),
        ("By lane", statistics.lanes),
    )
    dismissed = f" {statistics.dismissed:,} were dismissed and count nowhere." if statistics.dismissed else ""
    undated = f" {statistics.undated:,} more are of unknown time and count nowhere." if statistics.undated else ""
    untimed = f" {statistics.untimed:,} {UNTIMED}." if statistics.untimed else ""
    return f"""<h2 id="figures">{first} to {last}</h2>
{_draw_days(statistics.days)}
<h2>Response times</h2>
<p class="quiet">{_EXPLAINED}{dismissed}{undated}{untimed}</p>
{"".join(_write_table(title, table) for title, table in tables)}"""


def _draw_days(days: Sequence[Day]) -> str:
    """Draw the days as bars, complaints within mentions; the numbers stand in a table beside for all."""
    most = max((day.mentions for day in days), default=0) or 1
    width = len(days) * (_BAR + _GAP)
    bars = []
    for place, day in enumerate(days):
        x = place * (_BAR + _GAP)
        told = f"{day.date}: {count_nouns(day.mentions, 'mention')}, {count_nouns(day.complaints, 'complaint')}"
        outer, inner = (round(count / most * _HEIGHT) for count in (day.mentions, day.complaints))
        bars.append(
            f'<g><title>{told}</title><rect class="bar-quiet" x="{x}" y="{_HEIGHT - outer}" width="{_BAR}" '
            f'height="{outer}"/><rect class="bar" x="{x}" y="{_HEIGHT - inner}" width="{_BAR}" height="{inner}"/></g>'
        )
    total, complaints = sum(day.mentions for day in days), sum(day.complaints for day in days)
    title = f"{count_nouns(total, 'mention')}, {complaints:,} of them complaints (coloured), by day"
    rows = "".join(
        f'<tr><th scope="row">{day.date}</th><td class="number">{day.mentions:,}</td>'
        f'<td class="number">{day.complaints:,}</td></tr>'
        for day in days
    )
    return f"""<p class="quiet">{title}</p>
<svg role="img" aria-label="{title}" viewBox="0 0 {width} {_HEIGHT}" height="{_HEIGHT}"
 preserveAspectRatio="none">{"".join(bars)}</svg>
<details><summary>The numbers</summary><div class="scroll"><table>
<thead><tr><th scope="col">Day</th><th scope="col" class="number">Mentions</th>
<th scope="col" class="number">Complaints</th></tr></thead>
<tbody>{rows}</tbody></table></div></details>"""


def _write_table(title: str, table: Sequence[Line]) -> str:
    slowest = max((line.least_median_s for line in table), default=0)
    rows = "".join(_write_line(line, slowest) for line in table)
    headings = ("Mentions", "Answered", "Waiting", "Median", "90 %", "In time")
    heads = "".join(f'<th scope="col" class="number">{heading}</th>' for heading in headings)
    return f"""<div class="scroll"><table>
<caption>{escape(title)}</caption>
<thead><tr><td></td>{heads}<th scope="col">Medians beside each other</th></tr></thead>
<tbody>{rows}</tbody></table></div>
<p></p>
"""


def _write_line(line: Line, slowest: float) -> str:
    width = round(100 * line.least_median_s / slowest) if slowest else 0
    kind = "bar-quiet" if line.median_s is None else "bar"
    cells = (
        f"{line.mentions:,}",
        f"{line.answered:,}",
        f"{line.waiting:,}",
        _say_time(line.median_s, line),
        _say_time(line.p90_s, line),
        "–" if line.in_time is None else f"{line.in_time:.0%}",
    )
    numbers = "".join(f'<td class="number">{cell}</td>' for cell in cells)
    bar = (
        f'<svg class="share" viewBox="0 0 100 10" height="12" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{kind}" x="0" y="0" width="{width}" height="10"/></svg>'
    )
    return f'<tr><th scope="row">{escape(line.name)}</th>{numbers}<td>{bar}</td></tr>'


def _say_time(seconds: float | None, line: Line) -> str:
    return f"over {format_duration(int(line.followed_s))}" if seconds is None else format_duration(int(seconds))
