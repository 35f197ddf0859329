"""Lanes: which of seven kinds of answer a mention asks for, and why. Pure rules over readings.

The order of the rules is their meaning: our own posts are nobody's complaint; a threat goes to
people at once whatever else it says; a complaint stays one however rude it is.
"""

import re

import msgspec

from mentiontriage.config import Settings
from mentiontriage.model import Mention
from mentiontriage.signals import Analysis
from mentiontriage.signals._threat import find_threat
from mentiontriage.text import fold_handles

_ASKS = re.compile(r"\s*(?:does|do|can|could|is|are|will|when|where|how|what|which|who|anyone|anybody)\b", re.I)
_BUYING = re.compile(
    r"\b(?:thinking (?:of|about) (?:buying|getting|switching)|looking (?:to buy|for a new|to switch)"
    r"|(?:should i|want to|going to|about to|ready to) (?:buy|get|order|switch)|worth (?:buying|it|the money)"
    r"|switch(?:ing)? to|recommend(?:ation)?s?|which (?:one|model) should|in the market for|where can i (?:buy|get))\b",
    re.I,
)
_NEWS = re.compile(
    r"\b(?:press release|shares (?:rise|fall|rose|fell|up|down)|quarterly (?:results|earnings)|appoints|announces"
    r"|acquires|stock price|analysts?)\b|\$[A-Z]{2,5}\b",
)
_ADVERT = re.compile(
    r"\b(?:we(?:'|\u2019)re hiring|now hiring|job opening|apply now|promo code|discount code|use code|coupon"
    r"|giveaway|dm (?:me|us) (?:for|to)|click (?:here|the link)|link in bio|free followers|buy now|limited offer"
    r"|earn \$|crypto|airdrop|whats ?app \+?\d|affiliate)\b|#(?:ad|sponsored|jobs?|hiring|giveaway|promo)\b",
    re.I,
)
_PRAISE_FROM = 0.4
# What each pattern cannot match without, in small letters: most posts hold none of it, and to see that takes
# a tenth of the time that the pattern would.
_BUYING_SIGNS = (
    "thinking ", "looking ", "should i ", "want to ", "going to ", "about to ", "ready to ", "worth ", "switch to",
    "switching to", "recommend", "which ", "in the market", "where can i",
)  # fmt: skip
_NEWS_SIGNS = ("press release", "shares ", "quarterly ", "appoints", "announces", "acquires", "stock p", "analyst", "$")
_ADVERT_SIGNS = (
    "hiring", "job", "apply now", "promo", "code", "coupon", "giveaway", "dm me", "dm us", "click ", "link in",
    "free f", "buy now", "limited", "earn $", "crypto", "airdrop", "whats", "affiliate", "#ad", "#sponsored",
)  # fmt: skip


class Lane(msgspec.Struct, frozen=True, gc=False):
    """Where a mention goes, and by which rule."""

    name: str
    reason: str


_OWN = Lane("other", "our own post")
_ADVERTISED = Lane("other", "an advert, job post or giveaway")
_REPORTED = Lane("other", "news")
_SURE = Lane("complaint", "complaint probability at least the threshold")
_RIVAL = Lane("lead", "a competitor's unhappy customer")
_BUYER = Lane("lead", "somebody about to buy")
_ASKED = Lane("question", "asks something")
_DOUBT = Lane("unsure", "may be a complaint")
_UNREAD = Lane("unsure", "cannot be read, so it may be a complaint")
_GLAD = Lane("praise", "glad words and no complaint")
_REST = Lane("other", "neither complaint, question nor praise")


def choose_lane(  # noqa: PLR0911 (a rule a line, each with its lane)
    mention: Mention, analysis: Analysis, complaint: float | None, settings: Settings
) -> Lane:
    """Choose the lane; the first rule that fits decides."""
    text = mention.text
    if mention.ours or (mention.author.handle or "").casefold() in fold_handles(settings.handles):
        return _OWN
    if threat := find_threat(analysis.phrases):
        return Lane("threat", f"names violence or self-harm: {threat}")
    if complaint is None:
        return _UNREAD
    if complaint >= settings.threshold:
        return _judge_complaint(text, settings)
    low = fold_letters(text)
    if _holds_any(low, _ADVERT_SIGNS) and _ADVERT.search(text):
        return _ADVERTISED
    if _holds_any(low, _BUYING_SIGNS) and _BUYING.search(text):
        return _BUYER
    if complaint < settings.unsure and _holds_any(text, _NEWS_SIGNS) and _NEWS.search(text):
        return _REPORTED
    if complaint < (settings.threshold + settings.unsure) / 2 and ("?" in text or _ASKS.match(text)):
        return _ASKED
    if complaint >= settings.unsure:
        return _DOUBT
    return _GLAD if analysis.polarity.compound >= _PRAISE_FROM else _REST


def fold_letters(text: str) -> str:
    """Write a text in small letters; whatever a pattern takes for a letter of ASCII in any case becomes it."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


def _holds_any(text: str, signs: tuple[str, ...]) -> bool:
    # Not any(...): a generator would cost more than the search.
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


def _judge_complaint(text: str, settings: Settings) -> Lane:
    if settings.competitors and _names_any(text, settings.competitors):
        ours = (settings.brand or "", *settings.handles)
        if not any(ours) or not _names_any(text, tuple(filter(None, ours))):
            return _RIVAL
    return _SURE


def _names_any(text: str, names: tuple[str, ...]) -> bool:
    either = "|".join(re.escape(name.lstrip("@")) for name in names)
    return re.search(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE) is not None
