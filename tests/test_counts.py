"""Counts, amounts and stars are read as networks, exports and people write them."""

import pytest

from mentiontriage.counts import add_counts, believe_views, read_amount, read_count, read_rating


@pytest.mark.parametrize(
    ("written", "count"),
    [
        (12, 12),
        ("12", 12),
        (12.0, 12),
        ("1,234", 1234),
        ("1.234.567", 1_234_567),
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("12.4k", 12_400),
        ("3M", 3_000_000),
        ("1,2 Mio.", 1_200_000),
        ("12,345.00", 12_345),
        ("1\u2019234", 1234),
        (0, 0),
        (-1, None),
        ("-5", None),
        ("", None),
        ("n/a", None),
        ("1,5", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**30, None),
        ([1], None),
    ],
)
def test_counts_are_read_as_exports_write_them(written: object, count: int | None) -> None:
    assert read_count(written) == count


def test_adding_counts_keeps_unknown_apart_from_zero() -> None:
    assert add_counts(None, None) is None
    assert add_counts(None, 2) == 2
    assert add_counts(3, None) == 3
    assert add_counts("3", 2) == 5
    assert add_counts(0, None) == 0


def test_amounts_may_have_cents() -> None:
    written = ("1,234.50", "1.234,5", "12k", "1,2 Mio.", "0.125", "1234.567", "12 EUR", "")
    assert [read_amount(text) for text in written] == [1234.5, 1234.5, 12_000, 1_200_000, 0.125, 1234.567, None, None]


def test_stars_are_a_number_from_one_to_five() -> None:
    written: tuple[object, ...] = (1, 4.5, 5, 0, 10, True, "4", None)
    assert [read_rating(value) for value in written] == [1, 4.5, 5, *[None] * 5]


def test_a_post_that_somebody_did_something_with_was_seen() -> None:
    assert believe_views(0, 3, None) is None
    assert believe_views(0, 0, None) == 0
    assert believe_views(12, 0) == 12
