"""Write counts and waits so that they are read at a glance."""

from mentiontriage.durations import format_duration, is_ahead
from mentiontriage.model import Mention, Score
from mentiontriage.ranking import DECIMALS

_SCALES = ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k"))
UNKNOWN = "?"
"""Stands for what is not known, which is not the same as none."""


def format_count(count: int | None) -> str:
    """Write a count in few characters: 950, 12.4k, 124k, 1.1M; `?` where unknown."""
    if count is None:
        return UNKNOWN
    for scale, letter in _SCALES:
        if count >= scale * 0.9995:  # 999,600 is nearer to 1M than to 999k
            shown = f"{count / scale:.1f}" if count < 99.95 * scale else f"{count / scale:.0f}"
            return shown.removesuffix(".0") + letter
    return str(count)


def format_factor(value: float) -> str:
    """Write a factor with all its places, so that their product can be checked; a priority with as many."""
    return f"{value:.{DECIMALS}f}"


def count_nouns(number: int, noun: str) -> str:
    """Write how many there are of something: 1 mention, 1,200 mentions."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def format_reach(mention: Mention) -> str:
    """Write how many follow the author, and how many follow those who passed the mention on: 12 +1.1M."""
    own = format_count(mention.author.followers)
    passed_on = sum(spreader.followers for spreader in mention.spread)
    return f"{own} +{format_count(passed_on)}" if passed_on else own


def format_wait(score: Score) -> str:
    """Write how long somebody has waited: 35m, 2d 4h, 3w; `?` where unknown, `ahead` where the time is to come."""
    if score.waited_s is None:
        return UNKNOWN
    return "ahead" if is_ahead(score.ahead_s) else format_duration(score.waited_s)
