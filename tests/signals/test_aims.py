"""What a post asks for besides a remedy: information or an offer, in seven languages."""

import pytest

from mentiontriage.signals._aims import find_purchase, find_question
from mentiontriage.signals._phrases import Met, meet_phrases

QUESTIONS = [
    ("en", "Do your gift cards work in the Irish shops as well?"),
    ("en", "how wide is the Oslo desk, will two monitors fit?"),
    ("en", "Is there parking at the Leeds branch on match days?"),
    ("en", "Just wondering whether the student sim works in Portugal"),
    ("en", "Please confirm whether the form goes by post"),
    ("de", "Könnt ihr mir sagen, ob der Herd auch mit Gas läuft?"),
    ("de", "Gibt es die Jacke auch in Kindergrößen?"),
    ("fr", "Est-ce que la carte marche aussi au Maroc ?"),
    ("fr", "Bonjour, je voudrais savoir si le magasin de Nantes ouvre le lundi"),
    ("es", "¿Aceptan tarjetas extranjeras en las tiendas?"),
    ("es", "Hola, quisiera saber si el seguro cubre bicicletas"),
    ("it", "Si può pagare in tre rate?"),
    ("it", "Avete anche il formato da due litri?"),
    ("pt", "Vocês entregam nos Açores?"),
    ("pt", "Alguém sabe se dá para usar o cartão no metro do Porto?"),
    ("nl", "Hoe zwaar mag de handbagage zijn?"),
    ("nl", "Weet iemand of de winkel op zondag open is"),
]
PURCHASES = [
    ("en", "Could somebody send us a quote for 40 rooms in October?"),
    ("en", "Moving into our first house in June, need broadband from day one"),
    ("en", "about to switch to you, one thing left to check"),
    ("en", "is the big one worth the extra?"),
    ("de", "Überlege, zu Acme zu wechseln"),
    ("de", "Wir suchen 35 Zimmer für eine Hochzeit im Juli"),
    ("fr", "que vaut la box d'Acme ?"),
    ("fr", "Bonjour, je souhaite un devis pour une cuisine complète"),
    ("es", "estoy pensando en comprar uno"),
    ("es", "Necesitamos un presupuesto para 50 licencias"),
    ("it", "sto pensando di passare ad Acme"),
    ("it", "Vorrei un preventivo per due moto"),
    ("pt", "vale a pena o forno da Acme?"),
    ("pt", "Queria um orçamento para o seguro da casa"),
    ("nl", "Graag een offerte voor 60 laptops"),
    ("nl", "Ik ga overstappen naar jullie"),
]
OF_THE_TROUBLED = [
    ("en", "where is my order?"),
    ("en", "why is my bill so high?"),
    ("en", "do you even read these?"),
    ("en", "can you please fix this?"),
    ("en", "how can you not answer for a week?"),
    ("en", "I do not want to buy anything from you again"),
    ("de", "wo bleibt mein Paket?"),
    ("fr", "où est ma commande ?"),
    ("es", "¿dónde está mi pedido?"),
    ("it", "dov'è il mio pacco?"),
    ("pt", "cadê meu pedido?"),
    ("nl", "waar blijft mijn pakket?"),
]


def meet(text: str, language: str) -> Met:
    return meet_phrases(text.split(), language)


@pytest.mark.parametrize(("language", "text"), QUESTIONS)
def test_what_anybody_may_ask_is_known(language: str, text: str) -> None:
    assert find_question(text, meet(text, language))


@pytest.mark.parametrize(("language", "text"), PURCHASES)
def test_who_is_about_to_buy_is_known(language: str, text: str) -> None:
    assert find_purchase(text, meet(text, language))


@pytest.mark.parametrize(("language", "text"), OF_THE_TROUBLED)
def test_questions_of_those_in_trouble_are_neither(language: str, text: str) -> None:
    met = meet(text, language)
    assert find_question(text, met) is None
    assert find_purchase(text, met) is None


def test_words_that_may_be_anybodys_count_beside_a_question_mark_only() -> None:
    asked, told = "Is it worth the extra?", "Is it worth the extra"
    assert find_purchase(asked, meet(asked, "en"))
    assert find_purchase(told, meet(told, "en")) is None
