"""Amounts are read at a glance, and unknown is not none."""

from datetime import timedelta

import pytest
from tests.formats.queues import make_score

from mentiontriage.formats._amounts import count_nouns, format_count, format_wait


@pytest.mark.parametrize(
    ("count", "shown"),
    [(None, "?"), (0, "0"), (999, "999"), (1_000, "1k"), (12_400, "12.4k"), (99_949, "99.9k"), (99_950, "100k"),
     (124_400, "124k"), (999_499, "999k"), (999_500, "1M"), (1_100_000, "1.1M"), (2_000_000_000, "2B")],
)  # fmt: skip
def test_counts_are_short(count: int | None, shown: str) -> None:
    assert format_count(count) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(None, "?"), (2_100, "35m"), (187_200, "2d 4h"), (1_814_400, "3w"), (-59, "0m"), (-60, "ahead"), (-9e6, "ahead")],
)
def test_waits_are_short_and_a_time_to_come_is_none(seconds: float | None, shown: str) -> None:
    assert format_wait(make_score(waited=None if seconds is None else timedelta(seconds=seconds))) == shown


@pytest.mark.parametrize(("number", "told"), [(0, "0 posts"), (1, "1 post"), (1_200, "1,200 posts")])
def test_one_thing_is_told_in_the_singular(number: int, told: str) -> None:
    assert count_nouns(number, "post") == told
