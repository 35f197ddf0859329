"""Cleaning takes what acts, hides or turns, and leaves what people read."""

import unicodedata

import pytest
from tests.formats.hostile import list_harmful
from tests.hard_situations import TEXTS

from mentiontriage.formats._clean import clean_block, clean_line


def test_no_control_or_format_character_of_unicode_survives_but_line_feeds_and_joiners() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert not list_harmful(clean_block(every), frozenset("\n"))
    assert not list_harmful(clean_line(every))


def test_control_codes_are_shown_and_not_swallowed() -> None:
    assert clean_line("a\x1b[31mb\x07\x7f\x9b") == "a␛[31mb␇␡\ufffd"


def test_every_kind_of_line_end_is_a_space_on_one_line_and_a_line_feed_on_several() -> None:
    text = "a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i"
    assert clean_line(text) == "a b c d e f g h i"
    assert clean_block(text) == "a\nb\nc\nd\ne\nf\ng\nh\ni"


@pytest.mark.parametrize(
    "text",
    [
        "naïve café — “quoted” … ¡olé!",
        "נורא ואיום",
        "最悪の対応",
        "نمی\u200cخواهم",
        "👨\u200d👩\u200d👧 ❤\ufe0f ©\ufe0f",
        "क\u094d\u200dष",
        "ก็ไม่ได้ของที่สั่งซื้อไว้",
        "tie\u0302\u0301ng Vie\u0323\u0302t",
        "בְּרֵאשִׁ֖ית",
    ],
)
def test_ordinary_writing_of_any_script_stays_as_it_is(text: str) -> None:
    assert clean_line(text) == text


@pytest.mark.parametrize(
    "sign", [*"\ufff0\u034f\u3164\ufe01", *map(chr, (0xE0002, 0xE0080, 0xE01F0, 0x1D159, 0x16FE4))]
)
def test_what_is_never_shown_goes_though_it_is_no_format_character(sign: str) -> None:
    assert clean_line(f"re{sign}fund {sign}") == "refund"


def test_a_blank_of_braille_is_a_blank() -> None:
    assert clean_line("\u2800no\u2800refund\u2800\u2800") == "no refund"


def test_what_hides_between_letters_goes() -> None:
    assert clean_line("re\u200bfu\u200cnd\u00ad\u2060 m\ufe0fe\ufeff \u3164") == "refund me"


def test_text_that_is_turned_round_is_shown_in_the_order_it_is_stored() -> None:
    assert clean_line("photo\u202egnp.exe") == "photognp.exe"


def test_marks_cannot_pile_up_over_other_lines() -> None:
    cleaned = clean_line(TEXTS["piled marks"])
    assert sum(unicodedata.combining(character) > 0 for character in cleaned) == 4
    assert cleaned.endswith("algo support")


@pytest.mark.parametrize("joiner", ["", "\u200c", "\u200d"])
@pytest.mark.parametrize("letter", ["ก\u0e49", "ب\u064e", "א\u0591", "क\u0902", "ཀ\u0f90", "e\u20dd", "ㄱ\u302a"])
def test_marks_of_no_script_pile_up_joined_or_not(letter: str, joiner: str) -> None:
    piled = f"{letter}{(joiner + letter[1:]) * 50} refund"
    cleaned = clean_line(piled)
    assert cleaned.count(letter[1:]) == 4
    assert cleaned.endswith(" refund")
    assert clean_line(cleaned) == cleaned


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_block(clean_block(text)) == clean_block(text)
