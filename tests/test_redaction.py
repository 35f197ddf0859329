"""What leaves the team tells nobody how to reach the person who wrote."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.growth import measure_growth
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.model import (
    Customer,
    Handling,
    Incident,
    Incidents,
    Mention,
    News,
    Queue,
    QueueItem,
    Spreader,
    Telling,
)
from mentiontriage.redaction import redact, redact_queue
from mentiontriage.scoring import Scorer


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Settings(), NOON)


def show(mention: Mention, scorer: Scorer) -> Queue:
    """Make a queue of one row."""
    return Queue(NOON, "Acme", 1, (), None, (QueueItem(1, mention, scorer.explain(mention)),))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to anna.berg+velora@mail.example.org!", "write to [e-mail]!"),
        ("anna [at] mail.example", "[e-mail]"),
        ("call +44 20 7946 0958 now", "call [phone] now"),
        ("call 0049 30 1234567.", "call [phone]."),
        ("my number: 07700900123", "my number: [phone]"),
        ("(555) 010-9999 or 555-010-9999", "[phone] or [phone]"),
        ("030/1234567, please", "[phone], please"),
        ("anna[AT]firm.example or ben (At) firm.example", "[e-mail] or [e-mail]"),
        ("anna\uff20firm.example", "[e-mail]"),
        ("07700900123/07700900124", "[phone]"),
        ("Tel.07700900123", "Tel.[phone]"),
        ("06.12.34.56.78 or 06-12-34-56-78", "[phone] or [phone]"),
        (
            "\u0660\u0661\u0660\u0660\u0662\u0662\u0663\u0663\u0664\u0664\u0665 \u0627\u0644\u0622\u0646",
            "[phone] \u0627\u0644\u0622\u0646",
        ),
        (
            "\uff0b\uff18\uff11\uff0d\uff19\uff10\uff0d\uff11\uff12\uff13\uff14\uff0d\uff15\uff16\uff17\uff18\u3001",
            "[phone]\u3001",
        ),
        ("anna\uff20firm\uff0eexample", "[e-mail]"),
        ("555\u2011010\u20119999, 555\u2013010\u20139999", "[phone], [phone]"),
    ],
)
def test_addresses_and_numbers_are_masked(text: str, masked: str) -> None:
    assert redact(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "@anna@social.example my bag is lost",
        "@VeloraAir flight VA 1204 on 2026-07-14 09:05",
        "since 01.02.2026 10:00 nobody answers, 4 days",
        "order 123456789012, booking ref 4XK9PL",
        "https://x.com/anna/status/1800000000000000001",
        "https://shop.example/item/0123456789?q=020",
        "I paid 1,204.50 EUR and 0.5 % fees",
        "$0800000000 for a seat",
        "since 01\u201302\u20132026 10:00, from 12\u201313 to 2025\u20132026",
        "\u0661\u0664/\u0660\u0667/\u0662\u0660\u0662\u0666 \u0661\u0660:\u0663\u0660",
        "a share of 0.0123456789, or .0123456789",
        "https://shop.example/0123456789/0123456789",
    ],
)
def test_dates_orders_prices_links_and_handles_stay(text: str) -> None:
    assert redact(text) == text


@given(st.text(st.sampled_from("a@.0+- (1/é\u0660\uff11\uff0e"), max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize("unit", ["a", "a.", "0", "0 ", "@a", "(0", "+1-", "01234567/", "a[at]"])
def test_a_hostile_text_costs_linear_time(unit: str) -> None:
    assert measure_growth(redact, lambda size: unit * size, 20_000, 10) < 40  # quadratic work: 100


@pytest.mark.parametrize(
    ("handle", "source", "shown"),
    [
        ("anna.berg@mail.example", "email", "[e-mail]"),
        ("+44 20 7946 0958", "email", "[phone]"),
        ("ada", "x", "ada"),
        ("ada@social.example", "mastodon", "ada@social.example"),  # a handle with its server is no address
    ],
)
def test_an_author_who_goes_by_an_address_or_a_number_is_masked(
    scorer: Scorer, handle: str, source: str, shown: str
) -> None:
    (item,) = redact_queue(show(post(by=handle, source=source), scorer)).items
    assert item.mention.author.handle == shown


@pytest.mark.parametrize(
    ("by", "source", "told"),
    [
        ("Anna Smith 07700 900123", "x", "passed on by Anna Smith [phone] ("),
        ("anna.berg@mail.example", "email", "passed on by [e-mail] ("),
        ("Anna Smith", "x", "passed on by Anna Smith ("),
        ("anna", "x", "passed on by @anna ("),
        ("ada@social.example", "mastodon", "passed on by @ada@social.example ("),
    ],
)
def test_who_passed_a_post_on_is_masked_like_its_author(scorer: Scorer, by: str, source: str, told: str) -> None:
    (item,) = redact_queue(show(post(source=source, spread=(Spreader(by, 1_100_000),)), scorer)).items
    (audience,) = (factor.reason for factor in item.score.factors if factor.name == "audience")
    assert told in audience
    assert str(item.mention.spread[0].handle) in told


def test_nothing_that_a_row_tells_keeps_an_address_or_a_number(scorer: Scorer) -> None:
    telling = "anna@mail.example 555-010-9999"
    queue = show(post("1", url="https://shop.example/reply?to=anna@mail.example"), scorer)
    (item,) = queue.items
    factors = tuple(replace(factor, reason=telling) for factor in item.score.factors)
    handling = Handling(
        "1",
        "open",
        telling,
        1,
        Customer(telling, "gold", 9.0, telling),
        telling,
        telling,
        (News("new", "2", telling, telling),),
    )
    score = replace(item.score, words=(telling,), lane_reason=telling, factors=factors)
    queue = replace(queue, items=(replace(item, score=score, handling=handling),))
    shown = msgspec.json.encode(redact_queue(queue).items).decode()
    assert "[e-mail] [phone]" in shown
    assert "anna" not in shown
    assert "555" not in shown


def test_no_incident_tells_an_address_or_a_number(scorer: Scorer) -> None:
    told = Incident(("app down", "a@b.example"), 5, NOON, NOON, 9, 1, "call 555-010-9999", (Telling("x", "1"),))
    redacted = redact_queue(replace(show(post(), scorer), incidents=Incidents((told,)))).incidents
    assert redacted
    assert redacted.found[0].words == ("app down", "[e-mail]")
    assert redacted.found[0].text == "call [phone]"


def test_a_link_without_an_address_stays(scorer: Scorer) -> None:
    for url in ("https://x.com/anna/status/1800000000000000001", "https://social.example/@ada@other.example/1"):
        (item,) = redact_queue(show(post("1", url=url), scorer)).items
        assert item.mention.url == url
