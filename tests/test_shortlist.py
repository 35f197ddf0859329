"""The shortlist holds the best that were offered, by lane and priority."""

from tests.stories import post

from mentiontriage.scoring import Measured
from mentiontriage.shortlist import Shortlist


def test_the_floor_is_the_last_place_and_only_when_the_list_is_full() -> None:
    shortlist = Shortlist(2, ("complaint", "unsure"))
    assert shortlist.floor == 0
    shortlist.offer(post("1"), Measured("complaint", 3.0, "en", readable=True))
    shortlist.offer(post("2"), Measured("unsure", 9.0, "en", readable=True))
    assert shortlist.floor == 0  # any complaint comes before what is unsure
    shortlist.offer(post("3"), Measured("complaint", 2.0, "en", readable=True))
    assert shortlist.floor == 2.0
    assert [m.id for m in shortlist.mentions] == ["1", "3"]
