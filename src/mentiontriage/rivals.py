"""Posts that name a competitor: whose customer is unhappy, who asks about us beside it, and who leaves us for it. Pure.

Sentences tell what is said of the competitor from what is said of us: without those that name the competitor, a post
of somebody who may come to us complains of nothing.
"""

import re
from functools import lru_cache

from mentiontriage import intents
from mentiontriage.config import Settings
from mentiontriage.model import Mention
from mentiontriage.signals import Analysis
from mentiontriage.signals._aims import find_purchase, find_sure_purchase
from mentiontriage.signals._told import only_inquires, tells_trouble

LEEWAY = 0.15
"""By how much a probability may exceed the threshold where phrases ask for something and tell no trouble."""

_TOWARDS = r"(?:to|with|join|joining|zu|auf|chez|vers|a|al|para|pra|naar|bij)"
_WHY = re.compile(r"\b(?:why|warum|wieso|pourquoi|por qu[eé]|perch[eé]|porque|waarom)\b", re.IGNORECASE)

_HAVE = (
    r"(?:bought|ordered|booked|purchased|hired|joined|since|gekauft|bestellt|acheté|commandé|comprado|comprato|comprei"
    r"|gekocht|fed up|sick|tired|done|finished|enough|(?:leav|ditch|dump|cancel|quit|replac)\w*|away"
    r"|(?:switch|mov)\w* from|satt|genug|fertig|weg|\w{0,20}kündig\w*|marre|assez|partir|(?:quitt|résili)\w*|hart[oa]s?"
    r"|(?:cansad|fart|stuf|stanc)\w*|dejar|baja|lasci\w*|disd\w*|sair|largar|klaar|zat|beu|opge\w*|opzeg\w*)"
)
_TO_US = re.compile(
    r"\b(?:you|your|yours|u|ihr|euch|eu[er]r?e?\w?|ihnen|vous|votre|vos|vosotros|os|vuestr\w+|ustedes|voi|vi|vostr\w+"
    r"|vocês|vcs|voss\w+|convosco|jullie)\b",
    re.IGNORECASE,
)


def is_about_rival(mention: Mention, settings: Settings) -> bool:
    """Tell whether a complaint names a competitor and not us. A review stands under whom it is about, unnamed."""
    if not _names_rival(mention, settings):
        return False
    ours = _list_own_names(settings)
    return not ours or not _names_any(mention.text, ours)


def weighs_us(mention: Mention, analysis: Analysis, complaint: float, settings: Settings) -> bool:
    """Tell whether somebody is unhappy with a competitor that they name, or asks about us beside it.

    The sentences that name no competitor tell: they are no complaint by themselves, and ask something, tell of a
    purchase or name us. ``complaint`` is the probability for the whole post.
    """
    text = mention.text
    if not _names_rival(mention, settings) or _match_leaving(settings.competitors).search(text):
        return False
    ours = " ".join([part for part in intents.split_sentences(text) if not _names_any(part, settings.competitors)])
    if not ours:  # a sentence that names both: "who has moved from Globex to Acme?"
        return complaint < settings.threshold and intents.asks(text) and not _WHY.search(text)
    said = analysis.read_part(ours)
    if tells_trouble(said.phrases) or (said.readable and said.weighing.probability >= settings.threshold + LEEWAY):
        return False
    if intents.asks(ours) and not _WHY.search(ours):
        return True
    names = _list_own_names(settings)
    is_theirs = complaint >= settings.unsure and bool(names) and _names_any(ours, names)
    return is_theirs or find_purchase(ours, said.phrases) is not None


def comes_from_another(mention: Mention, analysis: Analysis, settings: Settings) -> bool:
    """Tell whether somebody about to buy has it from others so far, of whom they may complain, and not of us.

    No competitor need be named. What asks, names us or speaks to us is what is said of us; if nothing is, all is.
    """
    text = mention.text
    if mention.rating is not None or find_sure_purchase(analysis.phrases) is None or has_us(text, settings):
        return False
    names = _list_own_names(settings)
    parts = intents.split_sentences(text)
    ours = [part for part in parts if "?" in part or _TO_US.search(part) or (names and _names_any(part, names))]
    said = analysis.read_part(" ".join(ours or parts))
    return only_inquires(said.phrases) and not (said.readable and said.weighing.probability >= settings.threshold)


def has_us(text: str, settings: Settings) -> bool:
    """Tell whether somebody says to have bought from us, or to leave us: they are no buyer, or look for others."""
    names = _list_own_names(settings)
    return bool(names) and _match_having(names).search(text) is not None


def comes_to_us(text: str, low: str, settings: Settings) -> bool:
    """Tell whether somebody says to switch to us: who switches to another brand leaves."""
    if (goal := intents.find_switch(text, low)) is None:
        return False
    ours = _list_own_names(settings)
    return bool(ours) and _match_names(ours).match(goal) is not None


def _names_rival(mention: Mention, settings: Settings) -> bool:
    rivals = settings.competitors
    return bool(rivals) and mention.rating is None and _names_any(mention.text, rivals)


def _list_own_names(settings: Settings) -> tuple[str, ...]:
    return tuple(filter(None, (settings.brand or "", *settings.handles)))


def _names_any(text: str, names: tuple[str, ...]) -> bool:
    return _match_names(names).search(text) is not None


def _either(names: tuple[str, ...]) -> str:
    return "|".join(re.escape(name.lstrip("@")) for name in names)


@lru_cache(maxsize=16)
def _match_names(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(names)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _match_leaving(rivals: tuple[str, ...]) -> re.Pattern[str]:
    """Match the words of somebody who goes to a competitor: "moving to Globex"."""
    return re.compile(rf"\b{_TOWARDS} @?(?:{_either(rivals)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _match_having(names: tuple[str, ...]) -> re.Pattern[str]:
    """Match the words of somebody who has one of us: "bought a van from Acme", "fed up with Acme"."""
    return re.compile(rf"\b{_HAVE}(?: [\w']+){{0,3}} @?(?:{_either(names)})(?!\w)", re.IGNORECASE)
