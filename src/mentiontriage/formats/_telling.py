"""What a digest or page says about a queue and each row, in words that text, HTML and mail share."""

from mentiontriage.durations import format_duration, format_moment, is_ahead
from mentiontriage.formats._amounts import count_nouns, format_factor, format_wait
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._excerpt import shorten
from mentiontriage.formats._handling import list_standing
from mentiontriage.formats._incidents import say_part
from mentiontriage.formats._people import say_reach, show_name
from mentiontriage.formats._summary import is_overdue
from mentiontriage.model import Queue, QueueItem

_LONGEST_NAME = 60


def say_subject(queue: Queue) -> str:
    """Say in one line what a digest is about; nothing in it is from a post."""
    brand = shorten(queue.brand or "", _LONGEST_NAME)
    incidents = len({item.incident for item in queue.items} - {None})
    rows, overdue, first = _say_rows(queue)
    parts = (rows, overdue, count_nouns(incidents, "incident") if incidents else "", first)
    return (f"{brand}: " if brand else "") + ", ".join(filter(None, parts))


def _say_rows(queue: Queue) -> tuple[str, str, str]:
    """Say how many rows there are, how many of them are overdue, and how many are here where those are not all.

    Where only the rows that are here were looked at, what is overdue stands beside their number.
    """
    shown = len(queue.items)
    if not shown:
        return "nothing new", "", ""
    late = sum(is_overdue(item, queue) for item in queue.items)
    is_of_all = shown == queue.rows
    if queue.summary and queue.summary.rows_overdue is not None:
        late, is_of_all = queue.summary.rows_overdue, True
    overdue = f"{late:,} overdue" if late else ""
    aside = f" ({overdue})" if overdue and not is_of_all else ""
    if queue.rows is None:  # there may be more that nobody looked at
        return f"the first {shown:,} to answer{aside}", "", ""
    here = f"the first {shown:,} here{aside}" if shown < queue.rows else ""
    return f"{queue.rows:,} to answer", "" if aside else overdue, here


def list_totals(queue: Queue) -> list[str]:
    """List the totals: what is open on the desk or was read, overdue, dangerous, in each lane, answered."""
    totals = [f"{queue.read:,} open" if queue.is_desk else count_nouns(queue.read, "mention")]
    if queue.answered:
        totals.append(f"{queue.answered:,} of them answered by us")
    if queue.summary:
        totals.append(f"{queue.summary.overdue:,} overdue")
    if queue.danger:
        totals.append(f"{queue.danger:,} dangerous to people")
    if queue.lanes:
        totals += [f"{count:,} {clean_line(lane)}" for lane, count in queue.lanes.items() if count]
    if queue.summary:
        since = queue.summary.since
        when = f"since {format_moment(since, queue.zone)}" if since else "in the last day"
        totals.append(f"{queue.summary.answered:,} answered {when}")
    return totals


def say_author(item: QueueItem) -> str:
    """Name the author with how many follow them and where."""
    mention = item.mention
    name = shorten(show_name(mention.author) or "somebody", _LONGEST_NAME)
    return f"{name} ({say_reach(mention)}, {shorten(mention.source, _LONGEST_NAME)})"


def list_marks(item: QueueItem, queue: Queue) -> list[str]:
    """List why a row is there and what is special about it, the most pressing first."""
    marks = []
    if item.score.lane != "complaint":
        marks.append(item.score.lane)
    if item.score.danger is not None:
        marks.append("danger")
    if is_overdue(item, queue):
        marks.append("overdue")
    if part := say_part(item, queue):
        marks.append(part)
    handling = item.handling
    if handling:
        marks += [why for why in (handling.why or "").split(", ") if why and why not in (*marks, "back")]
        marks += list_standing(handling)
    return [clean_line(mark) for mark in marks]


def list_findings(item: QueueItem) -> list[str]:
    """Say why a row is in its lane, where that is none of complaints, and what in it endangers people."""
    score = item.score
    told = [] if score.lane == "complaint" else [f"{score.lane}: {score.lane_reason}"]
    return told if score.danger is None else [*told, f"danger: {score.danger}"]


def say_wait(item: QueueItem) -> str:
    """Say how long somebody has waited."""
    score = item.score
    if score.waited_s is None:
        return "waiting since an unknown time"
    return f"dated {format_duration(score.ahead_s)} ahead" if is_ahead(score.ahead_s) else f"waits {format_wait(score)}"


def say_sum(item: QueueItem) -> str:
    """Say how the priority came about."""
    product = " × ".join(f"{format_factor(factor.value)} {clean_line(factor.name)}" for factor in item.score.factors)
    return f"priority {format_factor(item.score.priority)} = {product}"
