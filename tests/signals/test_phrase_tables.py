import re

import pytest

from mentiontriage.signals import _phrase_tables
from mentiontriage.signals._phrase_tables import (
    AIMS,
    BESIDE,
    BUYER_SIGNS,
    SEVERITY,
    SHARED_TABLES,
    TABLES,
    THREATS,
    TOLD,
)
from mentiontriage.signals._phrase_words import compile_phrase
from mentiontriage.signals._phrases import meet_phrases

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")


def list_lines(table: str) -> list[str]:
    lines = (_phrase_tables._DATA / table).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def find(text: str, language: str = "en") -> list[str]:
    met = meet_phrases(text.split(), language)
    return [finding.found for table in TABLES for finding in met.find(table)]


@pytest.mark.parametrize("table", [SEVERITY, THREATS, AIMS])
def test_every_list_of_words_that_a_table_names_is_used_in_its_language(table: str) -> None:
    named, used = set(), set()
    for line in list_lines(table):
        language, kind, rest = line.split(" ", 2)
        if kind == "words":
            named.add((language, rest.partition(":")[0]))
        used |= {(language, name) for name in re.findall(r"<(\w+)>", rest)}
    assert named == used


@pytest.mark.parametrize("table", SHARED_TABLES)
def test_what_all_languages_share_has_no_rows_for_one_alone(table: str) -> None:
    assert {line.split(" ")[0] for line in list_lines(table)} <= {_phrase_tables.ANY_LANGUAGE, BESIDE}


@pytest.mark.parametrize("table", [SEVERITY, THREATS, TOLD, AIMS, BUYER_SIGNS])
@pytest.mark.parametrize("language", [*LANGUAGES, BESIDE])
def test_every_phrase_can_be_searched_for_and_is_not_in_everything(table: str, language: str) -> None:
    for phrase in _phrase_tables.read_table(table, language).phrases:
        assert compile_phrase(phrase.words).search(" . this is fine . ") is None


def test_a_post_begins_and_ends_a_sentence() -> None:
    assert find("21 days") == find("No answer. 21 days! Really") == ["21 days"]
    assert find("a 21 days old kettle") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "waited fifteen weeks"),
        ("de", "seit sieben Wochen"),
        ("fr", "depuis une quinzaine de jours"),
        ("es", "hace un par de semanas"),
        ("it", "da nove settimane"),
        ("pt", "há oito semanas"),
        ("nl", "al zes weken"),
    ],
)
def test_a_number_may_be_words(language: str, text: str) -> None:
    assert find(text, language) == [text.lower()]


def test_a_name_beside_a_phrase_is_none_of_its_words() -> None:
    assert find("@acme 21 days. No answer.") == ["21 days"]
