"""The things mentiontriage talks about: frozen records without behaviour beyond their own fields.

`None` always means *unknown*, never zero: a review without a follower count is not a review by
somebody whom nobody follows. Times are aware and in UTC.
"""

from datetime import UTC, datetime, tzinfo
from typing import Annotated

import msgspec

from mentiontriage.fetched import Fetched

LANES = ("threat", "complaint", "unsure", "question", "lead", "praise", "other")
"""Every lane, in the order in which they stand in a queue that shows several."""

ASKING = frozenset({"complaint", "unsure", "question", "threat"})
"""The lanes of posts that wait for an answer."""

SOME_TIME = datetime(1990, 1, 1, tzinfo=UTC)
"""When we answered a post of unknown time, where that is not told either: earlier than whatever is known."""

LARGEST_COUNT = 2**53
"""Past this no network counts, and JSON's numbers are no longer exact."""
Count = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_COUNT)]
"""How many; the parser refuses one that is negative or too large."""


class Author(msgspec.Struct, frozen=True, gc=False):
    """Who wrote a mention, as far as the input says.

    `handle` is the name on the network without the leading `@`; `name` is the display name.
    """

    handle: str | None = None
    name: str | None = None
    followers: Count | None = None
    verified: bool | None = None


class Engagement(msgspec.Struct, frozen=True, gc=False):
    """How often a mention was answered, passed on, liked and seen."""

    replies: Count | None = None
    reposts: Count | None = None
    likes: Count | None = None
    views: Count | None = None


class Spreader(msgspec.Struct, frozen=True, gc=False):
    """Somebody who passed a mention on (repost, quote or reply), with how many follow them.

    `handle` is None where only the count was worth keeping.
    """

    handle: str | None
    followers: int


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A post that names the brand, in the one shape that everything after the readers knows.

    `source` and `id` together say which post it is: the same pair twice is the same post. `rating` is a review's stars,
    1 to 5. `vendor_sentiment` is what the exporting tool thought. `in_reply_to` and `quotes` are ids on the same
    source. `spread` holds who passed it on. `answered_at` is when we answered it last, as far as the input tells (see
    `SOME_TIME`). The author of one that is `hidden` asks not to be shown to people who are not logged in. `local_id` is
    another name that its source has for it, by which other posts there may refer to it: its number on one server of a
    network of many, the address in its link, or what retweets quote of it that name no id.
    """

    id: str
    source: str
    text: str
    author: Author = Author()
    engagement: Engagement = Engagement()
    posted_at: datetime | None = None
    url: str | None = None
    lang: str | None = None
    in_reply_to: str | None = None
    quotes: str | None = None
    rating: float | None = None
    vendor_sentiment: str | None = None
    spread: tuple[Spreader, ...] = ()
    ours: bool = False
    answered_at: datetime | None = None
    hidden: bool = False
    local_id: str | None = None

    @property
    def is_answered(self) -> bool:
        """Whether we answered it, and not before its author wrote it anew, as people do with reviews."""
        return self.answered_at is not None and (self.posted_at is None or self.answered_at >= self.posted_at)


class Repost(msgspec.Struct, frozen=True, gc=False):
    """A post that only passes another one on: spread of the original, not a complaint of its own.

    `of` is the original's id on `source`. `original` is what the repost itself tells of the
    original, for the case that the original is nowhere in the input; None where it tells nothing.
    """

    source: str
    of: str
    by: Author
    original: Mention | None = None


class Skipped(msgspec.Struct, frozen=True):
    """Something that could not be read: where it stands, and why it was left out."""

    where: str
    reason: str


class Note(msgspec.Struct, frozen=True):
    """Something the user should know about how an input was read; nothing was lost by it.

    `is_of_all` says that it holds for the whole input, and `where` is only the first place of it. A note may
    tell a `count`: of parts that are read for themselves each tells its own, and they add up. One that `is_pressing`
    changes the order of the whole queue, and is told to people who ask for no notes.
    """

    where: str
    text: str
    is_of_all: bool = False
    count: int = 0
    is_pressing: bool = False


class Customer(msgspec.Struct, frozen=True, gc=False):
    """What the customer file says of a person; `value` is in whatever unit that file uses."""

    name: str | None = None
    tier: str | None = None
    value: float | None = None
    note: str | None = None


class Known(msgspec.Struct, frozen=True, gc=False):
    """What is known of a mention beyond the post: who wrote it, and what became of it before.

    `earlier` counts the author's earlier posts that asked for an answer and got none. `back_at` is when it came
    back by itself after it was answered; None where it has waited all the time.
    """

    customer: Customer | None = None
    earlier: int = 0
    back_at: datetime | None = None


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What one signal says of one mention; `value` None means it cannot tell, and `reason` why."""

    value: float | None
    reason: str


class Factor(msgspec.Struct, frozen=True, gc=False):
    """One factor of a priority: the value that is multiplied, and the reason for it."""

    name: str
    value: float
    reason: str


class Sentiment(msgspec.Struct, frozen=True, gc=False):
    """The four values of vaderSentiment 3.3.2, to the last digit."""

    compound: float
    pos: float
    neu: float
    neg: float


class Score(msgspec.Struct, frozen=True):
    """All that was worked out for one mention at one moment.

    `priority` is the product of the values of `factors`, multiplied from first to last.
    `complaint` is None where the language cannot be read, `sentiment` wherever the lexicon cannot tell.
    `words` are those that speak most for a complaint, strongest first. A post whose time is still to
    come has waited 0 seconds and is `ahead_s` seconds ahead; of all others that is 0. `ours` says that its
    source or our settings name it a post of ours. `danger` is what it tells that is dangerous to people, in its words.
    """

    priority: float
    lane: str
    lane_reason: str
    factors: tuple[Factor, ...]
    sentiment: Sentiment | None
    complaint: float | None
    language: str
    words: tuple[str, ...]
    waited_s: int | None
    due_at: datetime | None
    ahead_s: int = 0
    ours: bool = False
    danger: str | None = None


class News(msgspec.Struct, frozen=True):
    """A post that a digest tells of beside the one that stands for its author's row, and why."""

    why: str
    ident: str
    text: str
    url: str | None


class Handling(msgspec.Struct, frozen=True):
    """What the desk knows of a mention: who has it, and how it came to stand in the queue.

    `ident` is the shortest beginning of its id that no other mention in the store shares.
    `posts` counts the open posts by its author, which are one row. `back` says why a mention that
    had been dealt with is open again; `why` why it stands in this digest, `news` which of its author's
    other posts make it stand there.
    """

    ident: str
    status: str = "open"
    assignee: str | None = None
    posts: int = 1
    customer: Customer | None = None
    back: str | None = None
    why: str | None = None
    news: tuple[News, ...] = ()


class Telling(msgspec.Struct, frozen=True, gc=False):
    """Which post tells of an incident."""

    source: str
    id: str


class Incident(msgspec.Struct, frozen=True):
    """Posts of many people that tell of one event, from the first of them (`since`) to the last (`until`).

    `words` are those by which they stand out, strongest first. `asked` counts all posts of that time that
    ask for an answer, `answered` those of the incident's that we have answered. `text` is that of the post
    with most of the words, or of another one whose author is not `hidden`, or empty.
    """

    words: tuple[str, ...]
    people: int
    since: datetime
    until: datetime
    asked: int
    answered: int
    text: str
    posts: tuple[Telling, ...]


class Incidents(msgspec.Struct, frozen=True):
    """The incidents that were found, newest first, among so many posts that ask for an answer (`looked_at`).

    `older` counts those that were not looked at because they are older, `undated` those of unknown time.
    """

    found: tuple[Incident, ...]
    looked_at: int = 0
    older: int = 0
    undated: int = 0


class QueueItem(msgspec.Struct, frozen=True):
    """One row of the queue: a mention, its score, and its place (1 is answered first).

    `handling` is there where the queue comes from a store; `incident` is the place, from 1, among the
    queue's incidents of that for which the row stands.
    """

    rank: int
    mention: Mention
    score: Score
    handling: Handling | None = None
    incident: int | None = None


class Summary(msgspec.Struct, frozen=True):
    """What a digest says beside its rows.

    `since` is when the recipient's last digest was sent. `answered` counts what was answered,
    or found to be, since then. `overdue` counts the open mentions whose first answer should have been given.
    `hours` are the mentions posted in each of the last 24 hours, oldest first. `rows_overdue` counts the
    rows of a digest that tell of something overdue, those that are not shown too; None in a report, which shows what
    is open.
    """

    since: datetime | None
    answered: int
    overdue: int
    hours: tuple[int, ...]
    rows_overdue: int | None = None


class Queue(msgspec.Struct, frozen=True):
    """A ranked queue, with what was read and what was left out on the way.

    Counted are distinct mentions: those `read`, by `lanes`, by languages that are `unreadable`, `threats` and those
    that tell of `danger`, both without what is answered; and `rows`, of which `items` may be only the first. `lanes`,
    `threats`, `danger` and `rows` are None where they could not be told without scoring every mention. Where an age was
    asked for, threats and dangers are those of that age, and `lanes` is None.

    Counted as left out are those `answered` and our own posts (`ours`), both of which `lanes` hold, and those `outside`
    the age asked for, beside the answered. The first two are None on a desk, `ours` also where `lanes` is, `outside`
    where any age was asked for.

    Some queues alone have the `summary` of a digest, `incidents` that were looked for, sources that were `fetched`.
    `is_desk` says that it holds what is open in a store; `is_partial` that posts were not read closely, as they cannot
    come first: nobody knows which of them threaten or tell of danger. Times are told by the clocks of `zone`.
    """

    now: datetime
    brand: str | None
    read: int
    skipped: tuple[Skipped, ...]
    lanes: dict[str, int] | None
    items: tuple[QueueItem, ...]
    unreadable: dict[str, int] | None = None
    summary: Summary | None = None
    is_desk: bool = False
    answered: int | None = None
    incidents: Incidents | None = None
    zone: tzinfo = UTC
    ours: int | None = None
    rows: int | None = None
    fetched: tuple[Fetched, ...] | None = None
    danger: int | None = None
    is_partial: bool = False
    outside: int | None = None
    threats: int | None = None
