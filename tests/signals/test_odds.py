"""Log-odds add up; probabilities never leave 0 to 1, however much speaks for or against a thing."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.signals._odds import to_log_odds, to_probability


def test_even_odds_are_one_in_two() -> None:
    assert to_probability(0.0) == 0.5
    assert to_log_odds(0.5) == 0.0


@pytest.mark.parametrize("log_odds", [-1e300, -1_000.0, -700.0])
def test_what_is_all_but_impossible_is_no_error(log_odds: float) -> None:
    assert to_probability(log_odds) == 0.0


@given(st.floats(allow_nan=False))
def test_a_probability_is_none_but_from_0_to_1(log_odds: float) -> None:
    assert 0.0 <= to_probability(log_odds) <= 1.0


@given(st.floats(0.001, 0.999))
def test_there_and_back_is_the_same(probability: float) -> None:
    assert math.isclose(to_probability(to_log_odds(probability)), probability, rel_tol=1e-12)
