"""What must come before everything is told by rules and by wording, and what may be grave is put nowhere out of sight."""

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


THREATS = [
    "your manager walks to his car at six every evening, he should look behind him tonight",
    "I have nothing left after this. By the time you answer I won't be here anymore, tell my kids I'm sorry",
    "wenn euer fahrer nochmal vor meiner tür steht, kommt er auf allen vieren wieder raus",
    "ik weet waar jullie monteur woont, hij zal vanavond nog spijt krijgen",
    "votre livreur, je sais où il habite, il va finir à l'hôpital",
    "sé dónde vive el gerente y esta noche le voy a hacer una visita con mis amigos",
    "so dove parcheggia il vostro direttore, stasera gli faccio passare la voglia di ridere",
    "eu sei onde mora o gerente de vocês, ele não vai chegar em casa hoje",
]


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_without_a_word_of_violence_is_never_put_out_of_sight(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane in {"threat", "complaint", "unsure"}
