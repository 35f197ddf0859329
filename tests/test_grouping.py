"""The newest posts that ask for an answer are grouped by what they tell of, whatever order they come in."""

import random
from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.outages import OUTAGE, make_day
from tests.stories import NOON, post

from mentiontriage.grouping import Newest, Post, fold
from mentiontriage.model import Mention, Telling


def keep(mentions: Sequence[Mention], most: int = 1000, lane: str = "complaint") -> Newest[None]:
    newest: Newest[None] = Newest(most)
    for mention in mentions:
        newest.take(Post(mention, lane, None))
    return newest


def test_an_incident_tells_who_when_and_of_what() -> None:
    (incident,) = keep(make_day()).group().incidents.found
    assert (incident.people, len(incident.posts)) == (len(OUTAGE), len(OUTAGE))
    assert (incident.since, incident.until) == (NOON - timedelta(hours=3), NOON - timedelta(hours=2.3))
    assert incident.posts[0] == Telling("x", "o0")
    assert "app" in " ".join(incident.words)
    assert incident.text in OUTAGE
    assert incident.answered == 0


def test_the_order_of_the_input_changes_nothing() -> None:
    mixed = make_day()
    random.Random(3).shuffle(mixed)  # noqa: S311 (repeatable, no secret)
    assert keep(mixed, 250).group() == keep(make_day(), 250).group()


def test_what_is_answered_tells_of_it_too() -> None:
    day = [
        mention if mention.id != "o1" else post("o1", mention.text, by="guest1", hours_ago=2.9, answered_at=NOON)
        for mention in make_day()
    ]
    (incident,) = keep(day).group().incidents.found
    assert (len(incident.posts), incident.answered) == (len(OUTAGE), 1)


def test_nobody_is_quoted_who_does_not_want_to_be_shown() -> None:
    day = make_day()
    hidden = [replace(mention, hidden=mention.id != "o4") for mention in day]
    (incident,) = keep(hidden).group().incidents.found
    assert incident.text == next(mention.text for mention in day if mention.id == "o4")
    (silent,) = keep([replace(mention, hidden=True) for mention in day]).group().incidents.found
    assert silent.text == ""


def test_the_same_handle_on_two_networks_is_two_people() -> None:
    day = [*make_day(), post("m1", "app down for me as well", by="guest1", source="mastodon", hours_ago=2.05)]
    day.sort(key=lambda mention: mention.posted_at or NOON)
    (incident,) = keep(day).group().incidents.found
    assert incident.people == len(OUTAGE) + 1


def test_whose_name_nobody_knows_is_somebody_else_each_time() -> None:
    day = [
        post(mention.id, mention.text, by=None, hours_ago=(NOON - (mention.posted_at or NOON)).total_seconds() / 3600)
        for mention in make_day()
    ]
    (incident,) = keep(day).group().incidents.found
    assert incident.people == len(OUTAGE)


def test_the_newest_incident_is_the_first() -> None:
    earlier = [
        post(f"e{n}", f"lockers jammed at terminal {n}", by=f"waiting{n}", hours_ago=20 - n / 100) for n in range(12)
    ]
    day = sorted([*make_day(), *earlier], key=lambda mention: mention.posted_at or NOON)
    grouping = keep(day).group()
    assert ["app" in " ".join(incident.words) for incident in grouping.incidents.found] == [True, False]
    assert (grouping.find(earlier[0]), grouping.find(day[-1])) == (2, None)
    assert grouping.find(post("o0")) == 1


def test_what_asks_for_nothing_or_has_no_time_is_not_looked_at() -> None:
    newest: Newest[None] = Newest()
    glad, undated = Post(post("g"), "praise", None), Post(post("u", hours_ago=None), "complaint", None)
    assert (newest.take(glad), newest.take(undated)) == (glad, undated)
    threat = Post(post("t"), "threat", None)
    assert newest.take(threat) == threat
    assert newest.posts == []
    assert newest.group().incidents.undated == 1


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abcdefgh")), unique_by=lambda pair: pair[1]))
def test_the_oldest_make_room_and_none_is_lost(ages: list[tuple[int, str]]) -> None:
    posts = [Post(post(ident, hours_ago=age), "complaint", None) for age, ident in ages]
    newest: Newest[None] = Newest(3)
    pushed_out = [out for one in posts if (out := newest.take(one)) is not None]
    by_age = sorted(posts, key=lambda one: (one.mention.posted_at or NOON, one.mention.id))
    assert newest.posts == by_age[-3:]
    assert newest.group().incidents.older == len(pushed_out) == max(0, len(posts) - 3)
    assert sorted(pushed_out, key=by_age.index) == by_age[:-3]


def test_of_each_incident_the_first_is_left() -> None:
    grouping = keep(make_day()).group()
    left, _ = fold(reversed(make_day()), grouping.find)
    assert [mention.id for mention in left if mention.id.startswith("o")] == [f"o{len(OUTAGE) - 1}"]
    assert len(left) == 301
