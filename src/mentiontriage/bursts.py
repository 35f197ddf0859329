"""Find where in a row of posts something is held far more often than was to be expected. Pure arithmetic.

How much a burst stands out is told by the scan statistic (Kulldorff 1997, with Poisson's counts): the log of how much
more likely it is that so many hold it there and so few elsewhere, than that all hold it as often as expected. What is
expected grows along the row with the posts, and not with time, so that many posts in a busy hour are no burst; and
where posts of one kind hold something more often, it grows faster along those.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import log

import msgspec

_ODDS = tuple(2.0**step for step in range(1, 9))
"""How many times as often as expected it may be held in a burst; what lies between is found by its neighbours."""

_CONTRAST = 1.5  # times as often inside as beside it, by judgement: of what has begun for good it is once
_ENOUGH = 0.5  # of a burst's length: a shorter stretch beside it tells nothing


class Burst(msgspec.Struct, frozen=True, gc=False):
    """Where a burst begins and ends, as places in the list of those who hold it, and how much it stands out."""

    first: int
    last: int
    strength: float


class Holders(msgspec.Struct, frozen=True, gc=False):
    """The posts that hold something: their places `at` in the row.

    `before` and `through` tell for each how many were to be expected up to it, without and with it.
    """

    at: Sequence[int]
    before: Sequence[float]
    through: Sequence[float]


class _Part(msgspec.Struct, frozen=True, gc=False):
    """A part of the row: from which holder up to which, and how much is expected before it and through it."""

    begin: int
    end: int
    before: float
    through: float


def find_bursts(holders: Holders, expected: float, bound: float, fewest: int, longest: int) -> list[Burst]:
    """Find the bursts of at least strength `bound` and of `fewest` holders, in order.

    `expected` is how many were to be expected along the whole row. What is longer than `longest` posts, or goes on
    nearly as strongly before it or after it, is a change and no burst; within it, and before and after every burst,
    more are looked for.
    """
    bursts = []
    left = [_Part(0, len(holders.at), 0.0, expected)]
    while left:
        part = left.pop()
        if part.end - part.begin < fewest:
            continue
        best = max((_find_best(holders, part, odds) for odds in _ODDS), key=lambda burst: burst.strength)
        if best.strength < bound or best.last - best.first + 1 < fewest:
            continue
        before, through = holders.before[best.first], holders.through[best.last]
        is_short = holders.at[best.last] - holders.at[best.first] < longest
        if is_short and _rises_and_falls(holders, best, expected):
            bursts.append(best)
        else:
            left.append(_Part(best.first, best.last + 1, before, through))
        left.append(_Part(part.begin, best.first, part.before, before))
        left.append(_Part(best.last + 1, part.end, through, part.through))
    return sorted(bursts, key=lambda burst: burst.first)


def _rises_and_falls(holders: Holders, burst: Burst, expected: float) -> bool:
    """Tell whether a burst holds far more than as long a stretch before it, and after it, as far as there is one."""
    begin, end = holders.before[burst.first], holders.through[burst.last]
    length = end - begin
    before = burst.first - bisect_left(holders.before, begin - length)
    after = bisect_right(holders.through, end + length) - burst.last - 1
    inside = burst.last - burst.first + 1
    return all(
        there < length * _ENOUGH or _CONTRAST * beside * length <= inside * there
        for beside, there in ((before, min(begin, length)), (after, min(expected - end, length)))
    )


def _find_best(holders: Holders, part: _Part, odds: float) -> Burst:
    """Find the burst that such odds explain best, in one pass.

    Each holder adds what it speaks for the odds, and what is expected between two of them takes off; where the sum
    falls to nothing, the burst begins anew (Page 1954, CUSUM).
    """
    before, through = holders.before, holders.through
    scale = (part.end - part.begin) / (part.through - part.before)
    gain, loss = log(odds), (odds - 1) * scale
    total, begun, most, first, last = 0.0, part.begin, 0.0, part.begin, part.begin
    reached = before[part.begin]
    for number in range(part.begin, part.end):
        total -= loss * (before[number] - reached)
        if total <= 0:
            total, begun = 0.0, number
        reached = through[number]
        total += gain - loss * (reached - before[number])
        if total > most:
            most, first, last = total, begun, number
    return Burst(
        first, last, _measure(last - first + 1, scale * (through[last] - before[first]), part.end - part.begin)
    )


def _measure(inside: int, expected: float, everywhere: int) -> float:
    """Give the log-likelihood ratio of so many inside, of all that there are, where so many were expected."""
    if inside <= expected:
        return 0.0
    outside = everywhere - inside
    return inside * log(inside / expected) + (outside * log(outside / (everywhere - expected)) if outside else 0.0)
