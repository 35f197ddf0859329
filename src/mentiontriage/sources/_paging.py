"""Read a service's pages from the newest back to where the last run ended, and lose nothing.

A position is `{"newest": time, "oldest": time, "gaps": [{"resume": cursor, "since": time, "until": time,
"seen": count}]}`: all between those times was read but for the gaps, each of which reaches from a cursor (at
`until`, so many posts below the newest) back to a time. A walk that stops half-way leaves one. The next run reads
what is new first and the gaps then, so that a page that always fails hides nothing else. What is new begins an
overlap before `newest`, since searches list some posts late, and now and then two days before, since counts grow.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from mentiontriage.sources import Batch, Posted, Reach
from mentiontriage.sources._reply import FetchError
from mentiontriage.sources._walking import Ask, Outcome, Page, Walk, read_time
from mentiontriage.times import parse_time

FIRST_REACH = timedelta(days=7)
OVERLAP = timedelta(hours=1)
YOUNG = timedelta(hours=48)
_REFRESH_EVERY = timedelta(hours=1)
_MOST_PAGES = 200  # a run; the next one goes on where it stopped
CIRCLE = "its pages lead in a circle: posts older than those that were read are missing"
_MOST_GAPS = 8
_FEWEST = 20  # a page: smaller ones would ask long for what is known, and may hold but one second's posts
_NOT_THE_CURSOR = (0, 401, 403, 408, 429)


def walk_back(
    get_page: Callable[[Ask], Page], position: Mapping[str, Any], reach: Reach, *, refresh: bool = True
) -> Iterator[Batch]:
    """Read pages until one holds only what is known, or there are no more; then what earlier runs left over.

    A cursor that comes again leads nowhere: FetchError says so, and all that is older counts as unread.
    `refresh` False leaves out the look back over two days, for services that are paid by the post.
    """
    yield from _Course(position, reach, refresh).run(get_page)


def walk(get_page: Callable[..., Page], *what: Any) -> Callable[[Mapping[str, Any], Reach], Iterator[Batch]]:
    """Make a stream's `fetch` of a function that gets one page: `get_page(*what, ask)`."""
    return partial(walk_back, partial(get_page, *what))


def look_up(
    get_posts: Callable[[list[str]], Page], at_once: int, position: Mapping[str, Any], reach: Reach
) -> Iterator[Batch]:
    """Ask for known posts by their ids, some at a time: counts grow, and posts are deleted."""
    for start in range(0, len(reach.known), at_once):
        page = get_posts(list(reach.known[start : start + at_once]))
        yield Batch(page.posts, position, page.gone, page.notes, len(page.posts))


class _Course:
    """One run of a stream: the walk over what is new, and one over each gap."""

    def __init__(self, position: Mapping[str, Any], reach: Reach, refresh: bool) -> None:  # noqa: FBT001 (internal)
        self._position = position
        self._reach = reach
        self._newest = parse_time(position.get("newest"))
        self._oldest = parse_time(position.get("oldest"))
        self._refreshed = parse_time(position.get("refreshed"))
        # As long as nothing was found, everything since the first run's beginning is unread.
        unread = self._newest - OVERLAP if self._newest else self._oldest or reach.now - FIRST_REACH
        began = self._newest or self._oldest
        # A later `since` leaves out what is still unread before it, so the position must not move.
        self._aside = reach.since is not None and began is not None and reach.since > unread
        self._deep = reach.since is not None and reach.since < unread
        since = reach.since or unread
        # A clock that ran ahead once must not put the next look off until then.
        due = self._refreshed is None or abs(reach.now - self._refreshed) >= _REFRESH_EVERY
        self._wide = refresh and due and reach.since is None
        self._news = Walk(None, since, min(since, reach.now - YOUNG) if self._wide else since, reach.now)
        self._known_gaps = [self._read_gap(gap) for gap in position.get("gaps", ())]
        # The walk back to a `since` of long ago passes the gaps after it; only those that reach further back remain.
        self._gaps = [] if self._aside else [gap for gap in self._known_gaps if not self._deep or gap.needed < since]
        self._left = reach.most

    def _read_gap(self, gap: Mapping[str, Any]) -> Walk:
        since = datetime.fromisoformat(gap["since"])
        return Walk(gap["resume"], since, since, self._reach.now, parse_time(gap.get("until")), gap.get("seen", 0))

    def run(self, get_page: Callable[[Ask], Page]) -> Iterator[Batch]:
        failed: FetchError | None = None
        for walk in (self._news, *self._gaps):
            try:
                yield from self._follow(walk, get_page)
            except FetchError as error:
                if error.status in (401, 429) or self._news.unread:
                    raise
                failed = failed or error
        if failed is not None:
            raise failed

    def _follow(self, walk: Walk, get_page: Callable[[Ask], Page]) -> Iterator[Batch]:
        for _ in range(_MOST_PAGES):
            if self._left == 0:
                return
            page = self._get(walk, get_page)
            fresh = walk.take(page)
            new = fresh if walk is not self._news else [post for post in fresh if not self._was_read(post)]
            if self._left is not None:
                self._left = max(0, self._left - len(new))
            position = self._position if self._aside else self._describe()
            posts = (*page.posts, *page.beside)
            notes = (*page.notes, *walk.list_losses(page))
            yield Batch(posts, position, page.gone, notes, len(posts) - len(new))
            if walk.outcome is Outcome.CIRCLE:
                raise FetchError(CIRCLE, 200)
            if walk.outcome is not Outcome.MORE:
                return

    def _get(self, walk: Walk, get_page: Callable[[Ask], Page]) -> Page:
        most = None if self._left is None else max(_FEWEST, self._left)
        try:
            return get_page(Ask(walk.cursor, walk.since, most))
        except FetchError as error:
            if not walk.unread or walk.cursor is None or error.status in _NOT_THE_CURSOR:
                raise
        # The service no longer knows an earlier run's cursor (some say so with 502).
        walk.start_anew()
        return get_page(Ask(None, walk.since, most))

    def _was_read(self, post: Posted) -> bool:
        """Tell whether an earlier run has read a post that the walk over what is new has met.

        A post dated in the future counts as read, or it would be new in every run. With a `since` of long ago,
        posts in a gap and posts older than everything that was read are new. Other runs meet posts of a gap only
        when they look how counts have grown, and leave them to the walk over that gap.
        """
        time = read_time(post)
        if time is None or self._newest is None:
            return False
        if time > self._newest or not self._deep:
            return time <= self._newest or time > self._reach.now
        is_left = any(gap.needed <= time <= (gap.until or time) for gap in self._known_gaps)
        return time >= (self._oldest or self._newest - OVERLAP) and not is_left

    def _describe(self) -> dict[str, Any]:
        times = {
            "newest": max(filter(None, (self._news.top, self._newest)), default=None),
            "oldest": min(self._news.needed, self._oldest or self._news.needed),
            "refreshed": self._reach.now if self._wide else self._refreshed,
        }
        gaps = _join_gaps(rest for walk in (self._news, *self._gaps) if (rest := walk.describe_rest()))
        if len(gaps) > _MOST_GAPS:  # one that reaches over both: read again, what lies between costs little
            gaps[-2:] = [{**gaps[-2], "since": min(gap["since"] for gap in gaps[-2:])}]
        return {name: time.isoformat() for name, time in times.items() if time} | ({"gaps": gaps} if gaps else {})


def _join_gaps(gaps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join gaps that begin at one cursor, as each run that ends in a circle leaves one: the longest covers them all."""
    joined: dict[str, dict[str, Any]] = {}
    for gap in gaps:
        name = repr(gap["resume"])
        known = joined.get(name, gap)
        joined[name] = {**known, "since": min(known["since"], gap["since"])}
    return list(joined.values())
