"""Build the queue: read, score and keep the best, in memory that does not grow with the input."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from heapq import heappop, heappush
from typing import NamedTuple

from mentiontriage.collect import READING_WORTH, Collection, Visit
from mentiontriage.grouping import Grouping, Newest, Post, fold, mark_incidents
from mentiontriage.lanes import is_ours, may_miss_threats
from mentiontriage.model import LANES, Mention, Queue, QueueItem
from mentiontriage.processes import Maximum
from mentiontriage.ranking import sort_key
from mentiontriage.readers import Cursor
from mentiontriage.scoring import Measured, Scorer
from mentiontriage.shortlist import Entry, Shortlist
from mentiontriage.signals.audience import count_lacking
from mentiontriage.window import Window

ALWAYS: Window[datetime] = Window()
"""Posts of any age, and of none that is known."""
_WAITING = 4096
"""How many mentions may wait to be read, in all processes together: some 4 MB.

Of 100,000 posts, newest first, 26 % are then read closely instead of 51 %.
"""
_AT_A_TIME = 64
_OF_OURS = "other"
"""The lane of our own posts, which no queue shows."""

_Waiting = tuple[float, int, Mention]
"""Minus the most that a priority can be, the place in the input, the mention."""


Scored = Post[Measured]


class _Counts:
    """What is counted where every mention is scored: lanes, languages that cannot be read, our own posts, danger."""

    def __init__(self) -> None:
        self.lanes = Counter(dict.fromkeys(LANES, 0))
        self.unreadable = Counter[str]()
        self.ours = 0
        self.danger = 0


class _Visited(NamedTuple):
    """What came of visiting mentions: the best, how many were left out as answered, and the keys of those by age."""

    entries: list[Entry]
    answered: int
    outside: "array[int]"


class _LeftOut:
    """How many mentions were left out as answered, and how many of the others by their age."""

    def __init__(self, answered: int = 0, outside: int = 0) -> None:
        self.answered = answered
        self.outside = outside


def build_queue(  # noqa: PLR0913 (what is read, by what it is scored, and what is wanted of it)
    collection: Collection,
    scorer: Scorer,
    *,
    top: int | None,
    lanes: Sequence[str],
    count: bool = False,
    group: bool = False,
    danger: bool = False,
    window: Window[datetime] = ALWAYS,
) -> Queue:
    """Rank everything that a collection holds and that we have neither written nor answered yet.

    `top` None keeps all. Lanes are counted if asked for, and where the input is small enough for
    it to cost nothing; otherwise posts that cannot reach the top are not read closely. To `group` is
    to look for incidents, each of which is one row: its most urgent post. With `danger` only those
    posts are rows that tell of a danger to people. Posts outside the `window` are no rows; what they
    do to others counts.
    """
    counts: _Counts | None = None
    grouping: Grouping | None = None
    if group or count or danger or collection.is_small or top is None:
        counts = _Counts()
        scored = _score_all(collection, scorer, counts)
        if danger:
            scored = (post for post in scored if post.beside.danger)
        shortlist = Shortlist(top, lanes)
        left = _LeftOut()
        inside = scored if window.holds_all else _list_inside(scored, scorer, window, left)
        if group:
            answered, grouping = _rank_grouped(inside, scorer, shortlist)
        else:
            answered = _rank_all(inside, scorer, shortlist)
        left.answered += answered
    else:
        shortlist, left = _rank_best(collection, scorer, top, tuple(lanes), window)
    # Beside a filter the lanes of all that was read would tell of what nobody asked for.
    told = counts if count or (not danger and window.holds_all) else None
    items = (QueueItem(rank, mention, scorer.explain(mention)) for rank, mention in enumerate(shortlist.mentions, 1))
    queue = Queue(
        now=scorer.now,
        brand=scorer.settings.brand,
        zone=scorer.zone,
        read=collection.learned.read,
        skipped=tuple(collection.census.skipped),
        lanes=dict(told.lanes) if told else None,
        items=tuple(items),
        unreadable=dict(told.unreadable.most_common()) if told and told.unreadable else None,
        answered=left.answered,
        outside=None if window.holds_all else left.outside,
        ours=told.ours if told else None,
        rows=_count_rows(shortlist, counts),
        danger=told.danger if told else None,
        is_partial=may_miss_threats(lanes, reads_all=counts is not None),
    )
    return queue if grouping is None else mark_incidents(queue, grouping)


def _count_rows(shortlist: Shortlist, counts: _Counts | None) -> int | None:
    """Count the rows that there are; None where there may be others that nobody looked at."""
    if counts:
        return shortlist.offered
    return len(shortlist.entries) if shortlist.last_key is None else None


def _score_all(collection: Collection, scorer: Scorer, counts: _Counts) -> Iterator[Scored]:
    """Score every mention, and count."""
    for mention, measured in collection.map_all(scorer.measure):
        if measured is None:
            continue
        counts.lanes[measured.lane] += 1
        if not measured.readable:
            counts.unreadable[measured.language] += 1
        post = Post(mention, measured.lane, measured)
        counts.ours += _is_ours(post, scorer)
        counts.danger += measured.danger and not _is_left_out(mention, scorer)
        yield post


def _is_ours(post: Scored, scorer: Scorer) -> bool:
    """Tell a post of our own; the lane, which was chosen by that before all else, rules most out."""
    return post.lane == _OF_OURS and is_ours(post.mention, scorer.settings)


def _list_inside(
    scored: Iterable[Scored], scorer: Scorer, window: Window[datetime], left: _LeftOut
) -> Iterator[Scored]:
    """List what was posted in a window, and count what was not."""
    for post in scored:
        if window.holds(post.mention.posted_at):
            yield post
        elif _is_left_out(post.mention, scorer):
            left.answered += 1
        else:
            left.outside += 1


def _rank_all(scored: Iterable[Scored], scorer: Scorer, shortlist: Shortlist) -> int:
    """Rank all that was scored; gives how many were left out as answered."""
    answered = 0
    for post in scored:
        if _is_left_out(post.mention, scorer):
            answered += 1
        elif not _is_ours(post, scorer):
            shortlist.offer(post.mention, post.beside)
    return answered


def _rank_grouped(scored: Iterable[Scored], scorer: Scorer, shortlist: Shortlist) -> tuple[int, Grouping]:
    """Rank all that was scored, one row an incident; gives how many were left out as answered, and the incidents.

    What we have answered tells of them as well.
    """
    newest: Newest[Measured] = Newest()
    others = (other for post in scored if (other := newest.take(post)) is not None)
    answered = _rank_all(others, scorer, shortlist)
    grouping, posts = newest.group(), newest.posts
    posts.sort(key=lambda post: sort_key(post.lane, post.beside.priority, post.mention))
    left = [post for post in posts if not _is_left_out(post.mention, scorer)]
    asked = (post for post in left if shortlist.wants(post.lane) and not _is_ours(post, scorer))
    shown, _ = fold(asked, lambda post: grouping.find(post.mention))
    _rank_all(shown, scorer, shortlist)
    return answered + len(posts) - len(left), grouping


def _rank_best(
    collection: Collection, scorer: Scorer, top: int, lanes: tuple[str, ...], window: Window[datetime]
) -> tuple[Shortlist, _LeftOut]:
    """Rank in one reading, and go over what changed in a second; gives how many were left out too.

    A mention that lost ground by what was learned of it (its followers turned out to be few) may
    have pushed out another one in the first reading; then everything is ranked anew.
    """
    empty = Shortlist(top, lanes)
    visited = collection.survey(_make_visit(collection, scorer, empty, window))
    first = _join(empty, visited)
    answered = collection.learned.answered if scorer.settings.replies_answer else 0
    left = _LeftOut(answered, collection.learned.count_unchanged(key for found in visited for key in found.outside))
    if not collection.learned.changed:
        return first, left
    kept = first.drop(collection.learned.is_known_better)
    visited = collection.revisit_changed(_make_visit(collection, scorer, kept, window))
    second = _join(kept, visited)
    if first.last_key is None or (second.last_key is not None and second.last_key <= first.last_key):
        return second, _count_left_out(visited, left)
    visited = collection.revisit_all(_make_visit(collection, scorer, empty, window))
    return _join(empty, visited), _count_left_out(visited, _LeftOut())


def _is_left_out(mention: Mention, scorer: Scorer) -> bool:
    return scorer.settings.replies_answer and mention.is_answered


def _join(begun: Shortlist, visited: Iterable[_Visited]) -> Shortlist:
    joined = begun.copy()
    for found in visited:
        for entry in found.entries:
            joined.insert(entry)
    return joined


def _count_left_out(visited: Sequence[_Visited], before: _LeftOut) -> _LeftOut:
    answered, outside = sum(found.answered for found in visited), sum(len(found.outside) for found in visited)
    return _LeftOut(before.answered + answered, before.outside + outside)


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
        if window.holds(mention.posted_at) or _is_left_out(mention, scorer):
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
    may_be_ours = shortlist.wants(_OF_OURS)  # else their lane leaves them out
    answered = 0
    waiting: list[_Waiting] = []
    for number, mention in enumerate(mentions):
        # The first question spares a million posts the call of the second.
        if mention.answered_at is not None and _is_left_out(mention, scorer):
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
