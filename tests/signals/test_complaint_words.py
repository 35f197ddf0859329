"""Hostile posts come without spaces: one token may be the whole post."""

import pytest
from tests.growth import measure_growth

from mentiontriage.signals._complaint_words import USER, read_words, split_token


@pytest.mark.parametrize("piece", ["a", "a.", "@", "a@", "@a-", "&", "&#1", "#a", "1.", ":'", "!.", "$1"])
def test_a_hostile_token_costs_linear_time(piece: str) -> None:
    def make_text(size: int) -> str:
        return piece * (size // len(piece)) + "@ "

    assert measure_growth(lambda text: read_words(text.split()), make_text, 5_000, 10) < 40  # quadratic work: 100


def test_an_address_is_somebody_wherever_it_stands_in_a_token() -> None:
    assert split_token("a" * 300 + "@mail.example") == (USER,)
    assert split_token("(write:anna.berg+bag@mail.example)") == (USER,)


def test_a_character_reference_of_thousands_of_digits_is_no_reason_to_stop() -> None:
    assert split_token("&#" + "1" * 5_000) == ()


def test_a_hashtag_is_cut_before_what_is_said_of_the_brand() -> None:
    assert [split_token(tag) for tag in ("#acmefail", "#acmedown", "#boycottacme", "#countdown", "#fail")] == [
        ("acme", "fail"), ("acme", "down"), ("boycott", "acme"), ("countdown",), ("fail",),
    ]  # fmt: skip
