"""The most that an open mention's priority can be, from its counts and its age alone."""

from collections.abc import Callable, Iterable, Mapping
from math import log10

from mentiontriage.model import Customer, Known
from mentiontriage.scoring import ROUNDING, Scorer
from mentiontriage.signals.audience import HIGHEST as WIDEST
from mentiontriage.signals.audience import SHARE_SMALL, estimate_people
from mentiontriage.signals.customer import EACH_CONTACT, MOST_CONTACTS, weigh_tier
from mentiontriage.signals.customer import HIGHEST as BEST_KNOWN
from mentiontriage.signals.urgency import SIGNAL as URGENCY
from mentiontriage.store.desk import Candidate
from mentiontriage.times import to_micros

_TOLD_HERE = ("audience", "customer", "urgency")
_UNTOLD = URGENCY.neutral
Bound = tuple[float, int, Candidate]
"""The negated bound, so that sorting puts the highest first; the number; the mention."""


def sort_by_bound(
    threads: Iterable[list[Candidate]],
    scorer: Scorer,
    wants: Callable[[Candidate], bool] | None,
    customers: Mapping[int, Customer],
) -> list[Bound]:
    """Sort mentions by the most that their priority can be, highest first; `wants` None takes all.

    The loop is written out because it runs for every open mention whatever is shown.
    """
    settings = scorer.settings
    now, target = to_micros(scorer.now), settings.target_hours * 3.6e9
    typical = estimate_people(settings.typical_followers)
    highest = -scorer.find_highest(_TOLD_HERE) * ROUNDING
    bounds = []
    for members in threads:
        person = highest
        if len(members) > 1 or members[0].customer is not None:
            customer = customers.get(members[0].customer or 0)
            person *= bound_person(len(members), customer, settings.tiers)
        for candidate in members:
            if wants is not None and not wants(candidate):
                continue
            no, _, _, posted_at, followers, views, spread, *_, opened_at = candidate
            people = views if views is not None else typical if followers is None else estimate_people(followers)
            audience = min(WIDEST, 1 + log10(1 + people + spread * SHARE_SMALL) / 2)
            urgency = _UNTOLD if posted_at is None else 1 + max(0, now - posted_at) / target
            # What came back by itself waits since then, at the longest since it first did: its own time may be later.
            if opened_at is not None:
                urgency = max(urgency, 1 + (now - opened_at) / target)
            bounds.append((person * audience * urgency, no, candidate))
    bounds.sort()
    return bounds


def bound_person(posts: int, customer: Customer | None, tiers: dict[str, float]) -> float:
    """Give the most that the person can count for who has so many open posts."""
    contacts = EACH_CONTACT * min(MOST_CONTACTS, posts - 1)
    return min(BEST_KNOWN, weigh_tier(Known(customer), tiers) + contacts)
