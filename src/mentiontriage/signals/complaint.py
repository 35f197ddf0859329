"""complaint: the probability that a mention wants putting right, 0 to 1, calibrated.

It is read from the words, in the languages that have weights; the weights and what they were
learned from are told in docs/model-card.md. Phrases add to it or take from it what the weights do not know
(`_told.py`): what is grave however mildly it is put, trouble told as plain facts, what has been put right; and so does
what the post is worded like as a whole (`_leaning.py`), by weights that were learned in more trades.
In another language the exporting tool's own sentiment is used where it gives one. A review's stars
move either. What none of them tells is "cannot tell" and ranks as the share of complaints in a
usual day.
"""

from math import floor

from mentiontriage.language import UNDETERMINED
from mentiontriage.model import Reading
from mentiontriage.signals import Analysis, Context, Signal
from mentiontriage.signals._complaint_prior import shift_probability
from mentiontriage.signals._leaning import CONTENT, WORDED
from mentiontriage.signals._odds import to_log_odds, to_probability
from mentiontriage.signals._phrase_words import EDGES, NO_WORD
from mentiontriage.signals._phrases import Finding
from mentiontriage.signals._told import find_told, name_told

USUAL_SHARE = 0.35
"""The share of complaints among 4,863 brand mentions, which stands in where none can be told."""

_SHOWN = 4
_SHOWN_LIKE = 2
_UNSEEN = 0.05
"""Log-odds; less than this would be shown as none, and marks no word as one that speaks for a complaint."""

_FAINT = 0.15
"""Log-odds; a word of no known language weighs less than this by its letters."""

_SIGNS = {
    "<user>": "@name",
    "<link>": "link",
    "<n>": "number",
    "<money>": "amount",
    "<!>": "!",
    "<?>": "?",
    "<...>": "...",
}

_STAR_ODDS = {1: 2.0, 2: 1.3, 3: 0.3, 4: -1.0, 5: -2.0}
"""What a review's stars add to the log-odds: a judgement, not a measurement."""

LENT = 0.4
"""How much the lanes' weights count beside the complaint's own in English."""

LENT_ELSEWHERE = 0.6
"""The same in languages whose own weights learned from fewer posts; in one that has no others they count whole."""

_BARE = frozenset(
    """no nope nah yes yep yeah yup same me us too here help nein nö nee ja doch non oui si sí não nao
    sim""".split()  # noqa: SIM905 (a list of words, read as one)
)
"""Words of answers such as "no" or "same here": what they say stands in what they answer."""

_MOST_BARE = 4
"""Tokens of such an answer, handles and signs included."""

_VENDOR_SHARES = {"negative": 0.6, "neutral": 0.3, "positive": 0.1}
"""The share of complaints that another tool's sentiment stands for: a judgement as well."""

_VENDOR_WORDS = {"negativ": "negative", "-1": "negative", "0": "neutral", "positiv": "positive", "1": "positive"}


def measure(context: Context) -> float | None:
    """Give the complaint probability; None where neither words, stars nor another tool tell it."""
    return _measure(context, _find_told(context))


def _measure(context: Context, findings: list[Finding]) -> float | None:
    text = context.text
    is_silent = _is_silent(text)
    worded = None if is_silent or not text.readable else _read_words(context)
    if worded is None:
        worded = _read_vendor(context)
    more = _weigh_beside(context, findings, is_silent=is_silent)
    if not more:
        return worded
    share = min(0.999, max(0.001, USUAL_SHARE if worded is None else worded))
    return to_probability(to_log_odds(share) + more)


def weigh_beside(context: Context) -> float:
    """Give the log-odds that stars, phrases and wording add to what the complaint's own weights say."""
    return _weigh_beside(context, _find_told(context), is_silent=_is_silent(context.text))


def _weigh_beside(context: Context, findings: list[Finding], *, is_silent: bool) -> float:
    rating = context.mention.rating
    more = (0.0 if rating is None else _weigh_stars(rating)) + sum([told.strength for told in findings])
    return more + (0.0 if is_silent else _weigh_leaning(context.text))


def _find_told(context: Context) -> list[Finding]:
    return find_told(context.text.phrases)  # of no other language than those with phrases


def _is_silent(text: Analysis) -> bool:
    """Tell whether a post's words say nothing by themselves."""
    return not text.tokens or _is_bare(text) or _is_foreign(text)


def _read_words(context: Context) -> float:
    weighing, base_rate = context.text.weighing, context.settings.complaint.base_rate
    if base_rate is None:
        return weighing.probability
    return shift_probability(weighing.probability, weighing.base_rate, base_rate)


def _weigh_leaning(text: Analysis) -> float:
    """Give what the lanes' weights, which were learned in more trades, add to the log-odds."""
    if text.leaning is None:
        return 0.0
    if not text.readable:
        return text.leaning.complaint_odds
    return (LENT if text.language == "en" else LENT_ELSEWHERE) * text.leaning.complaint_odds


def _read_vendor(context: Context) -> float | None:
    told = (context.mention.vendor_sentiment or "").strip().casefold()
    return _VENDOR_SHARES.get(_VENDOR_WORDS.get(told, told))


def _count_stars(rating: float) -> str:
    return "1 star" if rating == 1 else f"{rating:g} stars"


def _weigh_stars(rating: float) -> float:
    return _STAR_ODDS[min(5, max(1, floor(rating + 0.5)))]  # round() would take 2.5 for 2 and 3.5 for 4


def explain(context: Context) -> Reading:
    """Give the complaint probability with the words that weighed most, the stars, or who says so."""
    findings = _find_told(context)
    value = _measure(context, findings)
    text, mention = context.text, context.mention
    told = [] if mention.rating is None else [f"{_count_stars(mention.rating)} {_weigh_stars(mention.rating):+.1f}"]
    told += [f"{name_told(finding)} {finding.strength:+.1f}" for finding in findings]
    told += _tell_words(text) if text.tokens else ["the post has no text"]
    if not _has_words(text) and _read_vendor(context) is not None:
        told.append(f"the export calls it {mention.vendor_sentiment}")
    if value is None:
        told.append("ranked as a usual post")
    return Reading(value, ", ".join(told) or "no telling word")


def _tell_words(text: Analysis) -> list[str]:
    """Tell what a post's words say, those that weigh most and what they are like together."""
    if _is_bare(text):
        return ["a bare answer: what it says stands in what it answers"]
    if not text.readable:
        return _tell_leaning(text) if text.leaning else [f"language {text.language} cannot be read"]
    if _is_foreign(text):
        return ["too few words to tell its language, and none of them known"]
    strongest = [(word, weight) for word, weight in text.weighing.list_weights(_SHOWN) if abs(weight) >= _UNSEEN]
    told = [f"{_spell(word)} {weight:+.1f}" for word, weight in strongest]
    return told + _tell_leaning(text)


def _tell_leaning(text: Analysis) -> list[str]:
    leaning, weight = text.leaning, _weigh_leaning(text)
    if leaning is None or abs(weight) < _UNSEEN:
        return []
    like = "complaint" if weight > 0 else max(CONTENT, key=leaning.__getitem__)
    words = ", ".join(map(_spell, text.list_words_like(like, _SHOWN_LIKE)))
    return [f"{WORDED[like]}{f' ({words})' if words else ''} {weight:+.1f}"]


def _spell(word: str) -> str:
    """Write marks such as ``<user>`` as what people see in their place."""
    if "<" not in word:
        return word
    for mark, sign in _SIGNS.items():
        word = word.replace(mark, sign)
    return word


def list_words(context: Context, most: int) -> list[str]:
    """List the post's own words that speak for a complaint, strongest first, at most so many."""
    text = context.text
    return text.weighing.list_words(most, _UNSEEN) if _has_words(text) and not _is_bare(text) else []


def _has_words(text: Analysis) -> bool:
    return text.readable and bool(text.tokens)


def _is_foreign(text: Analysis) -> bool:
    """Tell whether a post has words, but in no language that can be told and none that weighs anything."""
    if text.language != UNDETERMINED or not any(map(_is_word, text.tokens)):
        return False
    return all(abs(weight) < _FAINT for _, weight in text.weighing.list_weights(1))


def _is_bare(text: Analysis) -> bool:
    """Tell whether a post is nothing but a yes, a no or the like."""
    if len(text.tokens) > _MOST_BARE:
        return False
    words = [token.strip(EDGES).lower() for token in text.tokens if not token.startswith(NO_WORD)]
    spoken = [word for word in words if word]
    return bool(spoken) and _BARE.issuperset(spoken)


def _is_word(token: str) -> bool:
    return not token.startswith(NO_WORD) and any(map(str.isalpha, token))


SIGNAL = Signal(
    name="complaint",
    summary="how likely it wants putting right (0 to 1, calibrated)",
    role="factor",
    reads_text=True,
    lowest=0.0,
    highest=1.0,
    neutral=USUAL_SHARE,
    measure=measure,
    explain=explain,
)
