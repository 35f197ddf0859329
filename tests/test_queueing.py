"""The queue keeps the best, and however it was worked out the rows are the same."""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.outages import make_day
from tests.stories import NOON, post, repost

from mentiontriage import pruning
from mentiontriage.census import Census
from mentiontriage.collect import Collection
from mentiontriage.config import Settings
from mentiontriage.model import LANES, Incidents, Mention, Queue, Repost
from mentiontriage.queueing import build_queue
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.scoring import Measured, Scorer
from mentiontriage.shares import Opened
from mentiontriage.shortlist import Shortlist
from mentiontriage.window import Window

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


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(), NOON)


def collect(items: Items, *, large: bool, on_read: Callable[[], None] = lambda: None) -> Collection:
    def read(export: Export) -> Iterator[Item]:
        on_read()
        yield from items

    collection = Collection([], {})
    reader = Reader("story", "a story", lambda _: "told", read)
    size = 10**9 if large else 1
    collection.opened.append(Opened(Export("story", Sample("other", ""), io.BytesIO), reader, "told", size))
    return collection


def rank(items: Items, scorer: Scorer, *, top: int | None = 3, large: bool = False) -> Queue:
    return build_queue(collect(items, large=large), scorer, top=top, lanes=("complaint", "unsure"), count=not large)


@given(st.lists(MENTIONS | REPOSTS, max_size=30), st.integers(1, 5), st.sampled_from([1, 4096]))
def test_passing_over_posts_changes_no_row(scorer: Scorer, items: Items, top: int, room: int) -> None:
    with patch.object(pruning, "_WAITING", room):  # with room for one the floor rises from the first post on
        quick = rank(items, scorer, top=top, large=True)
    whole = rank(items, scorer, top=top)
    assert quick.items == whole.items
    assert (quick.read, quick.answered) == (whole.read, whole.answered)
    assert quick.rows in {None, whole.rows}
    assert quick.lanes is None
    assert whole.lanes is not None
    assert sum(whole.lanes.values()) == whole.read


def test_a_low_probability_that_rounding_lifts_is_not_passed_over(scorer: Scorer) -> None:
    """Of 0.0225 rounding makes 0.023: who multiplies what is not rounded yet expects a fortieth too little."""
    words = ("lovely", "great", "wonderful", "thanks", "kind", "happy", "sweet", "fine", "nice", "superb")
    texts = [f"thank you so much, {one} and {two} service, I love it" for one, two in product(words, words)]
    odds = {text: scorer.read_text(post(text=text))[0] or 1.0 for text in texts}
    lifted = max(texts, key=lambda text: round(odds[text], 3) / odds[text])
    other = min(texts, key=lambda text: odds[text])
    assert round(odds[lifted], 3) > 1.015 * odds[lifted]
    # The other one, which has waited longer, is looked at first, and stands half a percent lower.
    waits = 40 * 1.005 * round(odds[lifted], 3) / round(odds[other], 3)
    first, second = post("1", other, hours_ago=(waits / 1.01 - 1) * 4), post("2", lifted, hours_ago=(40 - 1) * 4)
    quick = build_queue(collect([first, second], large=True), scorer, top=1, lanes=("praise",), count=False)
    assert [item.mention.id for item in quick.items] == ["2"]


def test_of_danger_those_rows_are_left_that_a_queue_of_all_shows_and_what_we_answered_counts_no_more(
    scorer: Scorer,
) -> None:
    texts = ("it caught fire!", "still no refund, nobody answers", "it caught fire!", "what a lovely kettle")
    day = [post(str(number), texts[number % 4], followers=number, hours_ago=number) for number in range(40)]
    day[2] = replace(day[2], answered_at=NOON)
    every = rank(day, scorer, top=None)
    alone = build_queue(collect(day, large=True), scorer, top=5, lanes=("complaint", "unsure"), danger=True)
    endangered = [item.mention.id for item in every.items if item.score.danger]
    assert [item.mention.id for item in alone.items] == endangered[:5]
    assert (every.danger, alone.rows) == (len(endangered), len(endangered)) == (19, 19)


def test_an_incident_is_one_row_its_most_urgent_post(scorer: Scorer) -> None:
    every = rank(make_day(), scorer, top=None)
    grouped = build_queue(collect(make_day(), large=True), scorer, top=None, lanes=("complaint", "unsure"), group=True)
    assert grouped.incidents is not None
    (incident,) = grouped.incidents.found
    told = {telling.id for telling in incident.posts}
    first, *others = [item.mention.id for item in every.items if item.mention.id in told]
    assert [item.mention.id for item in grouped.items] == [
        item.mention.id for item in every.items if item.mention.id not in others
    ]
    assert [item.mention.id for item in grouped.items if item.incident] == [first]
    assert (grouped.lanes, grouped.read) == (every.lanes, every.read)


def test_what_we_answered_tells_of_an_incident_and_stands_for_none(scorer: Scorer) -> None:
    day = make_day()
    first = next(item.mention.id for item in rank(day, scorer, top=None).items if item.mention.id.startswith("o"))
    day = [replace(mention, answered_at=NOON) if mention.id == first else mention for mention in day]
    queue = build_queue(collect(day, large=True), scorer, top=None, lanes=("complaint", "unsure"), group=True)
    (item,) = (item for item in queue.items if item.incident)
    assert item.mention.id != first
    assert queue.incidents is not None
    assert (queue.incidents.found[0].answered, queue.answered) == (1, 1)


def test_incidents_that_were_not_looked_for_are_not_said_to_be_none(scorer: Scorer) -> None:
    assert rank(make_day(), scorer).incidents is None
    assert build_queue(
        collect([post()], large=False), scorer, top=3, lanes=("unsure",), group=True
    ).incidents == Incidents((), 1)


@given(st.lists(MENTIONS | REPOSTS, max_size=12))
def test_the_best_of_many_are_the_first_of_all(scorer: Scorer, items: Items) -> None:
    every = rank(items, scorer, top=None)
    best = rank(items, scorer, top=3)
    assert best.items == every.items[:3]
    assert best.rows == every.rows == len(every.items)


def test_a_friend_with_a_million_followers_lifts_a_post_into_the_queue(scorer: Scorer) -> None:
    crowd: list[Mention | Repost] = [post(str(n), by=f"h{n}", followers=900) for n in range(10)]
    quiet = post("quiet", by="nobody", followers=2)
    without = rank([*crowd, quiet], scorer, large=True)
    assert "quiet" not in [item.mention.id for item in without.items]
    with_friend = rank([*crowd, quiet, repost("quiet", followers=1_100_000)], scorer, large=True)
    assert with_friend.items[0].mention.id == "quiet"


@pytest.mark.parametrize(("followers", "met_again"), [(9, False), (9_000_000, True)])
def test_a_post_out_of_reach_is_met_again_where_who_passed_it_on_may_lift_it(
    monkeypatch: pytest.MonkeyPatch, scorer: Scorer, followers: int, *, met_again: bool
) -> None:
    crowd = [post(str(n), "it caught fire! still no refund, nobody answers", hours_ago=90) for n in range(10)]
    items: Items = [*crowd, post("quiet", by="quiet", followers=2, hours_ago=50), repost("quiet", followers=followers)]
    collection = collect(items, large=True)
    monkeypatch.setattr(pruning, "_WAITING", 1)
    build_queue(collection, scorer, top=3, lanes=("complaint",), count=False)
    assert collection.learned.is_wanted_again("x", "quiet") == met_again


@pytest.mark.parametrize(("followers", "readings"), [(9, 1), (9_000_000, 2)])
def test_an_input_of_which_nothing_is_wanted_again_is_read_once(
    monkeypatch: pytest.MonkeyPatch, scorer: Scorer, followers: int, readings: int
) -> None:
    """A table has no lines to choose from: all of it is read again, or nothing."""
    crowd = [post(str(n), "it caught fire! still no refund, nobody answers", hours_ago=90) for n in range(10)]
    items: Items = [*crowd, post("quiet", by="quiet", followers=2, hours_ago=50), repost("quiet", followers=followers)]
    read: list[int] = []
    collection = collect(items, large=True, on_read=lambda: read.append(1))
    monkeypatch.setattr(pruning, "_WAITING", 1)
    build_queue(collection, scorer, top=3, lanes=("complaint",), count=False)
    assert len(read) == readings


def test_who_was_pushed_out_by_a_mistake_comes_back(scorer: Scorer) -> None:
    # The first copy does not know the followers and passes for a typical account; the second knows better.
    items = [post("real", followers=300), post("seeming", followers=None), post("seeming", followers=0)]
    queue = rank(items, scorer, top=1, large=True)
    assert [item.mention.id for item in queue.items] == ["real"]


@given(st.lists(MENTIONS | REPOSTS, max_size=30), st.integers(1, 5), AGES, AGES)
def test_passing_over_posts_changes_no_row_among_those_of_an_age(
    scorer: Scorer, items: Items, top: int, earliest: datetime | None, latest: datetime | None
) -> None:
    window, lanes = Window(earliest, latest), ("complaint", "unsure")
    quick = build_queue(collect(items, large=True), scorer, top=top, lanes=lanes, window=window)
    whole = build_queue(collect(items, large=False), scorer, top=top, lanes=lanes, window=window)
    assert quick.items == whole.items
    assert (quick.read, quick.answered, quick.outside) == (whole.read, whole.answered, whole.outside)
    assert all(window.holds(item.mention.posted_at) for item in quick.items)


def test_an_old_post_by_a_friend_lifts_a_new_one_though_it_is_no_row(scorer: Scorer) -> None:
    items = [
        post("loud", followers=300, hours_ago=2),
        post("quiet", followers=3, hours_ago=2),
        post("friend", "look!", by="star", followers=900_000, hours_ago=40, in_reply_to="quiet"),
    ]
    window = Window(NOON - timedelta(hours=9), None)
    for large in (False, True):
        queue = build_queue(collect(items, large=large), scorer, top=2, lanes=LANES, window=window)
        assert [item.mention.id for item in queue.items] == ["quiet", "loud"]
        assert queue.outside == 1


@pytest.mark.parametrize("large", [False, True])
def test_what_we_answered_leaves_its_place_to_others(scorer: Scorer, *, large: bool) -> None:
    loud = post("loud", by="star", followers=2_000_000, hours_ago=9)
    items = [
        loud,
        post("quiet", by="nobody", followers=2),
        post("r", "sorry!", by="acme", in_reply_to="loud", ours=True),
    ]
    queue = rank(items, scorer, top=1, large=large)
    assert [item.mention.id for item in queue.items] == ["quiet"]
    assert queue.answered == 1
    assert queue.lanes is None or queue.lanes["complaint"] == 2  # an answered complaint is one
    assert queue.read == 3


@pytest.mark.parametrize("large", [False, True])
def test_replies_answer_nothing_where_the_settings_say_so(*, large: bool) -> None:
    items = [post("1", followers=9), post("2", "sorry!", by="acme", in_reply_to="1", ours=True)]
    queue = rank(items, Scorer(Settings(replies_answer=False), NOON), top=1, large=large)
    assert [item.mention.id for item in queue.items] == ["1"]
    assert queue.items[0].mention.is_answered


def test_posts_in_languages_nobody_here_reads_are_counted(scorer: Scorer) -> None:
    queue = rank([post("1", "洗濯機が壊れました"), post("2", "返事がありません")], scorer)
    assert queue.unreadable == {"ja": 2}
    assert {item.score.lane for item in queue.items} == {"unsure"}


def test_the_floor_is_the_last_place_and_only_when_the_list_is_full() -> None:
    shortlist = Shortlist(2, ("complaint", "unsure"))
    assert shortlist.floor == 0
    shortlist.offer(post("1"), Measured("complaint", 3.0, "en", readable=True))
    shortlist.offer(post("2"), Measured("unsure", 9.0, "en", readable=True))
    assert shortlist.floor == 0  # any complaint comes before what is unsure
    shortlist.offer(post("3"), Measured("complaint", 2.0, "en", readable=True))
    assert shortlist.floor == 2.0
    assert [m.id for m in shortlist.mentions] == ["1", "3"]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("group", [False, True])
def test_our_own_posts_are_no_rows_of_any_lane(*, large: bool, group: bool) -> None:
    items = [post("1"), post("2", "hello", by="Acme"), post("3", "good morning", by="bob"), post("4", "hi", ours=True)]
    settings = Settings(handles=("acme",))
    collection = collect(items, large=large)
    collection.census = Census(settings.handles)
    queue = build_queue(collection, Scorer(settings, NOON), top=9, lanes=LANES, group=group)
    assert sorted(item.mention.id for item in queue.items) == ["1", "3"]
    assert queue.read == 4
    assert queue.ours == (None if large and not group else 2)
    assert queue.rows == 2
