"""An author is named in the same words everywhere, by whatever shows anything."""

import pytest
from msgspec.structs import replace
from tests.formats.queues import make_morning

from mentiontriage.formats._people import say_reach, show_name
from mentiontriage.model import Author, Mention, Spreader


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        (Author(handle="ada", name="Ada L."), "@ada"),
        (Author(name="Ada  L."), "Ada L."),
        (Author(handle="\u200b", name="Ada L."), "Ada L."),
        (Author(handle="a\x1b[2Jda\n"), "@a␛[2Jda"),
        (Author(), ""),
        (Author(name="\u202e"), ""),
    ],
)
def test_an_author_is_named_by_the_handle_else_by_the_name(author: Author, shown: str) -> None:
    assert show_name(author) == shown


@pytest.mark.parametrize(
    ("followers", "passed_on_to", "told"),
    [
        (None, 0, "? followers"),
        (0, 0, "0 followers"),
        (1, 0, "1 follower"),
        (1, 1_100_000, "1 +1.1M followers"),
        (12_400, 0, "12.4k followers"),
    ],
)
def test_one_who_follows_is_a_follower(followers: int | None, passed_on_to: int, told: str) -> None:
    assert say_reach(_make_mention(followers, passed_on_to)) == told


def _make_mention(followers: int | None, passed_on_to: int) -> Mention:
    mention = make_morning().items[0].mention
    spread = (Spreader(handle="friend", followers=passed_on_to),) if passed_on_to else ()
    return replace(mention, author=Author(handle="ada", followers=followers), spread=spread)
