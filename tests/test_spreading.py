"""Who passed a post on is found again among many, each person once."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.spreading import SpreadLog

KEYS = st.sampled_from([0, 1, 64, 65, -1, 2**63 - 1, -(2**63)])
NOTES = st.lists(st.tuples(KEYS, KEYS, st.integers(1, 1 << 62)))


@given(NOTES, st.sets(KEYS))
def test_each_post_finds_its_own_people_with_their_most_followers(
    notes: list[tuple[int, int, int]], known: set[int]
) -> None:
    log = SpreadLog()
    plain: dict[int, dict[int, int]] = defaultdict(dict)
    for of, by, followers in notes:
        log.add(of, by, followers)
        if of in known:
            plain[of][by] = max(followers, plain[of].get(by, 0))
    log.settle(lambda _, posts: known & posts)
    assert {of for of, _, _ in notes if of in log} == plain.keys()
    assert all(log.find(of) == people for of, people in plain.items())
    assert len(log) == sum(of in known for of, _, _ in notes)


def test_who_passed_on_what_is_not_here_is_forgotten() -> None:
    log = SpreadLog()
    log.add(7, 1, 10)
    log.settle(lambda *_: set())
    assert not log
    assert log.find(7) == {}


def test_two_logs_are_one_after_they_are_joined() -> None:
    log, other = SpreadLog(), SpreadLog()
    log.add(7, 1, 10)
    other.add(7, 1, 30)
    other.add(7, 2, 20)
    log.extend(other)
    log.settle(lambda _, posts: posts)
    assert log.find(7) == {1: 30, 2: 20}
