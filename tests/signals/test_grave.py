"""What wants putting right however mildly it is put."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentiontriage.config import Settings
from mentiontriage.model import Mention, Score
from mentiontriage.scoring import Scorer
from mentiontriage.signals._grave import find_grave
from mentiontriage.signals._phrases import meet_phrases

CASES = [line.split("\t") for line in (Path(__file__).parent / "grave.tsv").read_text(encoding="utf-8").splitlines()]
SCORER = Scorer(Settings(), datetime(2026, 3, 1, 12, tzinfo=UTC))


def score(text: str, rating: float | None = None) -> Score:
    return SCORER.explain(Mention("1", "x", text, rating=rating))


@pytest.mark.parametrize(("language", "kind", "text"), CASES)
def test_what_is_grave_is_told_from_a_manner_of_speaking(language: str, kind: str, text: str) -> None:
    assert (find_grave(meet_phrases(text.split(), language)) is not None) is (kind == "grave")


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
