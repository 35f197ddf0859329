"""audience: how many people have seen the mention or soon will, 1 to 4.5.

    audience = 1 + log10(1 + people) / 2, at most 4.5 (ten million people)

`people` are the views where the network tells them; else the followers times the share of them
that a post reaches; plus the same for everybody who passed the post on, each counted once. The
share is 15 % up to 100,000 followers and falls linearly to 6 % at 10 million, a published
industry curve. The logarithm fits 3,813 measured posts: engagement about doubled for each
tenfold of followers.
"""

from math import log10

from mentiontriage.lacking import NEVER, NOTHING, STEPS
from mentiontriage.model import Mention, Reading, Spreader
from mentiontriage.signals import Context, Signal

HIGHEST = 4.5
_APART = 1 / (2 * STEPS)  # a step, as a difference of factors: of nearer ones nothing is said to be lacking
_SMALL, _PEAK, _LARGE = 100_000, 8_300_000, 10_000_000
SHARE_SMALL, _SHARE_LARGE = 0.15, 0.06
_STEPS_AT_LEAST = STEPS * log10((1 - 10 ** (-2 * _APART)) / SHARE_SMALL)


def estimate_people(followers: int) -> float:
    """Estimate how many people see a post of an account with so many followers.

    The curve's falling share would take more than the further followers bring from 8.3 million
    on; more followers must never count for less, so it stays level until 6 % exceeds it.
    """
    if followers <= _SMALL:
        return followers * SHARE_SMALL
    if followers >= _PEAK:
        return max(_follow_curve(_PEAK), followers * _SHARE_LARGE)
    return _follow_curve(followers)


def _follow_curve(followers: int) -> float:
    fallen = (followers - _SMALL) / (_LARGE - _SMALL)
    return followers * (SHARE_SMALL - (SHARE_SMALL - _SHARE_LARGE) * fallen)


def count_people(mention: Mention, typical_followers: int) -> float:
    """Count the people who have likely seen a mention, or will."""
    views = mention.engagement.views
    if views is None:
        followers = mention.author.followers
        people = estimate_people(typical_followers if followers is None else followers)
    else:
        people = float(views)
    for spreader in mention.spread:
        people += estimate_people(spreader.followers)
    return people


def measure(context: Context) -> float:
    """Give the audience factor."""
    return _weigh_people(count_people(context.mention, context.settings.typical_followers))


def _weigh_people(people: float) -> float:
    weight = 1 + log10(1 + people) / 2
    return weight if weight < HIGHEST else HIGHEST  # min() would take twice as long, a million times


def count_lacking(factor: float, wanted: float) -> int:
    """Count what an audience factor lacks to become so great, in the steps of `lacking`: never more than it does.

    With w wanted and f the factor, 10^(2w - 2) - 10^(2f - 2) more people have to see it, and followers see it by
    15 % at most. Where w - f is a sixteenth or more, that is at least 10^(2w - 2) (1 - 10^(-1/8)) / 0.15 followers.
    """
    if wanted > HIGHEST:
        return NEVER
    return int(2 * STEPS * (wanted - 1) + _STEPS_AT_LEAST) if wanted - factor >= _APART else NOTHING


def explain(context: Context) -> Reading:
    """Give the audience factor, with whom it counts."""
    mention, typical = context.mention, context.settings.typical_followers
    people = count_people(mention, typical)
    followers = mention.author.followers
    if mention.engagement.views is not None:
        seen = f"seen {mention.engagement.views:,} times"
    elif followers is not None:
        seen = f"{followers:,} followers"
    else:
        seen = f"followers unknown, taken as {typical:,}"
    return Reading(_weigh_people(people), f"about {people:,.0f} people: {seen}{_name_spread(mention.spread)}")


def _name_spread(spread: tuple[Spreader, ...]) -> str:
    if not spread:
        return ""
    largest = spread[0]
    others = f" and {len(spread) - 1:,} more" if len(spread) > 1 else ""
    return f"; passed on by {_call(largest.handle)} ({largest.followers:,} followers){others}"


def _call(handle: str | None) -> str:
    """Call somebody by the handle, or by the name that stands in its place where an export gives no handle."""
    if not handle:
        return "somebody"
    return handle if any(map(str.isspace, handle)) else f"@{handle}"


SIGNAL = Signal(
    name="audience",
    summary="how many people have seen it or soon will",
    role="factor",
    reads_text=False,
    lowest=1.0,
    highest=HIGHEST,
    neutral=1.0,
    measure=measure,
    explain=explain,
)
