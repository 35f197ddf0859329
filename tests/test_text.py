"""Texts, names and links as networks and exports write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import measure_growth

from mentiontriage.text import (
    escape_text,
    join_surrogates,
    join_title,
    plain_text,
    read_flag,
    read_name,
    split_link,
    split_retweet,
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"),
        ('<a href="https://x.example/"><span class="invisible">https://</span>x.example</a>', "https://x.example"),
        ("Ben &amp; Co &#39;quoted&#39; &lt;b&gt;", "Ben & Co 'quoted' <b>"),
        ("I <3 this, 5 < 6 and a<b", "I <3 this, 5 < 6 and a<b"),
        ("https://x.example/?a=1&copy=2&lt=3", "https://x.example/?a=1&copy=2&lt=3"),
        ("before<script>alert('<b>')</script>after<style>p {}</style>", "beforeafter"),
        ('<img alt="a > b" src=x>picture', "picture"),
        ("<b>never closed", "never closed"),
        ("my <script> tag broke and <style> too: <p>a refund, please", "my tag broke and too:\na refund, please"),
        ("<script>a()</script>one<script>b()</script>two<script>three", "onetwothree"),
        ("  spaces around  ", "spaces around"),
        ("line\nbreaks stay", "line\nbreaks stay"),
        ("<unknown>tags of no HTML stay</unknown>", "<unknown>tags of no HTML stay</unknown>"),
        (None, ""),
        (17, ""),
    ],
)
def test_markup_becomes_text(written: object, plain: str) -> None:
    assert plain_text(written) == plain


@pytest.mark.parametrize("piece", ["<a ", '<a "', "<p><!--", "<b><script>", "<b x='", "&", "<b>&amp", "<", "a", "a-"])
def test_a_hostile_post_of_a_megabyte_takes_no_longer_than_its_length(piece: str) -> None:
    def make_text(size: int) -> str:
        return "<b>x</b> <" + piece * (size // len(piece)) + "<b>"

    assert measure_growth(plain_text, make_text, 50_000, 20) < 120  # quadratic work: 400


MARKUP = st.lists(st.sampled_from(["<script>", "</script>", "<b", "<br>", "&", "&lt;", "amp;", "#60;", " ", "x", "<3"]))


@given(st.text() | MARKUP.map("".join))
def test_what_is_written_of_a_plain_text_is_read_as_the_same_text(written: str) -> None:
    plain = plain_text(written)
    assert plain_text(escape_text(plain)) == plain


def test_a_text_that_needs_no_escaping_stays_as_people_read_it() -> None:
    for plain in ("AT&T <3 you, a < b", "https://x.example/?a=1&copy=2"):
        assert escape_text(plain) == plain


@given(st.text())
def test_any_string_becomes_text_without_a_crash(written: str) -> None:
    assert isinstance(plain_text(written), str)


def test_names_are_strings_and_numbers_and_nothing_else() -> None:
    written: tuple[object, ...] = (" ada ", 12, 12.0, "", "  ", None, 1.5, 5.7e17, float("inf"), True, ["a"])
    assert [read_name(value) for value in written] == ["ada", "12", "12", *[None] * 8]


def test_flags_are_read_as_json_and_spreadsheets_write_them() -> None:
    yes: tuple[object, ...] = (True, "TRUE", "yes", 1, "1")
    no: tuple[object, ...] = (False, "No", 0, "0")
    neither: tuple[object, ...] = (None, "blue", 7, 0.5, [])
    assert [read_flag(value) for value in yes] == [True] * 5
    assert [read_flag(value) for value in no] == [False] * 4
    assert [read_flag(value) for value in neither] == [None] * 5


def test_a_title_stands_before_the_text_unless_the_text_begins_with_it() -> None:
    assert join_title("Dead", "It died.") == "Dead\nIt died."
    assert join_title("Dead", "Dead after a week") == "Dead after a week"
    assert join_title("Dead", "") == "Dead"
    assert join_title("", "It died.") == "It died."


def test_a_retweet_comes_apart_into_handle_and_text() -> None:
    assert split_retweet("RT @ada_q: no answer\nsince May") == ("ada_q", "no answer\nsince May")
    assert split_retweet("RT if you agree") is None
    assert split_retweet("so RT @ada: no") is None


def test_a_link_comes_apart_into_host_and_path() -> None:
    assert split_link("https://User@News.Example:8080/a/b?c=/d#e") == ("news.example:8080", "/a/b")
    assert split_link("https://news.example") == ("news.example", "")
    assert split_link("https://news.example?by=@other.example/b") == ("news.example", "")
    assert split_link("no link") == ("", "")


def test_halves_of_characters_are_joined_where_both_are_there() -> None:
    assert join_surrogates("\ud83d\ude21") == "😡"
    assert join_surrogates("a\ud83db \ude21 \ud83d") == "a\ufffdb \ufffd \ufffd"
    assert join_surrogates("\ufeffa \x00😡\ud83d") == "\ufeffa \x00😡\ufffd"  # nothing else is touched


@given(st.text(st.characters(exclude_categories=())))
def test_what_was_joined_can_be_written(text: str) -> None:
    joined = join_surrogates(text)
    joined.encode()
    assert join_surrogates(joined) == joined
