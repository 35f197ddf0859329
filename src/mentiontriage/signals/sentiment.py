"""sentiment: vaderSentiment's compound value, -1 to 1, to the last digit.

It informs; it is no factor of its own, since a bad mood is not a complaint.
"""

from mentiontriage.language import UNDETERMINED
from mentiontriage.model import Reading
from mentiontriage.signals import Analysis, Context, Signal


def tells_sentiment(analysis: Analysis) -> bool:
    """Tell whether the lexicon can say anything: it knows English, and the emoji and emoticons of all languages.

    What it makes of other languages' words is chance: German "die" is dying to it, Spanish "no" a refusal.
    So there nothing but signs may have been heard. A compound of 0 is then no neutral mood, it is no answer.
    """
    if analysis.language == "en":
        return True
    heard = analysis.polarity
    is_heard = heard.pos > 0 or heard.neg > 0
    return is_heard and (analysis.language == UNDETERMINED or heard == analysis.polarity_of_signs)


def measure(context: Context) -> float | None:
    """Give the compound value; None where the lexicon cannot tell."""
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
