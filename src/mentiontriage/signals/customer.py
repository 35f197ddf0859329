"""customer: what is known of the person, 1 (a stranger) to 2.

Nothing is known of anybody yet, so everybody is a stranger; the range is what the formula's
bounds are computed with.
"""

from mentiontriage.model import Reading
from mentiontriage.signals import Context, Signal


def measure(context: Context) -> float | None:  # noqa: ARG001 (the signature of every signal)
    """Give the customer factor; None, since no customer file is read."""
    return None


def explain(context: Context) -> Reading:
    """Give the customer factor and the reason."""
    return Reading(measure(context), "nothing is known of this person; ranked as a stranger")


SIGNAL = Signal(
    name="customer",
    summary="what is known of the person: tier, earlier unanswered contacts",
    role="factor",
    reads_text=False,
    lowest=1.0,
    highest=2.0,
    neutral=1.0,
    measure=measure,
    explain=explain,
)
