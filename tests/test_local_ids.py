"""An id that is one server's own leads to the post that it stands for, or nowhere."""

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.idents import tells_post
from mentiontriage.keylog import SHARDS
from mentiontriage.local_ids import LocalIds

KEYS = st.sampled_from([0, 1, SHARDS, SHARDS + 1, -2, 2**63 - 1, -(2**63)])


@given(st.lists(st.tuples(KEYS, KEYS)), st.lists(st.tuples(KEYS, KEYS)), st.sets(KEYS))
def test_each_name_finds_its_one_post_however_the_list_was_shared_out(
    first: list[tuple[int, int]], later: list[tuple[int, int]], asked: set[int]
) -> None:
    told, other = LocalIds(), LocalIds()
    for one, notes in ((told, first), (other, later)):
        for note in notes:
            one.add(*note)
    told.extend(other)
    meant = {name: {post for of, post in first + later if of == name} for name in asked}
    found: dict[int, int] = {}
    for shard in range(SHARDS):
        found |= told.find(shard, {name for name in asked if name & (SHARDS - 1) == shard})
    assert found == told.find_all(asked)
    assert found == {name: next(iter(posts)) for name, posts in meant.items() if len(posts) == 1}
    assert len(told) == len(first) + len(later)


def test_a_short_id_may_be_any_servers() -> None:
    assert tells_post("115586623445566778")
    assert not tells_post("101")
