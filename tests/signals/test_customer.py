"""What is known of a person never lowers their priority, and stays in its range."""

from hypothesis import given
from hypothesis import strategies as st
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.model import Customer, Known
from mentiontriage.signals import Context
from mentiontriage.signals.customer import SIGNAL

SETTINGS = Settings(tiers={"gold": 1.4, "silver": 1.2, "tin": 1.0, "crown": 2.0})


def read(known: Known) -> float:
    context = Context(post(), NOON, SETTINGS, None, known)
    value = SIGNAL.measure(context)
    assert SIGNAL.explain(context).value == value
    return SIGNAL.neutral if value is None else value


def test_a_stranger_counts_one_and_is_said_to_be_unknown() -> None:
    assert SIGNAL.measure(Context(post(), NOON, SETTINGS)) is None
    assert "stranger" in SIGNAL.explain(Context(post(), NOON, SETTINGS)).reason


def test_a_tier_counts_what_the_settings_say_whatever_its_case() -> None:
    assert read(Known(Customer(tier="Gold"))) == 1.4
    assert read(Known(Customer(tier="unheard of"))) == read(Known(Customer())) == 1.1


def test_the_reason_names_tier_and_contacts_and_no_name() -> None:
    reason = SIGNAL.explain(Context(post(), NOON, SETTINGS, None, Known(Customer("Bob", "gold"), 1))).reason
    assert reason == "gold customer, 1 earlier unanswered post"


@given(st.sampled_from(("gold", "silver", "tin", "crown", None)), st.integers(0, 100), st.integers(0, 100))
def test_more_unanswered_posts_never_count_for_less_and_the_range_holds(tier: str | None, one: int, two: int) -> None:
    fewer, more = sorted((one, two))
    low, high = read(Known(Customer(tier=tier), fewer)), read(Known(Customer(tier=tier), more))
    assert SIGNAL.lowest <= low <= high <= (SIGNAL.highest or 0)
