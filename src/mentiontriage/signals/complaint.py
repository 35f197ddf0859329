"""complaint: the probability that a mention wants putting right, 0 to 1, calibrated.

The weights and what they were learned from are told in docs/model-card.md. A language without
weights of its own is "cannot tell" and ranks as the share of complaints in a usual day.
"""

from math import exp, log

from mentiontriage.model import Reading
from mentiontriage.signals import Context, Signal
from mentiontriage.signals._complaint import load_model

USUAL_SHARE = 0.35
"""The share of complaints among 4,863 brand mentions, which stands in where none can be told."""

_SHOWN = 4
_STAR_ODDS = {1: 2.0, 2: 1.3, 3: 0.3, 4: -1.0, 5: -2.0}
"""What a review's stars add to the log-odds: a judgement, not a measurement."""


def measure(context: Context) -> float | None:
    """Give the complaint probability; None where neither words nor stars can be read."""
    text, mention = context.text, context.mention
    told = text.readable and text.tokens
    if mention.rating is None:
        return (
            load_model().probability(mention.text, text.tokens, text.polarity, text.language)
            if told
            else None
        )
    worded = (
        load_model().probability(mention.text, text.tokens, text.polarity, text.language)
        if told
        else USUAL_SHARE
    )
    odds = log(worded / (1 - worded)) if 0 < worded < 1 else (worded - 0.5) * 20
    return 1 / (1 + exp(-odds - _star_odds(mention.rating)))


def _star_odds(rating: float) -> float:
    return _STAR_ODDS[min(5, max(1, round(rating)))]


def explain(context: Context) -> Reading:
    """Give the complaint probability with the words that weighed most, and the stars."""
    value = measure(context)
    text, rating = context.text, context.mention.rating
    stars = [] if rating is None else [f"{rating:g} stars {_star_odds(rating):+.1f}"]
    if value is None:
        what = f"language {text.language} cannot be read" if text.tokens else "the post has no text"
        return Reading(None, f"{what}; ranked as a usual post")
    weights = list_weights(context)[:_SHOWN]
    told = stars + [f"{word} {weight:+.1f}" for word, weight in weights]
    return Reading(value, ", ".join(told) or "no telling word")


def list_weights(context: Context) -> list[tuple[str, float]]:
    """List the words and cues that were weighed, in log-odds, strongest first."""
    text = context.text
    if not text.readable or not text.tokens:
        return []
    return load_model().explain(context.mention.text, text.tokens, text.polarity, text.language)


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
