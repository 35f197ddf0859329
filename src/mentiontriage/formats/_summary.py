"""What stands around the rows: what the queue is, what it holds, what was left out, what the signs mean."""

from collections import Counter

from mentiontriage import targets
from mentiontriage.durations import format_moment, is_ahead
from mentiontriage.formats._amounts import UNKNOWN, count_nouns
from mentiontriage.formats._excerpt import ELLIPSIS, shorten
from mentiontriage.model import Queue, QueueItem

_LONGEST_NAME, _LONGEST_REASON = 60, 160
_MOST_LANGUAGES = 8


def say_title(queue: Queue) -> str:
    """Say whose queue this is, when, and how much of what was read it shows."""
    brand = shorten(queue.brand or "", _LONGEST_NAME) or "Queue"
    shown, read = len(queue.items), count_nouns(queue.read, "mention")
    if queue.rows is None:
        held = f"first {shown:,} of {read}"
    elif shown < queue.rows:
        held = f"first {shown:,} of {count_nouns(queue.rows, 'row')}, {read}"
    else:
        held = f"{count_nouns(shown, 'row')} of {read}"
    return f"{brand} · {format_moment(queue.now, queue.zone)} · {held}"


def say_empty(queue: Queue) -> str:
    """Say in one line that there is nothing to show, and why."""
    if not queue.read:
        if queue.is_desk:
            return "Nothing to answer: no mention is open."
        skipped = len(queue.skipped)
        which = "the only post was" if skipped == 1 else f"all {skipped:,} posts were"
        return f"Nothing to rank: {f'{which} skipped' if skipped else 'no mention was read'}."
    read = count_nouns(queue.read, "mention")
    which = f"we answered {queue.answered:,} of {read}, and none of the others" if queue.answered else f"none of {read}"
    # Lanes are not counted beside a filter of another kind.
    is_filtered = queue.is_desk or queue.lanes is None or queue.outside
    wanted = "fits what was asked for" if is_filtered else "is in a lane asked for"
    nothing = f"Nothing to answer here: {which} {wanted}"
    shown = Counter(queue.lanes or {})
    shown["other"] -= queue.ours or 0
    filled = {lane: count for lane, count in shown.items() if count > 0}
    if not filled or queue.answered:  # the lanes count what is answered, which none of them shows
        return f"{nothing}."
    fullest = max(filled, key=filled.__getitem__)
    return f"{nothing}; --lane {shorten(fullest, _LONGEST_NAME)} shows {filled[fullest]:,}."


def list_facts(queue: Queue) -> list[str]:
    """List what should be known of the whole input: lanes, unreadable languages, what was skipped."""
    facts = []
    if queue.lanes is not None and (queue.read or not queue.is_desk):
        counted = [f"{count:,} {shorten(lane, _LONGEST_NAME)}" for lane, count in queue.lanes.items() if count]
        facts.append("Lanes: " + (" · ".join(counted) or "none"))
    if queue.threats and not _shows(queue, "threat"):
        facts.append(f"Threats: {queue.threats:,}, for people to read at once (--lane threat)")
    if queue.danger and queue.danger > sum(item.score.danger is not None for item in queue.items):
        facts.append(f"Danger to people: {count_nouns(queue.danger, 'post')}, to be read at once (--danger)")
    if queue.is_partial:
        which = "triage queue --counts" if queue.is_desk else "--counts"
        facts.append(f"Threats and danger to people were not looked for in so many posts ({which} does)")
    if queue.answered:
        which = f"{queue.answered:,} of {count_nouns(queue.read, 'mention')}"
        facts.append(f"Answered by us and left out: {which} (--answered ranks them too)")
    if queue.outside:
        which = f"{queue.outside:,} of {count_nouns(queue.read, 'mention')}"
        facts.append(f"Not of the age asked for, left out: {which}")
    if queue.ours:
        facts.append(f"Our own posts, left out: {queue.ours:,} of {count_nouns(queue.read, 'mention')}")
    if queue.unreadable:
        facts.append(_say_unreadable(queue.unreadable))
    if queue.skipped:
        first = queue.skipped[0]
        reason = f"{shorten(first.where, _LONGEST_REASON)}: {shorten(first.reason, _LONGEST_REASON)}"
        facts.append(f"Skipped: {len(queue.skipped):,}, the first at {reason}")
    return facts


def _shows(queue: Queue, lane: str) -> bool:
    return any(item.score.lane == lane for item in queue.items)


def _say_unreadable(unreadable: dict[str, int]) -> str:
    by_count = sorted(unreadable.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{shorten(language, _LONGEST_NAME)} {count:,}" for language, count in by_count[:_MOST_LANGUAGES]]
    if len(by_count) > _MOST_LANGUAGES:
        shown.append(ELLIPSIS)
    return f"{count_nouns(sum(unreadable.values()), 'post')} in languages I cannot read: {', '.join(shown)}"


def list_signs(queue: Queue) -> list[str]:
    """List what the signs in the rows mean, only those that occur; then how the priority comes about."""
    signs = []
    if any(item.mention.author.followers is None or item.score.waited_s is None for item in queue.items):
        signs.append(f"{UNKNOWN} not known")
    if any(item.mention.spread for item in queue.items):
        signs.append("+ followers of those who passed it on")
    if any(is_overdue(item, queue) for item in queue.items):
        signs.append("! past its target")
    if any(is_ahead(item.score.ahead_s) for item in queue.items):
        why = "" if queue.is_desk else " (of times that name no zone, --zone tells it)"
        signs.append(f"ahead: dated after this moment{why}")
    factors = [factor.name for factor in queue.items[0].score.factors] if queue.items else []
    if factors:
        signs.append("priority = " + " × ".join(shorten(name, _LONGEST_NAME) for name in factors))
    return signs


def is_overdue(item: QueueItem, queue: Queue) -> bool:
    """Say whether the first answer should have been given by now; what stands on a desk is open, answered or not."""
    is_open = queue.is_desk or not item.mention.is_answered
    return is_open and targets.is_overdue(item.score.lane, item.score.due_at, queue.now)
