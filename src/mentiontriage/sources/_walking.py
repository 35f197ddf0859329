"""One walk over a service's pages: what a page is, and how a walk stands once it has taken one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

import msgspec

from mentiontriage.model import Note, Skipped
from mentiontriage.sources import Posted
from mentiontriage.times import parse_time

_STALE_PAGES = 3
_EMPTY_PAGES = 20  # notices of other kinds may fill many, and some servers never come to an end


class Page(msgspec.Struct, frozen=True):
    """One page of posts, newest first."""

    posts: tuple[Posted, ...]
    cursor: Any = None
    """What leads to the next page; None at the end."""
    gone: tuple[str, ...] = ()
    notes: tuple[Skipped | Note, ...] = ()
    beside: tuple[Posted, ...] = ()
    """Posts that came along in an order of their own, such as comments below videos: how old they are does not tell
    how far back the page leads."""
    edge: datetime | None = None
    """No later page holds anything newer than this. Told where the page lists more than posts; else the posts tell."""
    cut: str | None = None
    """The name of a list that the network cuts short, though there may be more: its last page is no real end."""
    cut_from: int = 0
    """How many posts, over all runs, such a list must have shown for its end to count as cut."""


class Ask(msgspec.Struct, frozen=True):
    """What a page is asked for: at `cursor` (None: the newest), back to `since`, at most `most` posts."""

    cursor: Any
    since: datetime
    most: int | None = None


class Outcome(Enum):
    """How a walk stands after a page: whether it goes on, and whether what is older is still to be read."""

    MORE = "there are more pages"
    EMPTY = "so many pages held nothing that the next run goes on here"
    DONE = "there is nothing older, or it was read before"
    CIRCLE = "a page leads to one that was read"
    STALE = "page after page holds only what this walk has seen"
    CUT = "the network shows nothing older"


_LOST = {
    Outcome.STALE: "the network gives the same posts on every page",
    Outcome.CUT: "the network shows no more",
}


class Walk:
    """Reads from a cursor back to `since`; `needed` is how far back nobody has read before.

    `until` is how far it has come: what lies before is still to be read, back to `needed`. `before` is how many
    posts earlier runs saw on the way to the cursor.
    """

    def __init__(  # noqa: PLR0913, PLR0917 (where it stands, and how it came there)
        self,
        cursor: Any,
        needed: datetime,
        since: datetime,
        now: datetime,
        until: datetime | None = None,
        before: int = 0,
    ) -> None:
        self.cursor = cursor
        self.since = since
        self.needed = needed
        self.until = until
        self.top: datetime | None = None
        self.unread = True
        self.outcome = Outcome.MORE
        self._now = now
        self._reached = False
        self._before = before
        self._seen: set[str] = set()
        self._cursors: set[str] = set()
        self._stale = 0
        self._empty = 0

    def start_anew(self) -> None:
        """Begin at the newest: the service no longer knows the cursor."""
        self.cursor = self.until = None
        self._before = 0

    def take(self, page: Page) -> list[Posted]:
        """Work out from a page how far it leads and whether it is the last; returns what came for the first time."""
        posts = (*page.posts, *page.beside)
        fresh = [post for post in posts if _name(post) not in self._seen]
        self._seen.update(map(_name, posts))
        times = [time for post in page.posts if (time := read_time(post))]
        # A date in the future would make every real post look old: now is the latest there is.
        known = [min(time, self._now) for time in times]
        self.top = max([*known, self.top] if self.top else known, default=None)
        edge = page.edge or (find_edge(times) if len(times) == len(page.posts) else None)
        if edge is not None:
            self.until = min(edge, self.until or edge)
            self._reached = self._reached or edge < self.needed
        self._count(page, is_fresh=bool(fresh))
        self.outcome = self._weigh(page, is_old=edge is not None and edge < self.since)
        self._cursors.add(repr(page.cursor))
        self.cursor = page.cursor
        self.unread = False
        return fresh

    def _count(self, page: Page, *, is_fresh: bool) -> None:
        # New posts push known ones on to the next page, so one page without news is not the end.
        self._stale = 0 if is_fresh else self._stale + bool(page.posts)
        self._empty = 0 if _lists(page) else self._empty + 1

    def _weigh(self, page: Page, *, is_old: bool) -> Outcome:
        if is_old:
            return Outcome.DONE
        if page.cursor is None:
            return Outcome.CUT if page.cut and self._count_seen() >= page.cut_from else Outcome.DONE
        if repr(page.cursor) in self._cursors:
            return Outcome.CIRCLE if _lists(page) else Outcome.DONE  # an empty page is the end, whatever it says
        if self._stale >= _STALE_PAGES:
            return Outcome.STALE
        return Outcome.EMPTY if self._empty >= _EMPTY_PAGES else Outcome.MORE

    def describe_rest(self) -> dict[str, Any] | None:
        """Describe what is still to be read, as a gap; after a circle that is all, from the newest on."""
        if self._reached:
            return None
        match self.outcome:
            case Outcome.DONE | Outcome.STALE | Outcome.CUT:
                return None
            case Outcome.CIRCLE:
                return {"resume": None, "since": self.needed.isoformat()}
            case Outcome.MORE | Outcome.EMPTY:
                until = {"until": self.until.isoformat()} if self.until else {}
                seen = {"seen": count} if (count := self._count_seen()) else {}
                return {"resume": self.cursor, "since": self.needed.isoformat(), **until, **seen}

    def _count_seen(self) -> int:
        return self._before + len(self._seen)

    def list_losses(self, page: Page) -> tuple[Note, ...]:
        """Tell what was not seen and never will be, because the last page did not reach back far enough."""
        why = _LOST.get(self.outcome)
        if why is None or self._reached:
            return ()
        until = f" and {self.until:%Y-%m-%d %H:%M} UTC" if self.until else " UTC and those that were read"
        told = f"{why}: posts between {self.needed:%Y-%m-%d %H:%M}{until} were not seen"
        return (Note(page.cut or "its pages", told),)


def find_edge(times: Sequence[datetime]) -> datetime | None:
    """Find how far back a page leads: to its oldest post if all are in order, else to its newest.

    One old post among newer ones, such as one that is pinned, does not mean that all between them was listed.
    """
    in_order = list(times) == sorted(times, reverse=True)
    return (min if in_order else max)(times, default=None)


def read_time(post: Posted) -> datetime | None:
    """Read when a post was posted, where it tells."""
    return getattr(post.item, "posted_at", None)


def keep_since(posts: Iterable[Posted], since: datetime) -> tuple[Posted, ...]:
    """Leave out posts from before a time; those without a time stay."""
    return tuple(post for post in posts if (time := read_time(post)) is None or time >= since)


def list_times(values: Iterable[Any]) -> list[datetime]:
    """Read the times that a page's records tell, but for those that tell none."""
    return [time for value in values if (time := parse_time(value))]


def _lists(page: Page) -> bool:
    """Tell whether there was anything on a page, posts or not."""
    return bool(page.posts or page.edge)


def _name(post: Posted) -> str:
    item = post.item
    return (
        getattr(item, "id", None) or f"{getattr(item, 'of', '')} by {getattr(getattr(item, 'by', None), 'handle', '')}"
    )
