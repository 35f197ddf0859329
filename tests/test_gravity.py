"""What must come before everything is told by rules and by wording; what may be grave is put nowhere out of sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stories import NOON, post

from mentiontriage import gravity
from mentiontriage.config import Settings
from mentiontriage.scoring import Scorer
from mentiontriage.signals import Analysis


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(brand="Acme", handles=("@acme",)), NOON)


def read(scorer: Scorer, text: str) -> Analysis:
    return scorer.analyse(post(text=text))


WORDED_THREATS = [
    "your manager walks to his car at six every evening, he should look behind him tonight",
    "sagt dem fahrer er soll sich lieber eine andere route suchen, ich warte hinter der hecke auf ihn",
]

WORDED_DANGERS = [
    "de stekker is helemaal zwart en het stopcontact ruikt verbrand",
    "the crib slat snapped and he was half out of it when I walked in",
    "a tomada ficou preta e cheira a queimado no quarto do bebé",
]

HARMLESS = [
    "Lovely shop, the prices are a steal and the staff are on fire",
    "I'll be at the store on Saturday to return the kettle",
    "Your sale is killing my bank account",
    "see you all at the office party tonight",
    "thanks for getting us out of the lift so quickly",
    "is the cot safe for newborns?",
    "the app crashed again and my battery is dead",
]


@pytest.mark.parametrize("text", WORDED_THREATS)
def test_a_threat_that_no_phrase_knows_is_told_by_its_wording(scorer: Scorer, text: str) -> None:
    assert gravity.name_threat(read(scorer, text)) is None
    score = scorer.explain(post(text=text))
    assert score.lane == "threat"
    assert score.lane_reason.startswith("worded like a threat: ")


@pytest.mark.parametrize("text", WORDED_DANGERS)
def test_a_danger_is_told_by_its_wording_in_a_complaint_or_a_doubt_alone(scorer: Scorer, text: str) -> None:
    analysis = read(scorer, text)
    assert gravity.find_danger("complaint", analysis)
    assert gravity.find_danger("unsure", analysis)
    assert gravity.find_danger("praise", analysis) is None


@pytest.mark.parametrize("text", HARMLESS)
def test_words_of_violence_and_hazards_alone_are_nothing_grave(scorer: Scorer, text: str) -> None:
    analysis = read(scorer, text)
    assert gravity.name_threat(analysis) is None
    assert gravity.name_worded_threat(analysis) is None
    assert gravity.find_danger("complaint", analysis) is None


def test_what_may_be_grave_is_shown_to_people_and_not_put_aside(scorer: Scorer) -> None:
    analysis = read(scorer, "love my acme heater, bit hot at the cable")
    assert gravity.name_doubt(analysis) == "may tell of a danger to people"
    assert gravity.name_doubt(read(scorer, HARMLESS[3])) is None


def test_what_a_rival_endangers_is_the_rivals_to_answer_and_a_threat_is_everybodys(scorer: Scorer) -> None:
    assert gravity.name_doubt(read(scorer, "love my globex heater, bit hot at the cable"), of_rival=True) is None
    assert gravity.name_doubt(read(scorer, WORDED_THREATS[0]), of_rival=True) == "may be worded like a threat"


def test_who_gives_five_stars_threatens_nobody_by_wording_alone(scorer: Scorer) -> None:
    text = "Preheats while I'm on the bus. My husband thinks it's magic and I am not going to tell him."
    assert scorer.explain(post(text=text)).lane == "threat"
    glad = scorer.explain(post(text=text, rating=5.0))
    assert (glad.lane, glad.lane_reason) == ("unsure", "may be worded like a threat")
    assert scorer.explain(post(text="I will shoot up your store tonight", rating=5.0)).lane == "threat"


def test_an_advert_is_one_whatever_it_is_worded_like(scorer: Scorer) -> None:
    text = "We're hiring a complaints manager: delays, refunds, angry customers. Apply now #jobs"
    assert gravity.name_doubt(read(scorer, text))
    assert scorer.explain(post(text=text)).lane == "other"


def test_a_language_without_weights_has_phrases_and_signs_alone(scorer: Scorer) -> None:
    polish = read(scorer, "Dziękuję bardzo za szybką pomoc, wszystko działa jak należy")
    assert polish.language == "pl"
    assert gravity.name_worded_threat(polish) is None
    assert gravity.name_doubt(polish) is None
    assert gravity.find_danger("complaint", polish) is None


WORDS = sorted({word for text in (*WORDED_THREATS, *WORDED_DANGERS, *HARMLESS) for word in text.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_what_is_told_for_grave_is_never_put_out_of_sight(scorer: Scorer, text: str) -> None:
    score = scorer.explain(post(text=text))
    analysis = read(scorer, text)
    if gravity.name_threat(analysis):
        assert score.lane == "threat"
    elif gravity.name_doubt(analysis) and not score.lane_reason.startswith(
        ("an advert", "news", "an automatic", "a notice")
    ):
        assert score.lane in {"threat", "complaint", "unsure"}
