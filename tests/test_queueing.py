"""The queue keeps the best, and however it was worked out the rows are the same."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.crowds import MENTIONS, REPOSTS, Items, collect, rank
from tests.outages import make_day
from tests.stories import NOON, post, repost

from mentiontriage.census import Census
from mentiontriage.config import Settings
from mentiontriage.model import LANES, Incidents, Mention, Repost
from mentiontriage.queueing import build_queue
from mentiontriage.scoring import Scorer
from mentiontriage.window import Window


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(), NOON)


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


def test_threats_and_dangers_press_until_they_are_answered_and_those_of_another_age_press_in_another_queue(
    scorer: Scorer,
) -> None:
    grave = ("I will shoot up your store tonight", "it caught fire!")
    day = [post(f"{text[:2]}{hours}", text, hours_ago=hours) for text in grave for hours in (1, 2, 30)]
    day.append(post("answered", grave[0], hours_ago=1, answered_at=NOON))
    every = rank(day, scorer, top=None)
    assert (every.threats, every.danger) == (3, 3)
    assert every.lanes
    assert every.lanes["threat"] == 4
    window = Window(NOON - timedelta(hours=9), None)
    recent = build_queue(collect(day, large=False), scorer, top=2, lanes=("complaint", "unsure"), window=window)
    assert (recent.threats, recent.danger, recent.lanes) == (2, 2, None)


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
