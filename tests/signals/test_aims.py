"""What a post asks for besides a remedy: information or an offer, in seven languages."""

import pytest

from mentiontriage.signals._aims import find_purchase, find_question, find_sure_purchase
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
BUYERS = [
    ("en", "Just got the keys to a flat near the harbour. Who do I speak to about having someone come and measure up?"),
    ("en", "We are a bakery with 14 people, payroll still in Excel. What would you charge per head?"),
    ("en", "done with Globex. what've you got for a family of 5"),
    ("en", "stag do, 11 of us, Cork to Riga in may. who do i talk to for group prices"),
    ("de", "Wir sind eine Spedition mit 40 Leuten und hätten gern eine Vorführung, bisher machen wir alles in Excel"),
    ("fr", "Nous serions 60 personnes le 5 juillet pour un mariage. Quels sont vos tarifs ?"),
    ("es", "Acabo de mudarme a Gijón y busco pediatra. ¿Aceptan pacientes nuevos?"),
    ("it", "Siamo uno studio di 9 persone, a chi mi rivolgo per vedere una demo?"),
    ("pt", "Vamos casar em maio, cerca de 80 convidados. Qual o preço por pessoa?"),
    ("nl", "Ik ben klaar met Globex. Wat hebben jullie voor een gezin van vier?"),
]
"""Who say in no fixed phrase that they want to buy."""

CUSTOMERS = [
    ("en", "We booked the barn in May, 80 people. Who do I talk to about the price per head?"),
    ("en", "our order of 14 desks: is there a price list for spare parts?"),
    ("en", "You fitted 9 windows in March and two leak. Can someone come and measure again?"),
    ("de", "Sie haben bei uns 14 Fenster eingebaut, was kostet die Wartung für 14 Stück?"),
    ("fr", "Nous avons réservé pour 60 personnes le 5 juillet, quels sont les horaires ?"),
    ("es", "Nuestra reserva en julio, somos 60 personas: ¿a qué hora abren?"),
    ("it", "Abbiamo prenotato da voi per 60 persone a luglio, a che ora aprite?"),
    ("pt", "A nossa reserva para 60 pessoas em julho: a que horas abrem?"),
    ("nl", "Onze reservering voor 60 personen in juli: hoe laat gaan jullie open?"),
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


@pytest.mark.parametrize(("language", "text"), BUYERS)
def test_signs_that_make_a_buyer_together_are_added_up(language: str, text: str) -> None:
    assert find_purchase(text, meet(text, language))


@pytest.mark.parametrize(("language", "text"), CUSTOMERS)
def test_who_asks_of_what_they_have_is_no_buyer_however_many_signs_there_are(language: str, text: str) -> None:
    assert find_purchase(text, meet(text, language)) is None


@pytest.mark.parametrize(
    "text",
    ["I moved to the area", "There were 14 people in March", "Come and have a look round", "a demo of the new single"],
)
def test_a_sign_is_no_purchase_by_itself(text: str) -> None:
    assert find_purchase(text, meet(text, "en")) is None


def test_a_question_mark_is_one_sign_more() -> None:
    asked, told = "a table in May, 14 people, price per head?", "a table in May, 14 people, price per head"
    assert find_purchase(asked, meet(asked, "en"))
    assert find_purchase(told, meet(told, "en")) is None


def test_signs_far_from_each_other_are_not_added_up() -> None:
    text = "Just got the keys to our house. {} What would you charge for 9 windows?"
    near, far = text.format(""), text.format("It was raining and nobody came, so we went home and slept. " * 12)
    assert find_sure_purchase(meet(near, "en"))
    assert find_sure_purchase(meet(far, "en")) is None
