"""Events are found by words: which a post holds, which may name an event, and how many holders were to be expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hard_situations import TEXTS

from mentiontriage.terms import FEWEST, Row, Voice, can_name, pair_words, split_words


def say(text: str, by: str, kind: str = "") -> Voice:
    return Voice(by, split_words(text), complains=True, kind=kind)


def index(posts: list[Voice]) -> dict[str, list[int]]:
    return Row(posts).index(lambda post: post.words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The App is DOWN!", ["the", "app", "is", "down"]),
        ("@SkyJay can't check-in", ["@skyjay", "cant", "check-in"]),
        ("down since v2.3.1, see https://status.example/x?y", ["down", "since", "see"]),
        ("उड़ान रद्द हो गई", ["उड़ान", "रद्द", "हो", "गई"]),
        ("cafe\u0301 caf\u00e9", ["café", "café"]),
        ("🔥🔥 …", []),
    ],
)
def test_a_text_is_split_into_words_and_handles(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_words_are_short_and_never_empty_whatever_is_written(text: str) -> None:
    words = split_words(text)
    assert all(words)
    assert all(not any(character.isspace() for character in word) for word in words)
    assert all(len(word) <= 61 for word in words)  # a handle has its sign besides


def test_what_too_few_hold_is_no_term() -> None:
    posts = [say("strike", f"guest{number}") for number in range(FEWEST)]
    posts += [say("baggage", f"guest{number}") for number in range(FEWEST - 1)]
    assert index(posts) == {"strike": [0, 1, 2, 3, 4]}


def test_who_says_it_again_is_no_further_holder() -> None:
    assert index([say("strike", "ada") for _ in range(2 * FEWEST)]) == {}


def test_who_writes_all_day_counts_with_the_first_posts_alone() -> None:
    busy = [say(f"word{number}", "ada") for number in range(20)]
    others = [say(f"word{number}", f"guest{turn}") for turn in range(FEWEST - 1) for number in range(20)]
    assert sorted(index([*busy, *others])) == ["word0", "word1", "word2", "word3", "word4"]


def test_what_half_of_all_hold_tells_nothing_and_of_handles_far_less() -> None:
    row = Row([say("", f"guest{number}") for number in range(100)])
    assert row.may_tell("strike", range(50))
    assert not row.may_tell("skyjay", range(51))
    assert row.may_tell("@tom", range(5))
    assert not row.may_tell("@skyjay", range(6))


@given(st.lists(st.sampled_from(["x", "reddit"]), min_size=1, max_size=200), st.data())
def test_as_many_holders_are_expected_in_the_end_as_there_are(kinds: list[str], data: st.DataObject) -> None:
    row = Row([say("", f"guest{number}", kind) for number, kind in enumerate(kinds)])
    places = data.draw(st.sets(st.integers(0, len(kinds) - 1), min_size=1).map(sorted))
    holders = row.expect(places)
    assert list(holders.before) == sorted(holders.before)
    assert all(before <= through for before, through in zip(holders.before, holders.through, strict=True))
    assert holders.through[-1] <= len(places) + 1e-9
    everywhere = row.expect(range(len(kinds)))
    assert everywhere.through[-1] == pytest.approx(len(kinds))


def test_pairs_are_of_neighbours_that_are_common_and_one_of_which_may_name_an_event() -> None:
    common: dict[str, list[int]] = {word: [] for word in ("app", "is", "down", "not", "@skyjay")}
    assert list(pair_words(["@skyjay", "app", "is", "not", "down", "again"], common)) == ["app is", "not down"]


@pytest.mark.parametrize(
    ("word", "names"), [("strike", True), ("down", True), ("it", False), ("monday", False), ("gestern", False)]
)
def test_words_of_grammar_courtesy_and_calendar_name_no_event(word: str, names: bool) -> None:  # noqa: FBT001
    assert can_name(word) is names
