"""Whom a reply of ours is for in a thread where all answers name the first comment."""

from itertools import permutations

import pytest
from msgspec.structs import replace
from tests.stories import post
from tests.test_merging import gather_copies, read_first

from mentiontriage.addressing import FLAT, find_addressed, find_handle
from mentiontriage.census import Census
from mentiontriage.model import Author, Mention

OWN = ("velora",)


def comment(
    ident: str,
    by: str,
    text: str = "it broke, nobody answers",
    *,
    hours_ago: float | None = 5,
    above: str | None = None,
    source: str = "youtube",
) -> Mention:
    return post(ident, text, by=by, hours_ago=hours_ago, source=source, in_reply_to=above)


def ours(text: str, *, hours_ago: float | None = 2, above: str = "a", source: str = "youtube") -> Mention:
    return comment("r", "velora", text, hours_ago=hours_ago, above=above, source=source)


ADA = comment("a", "ada", hours_ago=9)
BEN = comment("b", "Ben", "mine too, I want a refund", hours_ago=8, above="a")


def tell_answered(*posts: Mention) -> list[str]:
    """Tell which posts count as answered, the same whatever order they come in and however they are shared out."""
    told = []
    for order in permutations(posts):
        for cut in (0, len(order) // 2):
            census = Census(OWN)
            for share in (order[:cut], order[cut:]):
                census.join(read_first(share, OWN))
            learned = census.settle()
            learned.take_copies([gather_copies(learned, order)])
            mentions = learned.read_in_order(order)
            told.append(sorted(m.id for m in mentions if m.is_answered and m.author.handle != "velora"))
    assert all(one == told[0] for one in told)
    return told[0]


@pytest.mark.parametrize("source", sorted(FLAT))
def test_who_is_named_below_another_s_comment_is_answered_and_the_other_waits(source: str) -> None:
    thread = (comment("a", "ada", hours_ago=9, source=source), comment("b", "ben", source=source, above="a"))
    assert tell_answered(*thread, ours("@ben thanks, please DM us", source=source)) == ["b"]
    assert tell_answered(*thread, ours("so sorry, please DM us", source=source)) == ["a"]
    assert tell_answered(*thread, ours("@ada so sorry, please DM us", source=source)) == ["a"]


@pytest.mark.parametrize(
    "text", ["@BEN sorry", "\u200b@ben\u200b sorry", "@@ben, sorry", "@velora @ben: sorry", "@ben. Sorry"]
)
def test_however_a_network_writes_whom_we_name(text: str) -> None:
    assert tell_answered(ADA, BEN, ours(text)) == ["b"]


def test_of_what_the_named_one_wrote_the_last_before_our_reply_is_answered() -> None:
    later = [comment(f"b{hours}", "ben", hours_ago=hours, above="a") for hours in (4, 1)]
    assert tell_answered(ADA, BEN, *later, ours("@ben please DM us")) == ["b4"]


def test_what_the_named_one_wrote_in_another_thread_or_after_our_reply_is_not() -> None:
    elsewhere = comment("c", "ben", above="other"), comment("d", "ben", source="tiktok", above="a")
    assert tell_answered(ADA, *elsewhere, ours("@ben please DM us")) == []
    assert tell_answered(ADA, BEN, ours("@ben please DM us", hours_ago=8.5)) == []


def test_whom_we_name_but_do_not_know_has_no_answer_and_nor_has_anybody_else() -> None:
    assert tell_answered(ADA, BEN, ours("@cy please DM us")) == []


def test_who_began_the_thread_is_answered_there_whatever_they_wrote_later() -> None:
    assert tell_answered(ADA, comment("a2", "ada", hours_ago=3, above="a"), ours("@ada please DM us")) == ["a"]


def test_where_times_do_not_tell_which_of_several_is_meant_none_is() -> None:
    again = comment("b2", "ben", hours_ago=8, above="a")
    assert tell_answered(ADA, BEN, again, ours("@ben please DM us")) == []
    untold = comment("b2", "ben", hours_ago=None, above="a")
    assert tell_answered(ADA, BEN, untold, ours("@ben please DM us")) == []
    assert tell_answered(ADA, untold, ours("@ben please DM us")) == ["b2"]
    assert tell_answered(ADA, BEN, ours("@ben please DM us", hours_ago=None)) == ["b"]


def test_a_post_in_two_exports_is_one() -> None:
    assert tell_answered(ADA, BEN, BEN, ours("@ben please DM us")) == ["b"]


def test_a_comment_below_a_post_may_itself_be_answered() -> None:
    photo = comment("p", "nia", "look", source="instagram", hours_ago=20)
    ada = comment("a", "ada", source="instagram", above="p")
    ben = comment("b", "ben", source="instagram", above="p")
    assert tell_answered(photo, ada, ben, ours("@ben please DM us", source="instagram", above="p")) == ["b"]
    assert tell_answered(photo, ada, ben, ours("@ada please DM us", source="instagram")) == ["a"]


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("Ben Reed so sorry, please message us", ["b"]),
        ("Ben Reed, so sorry", ["b"]),
        ("Ada Moon so sorry", ["a"]),
        ("So sorry to hear that", ["a"]),
        ("Ben so sorry", ["a"]),
    ],
)
def test_where_people_go_by_names_a_reply_begins_with_one(text: str, answered: list[str]) -> None:
    ada = replace(ADA, source="facebook", author=Author(name="Ada Moon"))
    ben = replace(BEN, source="facebook", author=Author(name="Ben Reed"))
    assert tell_answered(ada, ben, ours(text, source="facebook")) == answered


@pytest.mark.parametrize("source", ["x", "mastodon", "threads", "reddit"])
def test_where_every_answer_names_its_own_post_that_is_believed(source: str) -> None:
    thread = (comment("a", "ada", source=source), comment("b", "ben", source=source, above="a"))
    assert tell_answered(*thread, ours("@ben please DM us", source=source)) == ["a"]


def test_a_post_that_names_only_ourselves_goes_on_from_what_it_stands_under() -> None:
    assert tell_answered(ADA, BEN, ours("@velora we wrote to you")) == ["a"]


def test_a_handle_may_have_any_letters_that_a_network_allows() -> None:
    assert find_handle("@josé.m-2: hi") == "josé.m-2"
    assert find_handle("so sorry @ada") == ""
    assert find_addressed(ours("hello")) is None
