"""Group posts that ask for an answer by the incidents of which they tell: the newest, so that memory is bounded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from heapq import heappush, heappushpop
from typing import Generic, NamedTuple, TypeVar

import msgspec

from mentiontriage.incidents import Event, find_events
from mentiontriage.model import ASKING, Incident, Incidents, Mention, Queue, Telling
from mentiontriage.redaction import EMAIL_MASK, PHONE_MASK, redact
from mentiontriage.terms import Voice, split_words

NEWEST = 50_000
"""Posts that ask for an answer among which incidents are looked for."""

# A threat goes to people at once, whatever else is going on: it is never folded behind other posts.
_LOOKED_AT = ASKING - {"threat"}

T = TypeVar("T")


class Grouping(msgspec.Struct, frozen=True):
    """The incidents that were found, and by source and id of which one, from 1, posts tell."""

    incidents: Incidents
    numbers: Mapping[tuple[str, str], int]

    def find(self, mention: Mention) -> int | None:
        """Find of which incident a mention tells; None where of none."""
        return self.numbers.get((mention.source, mention.id))


def fold(
    items: Iterable[T], find: Callable[[T], int | None], may_fold: Callable[[T], bool] = lambda _: True
) -> tuple[list[T], list[T]]:
    """Part items, in the order of the queue, into those to show and those that stand behind one of their incident.

    `find` gives of which incident an item tells, None where of none; `may_fold` says whether it may stand behind.
    """
    shown: list[T] = []
    folded: list[T] = []
    told: set[int] = set()
    for item in items:
        number = find(item)
        (folded if number in told and may_fold(item) else shown).append(item)
        if number is not None:
            told.add(number)
    return shown, folded


def mark_incidents(queue: Queue, grouping: Grouping) -> Queue:
    """Say in a queue what incidents there are, and in its rows of which one each tells."""
    items = tuple(msgspec.structs.replace(item, incident=grouping.find(item.mention)) for item in queue.items)
    return msgspec.structs.replace(queue, items=items, incidents=grouping.incidents)


class Post(NamedTuple, Generic[T]):
    """A mention and its lane, with whatever the caller wants to find beside them again.

    Posts are compared with those of the same network, and of the same `kind` where one is named, as by brand.
    """

    mention: Mention
    lane: str
    beside: T
    kind: str = ""


class Newest(Generic[T]):
    """The newest posts that ask for an answer, as others come and push out the oldest."""

    def __init__(self, most: int = NEWEST) -> None:
        self._most = most
        self._taken = self._undated = 0
        self._kept: list[tuple[tuple[datetime, str, str], int, Post[T]]] = []

    def take(self, post: Post[T]) -> Post[T] | None:
        """Take a post; gives one that incidents are not looked for in: itself, or one that is too old now."""
        mention = post.mention
        if post.lane not in _LOOKED_AT:
            return post
        if mention.posted_at is None:
            self._undated += 1
            return post
        self._taken += 1
        # The id decides where times are alike, so that the order of the input does not.
        entry = ((mention.posted_at, mention.id, mention.source), self._taken, post)
        if self._taken <= self._most:
            heappush(self._kept, entry)
            return None
        return heappushpop(self._kept, entry)[2]

    @property
    def posts(self) -> list[Post[T]]:
        """The posts that are kept, oldest first."""
        self._kept.sort()  # it stays a heap, and is in order when it is asked for again
        return [post for _, _, post in self._kept]

    def group(self) -> Grouping:
        """Find the incidents of which these posts tell."""
        posts = self.posts
        voices = list(map(make_voice, posts))
        # Newest first: what goes on now has its last post last. No two have the same, as a post tells of one alone.
        events = sorted(find_events(voices), key=lambda event: -event.places[-1])
        mentions = [post.mention for post in posts]
        numbers = {
            (mentions[place].source, mentions[place].id): number
            for number, event in enumerate(events, 1)
            for place in event.places
        }
        found = tuple(_describe(event, voices, mentions) for event in events)
        return Grouping(Incidents(found, len(posts), self._taken - len(posts), self._undated), numbers)


def make_voice(post: Post[T]) -> Voice:
    """Make of a post what events are found by; how to reach somebody names none."""
    mention = post.mention
    text = redact(mention.text).replace(EMAIL_MASK, " ").replace(PHONE_MASK, " ")
    kind = f"{mention.source} {post.kind}"
    return Voice(_name_author(mention), split_words(text), post.lane == "complaint", kind)


def _describe(event: Event, voices: Sequence[Voice], all_: Sequence[Mention]) -> Incident:
    mentions = [all_[place] for place in event.places]
    times = [mention.posted_at for mention in mentions if mention.posted_at is not None]
    return Incident(
        words=event.words,
        people=len({voices[place].author for place in event.places}),
        since=times[0],
        until=times[-1],
        asked=event.asked,
        answered=sum(mention.is_answered for mention in mentions),
        text=_choose_text([all_[event.typical], *mentions]),
        posts=tuple(Telling(mention.source, mention.id) for mention in mentions),
    )


def _choose_text(mentions: Sequence[Mention]) -> str:
    """Choose the first text that may be quoted where everybody reads it; "" where none may."""
    return next((mention.text for mention in mentions if not mention.hidden), "")


def _name_author(mention: Mention) -> str:
    """Name an author on a network; each post of somebody without a name is somebody else's."""
    author = mention.author
    return f"{mention.source} {(author.handle or author.name or '').casefold() or mention.id}"
