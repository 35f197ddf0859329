"""What a post is worded like decides where rules leave it open, and holds back what a phrase alone would put aside."""

import pytest
from tests.stories import NOON, post

from mentiontriage import wording
from mentiontriage.config import Settings
from mentiontriage.scoring import Scorer
from mentiontriage.signals import Analysis


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(brand="Acme", handles=("@acme",)), NOON)


def read(scorer: Scorer, text: str) -> Analysis:
    return scorer.analyse(post(text=text))


def test_what_is_clearly_worded_like_one_lane_is_told(scorer: Scorer) -> None:
    assert (
        wording.find_clear(read(scorer, "Twelve years with the same mower, starts first pull every spring")) == "praise"
    )
    assert wording.find_clear(read(scorer, "Is there a student discount on the monthly pass?")) in {"question", "lead"}


def test_nothing_is_clear_of_what_may_complain(scorer: Scorer) -> None:
    doubtful = read(
        scorer, "Assembled the wardrobe, then found it came with three left doors. Anyone want a left door?"
    )
    assert wording.find_clear(doubtful) is None
    assert wording.complains(doubtful)


def test_more_is_asked_of_words_where_the_probability_speaks_for_a_complaint(scorer: Scorer) -> None:
    texts = ["Rang at nine, the engineer was here by ten and it works", "Acme to open forty stores in Poland next year"]
    texts += ["Could I move my booking to the Friday, same time?", "the delivery lad carried it up four flights"]
    for text in texts:
        analysis = read(scorer, text)
        assert wording.find_clear(analysis, is_faint=False) in {None, wording.find_clear(analysis)}


def test_a_language_without_weights_tells_nothing(scorer: Scorer) -> None:
    polish = read(scorer, "Dziękuję bardzo za szybką pomoc, wszystko działa jak należy")
    assert polish.language == "pl"
    assert wording.find_clear(polish) is None
    assert wording.find_likeliest(polish) is None
    assert wording.find_beside_thanks(polish) is None
    assert not any(tell(polish) for tell in (wording.complains, wording.wants_to_buy, wording.may_praise))


@pytest.mark.parametrize(
    ("lane", "text"),
    [
        # What a rule would have taken for a question, by one phrase.
        ("lead", "Hoeveel kost een abonnement voor twee personen, en zit er een proefmaand bij?"),
        # Thanks at the end of a request are a courtesy.
        ("question", "Guten Tag, bitte ändern Sie bei Buchung 4471 den Vornamen. Vielen Dank!"),
        ("question", "Could you change the name on booking 4471 please? Thanks so much!"),
        ("question", "Hola, quisiera cambiar la fecha de mi reserva, gracias"),
        # Plain praise stays praise, though a complaint would name the driver and the shop as well.
        ("praise", "@acme your driver was lovely, cheers"),
        ("praise", "@acme heel vriendelijk geholpen in de winkel, bedankt"),
        ("praise", "@acme merci pour votre aide, très sympa"),
        # Praise that has no glad word.
        ("praise", "Rang at nine, the engineer was here by ten and it works"),
        ("praise", "Our Acme kettle turned ten today and still boils first time"),
        # What tells of trouble in no phrase is shown to people, whatever else a rule would make of it.
        ("unsure", "Delivered, left with neighbour. I live on a lighthouse"),
        (
            "unsure",
            "Assembled the wardrobe, then found it came with three left doors. Anyone want a left door?",
        ),
    ],
)
def test_it_decides_the_lane_where_rules_leave_it_open(scorer: Scorer, lane: str, text: str) -> None:
    score = scorer.explain(post(text=text))
    assert score.lane == lane, (score.lane_reason, score.complaint)
