"""Who passed a post on is found again among many, each person once."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.spreading import SpreadLog

KEYS = st.sampled_from([0, 1, 64, 65, -2, 2**63 - 1, -(2**63)])  # what `hash` may give: never -1
NOTES = st.lists(st.tuples(KEYS, KEYS, st.integers(1, 1 << 62)))
ANSWERS = st.lists(st.tuples(KEYS, st.integers(0, 1 << 62)))


@given(NOTES, ANSWERS, st.sets(KEYS))
def test_each_post_finds_its_own_people_with_their_most_followers_and_its_last_answer(
    notes: list[tuple[int, int, int]], answers: list[tuple[int, int]], known: set[int]
) -> None:
    log = SpreadLog()
    plain: dict[int, dict[int, int]] = defaultdict(dict)
    answered: dict[int, int] = {}
    for of, at in answers:
        log.add_answer(of, at)
        if of in known:
            answered[of] = max(at, answered.get(of, 0))
    for of, by, followers in notes:
        log.add(of, by, followers)
        if of in known:
            plain[of][by] = max(followers, plain[of].get(by, 0))
    log.settle(lambda _, posts: known & posts)
    told = {of for of, *_ in [*notes, *answers]}
    assert {of for of in told if of in log} == plain.keys() | answered.keys() == told & known
    assert all(log.find(of) == (plain.get(of, {}), answered.get(of)) for of in told)
    assert len(log) == sum(of in known for of, *_ in [*notes, *answers])


@given(NOTES, ANSWERS)
def test_the_sum_of_followers_is_never_less_than_what_is_told_of_each(
    notes: list[tuple[int, int, int]], answers: list[tuple[int, int]]
) -> None:
    log = SpreadLog()
    for of, by, followers in notes:
        log.add(of, by, followers)
    for of, at in answers:
        log.add_answer(of, at)
    log.settle(lambda _, posts: posts)
    sums = {of: total for shard in log.sum_up() for of, total in shard.items()}
    assert sums.keys() == {of for of, *_ in [*notes, *answers]}
    for of, total in sums.items():
        people, answered = log.find(of)
        assert (total is None) == (answered is not None)
        assert total is None or total >= sum(people.values())


def test_who_passed_on_what_is_not_here_is_forgotten() -> None:
    log = SpreadLog()
    log.add(7, 1, 10)
    log.settle(lambda *_: set())
    assert not log
    assert log.find(7) == ({}, None)


@given(NOTES, ANSWERS, st.dictionaries(KEYS, KEYS))
def test_what_was_noted_of_another_name_of_a_post_is_noted_of_the_post(
    notes: list[tuple[int, int, int]], answers: list[tuple[int, int]], posts: dict[int, int]
) -> None:
    log, plain = SpreadLog(), SpreadLog()
    for of, by, followers in notes:
        log.add(of, by, followers)
        for key in {of, posts.get(of, of)}:
            plain.add(key, by, followers)
    for of, at in answers:
        log.add_answer(of, at)
        for key in {of, posts.get(of, of)}:
            plain.add_answer(key, at)
    log.redirect(lambda _, names: {name: posts[name] for name in names & posts.keys()})
    for both in (log, plain):
        both.settle(lambda _, keys: keys)
    told = {of for of, *_ in [*notes, *answers]} | set(posts.values())
    assert [log.find(of) for of in told] == [plain.find(of) for of in told]


def test_two_logs_are_one_after_they_are_joined() -> None:
    log, other = SpreadLog(), SpreadLog()
    log.add(7, 1, 10)
    other.add(7, 1, 30)
    other.add(7, 2, 20)
    log.extend(other)
    log.settle(lambda _, posts: posts)
    assert log.find(7) == ({1: 30, 2: 20}, None)
