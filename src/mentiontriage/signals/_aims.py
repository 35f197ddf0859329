"""What a post asks for besides a remedy: information, or an offer. In seven languages.

The phrases (data/aims.txt, written by hand) are those of people who are in no trouble: "does the card work in", "could
we get a quote". Whether a post tells of trouble all the same, its other phrases and words say.
"""

from __future__ import annotations

from mentiontriage.signals._phrase_tables import AIMS
from mentiontriage.signals._phrases import Met


def find_question(text: str, met: Met) -> str | None:
    """Return the words in which a post asks for information, as one may without any trouble, or None."""
    return _find(met, text, "requests", "asks")


def find_purchase(text: str, met: Met) -> str | None:
    """Return the words in which somebody is about to buy, or wants an offer, or None."""
    return _find(met, text, "buys", "weighs")


def _find(met: Met, text: str, told: str, asked: str) -> str | None:
    """Return the words of one kind, or else of another that counts only beside a question mark."""
    found = {finding.kind: finding.found for finding in met.find(AIMS)}
    return found.get(told) or (found.get(asked) if "?" in text else None)
