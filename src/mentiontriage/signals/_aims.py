"""What a post asks for besides a remedy: information, or an offer. In seven languages.

The phrases (data/aims.txt, written by hand) are those of people who are in no trouble: "does the card work in", "could
we get a quote". Whether a post tells of trouble all the same, its other phrases and words say.

Most who want to buy say so in no fixed phrase: "9 windows, Victorian terrace, anyone free to come and measure?" Signs
(data/buyer_signs.txt) are words of a class, such as where they come from, what for, how many and what they ask of a
seller, of which several make a buyer and none does alone; what one asks who is a customer already takes away.
"""

from __future__ import annotations

from mentiontriage.signals._phrase_tables import AIMS, BUYER_SIGNS
from mentiontriage.signals._phrases import Met
from mentiontriage.signals._signs import add_up

_ENOUGH = 1.195  # of signs that are 1.2 together; sums of hundredths may fall short of it by a hair
_ASKS = 0.2
"""What a question mark counts for: most who want to buy ask something."""

_SURE = 1.495
"""Where a probability that tells of a complaint is not believed: what it heard may be about others."""

_EVERYDAY = 0.7
"""What signs that are looked for only beside others may count for: without more of the others, no post is searched."""

_NEAR = 300
"""Letters before and after a sign: a few sentences, in which others count."""


def find_question(text: str, met: Met) -> str | None:
    """Return the words in which a post asks for information, as one may without any trouble, or None."""
    return _find(met, text, "requests", "asks")


def find_purchase(text: str, met: Met) -> str | None:
    """Return the words in which somebody is about to buy, or wants an offer, or None."""
    return _find(met, text, "buys", "weighs") or _find_buyer(met, _ENOUGH - _ASKS if "?" in text else _ENOUGH)


def find_sure_purchase(met: Met) -> str | None:
    """Return the words that say so surely that somebody is about to buy that they may complain of others, or None."""
    return _find_buyer(met, _SURE)


def _find_buyer(met: Met, enough: float) -> str | None:
    if sum(met.list_strongest(BUYER_SIGNS).values()) < enough - _EVERYDAY:
        return None
    return add_up(met, BUYER_SIGNS, _NEAR, enough)


def _find(met: Met, text: str, told: str, asked: str) -> str | None:
    """Return the words of one kind, or else of another that counts only beside a question mark."""
    found = {finding.kind: finding.found for finding in met.find(AIMS)}
    return found.get(told) or (found.get(asked) if "?" in text else None)
