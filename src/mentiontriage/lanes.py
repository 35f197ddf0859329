"""Lanes: which of seven kinds of answer a mention asks for, and why. Pure rules over readings.

The order of the rules is their meaning: our own posts are nobody's complaint; a threat goes to
people at once whatever else it says; a complaint stays one however rude it is.
"""

from collections.abc import Collection

import msgspec

from mentiontriage import accounts, gravity, intents, rivals, wording
from mentiontriage.config import Settings
from mentiontriage.handles import fold_handle, fold_handles
from mentiontriage.model import Mention
from mentiontriage.signals import Analysis
from mentiontriage.signals._aims import find_purchase, find_question
from mentiontriage.signals._leaning import LEANINGS, WORDED
from mentiontriage.signals._phrases import Finding
from mentiontriage.signals._severity import name_danger
from mentiontriage.signals._told import find_told, name_told, only_inquires, tells_trouble
from mentiontriage.signals.sentiment import tells_sentiment

_PRAISE_FROM = 0.4
_SOON = 2
"""Within so many sentences a post asks its question if that is all it is after."""


class Lane(msgspec.Struct, frozen=True, gc=False):
    """Where a mention goes, and by which rule; `is_for_all` says that it is written for all, and speaks to nobody."""

    name: str
    reason: str
    is_for_all: bool = False


_OWN = Lane("other", "our own post")
_ADVERTISED = Lane("other", "an advert, job post or giveaway", is_for_all=True)
_REPORTED = Lane("other", "news", is_for_all=True)
_AUTOMATIC = Lane("other", "an automatic reply", is_for_all=True)
_SURE = Lane("complaint", "complaint probability at least the threshold")
_RIVAL = Lane("lead", "a competitor's unhappy customer")
_COMER = Lane("lead", "unhappy with a competitor, or asks about us beside it")
_OF_RIVALS = frozenset({_RIVAL, _COMER})
_BUYER = Lane("lead", "somebody about to buy")
_ASKED = Lane("question", "asks something")
_DOUBT = Lane("unsure", "may be a complaint")
_UNREAD = Lane("unsure", "cannot be read, so it may be a complaint")
_UNTOLD = Lane("unsure", "too little text to tell, so it may be a complaint")
_PLEA = Lane("unsure", "asks for help")
_DEMAND = Lane("unsure", "wants something done or given")
_SPOKEN = Lane("unsure", "speaks to us, and what for is not told by its words")
_GLAD = Lane("praise", "glad words and no complaint")
_MEANT = Lane("unsure", "praise that seems meant otherwise")
_REST = Lane("other", "neither complaint, question nor praise")
_TOLD_AS = {
    "news": _REPORTED,
    "advert": _ADVERTISED,
    "notice": Lane("other", "a notice to all, a quiz or a programme", is_for_all=True),
    "others": Lane("other", "tells of other people"),
    "irony": _MEANT,
    "settled": Lane("praise", "tells of something good"),
    "glad": Lane("praise", "tells of something good"),
}
"""The lanes of what is no complaint by its words, by what phrases tell of it."""

_WORDED = {lane: Lane(lane, WORDED[lane]) for lane in LEANINGS if lane != "complaint"}
_PUT_ASIDE = frozenset({"question", "lead", "praise", "other"})
"""The lanes of what presses less: nothing that may be grave goes there."""

_GLAD_STARS = 4.0

_WANTING = frozenset({"question", "lead"})
"""The lanes of those who want something: to be worded like these says more than to ask for help or to demand."""

_OF_OTHERS = frozenset({"others"})
_PUBLIC = _OF_OTHERS | {"news", "advert", "notice"}


def is_ours(mention: Mention, settings: Settings) -> bool:
    """Tell a post of our own, which waits for nobody's answer."""
    return accounts.is_ours(mention, fold_handles(settings.handles))


def choose_lane(mention: Mention, analysis: Analysis, complaint: float | None, settings: Settings) -> Lane:
    """Choose the lane; the first rule that fits decides."""
    if is_ours(mention, settings):
        return _OWN
    if threat := gravity.name_threat(analysis):
        return Lane("threat", threat)
    lane = _judge(mention, analysis, complaint, settings)
    # News is full of bombs, and threatens nobody.
    return lane if lane.is_for_all else _weigh_gravity(lane, mention, analysis)


def may_miss_threats(lanes: Collection[str], *, reads_all: bool) -> bool:
    """Tell whether a queue of these lanes leaves threats and dangers unread, as some posts cannot come first in it.

    Where threats are asked for they come first, so that every post is read for them.
    """
    return not reads_all and "threat" not in lanes


def _weigh_gravity(lane: Lane, mention: Mention, analysis: Analysis) -> Lane:
    """Keep the lane of a post that is not worded like a threat, nor put aside though it may be worded gravely.

    Of who gives four stars or five that is a doubt, as hardly anybody threatens whom they praise.
    """
    is_glad = mention.rating is not None and mention.rating >= _GLAD_STARS
    if not is_glad and (threat := gravity.name_worded_threat(analysis)):
        return Lane("threat", threat)
    doubt = gravity.name_doubt(analysis, of_rival=lane in _OF_RIVALS) if lane.name in _PUT_ASIDE else None
    return Lane("unsure", doubt) if doubt else lane


def _judge(mention: Mention, analysis: Analysis, complaint: float | None, settings: Settings) -> Lane:
    """Judge a post that no rule takes for a threat."""
    if complaint is None:
        return _UNTOLD if analysis.readable else _judge_unread(mention, analysis, settings)
    low = intents.fold_letters(mention.text)
    if complaint >= settings.unsure:
        return _judge_likely(mention, low, analysis, complaint, settings)
    return _judge_unlikely(mention, low, analysis, complaint, settings)


def _judge_unread(mention: Mention, analysis: Analysis, settings: Settings) -> Lane:
    """Judge what no weights can read by its phrases, if there are any for its language."""
    if rivals.weighs_us(mention, analysis, 0.0, settings):
        return _COMER
    return _judge_aims(mention.text, analysis, settings) or _UNREAD


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
    if rivals.weighs_us(mention, analysis, complaint, settings):
        return _COMER
    aim = _judge_aims(text, analysis, settings) if complaint < settings.threshold + rivals.LEEWAY else None
    if aim and _is_calm(text, analysis, settings):
        return aim
    doubted = complaint >= settings.threshold or tells_trouble(analysis.phrases)
    if doubted and rivals.comes_from_another(mention, analysis, settings):
        return _COMER
    if complaint >= settings.threshold:
        return _RIVAL if rivals.is_about_rival(mention, settings) else _SURE
    if intents.buys(text, low) or rivals.comes_to_us(text, low, settings):
        return _BUYER
    if complaint < _midway(settings) and _only_asks(text, analysis):
        return _judge_asker(analysis, _ASKED)
    return _judge_doubtful(text, analysis, complaint, settings)


def _judge_doubtful(text: str, analysis: Analysis, complaint: float, settings: Settings) -> Lane:
    """Judge what may be a complaint by its words, and of which no rule tells what else it is."""
    if intents.only_thanks(analysis.tokens, analysis.language):
        return _GLAD
    is_faint = complaint < _midway(settings)
    if praised := is_faint and _judge_praise(analysis):
        return praised
    return _judge_wording(text, analysis, settings, is_faint=is_faint) or _DOUBT


def _judge_unlikely(  # noqa: PLR0911 (a rule a line, each with its lane)
    mention: Mention, low: str, analysis: Analysis, complaint: float, settings: Settings
) -> Lane:
    """Judge what is no complaint by its words; still nothing grave may be put aside."""
    text = mention.text
    if intents.may_sell(text, low):
        return _ADVERTISED
    if rivals.weighs_us(mention, analysis, complaint, settings):
        return _COMER
    if intents.buys(text, low) or rivals.comes_to_us(text, low, settings):
        return _BUYER
    if intents.may_report(text, low):
        return _REPORTED
    if intents.answers_itself(low):
        return _AUTOMATIC
    if told := _judge_published(text, analysis):
        return told
    if aim := _judge_aims(text, analysis, settings):
        return aim
    if intents.asks(text):
        return (_judge_wording(text, analysis, settings) or _ASKED) if _only_inquires(analysis) else _DOUBT
    return _judge_mood(text, low, analysis, settings)


def _judge_mood(  # noqa: PLR0911 (a rule a line, each with its lane)
    text: str, low: str, analysis: Analysis, settings: Settings
) -> Lane:
    """Judge what neither asks for anything nor is written for all, and is no complaint by its words."""
    told, troubled = _judge_told(analysis), _is_troubled(analysis)
    if told and not (troubled and told.name == "praise"):
        return told
    if troubled:
        return _DOUBT
    if danger := name_danger(analysis.phrases):
        return Lane("unsure", f"names something grave: {danger}")
    worded = _judge_wording(text, analysis, settings)
    if worded is None or worded.name not in _WANTING:
        if intents.pleads(low):
            return _PLEA
        if intents.demands(low):
            return _DEMAND
    if worded and not (worded.name == "other" and wording.may_praise(analysis) and _is_glad(analysis)):
        return worded
    return _judge_glad(text, analysis) if _is_glad(analysis) else _judge_rest(text, analysis, settings)


def _judge_glad(text: str, analysis: Analysis) -> Lane:
    """Judge a post with glad words: others may have said them, or they end a request, or are meant otherwise."""
    worded = wording.find_beside_thanks(analysis)
    if worded == "complaint" or not _is_glad(analysis.read_part(intents.leave_out_quoted(text))):
        return _MEANT
    return _WORDED[worded] if worded else _GLAD


def _judge_rest(text: str, analysis: Analysis, settings: Settings) -> Lane:
    """Judge what no rule tells by the lane that its words are likeliest of; none may put a complaint aside."""
    likeliest = wording.find_likeliest(analysis)
    if likeliest == "complaint":
        return _DOUBT
    if likeliest and likeliest != "other":
        return _WORDED[likeliest]
    return _SPOKEN if _speaks_to_us(text, settings) else _REST


def _judge_published(text: str, analysis: Analysis) -> Lane | None:
    """Judge by its phrases what is written for all or tells of other people, and so is no complaint.

    A post with a handle, or with a phrase that tells of trouble, is not taken for such; nor for news, an advert or a
    notice if its author speaks of themselves.
    """
    findings = find_told(analysis.phrases)
    if "@" in text or any(finding.strength > 0 for finding in findings):
        return None
    public = _OF_OTHERS if intents.speaks_of_self(text) else _PUBLIC
    return next((_tell(finding) for finding in findings if finding.kind in public), None)


def _midway(settings: Settings) -> float:
    return (settings.threshold + settings.unsure) / 2


def _judge_praise(analysis: Analysis) -> Lane | None:
    """Judge a post by its praise, where no phrase tells of trouble."""
    findings = find_told(analysis.phrases)
    if any(finding.strength > 0 for finding in findings) or wording.mocks(analysis):
        return None
    return next((_tell(finding) for finding in findings if finding.kind == "glad"), None)


def _is_troubled(analysis: Analysis) -> bool:
    return tells_trouble(analysis.phrases) or wording.mocks(analysis)


def _only_inquires(analysis: Analysis) -> bool:
    return only_inquires(analysis.phrases) and not wording.complains(analysis)


def _judge_wording(text: str, analysis: Analysis, settings: Settings, *, is_faint: bool = True) -> Lane | None:
    """Judge a post by what it is worded like, if that is clearly no complaint and no phrase tells of trouble.

    A post that speaks to us is never put aside as news or small talk.
    """
    if tells_trouble(analysis.phrases):
        return None
    worded = wording.find_clear(analysis, is_faint=is_faint)
    if worded is None or (worded == "other" and _speaks_to_us(text, settings)):
        return None
    return _WORDED[worded]


def _judge_told(analysis: Analysis) -> Lane | None:
    """Judge a post by what its phrases tell, if that decides."""
    return next((_tell(finding) for finding in find_told(analysis.phrases) if finding.kind in _TOLD_AS), None)


def _tell(finding: Finding) -> Lane:
    lane = _TOLD_AS[finding.kind]
    return msgspec.structs.replace(lane, reason=f"{lane.reason}: {name_told(finding)}")


def _judge_aims(text: str, analysis: Analysis, settings: Settings) -> Lane | None:
    """Judge a post by the phrases in which it asks for an offer or for information, unless others tell of trouble."""
    bought = find_purchase(text, analysis.phrases)
    if bought and rivals.has_us(text, settings):
        bought = None
    asked = None if bought else find_question(text, analysis.phrases)
    if not (bought or asked) or not _only_inquires(analysis):
        return None
    if bought:
        return Lane("lead", f"{_BUYER.reason}: {bought}")
    return _judge_asker(analysis, Lane("question", f"{_ASKED.reason}: {asked}"))


def _judge_asker(analysis: Analysis, asked: Lane) -> Lane:
    """Tell who asks because they want to buy, by what the rest of the post is worded like."""
    return _WORDED["lead"] if wording.wants_to_buy(analysis) else asked


def _is_calm(text: str, analysis: Analysis, settings: Settings) -> bool:
    """Tell whether what a post says beside its questions is no complaint."""
    told = [part for part in intents.split_sentences(text) if "?" not in part]
    if not told or not analysis.readable:
        return True
    return analysis.read_part(" ".join(told)).weighing.probability < settings.threshold


def _only_asks(text: str, analysis: Analysis) -> bool:
    """Tell whether a post asks something, soon and without telling of trouble: who tells at length wants more."""
    if not intents.asks(text) or not _only_inquires(analysis):
        return False
    return "?" in " ".join(intents.split_sentences(text)[:_SOON]) or "?" not in text


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
