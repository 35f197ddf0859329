"""What is told in phrases that the weights do not know: grave, plain or ironic troubles, and what is put right."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentiontriage.config import Settings
from mentiontriage.model import Mention, Score
from mentiontriage.scoring import Scorer
from mentiontriage.signals._phrases import meet_phrases
from mentiontriage.signals._told import find_told

CASES = [line.split("\t") for line in (Path(__file__).parent / "told.tsv").read_text(encoding="utf-8").splitlines()]
SCORER = Scorer(Settings(), datetime(2026, 3, 1, 12, tzinfo=UTC))


def score(text: str, rating: float | None = None) -> Score:
    return SCORER.explain(Mention("1", "x", text, rating=rating))


def name_kinds(text: str, language: str) -> set[str]:
    return {finding.kind for finding in find_told(meet_phrases(text.split(), language))}


KINDS = {"grave": {"harm", "leak", "law"}}
"""What a case's kind may be found as; nothing is found of what is fine, and of what is open nothing is put right."""


@pytest.mark.parametrize(("language", "kind", "text"), CASES)
def test_what_is_told_is_known_from_a_manner_of_speaking(language: str, kind: str, text: str) -> None:
    found = name_kinds(text, language)
    if kind == "fine":
        assert not found
    elif kind == "open":
        assert "settled" not in found
    else:
        assert found & KINDS.get(kind, {kind})


def test_it_is_a_complaint_though_no_word_complains() -> None:
    told = score("found glass in my acme yoghurt")
    assert told.lane == "complaint"
    assert "grave (glass in my acme yoghurt) +2.2" in told.factors[0].reason


def test_it_comes_before_a_mild_grumble_of_the_same_reach_and_wait() -> None:
    assert score("found glass in my acme yoghurt").priority > score("Not happy @acme").priority


def test_stars_and_what_is_grave_add_up() -> None:
    grave = "the kettle gave me an electric shock"
    assert score(grave, rating=1).complaint > score(grave).complaint > score(grave, rating=5).complaint  # type: ignore[operator]


def test_a_language_that_cannot_be_read_tells_nothing_grave() -> None:
    assert score("сын получил electric shock от вашей лампы").complaint is None


@pytest.mark.parametrize(
    "text",
    ["Acme fixed my fridge", "Acme repaired the fridge today", "sorted now, thanks", "Problem solved, thank you!"],
)
def test_what_has_been_put_right_is_praise_and_says_so(text: str) -> None:
    told = score(text)
    assert told.lane == "praise"
    assert "put right (" in told.lane_reason
    assert "-2.0" in told.factors[0].reason


def test_what_harmed_somebody_still_asks_for_an_answer_once_it_is_put_right() -> None:
    assert score("your kettle gave my son an electric shock, sorted now").lane in {"complaint", "unsure"}


@pytest.mark.parametrize(
    "text",
    ["No hot water since Tuesday", "The tracking says delivered but nothing is here", "Thanks for the three hour wait"],
)
def test_trouble_without_a_bad_word_is_a_complaint(text: str) -> None:
    assert score(text).lane == "complaint"


@pytest.mark.parametrize("text", ["no", "Nope", "@acme No.", "same here", "nein", "yes", "@acme help!"])
def test_a_bare_answer_tells_nothing_by_itself(text: str) -> None:
    told = score(text)
    assert (told.lane, told.complaint) == ("unsure", None)
    assert told.factors[0].reason == "a bare answer: what it says stands in what it answers, ranked as a usual post"


@pytest.mark.parametrize("text", ["no reply", "no thanks", "not yet", "yes please"])
def test_a_word_more_is_no_bare_answer(text: str) -> None:
    assert score(text).complaint is not None


def test_stars_speak_beside_a_bare_answer() -> None:
    assert score("No", rating=1).complaint > 0.5  # type: ignore[operator]
