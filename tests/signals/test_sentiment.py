"""The mood of words is told where the lexicon reads them, that of emoji and emoticons everywhere."""

import pytest
from tests.stories import NOON, post
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from mentiontriage.config import Settings
from mentiontriage.scoring import Scorer

ANALYZER = SentimentIntensityAnalyzer()


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(), NOON)


FALSE_FRIENDS = {
    "de": "@acme die Lieferung war pünktlich",
    "fr": "@acme pouvez-vous me dire si vous livrez en Suisse ?",
    "es": "@acme el pedido no ha llegado todavía",
    "it": "@acme no grazie, il pacco arriva domani",
    "pt": "@acme o pedido no site ainda está lá",
}


@pytest.mark.parametrize("language", FALSE_FRIENDS)
def test_an_english_word_within_another_language_tells_no_mood(scorer: Scorer, language: str) -> None:
    text = FALSE_FRIENDS[language]
    assert ANALYZER.polarity_scores(text)["compound"] != 0, "no false friend of the lexicon"
    score = scorer.explain(post(text=text, lang=language))
    assert score.sentiment is None
    assert "VADER" not in score.factors[0].reason


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "@acme mein Paket 😢"),
        ("de", "@acme mein Paket😢!!"),
        ("fr", "le colis est là :D"),
        ("es", "@acme el tren :("),
        ("ja", "洗濯機が壊れています😭"),
        ("en", "@acme the delivery was late"),
        ("und", "@acme :("),
    ],
)
def test_where_a_mood_is_told_it_is_vadersentiments(scorer: Scorer, language: str, text: str) -> None:
    sentiment = scorer.explain(post(text=text, lang=language)).sentiment
    expected = ANALYZER.polarity_scores(text)
    assert sentiment is not None
    assert (sentiment.compound, sentiment.pos, sentiment.neu, sentiment.neg) == tuple(
        expected[name] for name in ("compound", "pos", "neu", "neg")
    )


@pytest.mark.parametrize("text", ["die App 😢", "Größe l", "am Stand 86 um 14:03", "der Zug fährt morgen"])
def test_a_mood_that_no_sign_alone_tells_is_not_told(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text, lang="de")).sentiment is None
