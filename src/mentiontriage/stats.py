"""How many, how soon, and whether everybody alike: response times that do not forget who still waits. Pure.

Medians over the answered alone flatter a desk that leaves the hard ones lying. So times are
estimated by the product-limit method (Kaplan and Meier 1958), which counts those who still wait as
having waited at least so long: S(t) = product over answer times u <= t of (1 - answers at u / waiting
just before u). The median is the first t at which S is at most one half; where too few were
answered for that, it is not known yet.

Where hardly anybody has waited so long, one answer would stand for all who have waited less: of
fourteen, the one that waited longest is answered, and the curve falls to nothing. So it is followed
no further than the median follow-up (the same estimate with the parts of answers and waits exchanged,
Schemper and Smith 1996), up to which at least half were watched. That is stricter than the usual
advice to end a plot where a tenth to a fifth are watched (Pocock, Clayton and Altman 2002), as a line
here may be of five mentions, and the longest wait is mostly what is answered first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo
from itertools import groupby

import msgspec

BANDS = ((100, "under 100"), (1_000, "100 to 1k"), (10_000, "1k to 10k"), (100_000, "10k to 100k"))
_LARGEST, _UNKNOWN = "over 100k", "unknown"
BAND_NAMES = (*(name for _, name in BANDS), _LARGEST, _UNKNOWN)
STRANGER = "no customer"
_NO_TIER = "customer"
UNTIMED = "answered at an unknown time, which response times and shares leave out"
"""What is said of how many `Statistics.untimed` are."""


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """What became of one mention: how long it waited, to its answer or until now, and whether in time.

    `in_time` is None while it is neither answered nor overdue. Both are None where it was answered at an unknown time.
    """

    lane: str
    source: str
    followers: int | None
    tier: str | None
    posted_at: datetime
    waited_s: float | None
    answered: bool
    in_time: bool | None


class Line(msgspec.Struct, frozen=True):
    """One line of a table. Times are in seconds; `in_time` is a share of those answered or overdue.

    Times and share leave out what was answered at an unknown time.

    A median or 90 % that is None is not known yet, but longer than `followed_s`, as far as half of them
    were watched. `longest_s` is the longest wait so far.
    """

    name: str
    mentions: int
    answered: int
    waiting: int
    median_s: float | None
    p90_s: float | None
    followed_s: float
    longest_s: float
    in_time: float | None

    @property
    def least_median_s(self) -> float:
        """The median, or what it is more than."""
        return self.followed_s if self.median_s is None else self.median_s


class Day(msgspec.Struct, frozen=True):
    """How many mentions were posted on a day of the desk's time zone, and how many of them are complaints."""

    date: date
    mentions: int
    complaints: int


class Statistics(msgspec.Struct, frozen=True):
    """The tables of `triage stats`. All but `lanes` and `days` are of mentions that ask for an answer.

    `undated` counts those of unknown time, which stand in none of them; `untimed` those of them that were answered
    nobody knows when.
    """

    since: datetime
    until: datetime
    dismissed: int
    undated: int
    days: tuple[Day, ...]
    lanes: tuple[Line, ...]
    sources: tuple[Line, ...]
    followers: tuple[Line, ...]
    tiers: tuple[Line, ...]
    untimed: int = 0


def name_band(followers: int | None) -> str:
    """Name the band of a number of followers."""
    if followers is None:
        return _UNKNOWN
    return next((name for below, name in BANDS if followers < below), _LARGEST)


def name_tier(outcome: Outcome) -> str:
    """Name the tier of the customer who wrote, or that it is none."""
    return STRANGER if outcome.tier is None else outcome.tier or _NO_TIER


def tabulate(
    outcomes: Iterable[Outcome], name: Callable[[Outcome], str], order: Sequence[str] = ()
) -> tuple[Line, ...]:
    """Make a table of outcomes by what `name` calls them: in the order given, then the most first."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[name(outcome)].append(outcome)
    known = [group for group in order if group in groups]
    others = sorted(groups.keys() - set(known), key=lambda group: (-len(groups[group]), group))
    return tuple(summarise(group, groups[group]) for group in (*known, *others))


def summarise(name: str, outcomes: Sequence[Outcome]) -> Line:
    """Make one line of outcomes."""
    answered = sum(outcome.answered for outcome in outcomes)
    judged = [outcome.in_time for outcome in outcomes if outcome.in_time is not None]
    times = sorted((outcome.waited_s, outcome.answered) for outcome in outcomes if outcome.waited_s is not None)
    return Line(
        name=name,
        mentions=len(outcomes),
        answered=answered,
        waiting=len(outcomes) - answered,
        median_s=estimate_time(times, 0.5),
        p90_s=estimate_time(times, 0.9),
        followed_s=measure_follow_up(times),
        longest_s=times[-1][0] if times else 0.0,
        in_time=sum(judged) / len(judged) if judged else None,
    )


def estimate_time(times: Sequence[tuple[float, bool]], share: float) -> float | None:
    """Estimate within what time a share is answered, from (time, answered or still waiting).

    None where too few were answered yet, or watched for so long, that it could be told.
    """
    time = _find_end(times, share)
    return time if time is not None and time <= measure_follow_up(times) else None


def measure_follow_up(times: Sequence[tuple[float, bool]]) -> float:
    """Measure how long at least half were watched; the longest time where no more than half are lost to view.

    The roles are exchanged: an answer cuts the watching short, and a post that still waits is what is looked for.
    """
    end = _find_end([(time, not answered) for time, answered in times], 0.5)
    return max((time for time, _ in times), default=0.0) if end is None else end


def _find_end(times: Sequence[tuple[float, bool]], share: float) -> float | None:
    """Find within what time a share has ended, by the product-limit method, from (time, ended or cut short)."""
    ordered = sorted(times)
    at_risk = len(ordered)
    left = 1.0
    time: float
    for time, group in groupby(ordered, key=lambda entry: entry[0]):
        ended = [has_ended for _, has_ended in group]
        left *= 1 - sum(ended) / at_risk
        if any(ended) and left <= 1 - share + 1e-12:
            return time
        at_risk -= len(ended)
    return None


def count_days(outcomes: Iterable[Outcome], since: datetime, until: datetime, zone: tzinfo = UTC) -> tuple[Day, ...]:
    """Count mentions and complaints by the days of a zone, days without any included."""
    counted: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for outcome in outcomes:
        entry = counted[outcome.posted_at.astimezone(zone).date()]
        entry[0] += 1
        entry[1] += outcome.lane == "complaint"
    first, last = (moment.astimezone(zone).date().toordinal() for moment in (since, until))
    days = map(date.fromordinal, range(first, last + 1))
    return tuple(Day(day, *counted[day]) if day in counted else Day(day, 0, 0) for day in days)
