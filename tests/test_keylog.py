"""A KeyLog says afterwards which keys came more than once, in some eight bytes each."""

import sys
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.keylog import SHARDS, KeyLog, compare, find_missing

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
        add_key, add_line = adders[key & (len(adders) - 1)]
        add_key(key)
        add_line(line)
    assert find(log, [5, -3, 64, 7]) == {5, -3, 64}
    marks = bytearray(128)
    marks[5] = marks[64] = 1
    chosen = bytearray(5)
    log.choose_lines(marks, chosen)
    assert list(chosen) == [0, 1, 0, 1, 0]


def test_a_key_costs_less_than_ten_bytes() -> None:
    log = write(list(range(0, 2**40, 2**22)))
    assert sum(map(sys.getsizeof, log._shards)) / len(log) < 10
