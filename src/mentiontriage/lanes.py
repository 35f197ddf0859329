"""Lanes: which of seven kinds of answer a mention asks for, and why. Pure rules over readings.

The order of the rules is their meaning: our own posts are nobody's complaint; a threat goes to
people at once whatever else it says; a complaint stays one however rude it is.
"""

import re
from functools import lru_cache

import msgspec

from mentiontriage import accounts, intents
from mentiontriage.config import Settings
from mentiontriage.model import Mention
from mentiontriage.signals import Analysis
from mentiontriage.signals._severity import name_danger
from mentiontriage.signals._threat import find_threat
from mentiontriage.signals._told import find_told, name_told
from mentiontriage.signals.sentiment import tells_sentiment
from mentiontriage.text import fold_handle, fold_handles

_PRAISE_FROM = 0.4


class Lane(msgspec.Struct, frozen=True, gc=False):
    """Where a mention goes, and by which rule."""

    name: str
    reason: str


_OWN = Lane("other", "our own post")
_ADVERTISED = Lane("other", "an advert, job post or giveaway")
_REPORTED = Lane("other", "news")
_AUTOMATIC = Lane("other", "an automatic reply")
_SURE = Lane("complaint", "complaint probability at least the threshold")
_RIVAL = Lane("lead", "a competitor's unhappy customer")
_BUYER = Lane("lead", "somebody about to buy")
_ASKED = Lane("question", "asks something")
_DOUBT = Lane("unsure", "may be a complaint")
_UNREAD = Lane("unsure", "cannot be read, so it may be a complaint")
_UNTOLD = Lane("unsure", "too little text to tell, so it may be a complaint")
_PLEA = Lane("unsure", "asks for help")
_SPOKEN = Lane("unsure", "speaks to us, and what for is not told by its words")
_GLAD = Lane("praise", "glad words and no complaint")
_REST = Lane("other", "neither complaint, question nor praise")
_TOLD_AS = {
    "news": _REPORTED,
    "advert": _ADVERTISED,
    "irony": Lane("unsure", "praise that seems meant otherwise"),
    "settled": Lane("praise", "tells of something good"),
    "glad": Lane("praise", "tells of something good"),
}
"""The lanes of what is no complaint by its words, by what phrases tell of it."""


def is_ours(mention: Mention, settings: Settings) -> bool:
    """Tell a post of our own, which waits for nobody's answer."""
    return accounts.is_ours(mention, fold_handles(settings.handles))


def choose_lane(mention: Mention, analysis: Analysis, complaint: float | None, settings: Settings) -> Lane:
    """Choose the lane; the first rule that fits decides."""
    if is_ours(mention, settings):
        return _OWN
    if threat := find_threat(analysis.phrases):
        return Lane("threat", f"names violence or self-harm: {threat}")
    if complaint is None:
        return _UNTOLD if analysis.readable else _UNREAD
    low = intents.fold_letters(mention.text)
    if complaint >= settings.unsure:
        return _judge_likely(mention, low, analysis, complaint, settings)
    return _judge_unlikely(mention, low, analysis, settings)


def _judge_likely(  # noqa: PLR0911 (a rule a line, each with its lane)
    mention: Mention, low: str, analysis: Analysis, complaint: float, settings: Settings
) -> Lane:
    """Judge what is or may be a complaint."""
    text = mention.text
    if intents.is_broadcast(mention):
        if intents.sells(text, low):
            return _ADVERTISED
        if intents.reports(text, low):
            return _REPORTED
        if intents.answers_itself(low):
            return _AUTOMATIC
        if complaint < settings.threshold and (told := _judge_published(text, analysis)):
            return told
    if complaint >= settings.threshold:
        return _RIVAL if _is_about_rival(mention, settings) else _SURE
    if intents.buys(text, low, analysis.language) or _comes_to_us(text, low, settings):
        return _BUYER
    if complaint < (settings.threshold + settings.unsure) / 2 and intents.asks(text):
        return _ASKED
    if intents.only_thanks(analysis.tokens, analysis.language):
        return _GLAD
    return _DOUBT


def _judge_unlikely(  # noqa: PLR0911 (a rule a line, each with its lane)
    mention: Mention, low: str, analysis: Analysis, settings: Settings
) -> Lane:
    """Judge what is no complaint by its words; still nothing grave may be put aside."""
    text = mention.text
    if intents.may_sell(text, low):
        return _ADVERTISED
    if intents.buys(text, low, analysis.language) or _comes_to_us(text, low, settings):
        return _BUYER
    if intents.may_report(text, low):
        return _REPORTED
    if intents.answers_itself(low):
        return _AUTOMATIC
    if intents.asks(text):
        return _ASKED
    if told := _judge_told(analysis):
        return told
    if intents.pleads(low):
        return _PLEA
    if _is_glad(analysis):
        return _GLAD
    if danger := name_danger(analysis.phrases):
        return Lane("unsure", f"names something grave: {danger}")
    return _SPOKEN if _speaks_to_us(text, settings) else _REST


def _judge_published(text: str, analysis: Analysis) -> Lane | None:
    """Judge what may be a complaint to be news or an advert by its phrases.

    It is neither where people speak of themselves or call an account by its handle, or a phrase tells of trouble.
    """
    told = _judge_told(analysis)
    if told is None or told.name != "other" or "@" in text or intents.speaks_of_self(text):
        return None
    return None if any(finding.strength > 0 for finding in find_told(analysis.phrases)) else told


def _judge_told(analysis: Analysis) -> Lane | None:
    """Judge a post by what its phrases tell, if that decides."""
    for finding in find_told(analysis.phrases):
        if lane := _TOLD_AS.get(finding.kind):
            return Lane(lane.name, f"{lane.reason}: {name_told(finding)}")
    return None


def _is_glad(analysis: Analysis) -> bool:
    if tells_sentiment(analysis) and analysis.polarity.compound >= _PRAISE_FROM:
        return True
    return intents.is_glad(analysis.tokens, analysis.language)


def _speaks_to_us(text: str, settings: Settings) -> bool:
    """Tell whether a post begins with a handle of ours; headlines may as well ("@acme to open in Leeds https://...")."""
    ours = fold_handles(settings.handles)
    if ours.isdisjoint(map(fold_handle, intents.list_addressed(text))):
        return False
    return "://" not in text or intents.speaks_of_self(text)


def _is_about_rival(mention: Mention, settings: Settings) -> bool:
    """Tell whether a complaint names a competitor and not us. A review stands under whom it is about, unnamed."""
    if not settings.competitors or mention.rating is not None or not _names_any(mention.text, settings.competitors):
        return False
    ours = _list_own_names(settings)
    return not ours or not _names_any(mention.text, ours)


def _comes_to_us(text: str, low: str, settings: Settings) -> bool:
    """Tell whether somebody says to switch to us: who switches to another brand leaves."""
    if (goal := intents.find_switch(text, low)) is None:
        return False
    ours = _list_own_names(settings)
    return bool(ours) and _match_names(ours).match(goal) is not None


def _list_own_names(settings: Settings) -> tuple[str, ...]:
    return tuple(filter(None, (settings.brand or "", *settings.handles)))


def _names_any(text: str, names: tuple[str, ...]) -> bool:
    return _match_names(names).search(text) is not None


@lru_cache(maxsize=16)
def _match_names(names: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(re.escape(name.lstrip("@")) for name in names)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
