"""Our own shape: what its records mean."""

from datetime import datetime

import pytest

from mentiontriage.model import Mention
from mentiontriage.payloads.own import Post, to_items


@pytest.mark.parametrize(
    "written", ["1900-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00"]
)
def test_a_time_that_no_post_can_have_is_unknown_and_costs_no_post(written: str) -> None:
    (mention,) = to_items(Post(id="1", text="no bag", created_at=datetime.fromisoformat(written)))
    assert isinstance(mention, Mention)
    assert (mention.text, mention.posted_at) == ("no bag", None)
