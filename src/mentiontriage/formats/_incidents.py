"""Say what incidents there are, and of which a row stands: in words that all outputs share."""

from datetime import datetime, tzinfo

from mentiontriage.durations import format_moment
from mentiontriage.formats._amounts import count_nouns
from mentiontriage.formats._excerpt import shorten
from mentiontriage.model import Incident, Queue, QueueItem

_SHOWN = 3
_LONGEST_WORD, _LONGEST_TEXT = 40, 100


def list_incidents(queue: Queue) -> list[str]:
    """List the incidents, a line each and no more than are read at a glance; none where they were not looked for."""
    incidents = queue.incidents
    if incidents is None:
        return []
    told = [_say_incident(number, incident, queue.zone) for number, incident in enumerate(incidents.found[:_SHOWN], 1)]
    if not told:
        told.append("Incidents: none found")
    if (more := len(incidents.found) - _SHOWN) > 0:
        told.append(f"and {count_nouns(more, 'older incident')}")
    if incidents.older:
        told.append(
            f"Incidents were looked for in the newest {incidents.looked_at:,} posts; {incidents.older:,} are older"
        )
    if incidents.undated:
        told.append(f"Incidents were not looked for in {count_nouns(incidents.undated, 'post')} of unknown time")
    return told


def list_shown(queue: Queue) -> list[str]:
    """List the incidents for which rows stand, in the order of the rows."""
    numbers = dict.fromkeys(item.incident for item in queue.items if item.incident is not None)
    found = queue.incidents.found if queue.incidents else ()
    return [_say_incident(number, found[number - 1], queue.zone) for number in numbers if found]


def say_part(item: QueueItem, queue: Queue) -> str | None:
    """Say for which incident a row stands; None where for none."""
    if item.incident is None or queue.incidents is None:
        return None
    return f"incident {item.incident} ({len(queue.incidents.found[item.incident - 1].posts):,} posts)"


def _say_incident(number: int, incident: Incident, zone: tzinfo) -> str:
    words = ", ".join(shorten(word, _LONGEST_WORD) for word in incident.words)
    answered = f", {incident.answered:,} answered" if incident.answered else ""
    quoted = f": “{shorten(incident.text, _LONGEST_TEXT)}”" if incident.text else ""
    when = _say_time(incident.since, incident.until, zone)
    return (
        f"Incident {number}: {words}. {incident.people:,} people in {count_nouns(len(incident.posts), 'post')} (of "
        f"{incident.asked:,} that ask for an answer), {when}{answered}{quoted}"
    )


def _say_time(since: datetime, until: datetime, zone: tzinfo) -> str:
    """Say from when to when, day and zone once where they are the same."""
    first, last = format_moment(since, zone).split(" "), format_moment(until, zone).split(" ")
    begin = first if first[2:] != last[2:] else first[:2]
    return f"{' '.join(begin)} to {' '.join(last if first[0] != last[0] else last[1:])}"
