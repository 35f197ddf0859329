"""Fit probabilities to a stream where complaints are rarer or more common than the model supposes.

A model calibrated for one share of complaints is over-sure where there are fewer. The share can be found from
the probabilities alone: Saerens, Latinne and Decaestecker, "Adjusting the Outputs of a Classifier to New a
Priori Probabilities" (Neural Computation 14, 2002): expectation maximisation over one number. On sources that the
model never saw it went the right way but too far, so the answer lies halfway, in log-odds, to what was supposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

LEAST, MOST = 0.005, 0.995  # a share that no stream is beyond, so that no odds are infinite
MOST_ROUNDS = 200
PRIOR_POSTS = 20  # a handful of posts must not overturn the share supposed: it counts as so many posts


def estimate_base_rate(probabilities: Sequence[float], supposed: float) -> float:
    """Give the share of complaints in a stream from the probabilities of its posts.

    `supposed` is the share that the probabilities were calibrated for, and the answer for no posts.
    """
    rate = supposed
    if not probabilities:
        return rate
    for _ in range(MOST_ROUNDS):
        total = sum(shift_probability(probability, supposed, rate) for probability in probabilities)
        found = (total + PRIOR_POSTS * supposed) / (len(probabilities) + PRIOR_POSTS)
        found = min(MOST, max(LEAST, found))
        settled = abs(found - rate) < 1e-5
        rate = found
        if settled:
            break
    return _meet_halfway(supposed, rate)


def fit_base_rate(probabilities: Sequence[float], supposed: float, share: float) -> float:
    """Give the base rate to set so that the mean probability of these posts is the share of complaints among them.

    It is not the share itself where the words of a stream speak more or less plainly than those that the
    model was calibrated on; in leave-one-out it left less of the error on every source (docs/quality.md).
    """
    least, most = 0.0, 1.0
    for _ in range(60):  # each halves what is left, down to the last digits of a float
        rate = (least + most) / 2
        expected = sum(shift_probability(probability, supposed, rate) for probability in probabilities)
        least, most = (rate, most) if expected < share * len(probabilities) else (least, rate)
    return (least + most) / 2


def _meet_halfway(supposed: float, found: float) -> float:
    odds = sqrt(supposed / (1 - supposed) * found / (1 - found))
    return odds / (1 + odds)


def shift_probability(probability: float, supposed: float, rate: float) -> float:
    """Give the probability where complaints have the share `rate` instead of `supposed`."""
    yes = probability * rate / supposed
    no = (1 - probability) * (1 - rate) / (1 - supposed)
    return yes / (yes + no)
