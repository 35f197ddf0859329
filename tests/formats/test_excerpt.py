"""A text that does not fit is cut so that what matters stays in sight."""

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.formats._excerpt import cut_text, find_words, shorten

LONG = "Hello dear team of the airline, " * 5 + "there was no reply to my mail. " + "Kind regards to all of you. " * 5


def test_a_text_that_fits_is_left_alone() -> None:
    assert cut_text("no reply", ("reply",), 8) == "no reply"


def test_the_strongest_words_stay_with_what_stands_around_them() -> None:
    assert cut_text(LONG, ("no reply",), 30) == "… there was no reply to my …"


def test_of_words_too_far_apart_the_stronger_stays() -> None:
    text = "hello " + "and so on " * 10 + "refund " + "and so on " * 20 + "worst"
    assert cut_text(text, ("worst", "refund"), 40) == "… on and so on worst"


def test_the_stretch_that_holds_more_of_the_strong_words_is_shown() -> None:
    text = "hello " + "and so on " * 10 + "worst day " + "and so on " * 20 + "no refund and no reply"
    assert cut_text(text, ("refund", "reply", "worst"), 40) == "… and so on no refund and no reply"


def test_the_beginning_stays_where_it_holds_any_of_them() -> None:
    text = "the worst day " + "and so on " * 20 + "no refund"
    assert cut_text(text, ("refund", "worst"), 30) == "the worst day and so on and …"


def test_without_strong_words_the_beginning_stays() -> None:
    assert cut_text("one two three four", (), 12) == "one two …"


def test_a_word_without_end_is_cut_too() -> None:
    assert cut_text("a" * 500, (), 30) == "a" * 24 + " …"


def test_words_are_found_whole_in_any_case_strongest_first() -> None:
    assert find_words("Late, LATE, later. Worst", ("worst", "late")) == [(19, 24), (0, 4), (6, 10)]


def test_a_name_without_end_is_shortened_without_being_read_to_the_end() -> None:
    assert len(shorten("x" * 5_000_000, 60)) <= 60


def test_what_is_invisible_or_blank_takes_no_room_of_what_is_shown() -> None:
    assert shorten("\u200b" * 500 + "ada", 100) == "ada"
    spaced = shorten(("a" + " " * 10) * 100, 100)
    assert spaced == "a " * 49 + "\u2026"
    assert shorten("\u200b" * 5_000_000 + "ada", 60) == "\u2026"


@given(text=st.text(max_size=200), words=st.lists(st.text(max_size=8), max_size=4), room=st.integers(1, 60))
def test_the_room_is_never_exceeded(text: str, words: list[str], room: int) -> None:
    assert len(cut_text(text, words, room)) <= room
