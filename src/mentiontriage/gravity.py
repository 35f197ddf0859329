"""What must come before everything: threats, self-harm and danger to people, by rules and by wording. Pure.

Phrases and signs can be read and argued with, and know a part of what people write. Most is said in no phrase that
anybody has listed: learned weights (`signals/_leaning.py`) tell how gravely a post is worded, and from where on that
decides is said here. A post that they take for grave and is not costs a glance, one that they miss may cost a life;
still hardly any post is grave, so that what one in a thousand reaches is mostly something else.
"""

from mentiontriage.signals import Analysis
from mentiontriage.signals._leaning import GRAVE, WORDED
from mentiontriage.signals._phrase_tables import SEVERITY
from mentiontriage.signals._threat import find_threat

_THREATENS = 0.5
"""The log-odds of a threat from which wording alone tells one: what one in a thousand posts to brands reaches."""

_ENDANGERS = 0.5
"""The same of a danger to people, of which complaints about things that are hot or locked would be full below it."""

_DOUBTED = {"threat": (-0.5, "may be worded like a threat"), "danger": (-1.0, "may tell of a danger to people")}
"""The log-odds from which a post is not put aside, three to five in a thousand, and what is said of it."""

_ENDANGERED = frozenset({"complaint", "unsure"})
_DANGEROUS = 0.6
"""The strength of a phrase about safety from which people are in danger: fire, gas, a shock, an injury."""

_TELLING = 3
"""How many words are told as the reason."""


def name_threat(analysis: Analysis) -> str | None:
    """Name the words that threaten people or speak of self-harm, which decide whatever else a post is; None without."""
    threat = find_threat(analysis.phrases)
    return f"names violence or self-harm: {threat}" if threat else None


def name_worded_threat(analysis: Analysis) -> str | None:
    """Name the words that a post is worded like a threat by; None where it is not."""
    threat = _tell_worded(analysis, "threat", _THREATENS)
    return f"{WORDED['threat']}: {threat}" if threat else None


def name_doubt(analysis: Analysis, *, of_rival: bool = False) -> str | None:
    """Say what a post may be worded like that is grave, so that it is not put aside; None where nothing.

    What may endanger people is a rival's to answer in a post that is about one (`of_rival`).
    """
    matters = ("threat",) if of_rival else GRAVE
    return next((_DOUBTED[matter][1] for matter in matters if _is_worded(analysis, matter, _DOUBTED[matter][0])), None)


def find_danger(lane: str, analysis: Analysis) -> str | None:
    """Find what endangers people, such as a smell of gas, in what is or may be a complaint; None where nothing does."""
    if lane not in _ENDANGERED:
        return None
    met = analysis.phrases
    if met.list_strongest(SEVERITY).get("safety", 0.0) >= _DANGEROUS:
        told = (found for found in met.find(SEVERITY) if found.kind == "safety" and found.strength >= _DANGEROUS)
        if danger := next(told, None):
            return danger.found
    return _tell_worded(analysis, "danger", _ENDANGERS)


def _tell_worded(analysis: Analysis, matter: str, least: float) -> str | None:
    """Give the words by which a post is worded like one of `GRAVE`; with so much above the bias there is always one."""
    return ", ".join(analysis.list_words_like(matter, _TELLING)) if _is_worded(analysis, matter, least) else None


def _is_worded(analysis: Analysis, matter: str, least: float) -> bool:
    leaning = analysis.leaning
    return leaning is not None and leaning.grave_odds[GRAVE.index(matter)] >= least
