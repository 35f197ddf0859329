"""Between probabilities and their log-odds, in which what speaks for and against a thing adds up."""

from math import exp, log

_NONE_BELOW = -700.0  # where exp would overflow


def to_probability(log_odds: float) -> float:
    """Return the probability, 0..1, of which these are the natural log-odds: the logistic function."""
    return 1 / (1 + exp(-log_odds)) if log_odds > _NONE_BELOW else 0.0


def to_log_odds(probability: float) -> float:
    """Return the natural log-odds of a probability strictly between 0 and 1."""
    return log(probability / (1 - probability))
