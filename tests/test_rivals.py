"""A competitor's name: whose customer is unhappy, who asks about us beside it, who leaves us for it."""

import pytest
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.scoring import Scorer

SETTINGS = Settings(brand="Acme", handles=("@acme",), competitors=("Globex",))


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(SETTINGS, NOON)


@pytest.mark.parametrize(
    "text",
    [
        "Globex lost my second parcel this month. Does Acme deliver to the Orkneys?",
        "Our Globex contract ends in May and nobody there picks up. Can Acme quote for 120 seats?",
        "Globex down again \U0001f644 How is @acme on the coast?",
        "Has anybody moved from Globex to Acme? How was it?",
        "Globex hat schon wieder die Preise erhöht. Lohnt sich der Wechsel zu Acme?",
        "Globex ne répond jamais. Chez Acme, ça se passe comment ?",
        "Globex me dejó sin luz dos días. ¿Cuánto me sale con ustedes?",
        "A Globex subiu outra vez. Vale a pena mudar para a Acme?",
        "Globex ligt er weer uit. Hoe is Acme qua bereik in Zeeland?",
    ],
)
def test_who_is_unhappy_elsewhere_and_asks_about_us_is_a_lead(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane == "lead"


@pytest.mark.parametrize(
    "text",
    [
        "@acme you lost my case. Globex found it for me in ten minutes, still no word from you",
        "Moved from Globex last month. Acme has dropped my calls every day since, nobody answers",
        "Globex answers mails. Why does @acme never reply, three weeks now?",
        "Moving to Globex on Friday. Acme keeps charging me after I cancelled",
    ],
)
def test_who_complains_of_us_does_so_whatever_competitor_is_named(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane in {"complaint", "unsure"}


def test_a_review_that_names_a_competitor_is_no_lead(scorer: Scorer) -> None:
    text = "Globex lost my parcel again. Does Acme deliver?"
    assert scorer.explain(post(text=text)).lane == "lead"
    assert scorer.explain(post(text=text, rating=1.0)).lane != "lead"


def test_without_named_competitors_nobody_is_unhappy_with_one() -> None:
    text = "Globex lost my second parcel this month, still no refund. Does Acme deliver to the Orkneys?"
    assert Scorer(Settings(brand="Acme"), NOON).explain(post(text=text)).lane != "lead"


ELSEWHERE = (
    "Two bakeries, all in Excel, our bank keeps losing our payments and never answers. "
    "What would you charge for 30 people?"
)


def test_who_is_unhappy_with_others_than_a_named_competitor_and_wants_to_buy_is_a_lead(scorer: Scorer) -> None:
    score = scorer.explain(post(text=ELSEWHERE))
    assert score.complaint is not None
    assert score.complaint >= SETTINGS.threshold
    assert score.lane == "lead"


@pytest.mark.parametrize("name", ["Acme", "@acme"])
def test_who_leaves_us_wants_to_buy_of_others(scorer: Scorer, name: str) -> None:
    assert scorer.explain(post(text=f"Fed up with {name}. {ELSEWHERE}")).lane != "lead"


def test_a_review_of_ours_is_no_lead_whatever_its_writer_asks(scorer: Scorer) -> None:
    assert scorer.explain(post(text=ELSEWHERE, rating=1.0)).lane != "lead"
