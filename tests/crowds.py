"""Inputs of many posts, as a queue reads them: any posts and reposts, and a reading of them that counts as large."""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from hypothesis import strategies as st
from tests.stories import NOON, post, repost

from mentiontriage.collect import Collection
from mentiontriage.model import Mention, Queue, Repost
from mentiontriage.queueing import build_queue
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.scoring import Scorer
from mentiontriage.shares import Opened

FOLLOWERS = st.none() | st.integers(0, 300_000_000)
HOURS = st.floats(0, 2_000)
VIEWS = st.none() | st.integers(0, 10**9)
Items = Sequence[Mention | Repost]
TEXTS = st.sampled_from(
    ["still no refund, nobody answers", "what a lovely kettle", "where is my order?", "it caught fire!", "ok", "完了"]
)
LINK = "at://ada.example/app.bsky.feed.post/3k"
IDS = st.sampled_from([*"abcdefgh", LINK])
MENTIONS = st.builds(
    post,
    IDS,
    TEXTS,
    by=st.sampled_from(["ada", "bob", "eve"]),
    followers=st.none() | st.integers(0, 10**7),
    hours_ago=st.none() | st.floats(0, 100),
    in_reply_to=st.none() | st.sampled_from([*"abcd", LINK]),
    local_id=st.sampled_from([None, None, None, LINK]),
    ours=st.sampled_from([False, False, False, True]),
    answered_at=st.sampled_from([None, None, None, NOON]),
)
AGES = st.none() | st.floats(0, 100).map(lambda hours: NOON - timedelta(hours=hours))
REPOSTS = st.builds(repost, IDS, by=st.sampled_from("xyz"), followers=st.integers(0, 10**7))


def collect(items: Items, *, large: bool, on_read: Callable[[], None] = lambda: None) -> Collection:
    """Make a collection of what a reader gives; a large one is pruned, a small one is all read."""

    def read(export: Export) -> Iterator[Item]:
        on_read()
        yield from items

    collection = Collection([], {})
    reader = Reader("story", "a story", lambda _: "told", read)
    size = 10**9 if large else 1
    collection.opened.append(Opened(Export("story", Sample("other", ""), io.BytesIO), reader, "told", size))
    return collection


def rank(items: Items, scorer: Scorer, *, top: int | None = 3, large: bool = False) -> Queue:
    """Rank what a reader gives, and count the lanes where all is read."""
    return build_queue(collect(items, large=large), scorer, top=top, lanes=("complaint", "unsure"), count=not large)
