"""The same post twice is one mention, and a repost is spread of the original: both readings together."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain, compress, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stories import NOON, post, repost

from mentiontriage.census import Census
from mentiontriage.copies import Copies, merge_engagement
from mentiontriage.lacking import NEVER, count_gained
from mentiontriage.merging import Learned
from mentiontriage.model import Engagement, Mention, Note, Repost, Skipped, Spreader
from mentiontriage.readers import Cursor

LOCAL = tuple(f"11558662344556677{number}" for number in range(4))
ITEMS = st.builds(
    post,
    st.sampled_from("abcd"),
    st.sampled_from(["broken", "broken again", "is broken no"]),
    by=st.sampled_from(["ada", "bob"]),
    followers=st.none() | st.integers(0, 10**6),
    likes=st.none() | st.integers(0, 9),
    in_reply_to=st.none() | st.sampled_from([*"abcd", *LOCAL]),
    local_id=st.none() | st.sampled_from(LOCAL),
    hours_ago=st.none() | st.sampled_from([1.0, 2.0]),
    ours=st.sampled_from([False, False, True]),
    answered_at=st.sampled_from([None, None, NOON]),
    rating=st.sampled_from([None, 1.0, 5.0]),
) | st.builds(
    repost,
    st.sampled_from("abcdef"),
    by=st.sampled_from("xyz"),
    followers=st.integers(0, 10**6),
    original=st.none() | st.builds(post, st.just("o"), st.sampled_from(["br…", "broken for a week"])),
)
Items = Sequence[Mention | Repost | Skipped | Note]


def read_first(items: Iterable[Mention | Repost | Skipped | Note], own: Sequence[str] = ()) -> Census:
    census = Census(own)
    for _ in census.read_first(items):
        pass
    return census


def read(items: Items, own: Sequence[str] = ()) -> tuple[Learned, list[Mention]]:
    learned = read_first(items, own).settle()
    learned.take_copies([gather_copies(learned, items)])
    return learned, list(learned.read_in_order(items))


def gather_copies(learned: Learned, items: Items) -> Copies:
    copies = Copies()
    for _ in learned.read_changed(items, copies):
        pass
    return copies


def test_the_same_post_twice_is_one_mention_with_the_newest_counts() -> None:
    learned, mentions = read([post("1", likes=5), post("2"), post("1", likes=9)])
    assert [(m.id, m.engagement.likes) for m in mentions] == [("1", 9), ("2", None)]
    assert (learned.read, learned.merged) == (2, 1)


def test_which_copy_comes_first_does_not_matter() -> None:
    copies = [post("1", "cut sho…", likes=9, followers=None), post("1", "cut short no more", likes=5, followers=70)]
    _, one = read(copies)
    _, other = read(copies[::-1])
    assert one == other
    assert one[0].text == "cut short no more"
    assert one[0].author.followers == 70


def test_the_same_id_on_two_networks_is_two_posts() -> None:
    _, mentions = read([post("1", source="x"), post("1", source="mastodon")])
    assert len(mentions) == 2


def test_a_repost_is_spread_and_no_mention() -> None:
    items: Items = [post("1"), repost("1", by="friend", followers=1_000_000)]
    _, mentions = read(items)
    assert len(mentions) == 1
    assert mentions[0].spread == (Spreader("friend", 1_000_000),)
    assert read_first(items).reposts == 1


def test_a_repost_may_come_before_its_original() -> None:
    _, mentions = read([repost("1", followers=900), post("1")])
    assert [s.followers for s in mentions[0].spread] == [900]


def test_who_passes_a_post_on_twice_counts_once() -> None:
    _, mentions = read([post("1"), repost("1"), repost("1"), post("2", by="bob", followers=50, quotes="1")])
    assert len(mentions[0].spread) == 1


def test_a_quote_and_a_reply_spread_the_post_they_answer() -> None:
    _, mentions = read(
        [post("1"), post("2", by="q", followers=7, quotes="1"), post("3", by="r", followers=8, in_reply_to="1")]
    )
    assert [s.followers for s in mentions[0].spread] == [8, 7]


def test_nobody_spreads_a_post_by_answering_it_themselves() -> None:
    _, mentions = read([post("1", by="ada"), post("2", by="Ada", in_reply_to="1")])
    assert mentions[0].spread == ()


def test_our_own_answer_is_no_spread() -> None:
    _, mentions = read([post("1"), post("2", by="AcmeHelp", followers=90_000, in_reply_to="1")], own=["@acmehelp"])
    assert mentions[0].spread == ()


def test_what_we_replied_to_is_answered_since_our_last_reply_by_whatever_tells_that_it_is_ours() -> None:
    asked = post("1", hours_ago=9)
    flagged = post("2", by="acme", in_reply_to="1", hours_ago=8, ours=True)
    named = post("3", by="AcmeHelp", in_reply_to="1", hours_ago=5)
    _, mentions = read([flagged, asked, named], own=["@acmehelp"])
    assert [m.answered_at for m in mentions] == [None, named.posted_at, None]
    assert [m.is_answered for m in mentions] == [False, True, False]


@pytest.mark.parametrize("turn", [1, -1], ids=["the post first", "the reply first"])
def test_a_reply_that_names_a_post_by_its_servers_own_id_answers_it(turn: int) -> None:
    told = [
        post("https://there.example/7", local_id=LOCAL[0]),
        post("https://here.example/8", ours=True, in_reply_to=LOCAL[0], hours_ago=1.0),
        post("https://here.example/9", by="friend", followers=70, in_reply_to=LOCAL[0]),
        post("https://there.example/10", local_id=LOCAL[1]),
    ][::turn]
    learned, mentions = read(told)
    found = {mention.id.rpartition("/")[2]: mention for mention in mentions}
    assert [ident for ident, mention in found.items() if mention.is_answered] == ["7"]
    assert found["7"].spread == (Spreader(None, 70),)
    assert learned.read == 4


def test_a_post_known_only_from_who_passed_it_on_is_answered_by_its_servers_own_id_too() -> None:
    original = post("o", local_id=LOCAL[0])
    _, mentions = read([repost("o", original=original), post("9", ours=True, in_reply_to=LOCAL[0])])
    assert [mention.id for mention in mentions if mention.is_answered] == ["o"]


def test_an_id_of_two_servers_or_a_short_one_leads_to_no_post() -> None:
    for own in (LOCAL[0], "101"):
        others = [post("a", local_id=own), *([post("b", local_id=own)] if own != "101" else [])]
        _, mentions = read([*others, post("9", ours=True, in_reply_to=own)])
        assert not [mention for mention in mentions if mention.is_answered], own
    _, twice = read([post("a", local_id=LOCAL[0])] * 2 + [post("9", ours=True, in_reply_to=LOCAL[0])])
    assert [mention.id for mention in twice if mention.is_answered] == ["a"]


def test_to_quote_a_post_or_to_go_on_from_our_own_answers_nothing() -> None:
    thread = [post("1", hours_ago=9), post("2", by="acme", ours=True), post("3", by="acme", in_reply_to="2", ours=True)]
    _, mentions = read([*thread, post("4", by="acme", quotes="1", ours=True)])
    assert [m.answered_at for m in mentions] == [None] * 4


def test_a_stranger_answers_for_nobody() -> None:
    _, mentions = read([post("1"), post("2", by="bob", in_reply_to="1")], own=["acme"])
    assert not mentions[0].is_answered


def test_a_reply_whose_time_is_unknown_or_cannot_be_answers_from_the_post_on() -> None:
    asked = post("1", hours_ago=3)
    for hours_ago in (None, 4.0):
        _, mentions = read([asked, post("2", by="acme", in_reply_to="1", hours_ago=hours_ago, ours=True)])
        assert mentions[0].answered_at == asked.posted_at
        assert mentions[0].is_answered


def test_of_two_copies_the_later_answer_is_kept() -> None:
    times = [NOON - timedelta(hours=hours) for hours in (5, 2)]
    copies = [post("1", hours_ago=9, answered_at=at) for at in times]
    assert read(copies)[1][0].answered_at == times[1]
    assert read(copies[::-1])[1][0].answered_at == times[1]


def test_a_review_that_was_written_anew_after_our_answer_is_open_again() -> None:
    assert post("1", hours_ago=9, answered_at=NOON).is_answered
    assert not post("1", hours_ago=1, answered_at=NOON - timedelta(hours=2)).is_answered
    assert post("1", hours_ago=None, answered_at=NOON).is_answered


def test_of_a_review_that_was_written_anew_the_later_version_holds() -> None:
    glad = post("1", "I love it, the best kettle I ever had", rating=5.0, hours_ago=90, answered_at=NOON)
    sorry = post("1", "It leaks.", rating=1.0, hours_ago=2, likes=3)
    for copies in ([glad, sorry], [sorry, glad]):
        _, (review,) = read(copies)
        assert (review.text, review.rating, review.posted_at) == ("It leaks.", 1.0, sorry.posted_at)
        assert (review.engagement.likes, review.answered_at) == (3, NOON)


@pytest.mark.parametrize("cuts", [(0, 3), (1, 3), (2, 3), (1, 2)])
def test_the_later_version_of_a_review_holds_in_whatever_order_and_shares_three_copies_come(
    cuts: tuple[int, int],
) -> None:
    bare = post("1", "Lovely kettle, the best I ever had, I recommend it to everybody", hours_ago=None)
    glad = post("1", "Lovely kettle, the best I ever had", rating=5.0, hours_ago=4)
    sorry = post("1", "It leaks. Where is my refund?", rating=1.0, hours_ago=2)
    for items in permutations([bare, glad, sorry]):
        census = Census()
        shares = [items[: cuts[0]], items[cuts[0] : cuts[1]], items[cuts[1] :]]
        for share in shares:
            census.join(read_first(share))
        learned = census.settle()
        learned.take_copies(gather_copies(learned, share) for share in shares)
        (review,) = learned.read_in_order(items)
        assert (review.text, review.rating, review.posted_at) == (sorry.text, 1.0, sorry.posted_at)


def test_a_later_copy_that_is_only_cut_short_does_not_take_the_text_away() -> None:
    whole = post("1", "It leaks, and nobody answers.", rating=1.0, hours_ago=3)
    cut = post("1", "It leaks, and…", rating=1.0, hours_ago=2)
    assert read([whole, cut])[1][0].text == read([cut, whole])[1][0].text == whole.text


def test_a_post_without_stars_keeps_its_longest_text_whatever_its_copies_times_are() -> None:
    _, (mention,) = read([post("1", "broken for a week", hours_ago=9), post("1", "broken!", hours_ago=1)])
    assert (mention.text, mention.posted_at) == ("broken for a week", NOON - timedelta(hours=9))


def test_spread_by_people_whose_followers_are_unknown_is_not_guessed() -> None:
    _, mentions = read([post("1"), repost("1", followers=None)])
    assert mentions[0].spread == ()


def test_a_repost_whose_original_is_nowhere_stands_in_for_it() -> None:
    original = post("9", "still no refund", by="eve")
    learned, mentions = read(
        [post("1"), repost("9", followers=30, original=original), repost("9", by="z", original=original)]
    )
    assert [m.id for m in mentions] == ["1", "9"]
    assert mentions[1].author.handle == "eve"
    assert len(mentions[1].spread) == 2
    assert learned.read == 2


def test_what_a_repost_tells_of_its_original_is_merged_when_the_original_comes() -> None:
    told = post("1", "the whole long text of the post", likes=40)
    _, mentions = read([repost("1", original=told), post("1", "the whole…", likes=3)])
    assert [(m.text, m.engagement.likes) for m in mentions] == [("the whole long text of the post", 40)]


def test_only_what_changed_is_met_again_when_that_is_asked() -> None:
    items: Items = [post("1"), post("2"), post("2", likes=1), post("3"), repost("3")]
    census = Census()
    copies = Copies()
    first = [m.id for m in census.read_first(items)]
    learned = census.settle()
    again = [m.id for m in learned.read_changed(items, copies)]
    learned.take_copies([copies])
    aside = [m.id for m in learned.list_set_aside()]
    assert (first, again, aside) == (["1", "2", "2", "3"], ["3"], ["2"])


@given(st.lists(st.lists(ITEMS, max_size=3), max_size=12), st.lists(st.integers(0, NEVER), min_size=36, max_size=36))
def test_the_lines_that_tell_of_what_changed_are_enough_to_meet_it_again(
    lines: list[list[Mention | Repost]], lacks: list[int]
) -> None:
    cursor = Cursor()

    def walk() -> Iterator[Mention | Repost]:
        for cursor.line, items in enumerate(lines, 1):
            yield from items

    census = Census()
    for _, lacking in zip(census.read_first(walk(), cursor), lacks, strict=False):
        cursor.lacking = lacking
    learned = census.settle()
    (chosen,) = learned.changed_lines
    assert chosen is not None
    some = chain.from_iterable(compress(lines, chosen[1:]))
    assert meet_again(learned, some) == meet_again(learned, chain.from_iterable(lines))


@given(st.integers(0, NEVER), st.lists(st.integers(1, 10**8), min_size=1, max_size=3))
def test_what_lacks_more_than_it_gained_is_not_met_again(lacking: int, followers: list[int]) -> None:
    cursor = Cursor()
    items: Items = [post("1"), *(repost("1", by=f"friend{n}", followers=each) for n, each in enumerate(followers))]
    census = Census()
    for _ in census.read_first(items, cursor):
        cursor.lacking = lacking
    learned = census.settle()
    met, _ = meet_again(learned, [item for item in items if isinstance(item, Mention)])
    assert bool(met) == learned.is_wanted_again("x", "1") == (count_gained(sum(followers)) > lacking)
    assert learned.is_known_better("x", "1")


@pytest.mark.parametrize("other", [post("1", likes=1), post("2", ours=True, in_reply_to="1")], ids=["copy", "answer"])
def test_what_is_known_better_for_another_reason_is_met_again_whatever_it_lacks(other: Mention) -> None:
    cursor = Cursor()
    census = Census()
    for _ in census.read_first([post("1"), other], cursor):
        cursor.lacking = NEVER
    assert census.settle().is_wanted_again("x", "1")


def meet_again(learned: Learned, items: Iterable[Mention | Repost]) -> tuple[list[Mention], list[Mention]]:
    copies = Copies()
    again = list(learned.read_changed(items, copies))
    return again, [post for key in copies for post in copies.find(key)]


def test_where_it_is_not_told_on_which_lines_posts_stand_all_are_read_again() -> None:
    learned, _ = read([post("1"), post("1")])
    assert learned.changed_lines == [None]


@given(st.lists(ITEMS, max_size=20), st.data())
def test_how_the_input_is_shared_out_does_not_matter(items: list[Mention | Repost], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(items)), max_size=3)))
    shares = [items[first:last] for first, last in pairwise([0, *cuts, len(items)])]
    census = Census()
    for share in shares:
        census.join(read_first(share))
    learned = census.settle()
    learned.take_copies(gather_copies(learned, share) for share in shares)
    whole, mentions = read(items)
    assert list(learned.read_in_order(items)) == mentions
    assert (learned.read, learned.merged) == (whole.read, whole.merged)
    assert census.reposts == read_first(items).reposts


def test_a_note_on_the_whole_input_is_told_once_however_many_shares_it_has() -> None:
    census = Census()
    for number in (3, 7):
        notes = [Note(f"f:{number}", "odd letters", is_of_all=True), Note(f"f:{number}", "a page lacks two")]
        census.join(read_first(notes))
    assert [note.where for note in census.notes if note.is_of_all] == ["f:3"]
    assert [note.where for note in census.notes if not note.is_of_all] == ["f:3", "f:7"]


def test_what_notes_on_the_whole_input_count_adds_up_over_its_shares() -> None:
    census = Census()
    for name, number, count in (("f", 3, 999), ("g", 5, 2), ("f", 7, 1)):
        notes = [Note(f"{name}:{number}", f"unread: {count:,}, such as {number}", is_of_all=True, count=count)]
        census.join(read_first(notes))
    assert [(n.where, n.text, n.count) for n in census.notes] == [
        ("f:3", "unread: 1,000, such as 3", 1000),
        ("g:5", "unread: 2, such as 5", 2),
    ]


def test_skipped_rows_and_notes_are_kept() -> None:
    census = read_first([Skipped("f:1", "why"), post("1"), Note("f", "said")])
    assert [s.where for s in census.skipped] == ["f:1"]
    assert [n.text for n in census.notes] == ["said"]


COUNTS = st.none() | st.integers(0, 10**9)
ENGAGEMENTS = st.builds(Engagement, COUNTS, COUNTS, COUNTS, COUNTS)


@given(ENGAGEMENTS, ENGAGEMENTS, ENGAGEMENTS)
def test_merging_counts_is_the_same_in_every_order(a: Engagement, b: Engagement, c: Engagement) -> None:
    assert merge_engagement(a, b) == merge_engagement(b, a)
    assert merge_engagement(merge_engagement(a, b), c) == merge_engagement(a, merge_engagement(b, c))
    assert merge_engagement(a, a) == a
