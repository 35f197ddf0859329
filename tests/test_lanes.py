"""A mention goes to one lane, and the first rule that fits says why."""

import pytest
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.model import Author, Mention
from mentiontriage.scoring import Scorer

SETTINGS = Settings(brand="Acme", handles=("@acme", "acmehelp"), competitors=("Globex",))


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(SETTINGS, NOON)


CASES = [
    ("complaint", "@acme still no refund after 3 weeks, nobody answers my mails"),
    ("complaint", "You useless lying idiots at @acme, where is my refund? Worst company ever, fix this shit"),
    ("complaint", "@acme your app is broken again and support does not reply. this is a joke"),
    ("threat", "@acme I will come to your office and shoot every one of you"),
    ("threat", "@acme no refund, no job, nothing left. I am going to kill myself tonight"),
    ("question", "@acme do you ship to Norway?"),
    ("question", "what are the opening hours of the Leeds shop on Sunday?"),
    ("lead", "Globex lost my parcel again and nobody answers, worst service ever, still no refund"),
    ("lead", "thinking of buying an Acme kettle, any recommendations?"),
    ("praise", "@acme I love the new kettle, thank you so much, wonderful service!"),
    ("lead", "my old one died, so I'm switching to @acme tomorrow"),
    ("other", "Use promo code KETTLE10 at checkout, link in bio #ad"),
    ("other", "We're hiring! Acme is looking for a driver in Leeds. Apply now #jobs"),
    ("other", "We're hiring a complaints manager: delays, refunds, angry customers. Apply now #jobs"),
    ("other", "Sick of broken kettles and terrible service? Buy now #sponsored"),
    ("other", "$ACME stock price crashed again, analysts worried"),
    ("unsure", "Please move my delivery 4471 to next Tuesday."),
    ("unsure", "Bought the Brisa, it trips the fuse every single time. @acme I want a replacement"),
    ("complaint", "the coupon you sent me expired before it arrived"),
]


@pytest.mark.parametrize(("lane", "text"), CASES)
def test_each_kind_of_post_goes_to_its_lane(scorer: Scorer, lane: str, text: str) -> None:
    score = scorer.explain(post(text=text))
    assert score.lane == lane, (score.lane_reason, score.complaint)
    assert score.lane_reason


@pytest.mark.parametrize(
    ("danger", "text"),
    [
        ("caught fire", "@acme your dryer caught fire last night, the kids were asleep"),
        ("smell of gas", "@acme strong smell of gas from the hob you fitted today, what do I do"),
        ("electric shock", "the Acme kettle gave my wife an electric shock. I want this looked at"),
        ("trapped in the lift", "@acme kids are trapped in the lift at your store, nobody answers the alarm"),
        ("co alarm keeps going", "@acme the CO alarm keeps going off since your engineer left"),
        ("wrong medication", "@acme your pharmacy gave me the wrong medication again"),
        ("left my daughter on the hard shoulder", "@acme your driver left my daughter on the hard shoulder at 2am"),
        ("84 year old gran has had no heating", "@acme my 84 year old gran has had no heating for three days"),
        ("step vloog in brand", "@acme de accu van de step vloog in brand en jullie doen niets"),
        (None, "@acme still no refund after 3 weeks, nobody answers my mails"),
        (None, "@acme I'm in danger of missing my flight because of your queue, terrible"),
        (None, "@acme someone broke into my suitcase, terrible service, I want my money back"),
        (None, "@acme signed, every electrician, bleeding useless manual, terrible"),
        (None, "@acme stuck in the lift queue for an hour, terrible"),
        (None, "@acme the band on your stage is on fire tonight, wonderful!"),
        (None, "Globex dryer caught fire, worst company ever, nobody answers"),
        (None, "@acme I will come to your office and shoot every one of you"),
    ],
)
def test_a_complaint_says_what_endangers_people(scorer: Scorer, danger: str | None, text: str) -> None:
    assert scorer.explain(post(text=text)).danger == danger
    measured = scorer.measure(post(text=text))
    assert measured is not None
    assert measured.danger is (danger is not None)


@pytest.mark.parametrize("handle", ["acme", "Acme", "ACMEHELP"])
def test_our_own_posts_are_nobodys_complaint(scorer: Scorer, handle: str) -> None:
    assert scorer.explain(post(by=handle)).lane == "other"
    assert scorer.explain(post(by="ada", ours=True)).lane == "other"


def test_a_complaint_that_names_us_and_a_competitor_stays_a_complaint(scorer: Scorer) -> None:
    text = "@acme still no refund, nobody answers, worst service ever. Globex would never do that"
    assert scorer.explain(post(text=text)).lane == "complaint"


@pytest.mark.parametrize(
    "text",
    [
        "ihr seid gro\u00dfartig, danke f\u00fcr die schnelle Hilfe!",
        "\u00e9quipe au top, livraison rapide, merci !",
        "Muchas gracias, un servicio excelente, me encanta",
        "siete fantastici, grazie di cuore",
        "amei o atendimento, muito obrigada, voc\u00eas s\u00e3o \u00f3timos",
    ],
)
def test_praise_is_heard_in_each_language_that_is_read(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane == "praise"


@pytest.mark.parametrize("text", ["die Lieferung war p\u00fcnktlich", "je passe demain au magasin de Lyon"])
def test_english_moods_of_foreign_words_make_no_praise(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane != "praise"


@pytest.mark.parametrize("handles", ["", "@acme ", ".@acme @ada ", "@ada "])
def test_whom_a_post_is_addressed_to_makes_no_question_of_it(scorer: Scorer, handles: str) -> None:
    assert scorer.explain(post(text=f"{handles}can I pay with two gift cards")).lane == "question"
    assert scorer.explain(post(text=f"{handles}the blue kettle is on the table")).lane != "question"


def test_who_speaks_to_the_brand_is_no_advert_whatever_words_it_quotes(scorer: Scorer) -> None:
    text = "now hiring, says your door, while nobody answers the phone and my refund is 3 weeks late"
    assert scorer.explain(post(text=text)).lane == "other"
    assert scorer.explain(post(text=f"@acme {text}")).lane == "complaint"
    assert scorer.explain(post(text=text, rating=1.0)).lane == "complaint"


@pytest.mark.parametrize("text", ["that was on tuesday", "the 9:03 to Hull", "us International"])
def test_whoever_speaks_to_us_is_not_put_aside(scorer: Scorer, text: str) -> None:
    for handles in ("@acme", ".@ACME", "hi @acme,", "@ada @acme"):
        score = scorer.explain(post(text=f"{handles} {text}"))
        assert (score.lane, score.lane_reason.partition(",")[0]) == ("unsure", "speaks to us")
    assert scorer.explain(post(text=f"@ada {text}")).lane == "other"


@pytest.mark.parametrize(
    "text",
    ["Please help", "I NEED HELP!!", "left my phone on the tram. Help!", "Thanks, just sent it. Any help appreciated"],
)
def test_who_asks_for_help_does_not_praise_for_the_kind_words_of_it(scorer: Scorer, text: str) -> None:
    for handle in ("@acme ", "@ada ", ""):
        assert scorer.explain(post(text=f"{handle}{text}")).lane in ("unsure", "question", "complaint")


@pytest.mark.parametrize("text", ["thanks for your help!", "Ann stayed to help me, a wonderful woman"])
def test_who_was_helped_praises(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=f"@acme {text}")).lane == "praise"


def test_a_headline_that_begins_with_our_handle_does_not_speak_to_us(scorer: Scorer) -> None:
    text = "@acme to open a shop on the old pier https://news.example/pier"
    assert scorer.explain(post(text=text)).lane == "other"
    assert scorer.explain(post(text=text.replace("to open a shop", "saw you"))).lane == "other"
    assert scorer.explain(post(text=text.replace("to open a shop", "I was"))).lane == "unsure"


def test_a_review_is_about_the_brand_that_it_stands_under_whomever_it_names(scorer: Scorer) -> None:
    text = "Globex never does this. Crashes on every login, useless, fix it"
    assert scorer.explain(post(text=text)).lane == "lead"
    assert scorer.explain(post(text=text, rating=1.0)).lane == "complaint"


def test_who_switches_to_a_competitor_is_no_buyer_of_ours(scorer: Scorer) -> None:
    assert scorer.explain(post(text="@acme I am going to switch to Globex on Monday")).lane != "lead"


def test_something_grave_is_not_put_aside_for_its_mild_words(scorer: Scorer) -> None:
    score = scorer.explain(post(text="@acme got electrocuted by the lamp on the table"))
    assert (score.lane, score.lane_reason) == ("unsure", "names something grave: safety: electrocuted")


@pytest.mark.parametrize("text", ["@acme aplikacja nie dzia\u0142a", "@acme paket belum sampai", "rezalet bir firma"])
def test_too_few_words_of_an_unknown_language_are_unsure_and_no_neutral_mood(scorer: Scorer, text: str) -> None:
    score = scorer.explain(post(text=text))
    assert (score.lane, score.complaint, score.sentiment) == ("unsure", None, None)


@pytest.mark.parametrize("text", ["@acme", "https://acme.example/kettle", "@acme 12", "@acme ok"])
def test_a_post_without_words_or_with_a_known_one_is_not_held_for_a_foreign_one(scorer: Scorer, text: str) -> None:
    assert "tells" not in scorer.explain(post(text=text)).lane_reason


def test_what_cannot_be_read_is_unsure_and_says_so(scorer: Scorer) -> None:
    score = scorer.explain(post(text="洗濯機が三週間前から壊れています"))
    assert (score.lane, score.complaint, score.sentiment) == ("unsure", None, None)
    assert "cannot be read" in score.factors[0].reason


def test_where_the_words_cannot_be_read_the_exports_own_sentiment_is_used_and_named(scorer: Scorer) -> None:
    score = scorer.explain(post(text="洗濯機が三週間前から壊れています", vendor_sentiment="negative"))
    assert score.complaint is not None
    assert score.complaint > 0.5
    assert "the export calls it negative" in score.factors[0].reason


@pytest.mark.parametrize(("stars", "is_complaint"), [(1, True), (2, True), (4, False), (5, False)])
def test_a_review_of_stars_only_speaks_by_its_stars(scorer: Scorer, stars: int, is_complaint: bool) -> None:  # noqa: FBT001
    score = scorer.explain(post(text="", rating=float(stars)))
    assert score.complaint is not None
    assert (score.complaint >= 0.5) is is_complaint


def test_fewer_stars_never_make_less_of_a_complaint(scorer: Scorer) -> None:
    shares = [told(scorer, post(text="it is a kettle", rating=float(stars))) for stars in (1, 2, 3, 4, 5)]
    assert shares == sorted(shares, reverse=True)


def told(scorer: Scorer, mention: Mention) -> float:
    complaint = scorer.explain(mention).complaint
    assert complaint is not None
    return complaint


@pytest.mark.parametrize(
    ("source", "author", "lane"),
    [
        ("facebook", Author(name="ACME"), "other"),
        ("unknown", Author(name="Acme"), "complaint"),
        ("facebook", Author("acme.fan", "Acme"), "complaint"),
        ("trustpilot", Author(name="Acme"), "complaint"),
        ("x", Author(name="Acme"), "complaint"),
    ],
)
def test_a_page_of_ours_is_known_by_its_name_where_there_are_no_handles(source: str, author: Author, lane: str) -> None:
    text = "still no refund after 3 weeks, nobody answers my mails"
    mention = Mention("1", source, text, author=author, posted_at=NOON)
    assert Scorer(SETTINGS, NOON).explain(mention).lane == lane


@pytest.mark.parametrize("text", ["Danke", "Super!", "Vielen Dank!", "ok danke", "Danke @acme \U0001f64f"])
def test_bare_thanks_in_german_are_praise(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post("1", text)).lane == "praise"


@pytest.mark.parametrize("text", ["Danke für nichts", "Super, wieder kein Paket", "Toll, drei Stunden gewartet"])
def test_thanks_with_something_beside_are_not_taken_at_their_word(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post("1", text)).lane != "praise"


@pytest.mark.parametrize(
    "text",
    [
        "shoutout to @acme for losing my bag",
        "Oh great, another form to fill in. Love it",
        "best 90 quid I ever spent on a doorstop, cheers acme",
        "kudos to whoever at Acme decided to hide the button",
    ],
)
def test_praise_that_is_meant_otherwise_is_never_praise(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane in {"complaint", "unsure"}


@pytest.mark.parametrize(
    "text",
    [
        "Acme named worst bank for third year running in survey",
        "Acme boss apologises to MPs over data breach",
        "Storm leaves thousands without power, Acme says",
        "Acme entl\u00e4sst 500 Mitarbeiter",
        "Acme despide a 300 empleados en Sevilla, seg\u00fan los sindicatos",
    ],
)
def test_a_headline_is_news_even_where_it_names_something_grave(scorer: Scorer, text: str) -> None:
    told = scorer.explain(post(text=text))
    assert (told.lane, told.lane_reason.partition(":")[0]) == ("other", "news")


def test_who_speaks_of_their_own_trouble_is_no_newspaper_whatever_they_quote(scorer: Scorer) -> None:
    text = "Still no refund for my kettle, nobody answers my mails, worst service ever. And the boss resigns?"
    assert scorer.explain(post(text=text)).lane == "complaint"


@pytest.mark.parametrize(
    ("lane", "text"),
    [
        ("other", "Acme profits slump as outage hits customers"),
        ("complaint", "Acme profits soar while customers wait for refunds, still no refund for order 4471, 6 weeks"),
        ("complaint", "While stocks last, they said. Ordered, paid, cancelled a week later, refund pending 40 days"),
        ("complaint", "Acme boss jailed soon hopefully, savings gone, account locked, no reply since May"),
        ("complaint", "Acme boss resigns @acme, still waiting for refund"),
        ("complaint", "Aandelen dalen, logisch: pakket al drie weken kwijt, niemand neemt op"),
    ],
)
def test_trouble_told_with_a_headlines_or_an_adverts_words_stays_in_the_queue(
    scorer: Scorer, lane: str, text: str
) -> None:
    assert scorer.explain(post(text=text)).lane == lane


@pytest.mark.parametrize(
    "text",
    [
        "Thanks @acme for finding my lost bag so quickly",
        "thanks for fixing the broken boiler today",
        "cheers for sorting my late parcel",
        "thank you for refunding the missed flight",
    ],
)
def test_thanks_for_what_was_put_right_are_no_mockery(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane in {"praise", "unsure"}


@pytest.mark.parametrize(
    ("lane", "text"),
    [
        ("complaint", "@acme al drie dagen geen internet en niemand die terugbelt"),
        ("complaint", "Pakket staat op bezorgd maar er ligt hier niets"),
        ("complaint", "mijn oplader is vannacht ontploft"),
        ("praise", "@acme heel vriendelijk geholpen in de winkel, bedankt"),
        ("unsure", "@acme vandaag in de winkel geweest"),
        ("question", "@acme hoe laat gaat de winkel morgen open?"),
        ("lead", "@acme graag een offerte voor 60 laptops"),
    ],
)
def test_dutch_is_read_by_its_phrases_and_by_what_a_post_is_worded_like(scorer: Scorer, lane: str, text: str) -> None:
    told = scorer.explain(post(text=text))
    assert told.lane == lane
    assert told.language == "nl"
    assert "cannot be read" not in told.factors[0].reason


def test_what_is_at_stake_is_read_in_dutch_as_well(scorer: Scorer) -> None:
    mild = scorer.explain(post(text="@acme hoe laat gaat de winkel morgen open?"))
    grave = scorer.explain(post(text="@acme mijn oplader is ontploft, mijn zoon ligt in het ziekenhuis"))
    assert mild.factors[1].value == 1
    assert (grave.factors[1].value or 0) > 1.5


@pytest.mark.parametrize(
    "text",
    [
        "Acme to open 12 new stores in Wales next year",
        "Trivia night: which Acme mascot was drawn by a dentist?",
        "We're thrilled to welcome Ana as our new head of design at Acme",
        "Webinar on Thursday: invoices without tears. Register here",
        "Man on the bus shouting at Acme on the phone about his boiler, the whole bus is listening",
        "On this day in 1962 the first Acme tram ran to the harbour",
        "Verbraucherschützer klagen gegen Acme wegen Preiserhöhung",
        "Le tribunal condamne Acme à verser deux millions",
        "La CNMC multa a Acme con tres millones",
        "Acme apre un nuovo stabilimento a Bari",
        "Anatel multa Acme por ligações de telemarketing",
        "Acme opent een nieuwe winkel in Assen",
    ],
)
def test_what_is_written_for_all_or_tells_of_others_asks_for_no_answer(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane == "other"


@pytest.mark.parametrize(
    "text",
    [
        "Hats off to the Leeds crew, boiler back on within the hour",
        "this game has ruined every other game for me, masterpiece",
        "Was dreading the move but Acme's lads were gentle, quick and funny",
        "Hut ab, Reparatur am selben Tag fertig",
        "Chapeau à toute l'équipe de Lille, livraison parfaite",
        "Unos cracks, me lo cambiaron sin preguntar",
        "Tanto di cappello al tecnico, gentile e puntuale",
        "Parabéns à equipa do Porto, impecáveis",
        "Petje af voor de monteur, zo vriendelijk",
    ],
)
def test_praise_is_heard_where_the_moods_lexicon_hears_none(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane == "praise"


@pytest.mark.parametrize(
    "text",
    [
        'Your "superb" cover ends at the garden gate, it turns out',
        "Found a screw in my son's porridge. Anybody missing one?",
        "Paid for four, received three. Lovely otherwise, thanks",
        "Bestellt drei, bekommen eins, sonst super nett",
        "J'ai payé deux billets, reçu un seul, sinon parfait",
        "Drie stoelen besteld en er maar twee gekregen, verder is het top geregeld",
        "This is the third time I ask so kindly: is the lamp here yet?",
    ],
)
def test_kind_words_and_questions_put_no_trouble_aside(scorer: Scorer, text: str) -> None:
    assert scorer.explain(post(text=text)).lane in {"complaint", "unsure"}


def test_a_question_beside_a_complaint_is_one(scorer: Scorer) -> None:
    asked = "does the night train have showers?"
    assert scorer.explain(post(text=asked)).lane == "question"
    told = scorer.explain(post(text=f"Worst journey ever, filthy and four hours late, no refund. {asked}"))
    assert told.lane == "complaint"


def test_the_words_that_ask_or_buy_are_named(scorer: Scorer) -> None:
    assert "send us a quote" in scorer.explain(post(text="Could you send us a quote for 40 rooms?")).lane_reason
    assert "does the" in scorer.explain(post(text="does the night train have showers?")).lane_reason
