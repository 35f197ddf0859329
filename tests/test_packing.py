"""A packed mention is the same mention when it is unpacked."""

from datetime import UTC, datetime

import msgspec
import pytest
from tests.hard_situations import TEXTS
from tests.stories import post

from mentiontriage.model import Mention, Spreader
from mentiontriage.packing import pack, pack_all, unpack, unpack_all


@pytest.mark.parametrize("text", [*TEXTS.values(), "half a \ud83d character"])
def test_a_mention_comes_back_whole(text: str) -> None:
    mention = post("1", text, followers=3)
    assert unpack(pack(mention)) == mention
    assert unpack_all(pack_all([mention, mention])) == [mention, mention]


def test_all_that_a_mention_may_hold_comes_back() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678901, UTC)
    spread = (Spreader("ada", 3), Spreader(None, 2**53))
    mention = msgspec.structs.replace(
        post("1"), posted_at=moment, rating=4.5, spread=spread, ours=True, answered_at=moment, local_id="2"
    )
    found = unpack(pack(mention))
    assert found == mention
    assert type(found) is Mention
    assert found.posted_at is not None
    assert found.posted_at.tzinfo is UTC


def test_nothing_is_nothing() -> None:
    assert unpack_all(pack_all([])) == []
