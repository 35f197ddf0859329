"""A KeySet says whether a key was met before, in a few bytes each."""

import random
import sys

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.keyset import KeySet

KEYS = st.integers(min_value=-(2**63), max_value=2**63 - 1)


@given(st.lists(KEYS))
def test_a_key_is_new_exactly_once(keys: list[int]) -> None:
    met = KeySet()
    told = [met.add(key) for key in keys + keys]
    # Zero is kept as one: the two share a place, as two posts with the same hash would.
    plain: set[int] = set()
    expected = [(key or 1) not in plain and not plain.add(key or 1) for key in keys + keys]  # type: ignore[func-returns-value]
    assert told == expected
    assert len(met) == len(plain)
    assert all(key in met for key in keys)


def test_a_key_that_was_never_added_is_not_there() -> None:
    met = KeySet()
    for key in range(1, 10_000):
        met.add(key)
    assert not any(key in met for key in range(10_000, 20_000))


def test_keys_that_fall_into_one_shard_are_all_kept() -> None:
    met = KeySet()
    assert all(met.add(key << 6) for key in range(1, 5_000))
    assert not any(met.add(key << 6) for key in range(1, 5_000))


def test_a_key_costs_less_than_twenty_bytes() -> None:
    met = KeySet()
    rng = random.Random(7)  # noqa: S311 (a repeatable shuffle, no secret)
    for _ in range(200_000):
        met.add(rng.getrandbits(64) - 2**63)
    assert sum(sys.getsizeof(table) for table in met._tables) / len(met) < 20
