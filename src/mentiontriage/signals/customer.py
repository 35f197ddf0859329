"""customer: what is known of the person, 1 (a stranger) to 2.

    customer = tier + 0.1 x earlier unanswered contacts (at most five), at most 2

A tier's factor is a setting. Somebody who has written before and was not answered is angrier than
one who writes for the first time, and right to be.
"""

from mentiontriage.config import KNOWN_CUSTOMER
from mentiontriage.model import Known, Reading
from mentiontriage.signals import Context, Signal

HIGHEST = 2.0
EACH_CONTACT = 0.1
MOST_CONTACTS = 5
_STRANGER = Reading(None, "nothing is known of this person; ranked as a stranger")


def measure(context: Context) -> float | None:
    """Give the customer factor; None where nothing is known of the person."""
    known = context.known
    if known.customer is None and not known.earlier:
        return None
    contacts = EACH_CONTACT * min(known.earlier, MOST_CONTACTS)
    return min(HIGHEST, weigh_tier(known, context.settings.tiers) + contacts)


def weigh_tier(known: Known, tiers: dict[str, float]) -> float:
    """Give what a person's tier counts for: 1 for a stranger, a little more for any customer."""
    if known.customer is None:
        return 1.0
    tier = known.customer.tier
    return KNOWN_CUSTOMER if tier is None else tiers.get(tier.casefold(), KNOWN_CUSTOMER)


def explain(context: Context) -> Reading:
    """Give the customer factor and the reason."""
    value = measure(context)
    if value is None:
        return _STRANGER
    known = context.known
    told = []
    if known.customer is not None:
        told.append(f"{known.customer.tier} customer" if known.customer.tier else "a customer without a tier")
    if known.earlier:
        told.append(f"{known.earlier} earlier unanswered {'post' if known.earlier == 1 else 'posts'}")
    return Reading(value, ", ".join(told))


SIGNAL = Signal(
    name="customer",
    summary="what is known of the person: tier, earlier unanswered posts",
    role="factor",
    reads_text=False,
    lowest=1.0,
    highest=HIGHEST,
    neutral=1.0,
    measure=measure,
    explain=explain,
)
