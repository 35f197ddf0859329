"""urgency: how long the mention has waited, in first-response targets, 1 and up without bound.

    urgency = 1 + waited / target

The cost of a delay is taken as quadratic in the wait, so what one more minute costs grows
linearly with it (van Mieghem 1995, the generalised c-mu rule). That it has no bound is what
lets nobody wait for ever. What was answered or put away and is back waits from when it came back.
"""

from mentiontriage.durations import format_duration, tell_wait
from mentiontriage.model import Reading
from mentiontriage.signals import Context, Signal


def measure(context: Context) -> float | None:
    """Give the urgency factor; None where nobody knows since when."""
    since = context.waits_since
    if since is None:
        return None
    return _weigh_wait((context.now - since).total_seconds(), context.settings.target_hours)


def _weigh_wait(waited_s: float, target_hours: float) -> float:
    # A clock that runs ahead must not make a mention less urgent than a new one.
    return 1 + waited_s / (target_hours * 3600) if waited_s > 0 else 1.0


def explain(context: Context) -> Reading:
    """Give the urgency factor, with the wait and the target."""
    since, target_hours = context.waits_since, context.settings.target_hours
    if since is None:
        return Reading(None, "the post's time is unknown; ranked as if it had waited one target")
    waited = (context.now - since).total_seconds()
    wait = tell_wait(max(0, int(waited)), max(0, int(-waited)))
    told = f"{wait}, target {format_duration(int(target_hours * 3600))}"
    if context.known.back_at is not None:
        told += ", from when it came back"
    return Reading(_weigh_wait(waited, target_hours), told)


SIGNAL = Signal(
    name="urgency",
    summary="how long it has waited, in first-response targets",
    role="factor",
    reads_text=False,
    lowest=1.0,
    highest=None,
    neutral=2.0,
    measure=measure,
    explain=explain,
)
