"""A KeyLog says afterwards which keys came more than once, in some eight bytes each."""

import sys
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.keylog import SHARDS, KeyLog, compare, find_missing, make_place
from mentiontriage.lacking import NEVER, NOTHING, WHATEVER

KEYS = st.integers(min_value=-(2**63), max_value=2**63 - 1) | st.sampled_from([0, 64, 128, -64])


def write(keys: list[int]) -> KeyLog:
    log = KeyLog()
    for key in keys:
        log.add(key)
    return log


def find(log: KeyLog, keys: list[int]) -> set[int]:
    return set().union(*(log.find(shard, {key for key in keys if key % SHARDS == shard}) for shard in range(SHARDS)))


@given(st.lists(st.lists(KEYS), min_size=1, max_size=3), st.lists(KEYS))
def test_logs_together_tell_what_one_list_would(lists: list[list[int]], asked: list[int]) -> None:
    logs = [write(keys) for keys in lists]
    counts = Counter(key for keys in lists for key in keys)
    assert compare(logs) == (len(counts), {key for key, times in counts.items() if times > 1})
    assert set().union(*(find(log, asked) for log in logs)) == counts.keys() & set(asked)
    assert find_missing([write(asked)], logs) == set(asked) - counts.keys()
    assert sum(map(len, logs)) == counts.total()


def test_what_a_loop_writes_down_by_itself_is_there_with_its_lines() -> None:
    log = KeyLog()
    adders = log.list_adders()
    for line, key in enumerate((5, -3, 64, 69), 1):
        add_key, add_place = adders[key & (len(adders) - 1)]
        add_key(key)
        add_place(make_place(line, NOTHING))
    assert find(log, [5, -3, 64, 7]) == {5, -3, 64}
    marks = bytearray(128)
    marks[5] = marks[64] = 1
    assert sorted(log.list_lifted(marks)) == [(5, 1), (64, 3)]


@given(st.integers(0, NEVER), st.integers(0, WHATEVER))
def test_what_lacks_as_much_as_it_gained_or_more_stays_where_it_is(lacking: int, gained: int) -> None:
    log = KeyLog()
    log.add(5, make_place(3, lacking))
    assert list(log.list_lifted(bytearray([gained]))) == ([(5, 3)] if gained > lacking else [])


@given(st.integers(0, 1 << 40), st.integers(0, NEVER))
def test_a_line_too_far_down_is_not_told_and_what_its_post_lacks_is(line: int, lacking: int) -> None:
    log = KeyLog()
    log.add(5, make_place(line, lacking))
    assert list(log.list_lifted(bytearray([WHATEVER]))) == [(5, line if line < 1 << 26 else 0)]
    assert bool(list(log.list_lifted(bytearray([lacking or 1])))) == (not lacking)


def test_a_key_costs_less_than_ten_bytes() -> None:
    log = write(list(range(0, 2**40, 2**22)))
    assert sum(map(sys.getsizeof, log._shards)) / len(log) < 10
