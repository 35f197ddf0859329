"""What is measured of a post is what is explained of it, and what is passed over could not have reached its place."""

from datetime import timedelta
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.crowds import FOLLOWERS, HOURS, VIEWS
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.errors import ConfigError
from mentiontriage.model import Customer, Known
from mentiontriage.ranking import FACTORS, round_factor
from mentiontriage.scoring import ROUNDING, Scorer, find_due_at, list_ranges, load_factors
from mentiontriage.targets import Targets

RANGES = list_ranges(load_factors())


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(), NOON)


@given(followers=FOLLOWERS, views=VIEWS, hours=HOURS, text=st.text(max_size=200))
def test_the_factors_multiply_to_the_priority(
    scorer: Scorer, followers: int | None, views: int | None, hours: float, text: str
) -> None:
    score = scorer.explain(post(text=text, followers=followers, views=views, hours_ago=hours))
    assert [factor.name for factor in score.factors] == list(FACTORS)
    assert prod(factor.value for factor in score.factors) == score.priority
    assert all(factor.value == round_factor(factor.value) for factor in score.factors)


@given(followers=FOLLOWERS, views=VIEWS, hours=HOURS, text=st.text(max_size=200))
def test_what_is_explained_is_what_was_measured(
    scorer: Scorer, followers: int | None, views: int | None, hours: float, text: str
) -> None:
    mention = post(text=text, followers=followers, views=views, hours_ago=hours)
    measured, score = scorer.measure(mention), scorer.explain(mention)
    assert measured is not None
    assert (measured.priority, measured.lane, measured.language) == (score.priority, score.lane, score.language)
    assert measured.danger == (score.danger is not None)


@given(followers=FOLLOWERS, views=VIEWS, hours=HOURS, text=st.text(max_size=200), floor=st.floats(0, 100))
def test_a_post_is_passed_over_only_if_it_cannot_reach_the_floor(
    scorer: Scorer, followers: int | None, views: int | None, hours: float, text: str, floor: float
) -> None:
    mention = post(text=text, followers=followers, views=views, hours_ago=hours)
    if scorer.measure(mention, floor) is None:
        assert scorer.explain(mention).priority < floor


@given(followers=FOLLOWERS, views=VIEWS, hours=HOURS, text=st.text(max_size=200))
def test_every_factor_stays_in_the_range_it_declares(
    scorer: Scorer, followers: int | None, views: int | None, hours: float, text: str
) -> None:
    score = scorer.explain(post(text=text, followers=followers, views=views, hours_ago=hours))
    for factor in score.factors:
        range_ = RANGES[factor.name]
        assert range_.lowest <= factor.value
        assert range_.highest is None or factor.value <= range_.highest


@given(followers=FOLLOWERS, views=VIEWS, hours=HOURS, text=st.text(max_size=200))
def test_no_priority_exceeds_the_bound_that_was_told_without_the_text(
    scorer: Scorer, followers: int | None, views: int | None, hours: float, text: str
) -> None:
    mention = post(text=text, followers=followers, views=views, hours_ago=hours)
    seen, others = scorer.bound_apart(mention)
    assert scorer.bound(mention) == seen * others
    assert scorer.explain(mention).priority <= scorer.bound(mention) * ROUNDING


def test_the_highest_that_factors_can_come_to_has_no_end_with_the_wait(scorer: Scorer) -> None:
    assert scorer.find_highest(()) == float("inf")
    bounded = scorer.find_highest({"urgency"})
    assert bounded == prod(RANGES[name].highest or 0 for name in FACTORS if name != "urgency")
    assert scorer.find_highest({"urgency", "audience"}) < bounded


def test_a_post_of_an_unknown_time_has_no_wait_and_one_of_tomorrow_is_ahead(scorer: Scorer) -> None:
    unknown, tomorrow = scorer.explain(post(hours_ago=None)), scorer.explain(post(hours_ago=-24))
    assert (unknown.waited_s, unknown.ahead_s, unknown.due_at) == (None, 0, None)
    assert (tomorrow.waited_s, tomorrow.ahead_s) == (0, 24 * 3600)


def test_what_is_due_when_goes_by_lane_and_by_who_the_customer_is() -> None:
    settings = replace(Settings(), target_hours=4, targets=Targets(lanes={"threat": 0.5}, tiers={"gold": 1}))
    gold = Customer(tier="Gold")
    assert find_due_at(settings, NOON, "complaint", None) == NOON + timedelta(hours=4)
    assert find_due_at(settings, NOON, "threat", None) == NOON + timedelta(hours=0.5)
    assert find_due_at(settings, NOON, "complaint", gold) == NOON + timedelta(hours=1)
    assert find_due_at(settings, None, "complaint", gold) is None
    due = Scorer(settings, NOON).explain(post(hours_ago=2), Known(customer=gold)).due_at
    assert due == NOON - timedelta(hours=1)


def test_no_mood_is_told_where_the_language_has_none(scorer: Scorer) -> None:
    assert scorer.explain(post(text="no answer, awful")).sentiment is not None
    assert scorer.explain(post(text="洗濯機が壊れました")).sentiment is None


def test_weights_that_cannot_be_read_are_named(tmp_path: object) -> None:
    settings = replace(Settings(), complaint=replace(Settings().complaint, model=f"{tmp_path}/none.model"))
    with pytest.raises(ConfigError, match=r"none\.model cannot be used: No such file"):
        Scorer(settings, NOON)
