"""The formula holds what `triage policy` promises."""

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.crowds import FOLLOWERS, HOURS
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.model import LANES, Mention
from mentiontriage.ranking import Range, bound_waits, sort_key
from mentiontriage.scoring import Scorer, list_ranges, load_factors

RANGES = list_ranges(load_factors())


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(), NOON)


@given(few=st.integers(0, 300_000_000), more=st.integers(0, 300_000_000), hours=HOURS)
def test_more_followers_never_lower_a_priority(scorer: Scorer, few: int, more: int, hours: float) -> None:
    low, high = sorted((few, more))
    assert priority(scorer, post(followers=low, hours_ago=hours)) <= priority(
        scorer, post(followers=high, hours_ago=hours)
    )


@given(short=HOURS, long=HOURS, followers=FOLLOWERS)
def test_a_longer_wait_never_lowers_a_priority(
    scorer: Scorer, short: float, long: float, followers: int | None
) -> None:
    less, more = sorted((short, long))
    assert priority(scorer, post(hours_ago=less, followers=followers)) <= priority(
        scorer, post(hours_ago=more, followers=followers)
    )


@given(
    old_text=st.text(max_size=100),
    new_text=st.text(max_size=100),
    old_followers=FOLLOWERS,
    new_followers=FOLLOWERS,
    target=st.floats(0.1, 48),
)
def test_no_complaint_waits_longer_than_the_bound_before_it_beats_every_newcomer(
    old_text: str, new_text: str, old_followers: int | None, new_followers: int | None, target: float
) -> None:
    scorer = Scorer(Settings(target_hours=target), NOON)
    bounds = bound_waits(RANGES, scorer.settings.threshold, target)
    old = post("old", f"{old_text} still waiting, no refund", followers=old_followers, hours_ago=None)
    # A thousandth more than the bound: that far factors are rounded.
    waited = timedelta(hours=bounds.any_complaint * 1.001)
    old = Mention(old.id, old.source, old.text, old.author, posted_at=NOON - waited)
    new = post("new", new_text, followers=new_followers, hours_ago=0)
    measured = scorer.measure(old)
    assert measured is not None
    assume(measured.lane == "complaint")
    newcomer = scorer.measure(new)
    assert newcomer is not None
    assert sort_key(measured.lane, measured.priority, old) < sort_key("complaint", newcomer.priority, new)


def test_of_two_alike_the_unfollowed_one_beats_ten_million_followers_after_three_and_a_half_targets(
    scorer: Scorer,
) -> None:
    bounds = bound_waits(RANGES, 0.5, 4.0)
    assert bounds.equal_strangers == 3.5 * 4
    nobody = post(followers=0, hours_ago=bounds.equal_strangers)
    star = post(followers=200_000_000, hours_ago=0)
    assert priority(scorer, nobody) >= priority(scorer, star)


def test_the_bounds_follow_from_the_ranges() -> None:
    ranges = {"complaint": Range(0, 1), "severity": Range(1, 2), "audience": Range(1, 4.5), "urgency": Range(1, None)}
    bounds = bound_waits(ranges, threshold=0.5, target_hours=4)
    assert (bounds.ratio, bounds.any_complaint, bounds.equal_strangers) == (18, 68, 14)


def test_a_factor_without_a_bound_would_starve_somebody_and_is_refused() -> None:
    with pytest.raises(ValueError, match="audience"):
        bound_waits({"complaint": Range(0, 1), "audience": Range(1, None)}, 0.5, 4)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(LANES), st.sampled_from([0.0, 0.5, 2.0]), st.sampled_from([0.0, 3.0]), st.text(max_size=3)
    ),
    unique_by=lambda row: row[3],
)


@given(ROWS)
def test_no_two_posts_share_a_place(rows: list[tuple[str, float, float, str]]) -> None:
    keys = [sort_key(lane, value, post(ident, hours_ago=hours)) for lane, value, hours, ident in rows]
    assert len(set(keys)) == len(keys)


def test_ties_go_to_the_oldest_then_to_the_smaller_id() -> None:
    old, new, twin = post("b", hours_ago=2), post("a", hours_ago=1), post("c", hours_ago=2)
    assert sorted([new, twin, old], key=lambda m: sort_key("complaint", 1.0, m)) == [old, twin, new]


def priority(scorer: Scorer, mention: Mention) -> float:
    measured = scorer.measure(mention)
    assert measured is not None
    return measured.priority
