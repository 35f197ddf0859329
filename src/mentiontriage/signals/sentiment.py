"""sentiment: vaderSentiment's compound value, -1 to 1, to the last digit.

It informs; it is no factor of its own, since a bad mood is not a complaint.
"""

from mentiontriage.model import Reading
from mentiontriage.signals import Analysis, Context, Signal


def tells_sentiment(analysis: Analysis) -> bool:
    """Tell whether the lexicon can say anything: it knows English, and words that others share.

    A compound of 0 on a language that it cannot read is no neutral mood, it is no answer.
    """
    return analysis.language == "en" or analysis.polarity.pos > 0 or analysis.polarity.neg > 0


def measure(context: Context) -> float | None:
    """Give the compound value; None where the lexicon knows none of the words."""
    return context.text.polarity.compound if tells_sentiment(context.text) else None


def explain(context: Context) -> Reading:
    """Give the compound value with the shares it comes from."""
    value = measure(context)
    if value is None:
        return Reading(None, f"the lexicon does not read {context.text.language}")
    polarity = context.text.polarity
    return Reading(value, f"negative {polarity.neg:.0%}, neutral {polarity.neu:.0%}, positive {polarity.pos:.0%}")


SIGNAL = Signal(
    name="sentiment",
    summary="the mood of the words, by vaderSentiment (-1 to 1)",
    role="evidence",
    reads_text=True,
    lowest=-1.0,
    highest=1.0,
    neutral=0.0,
    measure=measure,
    explain=explain,
)
