"""Keep the best of an input without reading closely what cannot be among them."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from heapq import heappop, heappush
from typing import NamedTuple

from mentiontriage.collect import READING_WORTH, Collection, Visit
from mentiontriage.lanes import is_ours
from mentiontriage.model import Mention
from mentiontriage.processes import Maximum
from mentiontriage.readers import Cursor
from mentiontriage.scoring import Scorer
from mentiontriage.shortlist import Entry, Shortlist
from mentiontriage.signals.audience import count_lacking
from mentiontriage.window import Window

_WAITING = 4096
"""How many mentions may wait to be read, in all processes together: some 4 MB.

Of 100,000 posts, newest first, 26 % are then read closely instead of 51 %.
"""
_AT_A_TIME = 64
OF_OURS = "other"
"""The lane of our own posts, which no queue shows."""

_Waiting = tuple[float, int, Mention]
"""Minus the most that a priority can be, the place in the input, the mention."""


class _Visited(NamedTuple):
    """What came of visiting mentions: the best, how many were left out as answered, and the keys of those by age."""

    entries: list[Entry]
    answered: int
    outside: "array[int]"


class LeftOut:
    """How many mentions were left out as answered, and how many of the others by their age."""

    def __init__(self, answered: int = 0, outside: int = 0) -> None:
        self.answered = answered
        self.outside = outside


def is_left_out(mention: Mention, scorer: Scorer) -> bool:
    """Tell what is no row as we have answered it, unless the settings want it ranked all the same."""
    return scorer.settings.replies_answer and mention.is_answered


def rank_best(
    collection: Collection, scorer: Scorer, top: int, lanes: tuple[str, ...], window: Window[datetime]
) -> tuple[Shortlist, LeftOut]:
    """Rank in one reading, and go over what changed in a second; gives how many were left out too.

    A mention that lost ground by what was learned of it (its followers turned out to be few) may
    have pushed out another one in the first reading; then everything is ranked anew.
    """
    empty = Shortlist(top, lanes)
    visited = collection.survey(_make_visit(collection, scorer, empty, window))
    first = _join(empty, visited)
    answered = collection.learned.answered if scorer.settings.replies_answer else 0
    left = LeftOut(answered, collection.learned.count_unchanged(key for found in visited for key in found.outside))
    if not collection.learned.changed:
        return first, left
    kept = first.drop(collection.learned.is_known_better)
    visited = collection.revisit_changed(_make_visit(collection, scorer, kept, window))
    second = _join(kept, visited)
    if first.last_key is None or (second.last_key is not None and second.last_key <= first.last_key):
        return second, _count_left_out(visited, left)
    visited = collection.revisit_all(_make_visit(collection, scorer, empty, window))
    return _join(empty, visited), _count_left_out(visited, LeftOut())


def _join(begun: Shortlist, visited: Iterable[_Visited]) -> Shortlist:
    joined = begun.copy()
    for found in visited:
        for entry in found.entries:
            joined.insert(entry)
    return joined


def _count_left_out(visited: Sequence[_Visited], before: LeftOut) -> LeftOut:
    answered, outside = sum(found.answered for found in visited), sum(len(found.outside) for found in visited)
    return LeftOut(before.answered + answered, before.outside + outside)


def _make_visit(collection: Collection, scorer: Scorer, begun: Shortlist, window: Window[datetime]) -> Visit[_Visited]:
    """Make a visit that keeps the best of its mentions and of a shortlist that was begun.

    All visits share the highest floor that any of them has reached: what is under it has no chance
    of a place among all of them together.
    """
    jobs = collection.count_jobs(READING_WORTH)
    highest = Maximum(shared=jobs > 1)

    def visit(mentions: Iterator[Mention], cursor: Cursor) -> _Visited:
        shortlist, outside = begun.copy(), array("q")
        inside = mentions if window.holds_all else _pass_inside(mentions, scorer, window, outside)
        answered = _offer_all(inside, cursor, scorer, shortlist, highest, _WAITING // jobs)
        return _Visited(shortlist.entries, answered, outside)

    return visit


def _pass_inside(
    mentions: Iterable[Mention], scorer: Scorer, window: Window[datetime], outside: "array[int]"
) -> Iterator[Mention]:
    """Pass on what was posted in a window, and what we answered; note the keys of all else.

    Of those nothing is said to be lacking: whatever changes is met again, and counted then.
    """
    for mention in mentions:
        if window.holds(mention.posted_at) or is_left_out(mention, scorer):
            yield mention
        else:
            outside.append(hash((mention.source, mention.id)))


def _offer_all(  # noqa: PLR0913, PLR0917 (what it goes through, and all that is shared with other visits)
    mentions: Iterable[Mention], cursor: Cursor, scorer: Scorer, shortlist: Shortlist, highest: Maximum, room: int
) -> int:
    """Offer all mentions that are not answered; returns how many are.

    Mentions wait until `room` is full, and the one that may stand highest is read first. So the floor rises soon:
    an export that begins with its newest posts would otherwise have most of its texts read, each for a place that
    an older post takes from it later. Of a mention that cannot reach the floor the cursor is told what it lacks.
    """
    bound_apart = scorer.bound_apart
    floor = highest.raise_to(shortlist.floor)
    may_be_ours = shortlist.wants(OF_OURS)  # else their lane leaves them out
    answered = 0
    waiting: list[_Waiting] = []
    for number, mention in enumerate(mentions):
        # The first question spares a million posts the call of the second.
        if mention.answered_at is not None and is_left_out(mention, scorer):
            answered += 1
            continue
        if may_be_ours and is_ours(mention, scorer.settings):
            continue
        audience, others = bound_apart(mention)
        most = audience * others
        if most < floor:
            cursor.lacking = count_lacking(audience, floor / others)
        else:
            heappush(waiting, (-most, number, mention))
            if len(waiting) >= room:
                floor = highest.raise_to(_offer_best(waiting, scorer, shortlist, floor, _AT_A_TIME))
    highest.raise_to(_offer_best(waiting, scorer, shortlist, floor, len(waiting)))
    return answered


def _offer_best(waiting: list[_Waiting], scorer: Scorer, shortlist: Shortlist, floor: float, count: int) -> float:
    """Offer the best of those that wait, and return the floor that is reached."""
    for _ in range(min(count, len(waiting))):
        most, _, mention = heappop(waiting)
        if -most < floor:
            waiting.clear()  # none of the others can stand higher
            break
        measured = scorer.measure(mention, floor)
        if measured is not None:
            shortlist.offer(mention, measured)
            floor = max(floor, shortlist.floor)
    return floor
