"""Build the queue: read, score and keep the best, in memory that does not grow with the input."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from mentiontriage.collect import Collection
from mentiontriage.grouping import Grouping, Newest, Post, fold, mark_incidents
from mentiontriage.lanes import is_ours, may_miss_threats
from mentiontriage.model import LANES, Queue, QueueItem
from mentiontriage.pruning import OF_OURS, LeftOut, is_left_out, rank_best
from mentiontriage.ranking import sort_key
from mentiontriage.scoring import Measured, Scorer
from mentiontriage.shortlist import Shortlist
from mentiontriage.window import Window

ALWAYS: Window[datetime] = Window()
"""Posts of any age, and of none that is known."""
Scored = Post[Measured]
_THREAT = "threat"


class _Counts:
    """What is counted where every mention is scored: lanes, languages that cannot be read, our own posts.

    Of threats and dangers those that we have answered press no more.
    """

    def __init__(self) -> None:
        self.lanes = Counter(dict.fromkeys(LANES, 0))
        self.unreadable = Counter[str]()
        self.ours = 0
        self.threats = 0
        self.danger = 0


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
    of_age: _Counts | None = None
    grouping: Grouping | None = None
    if group or count or danger or collection.is_small or top is None:
        counts = _Counts()
        scored = _count_all(_score_all(collection, scorer), scorer, counts)
        if danger:
            scored = (post for post in scored if post.beside.danger)
        shortlist = Shortlist(top, lanes)
        left = LeftOut()
        if not window.holds_all:
            of_age = _Counts()
            scored = _count_all(_list_inside(scored, scorer, window, left), scorer, of_age)
        if group:
            answered, grouping = _rank_grouped(scored, scorer, shortlist)
        else:
            answered = _rank_all(scored, scorer, shortlist)
        left.answered += answered
    else:
        shortlist, left = rank_best(collection, scorer, top, tuple(lanes), window)
    # Beside a filter the lanes of all that was read would tell of what nobody asked for.
    told = counts if count or (not danger and window.holds_all) else None
    pressing = told or (None if danger else of_age)
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
        danger=pressing.danger if pressing else None,
        threats=pressing.threats if pressing else None,
        is_partial=may_miss_threats(lanes, reads_all=counts is not None),
    )
    return queue if grouping is None else mark_incidents(queue, grouping)


def _count_rows(shortlist: Shortlist, counts: _Counts | None) -> int | None:
    """Count the rows that there are; None where there may be others that nobody looked at."""
    if counts:
        return shortlist.offered
    return len(shortlist.entries) if shortlist.last_key is None else None


def _score_all(collection: Collection, scorer: Scorer) -> Iterator[Scored]:
    """Score every mention."""
    for mention, measured in collection.map_all(scorer.measure):
        if measured is not None:
            yield Post(mention, measured.lane, measured)


def _count_all(scored: Iterable[Scored], scorer: Scorer, counts: _Counts) -> Iterator[Scored]:
    """Count posts as they pass."""
    for post in scored:
        counts.lanes[post.lane] += 1
        if not post.beside.readable:
            counts.unreadable[post.beside.language] += 1
        counts.ours += _is_ours(post, scorer)
        if (post.beside.danger or post.lane == _THREAT) and not is_left_out(post.mention, scorer):
            counts.danger += post.beside.danger
            counts.threats += post.lane == _THREAT
        yield post


def _is_ours(post: Scored, scorer: Scorer) -> bool:
    """Tell a post of our own; the lane, which was chosen by that before all else, rules most out."""
    return post.lane == OF_OURS and is_ours(post.mention, scorer.settings)


def _list_inside(scored: Iterable[Scored], scorer: Scorer, window: Window[datetime], left: LeftOut) -> Iterator[Scored]:
    """List what was posted in a window, and count what was not."""
    for post in scored:
        if window.holds(post.mention.posted_at):
            yield post
        elif is_left_out(post.mention, scorer):
            left.answered += 1
        else:
            left.outside += 1


def _rank_all(scored: Iterable[Scored], scorer: Scorer, shortlist: Shortlist) -> int:
    """Rank all that was scored; gives how many were left out as answered."""
    answered = 0
    for post in scored:
        if is_left_out(post.mention, scorer):
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
    left = [post for post in posts if not is_left_out(post.mention, scorer)]
    asked = (post for post in left if shortlist.wants(post.lane) and not _is_ours(post, scorer))
    shown, _ = fold(asked, lambda post: grouping.find(post.mention))
    _rank_all(shown, scorer, shortlist)
    return answered + len(posts) - len(left), grouping
