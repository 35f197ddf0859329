"""Read a service's pages from the newest back to where the last run ended, and lose nothing.

A position is `{"newest": time, "gaps": [{"resume": cursor, "since": time}]}`: all up to that time
was read but for the gaps, each of which reaches from a cursor back to a time. A walk that stops
half-way leaves one. The next run reads what is new first and the gaps then, so that a page that
always fails hides nothing else. What is new begins an overlap before `newest`, since searches list
some posts late, and now and then two days before, since counts grow.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import msgspec

from mentiontriage.model import Note, Skipped
from mentiontriage.sources import Batch, Posted, Reach
from mentiontriage.sources._reply import FetchError
from mentiontriage.times import parse_time

FIRST_REACH = timedelta(days=7)
OVERLAP = timedelta(hours=1)
YOUNG = timedelta(hours=48)
_REFRESH_EVERY = timedelta(hours=1)
_MOST_PAGES = 200  # a run; the next one goes on where it stopped
_STALE_PAGES = 3
CIRCLE = "its pages lead in a circle: posts older than those that were read are missing"
_MOST_GAPS = 8
_FEWEST = 20  # a page: smaller ones would ask long for what is known, and may hold but one second's posts
_NOT_THE_CURSOR = (0, 401, 403, 408, 429)


class Page(msgspec.Struct, frozen=True):
    """One page of posts, newest first; `cursor` leads to the next, None is the end."""

    posts: tuple[Posted, ...]
    cursor: Any = None
    gone: tuple[str, ...] = ()
    notes: tuple[Skipped | Note, ...] = ()


class Ask(msgspec.Struct, frozen=True):
    """What a page is asked for: at `cursor` (None: the newest), back to `since`, at most `most` posts."""

    cursor: Any
    since: datetime
    most: int | None = None


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
        self._refreshed = parse_time(position.get("refreshed"))
        unread = self._newest - OVERLAP if self._newest else reach.now - FIRST_REACH
        # What lies before a later `since` is still to be read, so that the position stays.
        self._aside = reach.since is not None and self._newest is not None and reach.since > unread
        since = reach.since or unread
        due = self._refreshed is None or reach.now - self._refreshed >= _REFRESH_EVERY
        self._wide = refresh and due and reach.since is None
        self._news = _Walk(None, since, min(since, reach.now - YOUNG) if self._wide else since, reach.now)
        gaps = ((gap["resume"], datetime.fromisoformat(gap["since"])) for gap in position.get("gaps", ()))
        self._gaps = [] if self._aside else [_Walk(cursor, end, end, reach.now) for cursor, end in gaps]
        self._left = reach.most

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

    def _follow(self, walk: "_Walk", get_page: Callable[[Ask], Page]) -> Iterator[Batch]:
        for _ in range(_MOST_PAGES):
            if self._left == 0:
                return
            page = self._get(walk, get_page)
            fresh = walk.take(page)
            new = fresh if walk is not self._news else [post for post in fresh if not self._was_read(post)]
            if self._left is not None:
                self._left = max(0, self._left - len(new))
            position = self._position if self._aside else self._describe()
            yield Batch(page.posts, position, page.gone, page.notes, len(page.posts) - len(new))
            if walk.circles:
                raise FetchError(CIRCLE, 200)
            if walk.ended:
                return

    def _get(self, walk: "_Walk", get_page: Callable[[Ask], Page]) -> Page:
        most = None if self._left is None else max(_FEWEST, self._left)
        try:
            return get_page(Ask(walk.cursor, walk.since, most))
        except FetchError as error:
            if not walk.unread or walk.cursor is None or error.status in _NOT_THE_CURSOR:
                raise
        # The service no longer knows an earlier run's cursor (some say so with 502): begin at the newest.
        walk.cursor = None
        return get_page(Ask(None, walk.since, most))

    def _was_read(self, post: Posted) -> bool:
        """Tell whether an earlier run read what is no gap's; a post from the future would be new in every run."""
        time = _read_time(post)
        return time is not None and self._newest is not None and not self._newest < time <= self._reach.now

    def _describe(self) -> dict[str, Any]:
        times = {
            "newest": max(filter(None, (self._news.top, self._newest)), default=None),
            "refreshed": self._reach.now if self._wide else self._refreshed,
        }
        gaps = [rest for walk in (self._news, *self._gaps) if (rest := walk.describe_rest())]
        if len(gaps) > _MOST_GAPS:  # one that reaches over both: read again, what lies between costs little
            gaps[-2:] = [{**gaps[-2], "since": min(gap["since"] for gap in gaps[-2:])}]
        return {name: time.isoformat() for name, time in times.items() if time} | ({"gaps": gaps} if gaps else {})


class _Walk:
    """Reads from a cursor back to `since`; `needed` is how far back nobody has read before."""

    def __init__(self, cursor: Any, needed: datetime, since: datetime, now: datetime) -> None:
        self.cursor = cursor
        self.since = since
        self.top: datetime | None = None
        self.unread = True
        self.ended = False
        self.circles = False
        self._needed = needed
        self._now = now
        self._reached = False
        self._seen: set[str] = set()
        self._cursors: set[str] = set()
        self._stale = 0

    def take(self, page: Page) -> list[Posted]:
        """Work out from a page how far it leads and whether it is the last; returns what came for the first time."""
        fresh = [post for post in page.posts if _name(post) not in self._seen]
        self._seen.update(map(_name, page.posts))
        times = [time for post in page.posts if (time := _read_time(post))]
        # A date in the future would make every real post look old: now is the latest there is.
        known = [min(time, self._now) for time in times]
        self.top = max([*known, self.top] if self.top else known, default=None)
        again = page.cursor is not None and repr(page.cursor) in self._cursors
        self._cursors.add(repr(page.cursor))
        edge = _find_edge(times) if len(times) == len(page.posts) else None
        old = edge is not None and edge < self.since
        self._reached = self._reached or (edge is not None and edge < self._needed)
        # New posts push known ones on to the next page, so one page without news is not the end.
        self._stale = 0 if fresh else self._stale + 1
        self.circles = again and not old and bool(page.posts)  # an empty page is the end, whatever it says
        self.ended = page.cursor is None or again or old or self._stale >= _STALE_PAGES
        self.cursor = page.cursor
        self.unread = False
        return fresh

    def describe_rest(self) -> dict[str, Any] | None:
        """Describe what is still to be read, as a gap; after a circle that is all, from the newest on."""
        if self._reached or (self.ended and not self.circles):
            return None
        return {"resume": None if self.circles else self.cursor, "since": self._needed.isoformat()}


def _find_edge(times: list[datetime]) -> datetime | None:
    """Find what tells how far back a page leads: one old post among newer ones does only where they are in order."""
    in_order = times == sorted(times, reverse=True)
    return (min if in_order else max)(times, default=None)


def _name(post: Posted) -> str:
    item = post.item
    return (
        getattr(item, "id", None) or f"{getattr(item, 'of', '')} by {getattr(getattr(item, 'by', None), 'handle', '')}"
    )


def _read_time(post: Posted) -> datetime | None:
    return getattr(post.item, "posted_at", None)


def keep_since(posts: Iterable[Posted], since: datetime) -> tuple[Posted, ...]:
    """Leave out posts from before a time; those without a time stay."""
    return tuple(post for post in posts if (time := _read_time(post)) is None or time >= since)
