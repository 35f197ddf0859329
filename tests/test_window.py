"""Which posts are asked for by their age, and what becomes of those whose age nobody knows."""

from datetime import datetime, timedelta

import pytest
from tests.stories import NOON

from mentiontriage.window import Window

HOUR = timedelta(hours=1)


def test_both_ends_are_inside() -> None:
    window = Window(NOON - HOUR, NOON)
    assert [window.holds(moment) for moment in (NOON - HOUR, NOON)] == [True, True]
    assert [window.holds(moment) for moment in (NOON - 2 * HOUR, NOON + HOUR)] == [False, False]


@pytest.mark.parametrize("window", [Window(NOON, None), Window(None, NOON), Window(NOON, NOON)])
def test_a_post_of_unknown_age_is_neither_older_nor_newer(window: Window[datetime]) -> None:
    assert not window.holds(None)


def test_without_bounds_everything_is_asked_for() -> None:
    assert Window().holds_all
    assert Window().holds(None)
    assert not Window(NOON, None).holds_all
