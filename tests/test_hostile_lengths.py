"""Whatever looks at a post does so in time that grows with its length: nobody can hold up a run by one post."""

from collections.abc import Callable

import pytest
from tests.growth import measure_growth
from tests.stories import NOON, post

from mentiontriage.config import Brand, Settings
from mentiontriage.formats import csv, markdown
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._excerpt import cut_text, shorten
from mentiontriage.formats._html import escape_lines
from mentiontriage.formats._wrapping import wrap_cells
from mentiontriage.intents import leave_out_quoted
from mentiontriage.matching import Matcher
from mentiontriage.payloads.links import read_link, read_link_handle
from mentiontriage.readers._cells import take_defusing_off
from mentiontriage.readers._mails import read_mail
from mentiontriage.redaction import redact
from mentiontriage.rivals import has_us
from mentiontriage.scoring import Scorer
from mentiontriage.terms import split_words
from mentiontriage.text import escape_text
from mentiontriage.times import parse_time

SCORER = Scorer(Settings(brand="Acme", handles=("acme",), competitors=("Rival",)), NOON)
MATCHER = Matcher([Brand("Acme Road", handles=("acme",), domains=("acme.example",), exclude=("Acme Road x",))])
LOOKS: dict[str, Callable[[str], object]] = {
    "a score": lambda text: SCORER.explain(post(text=text)),
    "quoted words": lambda text: leave_out_quoted(f'"{text}'),
    "a customer's words": lambda text: has_us(text, SCORER.settings),
    "a brand": lambda text: MATCHER.match(post(text=text)),
    "words": split_words,
    "a clean line": clean_line,
    "an excerpt": lambda text: cut_text(text, ("refund",), 80),
    "a short line": lambda text: shorten(text, 80),
    "Markdown": markdown.escape,
    "HTML": escape_lines,
    "a cell": csv.defuse,
    "a cell that is read": take_defusing_off,
    "wrapped lines": lambda text: wrap_cells(text, 76),
    "a masked text": redact,
    "escaped text": escape_text,
    "a mail": read_mail,
    "a time": parse_time,
    "a link": lambda text: [
        read_link(f"https://www.{site}.com/{text}") for site in ("x", "facebook", "linkedin", "vk")
    ],
    "the author in a link": read_link_handle,
}
UNITS = [
    " ",
    "a",
    "1",
    "@",
    "a.",
    "<a ",
    "&#1",
    "#a",
    "a@",
    "?!",
    "'",
    ";",
    ";'",
    ":a",
    "n't ",
    "kündig",
    "\u6d17",
    "/a/",
    "posts/",
    "?commentUrn=",
    "\n",
    "\n> a",
    "\nFrom: a",
    "\n-- a",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_text_of_one_sign_over_and_over_costs_linear_time(look: Callable[[str], object], unit: str) -> None:
    def make_text(size: int) -> str:
        return f"worst refund {unit * (size // len(unit))}@ b"

    assert measure_growth(look, make_text, 3_000, 10) < 40  # quadratic work: 100
