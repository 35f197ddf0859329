"""What is still to be read of X: spans between two ids, each of which tells its post's time.

X shows a week, and refuses ids from before it.
https://docs.x.com/x-api/posts/search/integrate/paginate
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from mentiontriage.model import Note
from mentiontriage.payloads.x_ids import make_id, tell_time
from mentiontriage.sources import Reach
from mentiontriage.sources._understand import take_list
from mentiontriage.times import parse_time, write_time

_WINDOW = timedelta(days=7)

Span = dict[str, str]
"""What bounds a search, as X is asked: `since_id` or `start_time`, and for a gap `until_id`."""


def find_news(newest: str | None, reach: Reach) -> Span:
    """Ask for what is newer than the newest post read; where X no longer knows that one, for the whole window."""
    edge = _find_edge(reach)
    if reach.since is None and newest is not None and tell_time(newest) > edge:
        return {"since_id": newest}
    return {"start_time": write_time(max(reach.since or edge, edge))}


def list_gaps(position: Mapping[str, Any], reach: Reach) -> list[Span]:
    """List what earlier runs left over, as far as X still shows it, and before what `since` asks for anew."""
    begin, end = make_id(_find_edge(reach)), make_id(reach.since) if reach.since else None
    found = (
        {
            "since_id": max(gap["since_id"], begin, key=int),
            "until_id": min(gap["until_id"], end or gap["until_id"], key=int),
        }
        for gap in take_list(position, "gaps")
    )
    return [gap for gap in found if int(gap["since_id"]) < int(gap["until_id"])]


def list_losses(position: Mapping[str, Any], reach: Reach) -> tuple[Note, ...]:
    """Tell of what X no longer shows: what earlier runs left over, and what came since the last one."""
    edge = _find_edge(reach)
    ends = [tuple(tell_time(gap[name]) for name in ("since_id", "until_id")) for gap in take_list(position, "gaps")]
    unread = parse_time(position.get("read")) if position else reach.since
    ends += [(unread, edge)] if unread else []
    lost = [(since, min(until, edge)) for since, until in ends if since < edge]
    told = "X shows a week: posts between {:%Y-%m-%d %H:%M} and {:%Y-%m-%d %H:%M} UTC were not seen"
    return tuple(Note("its search", told.format(*times)) for times in lost)


def _find_edge(reach: Reach) -> datetime:
    return reach.now - _WINDOW + timedelta(minutes=1)


def find_floor(span: Span) -> str:
    """Find the id that a span begins after: `start_time` must not be mixed with `until_id`."""
    return span.get("since_id") or make_id(datetime.fromisoformat(span["start_time"]))


def describe_position(newest: str, spans: list[Span | None], now: datetime) -> dict[str, Any]:
    """Describe how far X was read, and when: up to the newest post, but for the gaps."""
    gaps = [span for span in spans if span and "until_id" in span]
    return {"since_id": newest, "read": now.isoformat()} | ({"gaps": gaps} if gaps else {})
