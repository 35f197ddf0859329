"""What a post leans to by its words: shares of the lanes, learned in seven languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.signals.test_complaint_model import HERE

from mentiontriage.signals._leaning import (
    BIAS,
    FORMAT,
    GRAVE,
    LEANINGS,
    SHIPPED,
    WORDED,
    LaneModel,
    Leaning,
    cut_stems,
    load_lanes,
)
from mentiontriage.signals._model_file import read_sections, read_steps, seal_model, split_model

LANGUAGES = ("en", "de", "nl", "fr", "es", "it", "pt")


def lean(text: str, language: str = "en") -> Leaning:
    model = load_lanes(language)
    assert model is not None
    return model.lean(text.split())


def load_lines(language: str) -> list[str]:
    return read_sections(split_model(FORMAT, SHIPPED.read_bytes())[language])[""]


CASES = [line.split("\t") for line in (HERE / "leaning_cases.tsv").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("language", "lane", "text"), CASES)
def test_a_post_leans_to_the_lane_it_is_worded_like(language: str, lane: str, text: str) -> None:
    assert lean(text, language).find_likeliest() == lane


WORDS = sorted({word for language, _, text in CASES if language == "en" for word in text.split()})


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=300).map(" ".join))
def test_the_shares_of_any_post_are_shares_of_a_whole(text: str) -> None:
    shares = lean(text).shares
    assert len(shares) == len(LEANINGS)
    assert all(0 < share <= 1 for share in shares)
    assert sum(shares) == pytest.approx(1)


def test_a_word_counts_once_however_often_it_is_said_and_whoever_is_addressed() -> None:
    once = lean("@acme refund").shares
    assert lean("@globex refund").shares == once
    assert lean("@acme refund . refund").shares == once


def test_the_words_that_say_most_for_a_lane_are_told_strongest_first() -> None:
    weights = {
        "<bias>": "OOOOOOO",
        "lovely": "FFFoFOO",
        "lovely_staff": "GGGcGOO",
        "staff": "OOOPOOO",
        "late": "cHHHHOO",
    }
    model = LaneModel(f"{name} {letters}" for name, letters in weights.items())
    leaning = model.lean(["Lovely", "staff,", "late", "bus"])
    assert model.list_words(leaning, "praise", 2) == ["lovely", "lovely staff"]
    assert model.list_words(leaning, "complaint", 5) == ["late"]


def test_what_is_grave_adds_up_by_itself_whatever_the_lane() -> None:
    model = LaneModel(["<bias> OOOOONM", "he OOOOOPO", "walks OOOOOXO", "he_walks cHHHHZO", "plug OOOOOOc"])
    leaning = model.lean(["he", "walks", "home"])
    assert leaning.grave_odds == pytest.approx((2.0, -0.2))
    assert leaning.find_likeliest() == "complaint"
    assert model.list_words(leaning, "threat", 2) == ["he walks", "walks"]
    assert model.list_words(leaning, "danger", 2) == []
    assert model.lean(["nothing", "known"]).grave_odds == pytest.approx((-0.1, -0.2))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_post_without_telling_words_is_never_grave(language: str) -> None:
    bias = next(line for line in load_lines(language) if line.startswith(BIAS))
    assert all(step < 0 for step in read_steps(bias.split()[1])[len(LEANINGS) :])


def test_a_form_of_a_word_that_has_no_weight_is_heard_by_its_stem() -> None:
    model = LaneModel(["<bias> OOOOOOO", "consegna oNNNNOO", "conseg* cHHHHOO", "cons* PNNPNOO"])
    leaning = model.lean(["consegnata"])
    assert leaning.names == {"conseg*", "cons*"}
    assert leaning.find_likeliest() == "complaint"
    assert model.list_words(leaning, "complaint", 1) == ["conseg…"]
    assert model.lean(["consegna"]).names == {"consegna", "conseg*", "cons*"}


def test_stems_are_of_longer_words_and_never_of_what_people_are() -> None:
    assert cut_stems("consegnata") == ("cons*", "conseg*")
    assert cut_stems("conto") == ("cont*",)
    assert cut_stems("casa") == ()
    assert cut_stems("muslims") == ()
    assert cut_stems("<money>") == ()


def test_a_language_without_weights_has_no_leaning() -> None:
    assert load_lanes("pl") is None
    assert all(load_lanes(language) for language in LANGUAGES)


def test_each_leaning_has_its_words_for_people() -> None:
    assert tuple(WORDED) == (*LEANINGS, *GRAVE)


def test_a_damaged_file_of_weights_is_refused() -> None:
    content = SHIPPED.read_bytes()
    with pytest.raises(ValueError, match="the lane model is truncated or was edited"):
        split_model(FORMAT, content[: len(content) // 2])
    with pytest.raises(ValueError, match="not a lane model"):
        split_model(FORMAT, b"hello")


def test_what_is_sealed_is_read_again() -> None:
    sealed = seal_model(FORMAT, ["[en]", "<bias> OOOOO", "[de]", "nie OPOOO", "🤬 cHHHH"]).encode()
    for content in (sealed, sealed.replace(b"\n", b"\r\n")):
        sections = split_model(FORMAT, content)
        assert read_sections(sections["en"]) == {"": ["<bias> OOOOO"]}
        assert read_sections(sections["de"]) == {"": ["nie OPOOO", "🤬 cHHHH"]}
