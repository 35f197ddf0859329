"""The formula: what makes one mention come before another. Pure, and all of it in this file.

    priority = complaint x severity x audience x customer x urgency

It is the marginal cost of making this person wait (van Mieghem 1995, the generalised c-mu rule:
serve first whoever's cost of delay grows fastest now). docs/design.md gives the reasons.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from math import prod

import msgspec

from mentiontriage.best import Key
from mentiontriage.model import LANES, Mention

FACTORS = ("complaint", "severity", "audience", "customer", "urgency")
"""The factors, in the order in which they are multiplied and shown."""

DECIMALS = 3
"""A factor is rounded to so many places before it is multiplied, so that what is shown is what
is multiplied and anybody can check the product by hand."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def multiply(values: Iterable[float]) -> float:
    """Multiply factors, first to last, into a priority."""
    return prod(values)


def round_factor(value: float) -> float:
    """Round a factor to the places that are shown."""
    return round(value, DECIMALS)


def sort_key(lane: str, priority: float, mention: Mention) -> Key:
    """Give the key by which a queue is sorted, first answered first.

    Lane by lane, highest priority first; of two alike the oldest, then by id, so that the order
    is total. A post of unknown age counts as the oldest: it may be.
    """
    return (LANES.index(lane), -priority, mention.posted_at or _NEVER, mention.id, mention.source)


class Range(msgspec.Struct, frozen=True):
    """The least and the most that a factor can be; `highest` None is without bound."""

    lowest: float
    highest: float | None


class WaitBounds(msgspec.Struct, frozen=True):
    """How long anybody can wait before nobody new can come first, in hours.

    `ratio` is the largest ratio by which two complaints can differ apart from their waits.
    `any_complaint` holds for every complaint against every newcomer; `equal_strangers` for two
    equally bad complaints by strangers, of whom one is followed by nobody and one by millions.
    """

    ratio: float
    any_complaint: float
    equal_strangers: float


def bound_waits(ranges: Mapping[str, Range], threshold: float, target_hours: float) -> WaitBounds:
    """Work out the longest waits that the formula allows.

    A complaint of probability `threshold` and the lowest of everything else, against one with the
    highest of everything, comes first once its urgency is `ratio`: after (ratio - 1) targets.
    """
    ratio = 1.0
    for name, range_ in ranges.items():
        if name == "urgency":
            continue
        if range_.highest is None:
            raise ValueError(f"{name} has no highest value: nobody's wait could be bounded")
        ratio *= range_.highest / (threshold if name == "complaint" else range_.lowest)
    audience = ranges["audience"]
    strangers = (audience.highest or 0) / audience.lowest
    return WaitBounds(ratio, (ratio - 1) * target_hours, (strangers - 1) * target_hours)
