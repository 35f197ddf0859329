import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.signals import _phrases
from mentiontriage.signals._phrases import load_phrases, meet_phrases
from mentiontriage.signals._severity import bound_severity, explain_severity, measure_severity

PAIRS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "severity.tsv").read_text(encoding="utf-8").splitlines()
]
GRAVE = [
    "your charger caught fire",
    "my daughter is in hospital",
    "we are stranded",
    "you stole $1,200",
    "for 3 weeks now",
    "I will sue",
    "racist driver",
    "never again",
    "DISGUSTING AND SHAMEFUL",
    "what the fuck!!!",
]
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ja", "und")
WORDS = st.lists(
    st.sampled_from(["no", "not", "never", "nobody", "NO", "the", "my", "!!!", ".",
                     "@acme", "3", "weeks",
                     "for", "hurt", "fire", "left", "us", "again", "customer"])
    | st.text(max_size=8),
    max_size=30,
)  # fmt: skip


def measure(text: str, language: str = "en", rating: float | None = None) -> float:
    return measure_severity(text, meet_phrases(text.split(), language), rating)


@pytest.mark.parametrize(("language", "grave", "mild"), PAIRS)
def test_the_first_is_more_severe_than_the_second(language: str, grave: str, mild: str) -> None:
    assert measure(grave, language) > measure(mild, language)


@pytest.mark.parametrize(
    "text",
    [
        "thanks for the great app",
        "I love my new phone",
        "what time do you open?",
        "been a loyal customer for 10 years",
        "ORD LAX JFK SFO",
        "nobody was hurt",
        "the ride was not dangerous at all",
        "my kettle died",
        "bored to death in your queue",
        "your bleeding edge update",
        "thank you for your hospitality",
        "I spoke to Sue",
        "what are your opening hours on Sunday?",
        "burned my toast",
        "",
        "@acme",
    ],
)
def test_a_mere_mention_is_not_severe(text: str) -> None:
    assert measure(text) == 1.0


@pytest.mark.parametrize(
    "dressing", ["@FireDanger {}", "{} #fire #danger", "{} https://example.com/fraud/scam!!", "@ON_FIRE!!! {}"]
)
@pytest.mark.parametrize("text", ["how do I change my seat?", "your charger caught fire", "what a mess"])
def test_handles_links_and_hashtags_carry_nothing(dressing: str, text: str) -> None:
    assert measure(dressing.format(text)) == measure(text)


def test_a_negation_in_the_sentence_before_takes_nothing_away() -> None:
    assert measure("No. It caught fire.") == measure("It caught fire.") > 1.5


def test_a_second_mention_counts_where_the_first_was_taken_away() -> None:
    assert measure("they said nobody was injured but my sister was injured badly") > measure("nobody was injured")


def test_fewer_stars_are_more_severe_and_three_or_more_say_nothing() -> None:
    values = [measure("ok", rating=stars) for stars in (1, 1.5, 2, 3, 4, 5)]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[1] > values[2] > values[3] == values[5] == 1.0


@pytest.mark.parametrize("rating", [0, -1, 0.5, 90, math.nan, math.inf])
def test_a_rating_outside_one_to_five_says_nothing(rating: float) -> None:
    assert measure("ok", rating=rating) == 1.0


def test_a_language_without_phrases_is_read_by_what_needs_none() -> None:
    assert measure("サービス 最悪", "ja") == 1.0
    assert measure("サービス 最悪 !!!! 😡", "ja", rating=1) > 1.4


def test_the_reasons_name_the_words_the_gravest_first() -> None:
    text = "STILL WAITING after 3 weeks!!! it caught fire and you don't care"
    severity = explain_severity(text, meet_phrases(text.split(), "en"), 1)
    assert severity.reasons[0] == "safety: caught fire"
    assert {"gone on: after 3 weeks", "shouting", "exclamation marks", "rating: 1 of 5 stars"} <= set(severity.reasons)


def test_one_grave_thing_said_politely_outweighs_loud_trifles() -> None:
    assert measure("hello, my charger caught fire yesterday") > measure("YOUR APP IS SO SLOW!!!! wtf")


@given(WORDS, st.sampled_from(LANGUAGES), st.none() | st.floats())
def test_severity_is_between_one_and_two_and_its_reasons_agree(
    words: list[str], language: str, rating: float | None
) -> None:
    text = " ".join(words)
    value = measure(text, language, rating)
    severity = explain_severity(text, meet_phrases(text.split(), language), rating)
    assert 1.0 <= value <= 2.0
    assert severity.value == value
    assert bool(severity.reasons) == (value > 1.0)


@given(WORDS, st.sampled_from(GRAVE))
def test_one_more_grave_thing_never_lowers_it(words: list[str], grave: str) -> None:
    text = " ".join(words)
    assert measure(f"{text} {grave}") >= measure(text)


@given(WORDS, st.sampled_from(GRAVE))
def test_a_grave_thing_counts_whatever_follows_it(words: list[str], grave: str) -> None:
    assert measure(f"{grave} . {' '.join(words)}") >= measure(grave)


@given(WORDS | st.sampled_from(GRAVE).map(str.split), st.sampled_from(LANGUAGES), st.sampled_from([None, 1, 2, 5]))
def test_what_it_cannot_exceed_is_told_without_matching(words: list[str], language: str, rating: float | None) -> None:
    text = " ".join(words)
    bound = bound_severity(meet_phrases(text.split(), language), rating)
    assert measure(text, language, rating) <= bound <= 2.0


def test_a_very_long_post_is_read_by_its_beginning() -> None:
    text = "it caught fire " + "the for not 3 weeks no my charged " * 20_000
    assert 1.8 <= measure(text) < 2.0


def test_a_very_long_post_that_shouts_late_weighs_as_much_as_its_reasons_say() -> None:
    text = "the kettle " * 400 + "DISGUSTING SHAMEFUL LIARS"
    assert measure(text) == explain_severity(text, meet_phrases(text.split(), "en"), None).value > 1.0


def test_a_flood_of_new_words_changes_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_phrases, "_REMEMBERED", 5)
    load_phrases.cache_clear()
    text = "it caught fire and we were left stranded for 3 weeks"
    values = {measure(f"word{n} {text} end{n}") for n in range(20)}
    load_phrases.cache_clear()
    monkeypatch.undo()
    assert values == {measure(text)}
