"""Read a service's pages from the newest back to where the last run ended, and lose nothing.

A position is `{"newest": time}`: all up to that time was read. While a run is under way it is
`{"newest": time, "top": time, "resume": cursor}`: what lies between `newest` and the cursor is
still to be read. A run that is killed goes on at its cursor; one that finished looks back over an
overlap, since searches list some posts late, and now and then over two days, since counts grow.
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
    """Read pages until one holds only what is known, or there are no more.

    A cursor that comes again leads nowhere: FetchError says so, and all that is older counts as unread.
    `refresh` False leaves out the look back over two days, for services that are paid by the post.
    """
    walk = _Walk(position, reach, refresh)
    resumed = walk.cursor is not None
    try:
        yield from walk.run(get_page)
    except FetchError as error:
        if not resumed or error.status in _NOT_THE_CURSOR:
            raise
        # The service no longer knows the cursor (some say so with 502): begin again at the
        # newest. Nothing is lost.
        walk.forget_cursor()
        yield from walk.run(get_page)
        return
    if resumed and walk.ended and walk.left != 0:  # what was left over is done; now what is new since
        rest = msgspec.structs.replace(reach, most=walk.left)
        yield from _Walk(walk.position, rest, refresh).run(get_page)


def walk(get_page: Callable[..., Page], *what: Any) -> Callable[[Mapping[str, Any], Reach], Iterator[Batch]]:
    """Make a stream's `fetch` of a function that gets one page: `get_page(*what, ask)`."""
    return partial(walk_back, partial(get_page, *what))


def look_up(
    get_posts: Callable[[list[str]], Page], at_once: int, position: Mapping[str, Any], reach: Reach
) -> Iterator[Batch]:
    """Ask for known posts by their ids, some at a time: counts grow, and posts are deleted."""
    for start in range(0, len(reach.known), at_once):
        page = get_posts(list(reach.known[start : start + at_once]))
        yield Batch(page.posts, position, page.gone, page.notes)


class _Walk:
    def __init__(self, position: Mapping[str, Any], reach: Reach, refresh: bool) -> None:  # noqa: FBT001 (internal)
        self.position = dict(position)
        self.cursor = position.get("resume")
        self.ended = False
        self._circles = False
        self._reach = reach
        self._newest = parse_time(position.get("newest"))
        self._top = parse_time(position.get("top"))
        refreshed = parse_time(position.get("refreshed"))
        self._wide = refresh and self.cursor is None and (refreshed is None or reach.now - refreshed >= _REFRESH_EVERY)
        self._since = self._choose_since(parse_time(position.get("since")))
        self._seen: set[str] = set()
        self._cursors: set[str] = set()
        self.left = reach.most
        self._stale = 0

    def _choose_since(self, under_way: datetime | None) -> datetime:
        if self._reach.since is not None:
            return self._reach.since
        if self.cursor is not None and under_way is not None:
            return under_way
        if self._newest is None:
            return self._reach.now - FIRST_REACH
        overlap = self._newest - OVERLAP
        return min(overlap, self._reach.now - YOUNG) if self._wide else overlap

    def forget_cursor(self) -> None:
        self.cursor = None
        self._cursors.clear()

    def run(self, get_page: Callable[[Ask], Page]) -> Iterator[Batch]:
        for _ in range(_MOST_PAGES):
            page = get_page(Ask(self.cursor, self._since, self.left))
            self._take(page)
            yield Batch(page.posts, self.position, page.gone, page.notes)
            if self._circles:
                raise FetchError(CIRCLE, 200)
            if self.ended or self.left == 0:
                return

    def _take(self, page: Page) -> None:
        """Work out from a page whether it is the last, and how far the stream has been read."""
        fresh = [post for post in page.posts if _name(post) not in self._seen]
        self._seen.update(map(_name, page.posts))
        times = [time for post in page.posts if (time := _read_time(post))]
        # A date in the future would make every real post look old: now is the latest there is.
        known = [min(time, self._reach.now) for time in times]
        self._top = max([*known, self._top] if self._top else known, default=None)
        again = page.cursor is not None and repr(page.cursor) in self._cursors
        self._cursors.add(repr(page.cursor))
        # Posts from before `since` are the end; one among newer ones is only where the page is in order.
        in_order = times == sorted(times, reverse=True)
        dated = bool(times) and len(times) == len(page.posts)
        old = dated and (min(times) if in_order else max(times)) < self._since
        # New posts push known ones on to the next page, so one page without news is not the end.
        self._stale = 0 if fresh else self._stale + 1
        self._circles = again and not old and bool(page.posts)  # an empty page is the end, whatever it says
        self.ended = page.cursor is None or again or old or self._stale >= _STALE_PAGES
        if self.left is not None:
            self.left = max(0, self.left - len(fresh))
        self.cursor = page.cursor
        self.position = self._describe()

    def _describe(self) -> dict[str, Any]:
        times = {"newest": self._newest, "refreshed": parse_time(self.position.get("refreshed"))}
        more = {}
        if not self.ended:
            times |= {"top": self._top, "since": self._since}
            more = {"resume": self.cursor}
        elif not self._circles:
            if self._newest is None or self._since <= self._newest:  # else what lies between is still to be read
                times["newest"] = max(filter(None, (self._top, self._newest)), default=None)
            if self._wide:
                times["refreshed"] = self._reach.now
        return {name: time.isoformat() for name, time in times.items() if time} | more


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
