"""What is passed over unread would have been no row."""

from datetime import datetime
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.crowds import AGES, MENTIONS, REPOSTS, Items, collect, rank
from tests.stories import NOON, post, repost

from mentiontriage import pruning
from mentiontriage.config import Settings
from mentiontriage.queueing import build_queue
from mentiontriage.scoring import Scorer
from mentiontriage.window import Window


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(), NOON)


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
