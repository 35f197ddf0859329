"""What a post is after: rules that tell who asks, buys, sells and reports, whatever letters it is written in."""

import re
import string
import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stories import post

from mentiontriage import intents
from mentiontriage.intents import (
    answers_itself,
    asks,
    buys,
    demands,
    find_switch,
    fold_letters,
    is_broadcast,
    leave_out_quoted,
    may_report,
    may_sell,
    reports,
    sells,
    split_sentences,
)

ASKED = (
    "is the app available for Linux",
    "@acme is the app available for Linux",
    "@acme where can I download the manual",
    "@acme do you sell spare drawers",
    ".@acme @ada: can I pay with two gift cards",
    "Hi @acme, how long does delivery take",
    "@acme what time do you close",
    "Anyone know a shop in Leeds",
    "@acme are you open on Sunday",
    "@acme how do I descale it",
    "@acme opening hours?",
)
TOLD = (
    "@acme is the best",
    "@acme is the fastest shop in town",
    "@acme has a beautiful window",
    "When the queue at @acme is long I read",
    "Can't wait for the new kettle",
    "Did a couple of changes to my kitchen",
    "is surrounded by boxes",
    "Do wish they would come back",
    "What matters most: tea",
)


@pytest.mark.parametrize(
    "text",
    [
        "Please move my delivery 4471 to next Tuesday.",
        "please take me off your newsletter",
        "Kindly respond",
        "it arrived in green, I would like an exchange",
        "we still want our money back",
        "I\u2019d like a reply by tonight",
    ],
)
def test_who_wants_something_done_or_given_says_so(text: str) -> None:
    assert demands(fold_letters(text))


@pytest.mark.parametrize(
    "text",
    [
        "yes please",
        "I want a kettle like this",
        "please welcome our new chef",
        "I like the reply of the chef",
        "no need to call",
    ],
)
def test_a_wish_for_anything_else_is_none_for_us_to_fulfil(text: str) -> None:
    assert not demands(fold_letters(text))


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_one_to_whomever_it_is_addressed(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", TOLD)
def test_a_statement_that_begins_like_a_question_is_none(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "thinking of buying an Acme kettle",
        "is the big one worth the money?",
        "can anybody recommend a kettle for two?",
        "any recommendations for a toaster",
        "where can I get one of these",
        "about to order a dryer, which model should it be",
    ],
)
def test_who_is_about_to_buy_says_so(text: str) -> None:
    assert buys(text, fold_letters(text))


@pytest.mark.parametrize(
    "text",
    [
        "Highly recommend, fantastic service",
        "would recommend this kettle to anyone. Love it!",
        "can't recommend Acme to anybody",
        "best oven ever, worth the money",
        "I want to get a refund",
        "just want to get home",
        "going to get worse, this",
    ],
)
def test_praise_and_complaints_in_the_same_words_are_no_purchase(text: str) -> None:
    assert not buys(text, fold_letters(text))


def test_whom_somebody_switches_to_follows_the_words_that_say_so() -> None:
    text = "so that's it, I'm switching over to @Acme tomorrow"
    assert find_switch(text, fold_letters(text)) == "Acme tomorrow"
    assert find_switch("the switch is broken", "the switch is broken") is None


@pytest.mark.parametrize(
    "text",
    [
        "Sick of terrible service? Buy now #sponsored",
        "We\u2019re hiring a complaints manager",
        "Kaffeekenner (m/w/d) gesucht",
        "tired of slow internet? use code FAST20",
    ],
)
def test_marks_of_an_advert_or_job_post_say_what_it_is(text: str) -> None:
    assert sells(text, fold_letters(text))


@pytest.mark.parametrize("text", ["$ACME falls again", "Acme fined, press release says", "quarterly results are out"])
def test_marks_of_news_say_what_it_is(text: str) -> None:
    assert reports(text, fold_letters(text))


@pytest.mark.parametrize("text", ["I paid $CAD 50", "you are a F&$KING joke", "it cost $50", "$USD 20 for that"])
def test_money_and_curses_are_no_shares(text: str) -> None:
    assert not reports(text, fold_letters(text))


def test_only_who_speaks_to_nobody_in_particular_broadcasts() -> None:
    assert is_broadcast(post(text="We're hiring"))
    assert not is_broadcast(post(text="@acme we're hiring, you say, and nobody answers"))
    assert not is_broadcast(post(text=".@acme look"))
    assert not is_broadcast(post(text="We're hiring", in_reply_to="7"))
    assert not is_broadcast(post(text="We're hiring", rating=1.0))


def test_a_long_run_of_signs_is_passed_over_at_once() -> None:
    assert not asks("@" * 50_000 + "!")
    assert not asks("hi " * 20_000 + "how " * 20_000)


@cache
def write_every_character() -> str:
    return "".join(chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000)


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_every_spelling_of_a_letter_that_a_pattern_takes_for_it_is_folded_to_it(letter: str) -> None:
    spellings = set(re.findall(letter, write_every_character(), re.I))
    assert {letter, letter.upper()} <= spellings
    assert {fold_letters(spelling) for spelling in spellings} == {letter}


PHRASES = (
    "thinking of buying one", "Looking for a new toaster", "should I buy it", "worth it?", "any recommendations",
    "which model should I take", "in the market for one", "where can \u0131 get it", "recommendation please",
    "ready to order", "planning to buy", "can anybody recommend one?", "press release", "shares rise",
    "quarterly earnings", "appoints a chief", "announces", "acquires", "stock price", "analysts agree", "$ACME up",
    "we're hiring", "Acme is hiring", "h\u0131ring now", "job opening", "apply now", "Jetzt bewerben", "Bewirb dich",
    "(m/w/d)", "(m/f/d)", "use my code TEN10", "promo code", "discount code", "use code TEN", "coupon",
    "g\u0131veaway",
    "DM me for it", "cl\u0131ck here", "l\u0130nk in bio", "free followers", "buy now", "limited offer", "earn $50",
    "crypto", "airdrop", "what\u017fapp +4", "affiliate", "#ad", "#Anzeige", "#sponsored", "#jobs", "#promo",
    "#werbung",
)  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_what_a_pattern_needs_stands_in_whatever_it_finds(phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"so, {phrase} today?" if phrase.endswith("?") else f"so, {phrase} today"
    found = find_intents(text)
    assert any(found)
    monkeypatch.setattr(intents, "_holds_any", lambda *_: True)
    assert found == find_intents(text)


SIEVED = {
    "buys": (intents._BUYS, intents._BUYS_NEEDS),
    "reports": (intents._REPORTS, intents._REPORTS_NEEDS),
    "headlines": (intents._HEADLINES, intents._HEADLINES_NEEDS),
    "may report": (intents._MAY_REPORT, intents._MAY_REPORT_NEEDS),
    "sells": (intents._SELLS, intents._SELLS_NEEDS),
    "may sell": (intents._MAY_SELL, intents._MAY_SELL_NEEDS),
}


@pytest.mark.parametrize("name", SIEVED)
@given(data=st.data())
def test_no_text_that_a_pattern_fits_lacks_all_that_is_looked_for_first(name: str, data: st.DataObject) -> None:
    pattern, needs = SIEVED[name]
    text = data.draw(st.from_regex(pattern))
    looked_in = fold_letters(text) if pattern.flags & re.IGNORECASE else text
    assert any(need in looked_in for need in needs)


def find_intents(text: str) -> tuple[bool, ...]:
    low = fold_letters(text)
    return buys(text, low), sells(text, low), may_sell(text, low), reports(text, low), may_report(text, low)


@pytest.mark.parametrize(
    "text",
    [
        "Acme fined £2m by regulator",
        "Union says strike at Acme goes on",
        "BREAKING: Acme opens a shop on the moon",
        "Acme's CEO, Jane Roe, steps down",
    ],
)
def test_a_headline_is_news(text: str) -> None:
    assert reports(text, fold_letters(text))


def test_who_speaks_of_what_is_theirs_writes_no_headline() -> None:
    text = "the regulator says you must give me my money back"
    assert not reports(text, fold_letters(text))


@pytest.mark.parametrize(
    "text", ["Automatic reply: back on Monday", "Thank you for contacting us. A ticket was opened."]
)
def test_a_machine_answers(text: str) -> None:
    assert answers_itself(fold_letters(text))


def test_thanks_for_an_answer_are_no_machines() -> None:
    assert not answers_itself("thank you for your message, that helped")


def test_a_sentence_ends_with_its_mark_an_emoji_or_a_line() -> None:
    text = "No signal \U0001f644 How is Acme? Fine.\nThanks"
    assert split_sentences(text) == ["No signal \U0001f644", "How is Acme?", "Fine.", "Thanks"]


def test_a_few_words_in_quotation_marks_are_left_out_and_not_a_long_saying() -> None:
    assert leave_out_quoted('the "excellent service" of today').split() == ["the", "of", "today"]
    long = 'he said "what an excellent service you have"'
    assert leave_out_quoted(long) == long
