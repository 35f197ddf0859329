"""severity: how strongly it is put and what is at stake, 1 to 2.

Not a copy of the complaint probability: a polite word about a swollen battery weighs more than
a loud one about a slow page.
"""

from mentiontriage.model import Reading
from mentiontriage.signals import Analysis, Context, Signal
from mentiontriage.signals._phrase_tables import has_phrases
from mentiontriage.signals._severity import bound_severity, explain_severity, measure_severity


def bound(context: Context) -> float:
    """Give what the severity factor cannot exceed, without matching a phrase."""
    return bound_severity(context.text.phrases, context.mention.rating)


def measure(context: Context) -> float | None:
    """Give the severity factor; None in a language that has no phrases, unless stars tell it."""
    text, mention = context.text, context.mention
    if mention.rating is None and not _is_read(text):
        return None
    return measure_severity(mention.text, text.phrases, mention.rating)


def explain(context: Context) -> Reading:
    """Give the severity factor with what it was read from."""
    text, mention = context.text, context.mention
    if mention.rating is None and not _is_read(text):
        return Reading(None, f"language {text.language} cannot be read")
    severity = explain_severity(mention.text, text.phrases, mention.rating)
    return Reading(severity.value, "; ".join(severity.reasons) or "nothing grave is named")


def _is_read(text: Analysis) -> bool:
    """Tell whether a post's language has phrases; one that cannot be told is read as English."""
    return text.readable or has_phrases(text.language)


SIGNAL = Signal(
    name="severity",
    summary="how strongly it is put, and what is at stake",
    role="factor",
    reads_text=True,
    lowest=1.0,
    highest=2.0,
    neutral=1.0,
    measure=measure,
    explain=explain,
    bound=bound,
)
