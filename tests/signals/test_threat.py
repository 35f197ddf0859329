from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.signals import _threat
from mentiontriage.signals._phrases import meet_phrases

CASES = [line.split("\t") for line in (Path(__file__).parent / "threats.tsv").read_text(encoding="utf-8").splitlines()]
THREATS = [text for kind, text in CASES if kind == "threat"]
FIGURES = [text for kind, text in CASES if kind == "fine"]


LANGUAGES = ("en", "de", "ja", "und")


def find_threat(text: str, language: str = "en") -> str | None:
    return _threat.find_threat(meet_phrases(text.split(), language))


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_or_a_cry_for_help_is_found_whatever_the_language(text: str) -> None:
    found = {find_threat(text, language) for language in LANGUAGES}
    assert len(found) == 1
    assert found != {None}


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_of_speech_or_an_accident_is_no_threat(text: str) -> None:
    assert find_threat(text) is None


@pytest.mark.parametrize("text", [text for text in THREATS if not text.startswith("@")][:30])
def test_shouting_and_company_do_not_hide_a_threat(text: str) -> None:
    dressed = f"@acme Still no refund. {text.upper()}!!! https://example.com #angry"
    assert find_threat(dressed)


def test_the_words_found_are_named() -> None:
    text = "Three weeks! I'm going to kill your driver."
    assert find_threat(text) == "i'm going to kill your driver"


def test_signs_that_are_a_threat_together_are_named_in_their_order() -> None:
    text = "Still no answer. One more letter and your driver gets a hammer in the face."
    assert find_threat(text) == "one more letter … driver … hammer in the face … hammer"


@pytest.mark.parametrize(
    "text",
    [
        "He came in with a shotgun",
        "I come to your office on Friday",
        "a gun, a gun, a rifle, a gun, a gun",
        "His daughter goes to school",
        "took the pills, all of the pills",
        "standing on the bridge",
    ],
)
def test_a_sign_is_no_threat_by_itself_however_often_it_stands_there(text: str) -> None:
    assert find_threat(text) is None


def test_signs_far_from_each_other_are_not_added_up() -> None:
    far = "The queue was long and nobody knew why, so we waited and looked at the pictures on the wall. " * 4
    assert find_threat(f"He has a shotgun. {far} Next time I'll come to your office.") is None
    assert find_threat("He has a shotgun. Next time I'll come to your office.")


def test_signs_of_films_and_games_take_away() -> None:
    assert find_threat("The next driver gets a hammer in the face")
    assert find_threat("In this episode the next driver gets a hammer in the face") is None


def test_handles_and_hashtags_are_no_threat() -> None:
    assert find_threat("@IWillKillYou #killyourself http://kill.you/") is None


@given(st.lists(st.sampled_from(" ".join(THREATS + FIGURES).split()) | st.text(max_size=6), max_size=40))
def test_any_words_are_read_without_fault_and_what_is_found_was_there(words: list[str]) -> None:
    text = " ".join(words)
    found = find_threat(text)
    assert found is None or found != ""
