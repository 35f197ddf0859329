"""Find where in a row of posts something is held far more often than before and after. Pure arithmetic.

How much a burst stands out is told by the scan statistic (Kulldorff 1997, with Bernoulli's counts): the log of how much
more likely the posts are if the share in the burst is another than the share around it. Shares are compared and not
numbers, so that many posts in a busy hour are no burst.
"""

from collections.abc import Sequence
from math import log

import msgspec

_ODDS = tuple(2.0**step for step in range(1, 9))
"""How many times as likely as elsewhere something may be in a burst; what lies between is found by its neighbours."""


class Burst(msgspec.Struct, frozen=True, gc=False):
    """Where a burst begins and ends, as places in the list of those who hold it, and how much it stands out."""

    first: int
    last: int
    strength: float


def find_bursts(at: Sequence[int], posts: int, bound: float, fewest: int) -> list[Burst]:
    """Find the bursts among `posts` posts of what those at the places `at` hold, in order.

    Each is at least of strength `bound` within what the stronger ones leave before and after them, and of `fewest`
    posts that hold it.
    """
    bursts = []
    left = [(0, len(at), range(posts))]
    while left:
        begin, end, whole = left.pop()
        if end - begin < fewest:
            continue
        best = max((_find_best(at, begin, end, whole, odds) for odds in _ODDS), key=lambda burst: burst.strength)
        if best.strength < bound or best.last - best.first + 1 < fewest:
            continue
        bursts.append(best)
        left.append((begin, best.first, range(whole.start, at[best.first])))
        left.append((best.last + 1, end, range(at[best.last] + 1, whole.stop)))
    return sorted(bursts, key=lambda burst: burst.first)


def _find_best(at: Sequence[int], begin: int, end: int, whole: range, odds: float) -> Burst:
    """Find the burst that such odds explain best, in one pass.

    Each post that holds it adds what it speaks for the odds, each other one takes off; where the sum falls to
    nothing, the burst begins anew (Page 1954, CUSUM).
    """
    share = (end - begin) / len(whole)
    if share == 1:
        return Burst(begin, begin, 0.0)
    within = odds * share / (1 - share + odds * share)
    gain, loss = log(within / share), log((1 - share) / (1 - within))
    total, begun, most, first, last = 0.0, begin, 0.0, begin, begin
    previous = at[begin]
    for number in range(begin, end):
        place = at[number]
        total -= loss * (place - previous - 1)
        if total <= 0:
            total, begun = 0.0, number
        total += gain
        if total > most:
            most, first, last = total, begun, number
        previous = place
    return Burst(first, last, _measure(last - first + 1, at[last] - at[first] + 1, end - begin, len(whole)))


def _measure(inside: int, length: int, holders: int, posts: int) -> float:
    """Give the log-likelihood ratio of one share inside a burst and another outside, against one share for all."""
    if inside * posts <= holders * length:
        return 0.0
    apart = _weigh_share(inside, length) + _weigh_share(holders - inside, posts - length)
    return apart - _weigh_share(holders, posts)


def _weigh_share(holders: int, posts: int) -> float:
    """Give the greatest log-likelihood of so many of the posts holding it."""
    return sum(count * log(count / posts) for count in (holders, posts - holders) if count)
