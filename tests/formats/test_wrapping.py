"""Lines end where a terminal's do, whatever script they are in, and never within a word that has room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.growth import measure_growth

from mentiontriage.formats._wrapping import wrap_cells

SIGNS = "ab\u00e9 \u6d17\u6fef\u6a5f\ud55c\U0001f600\U0001f44d\U0001f3fd\u200d"
TEXTS = st.text(SIGNS, max_size=60).map(lambda text: " ".join(text.split()))


@given(TEXTS, st.integers(8, 30))
def test_no_line_is_wider_than_it_may_be_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap_cells(text, width, first="> ", indent="  ")
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(line[2:] for line in lines).replace(" ", "") == text.replace(" ", "")


def test_text_without_blanks_is_broken_between_its_signs_and_a_word_in_it_stays_whole() -> None:
    assert wrap_cells("洗濯機が壊れました。still waiting", 20) == ["洗濯機が壊れました。", "still waiting"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrap_cells("a" * 25, 10, indent="  ") == ["a" * 8, "  " + "a" * 8, "  " + "a" * 8, "  a"]


def test_a_word_that_fits_no_more_beside_a_long_head_begins_the_next_line_whole() -> None:
    assert wrap_cells("done aaaaaaaa", 10, first="12:00  ", indent="  ") == ["12:00", "  done", "  aaaaaaaa"]


def test_what_is_joined_to_a_sign_stays_with_it() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert set(" ".join(wrap_cells(family * 6, 10)).replace(family, "family ").split()) == {"family"}


def test_the_last_of_so_many_lines_says_that_there_is_more() -> None:
    assert wrap_cells("one two three four five six seven", 12, most=2) == ["one two", "three [...]"]
    assert wrap_cells("one two", 12, most=2) == ["one two"]


@pytest.mark.parametrize("unit", ["a", "\u6d17", "\u05b0", "\u6d17\u200d", "a "])
@pytest.mark.parametrize("most", [None, 6])
def test_a_text_without_end_is_wrapped_in_time_that_grows_with_its_length(unit: str, most: int | None) -> None:
    def wrap(text: str) -> object:
        return wrap_cells(text, 78, most=most)

    assert measure_growth(wrap, lambda size: unit * size, 3_000, 10) < 40  # quadratic work: 100


def test_nothing_takes_no_line() -> None:
    assert wrap_cells("", 10) == wrap_cells("   ", 10) == []
