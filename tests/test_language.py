import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage import language
from mentiontriage.language import detect_language, normalise_language

POSTS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "languages.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("code", "text"), POSTS)
def test_a_post_is_read_as_what_it_is_written_in(code: str, text: str) -> None:
    assert detect_language(text, text.split()) == code


@pytest.mark.parametrize(("code", "text"), [post for post in POSTS if post[0] != "und"])
def test_handles_links_and_hashtags_do_not_change_the_language(code: str, text: str) -> None:
    dressed = f"@die_bahn_und_der_zug {text} https://example.com/der/die/das #nicht #schön #très"
    assert detect_language(dressed, dressed.split()) == code


@pytest.mark.parametrize(
    "text", ["STILL NO WIFI ON MY TRAIN", "Still No Wifi, On My Train!!!", "still nooooo wifi on my train"]
)
def test_shouting_and_lengthened_words_stay_english(text: str) -> None:
    assert detect_language(text, text.split()) == "en"


def test_a_borrowed_word_in_another_script_stays_a_guest() -> None:
    text = "the new 寿司 place on my street is closed again and nobody told us why"
    assert detect_language(text, text.split()) == "en"


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    text = "I don’t know, they won’t say"
    assert detect_language(text, text.split()) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "omg dat hair",
        "thanks hun x",
        "we met at the Golden Door",
        "van broke down on the M6",
        "stuck in Eindhoven",
        "who dat",
    ],
)
def test_english_that_holds_words_of_dutch_is_not_taken_for_it(text: str) -> None:
    assert detect_language(text, text.split()) in {"en", "und"}


def test_german_that_shares_words_with_dutch_stays_german() -> None:
    text = "Die App hakt, echt nervig, und was war da los?"
    assert detect_language(text, text.split()) == "de"


def test_a_post_that_is_as_well_of_a_sister_language_is_read_in_the_one_that_can_be_read() -> None:
    spanish_or_catalan = "el enchufe echa chispas cada vez que pongo la lavadora"
    assert detect_language(spanish_or_catalan, spanish_or_catalan.split()) == "es"


def test_a_post_that_is_clearly_of_a_language_without_weights_is_of_that_language() -> None:
    afrikaans = "hier is dit vir die wat nie weer wil kom nie"
    assert detect_language(afrikaans, afrikaans.split()) == "af"


def test_a_post_that_is_as_well_of_two_languages_that_can_be_read_is_none() -> None:
    text = "a casa de todos"
    assert detect_language(text, text.split()) == "und"


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    code = detect_language(text, text.split())
    assert code == "und" or normalise_language(code) == code


@given(st.lists(st.text(alphabet=string.ascii_lowercase + "āēīķļņģšžčäöüßőűłąęśźżńćğış'", max_size=40), max_size=400))
def test_no_post_is_too_long_or_too_strange_to_count(words: list[str]) -> None:
    text = " ".join(words)
    assert detect_language(text, text.split()) == detect_language(text, text.split())


def test_ten_thousand_marked_words_do_not_overflow_the_count() -> None:
    for word in (
        "āēīķļņģčžšuunešķīņģļķā",
        "czszrzłąęśźżńćszczrz",
        "the",
        "ungkeitheitschchtßäöü",
        "l'àèìòùzionezioni",
    ):
        assert detect_language(word, [word] * 10_000) != ""


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"), ("EN", "en"), ("en-GB", "en"), ("en_US", "en"), ("English", "en"),
        ("English (UK)", "en"),
        ("eng", "en"), ("pt-BR", "pt"), ("zh-Hant-TW", "zh"), ("Deutsch", "de"), ("ger", "de"),
        (" fr ", "fr"),
        ("français", "fr"), ("in", "id"), ("iw", "he"), ("ji", "yi"),
        ("jw", "jv"), ("nb", "no"), ("fil", "tl"),
        ("ckb", "ku"), ("Tiếng Việt", "vi"), ("msa", "ms"),
    ],
)  # fmt: skip
def test_a_tag_means_a_language_however_it_is_spelt(tag: str, code: str) -> None:
    assert normalise_language(tag) == code


@pytest.mark.parametrize(
    "tag", [None, "", "  ", "und", "zxx", "qme", "qst", "qht", "qam", "qct", "art", "xx", "Klingon", "-", "1"]
)
def test_a_tag_that_names_no_language_is_unknown(tag: str | None) -> None:
    assert normalise_language(tag) is None


def test_an_endless_word_is_not_kept_in_memory() -> None:
    text = "the wifi is still down " + "x" * 1_000_000
    assert detect_language(text, text.split()) == "en"
    assert max(map(len, language._load_votes().votes)) < 100
