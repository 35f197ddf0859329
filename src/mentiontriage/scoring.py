"""Score mentions: ask every signal, choose the lane, multiply the factors. Pure, told the time.

There are two ways to ask, which agree: `measure` for each of a million posts, which works out no
more than place and lane need; and `explain` for those that are shown, with every reason.
"""

from collections.abc import Container, Iterable
from datetime import datetime, tzinfo
from math import inf

import msgspec

from mentiontriage import plugins, signals
from mentiontriage.config import Settings
from mentiontriage.errors import ConfigError
from mentiontriage.gravity import find_danger
from mentiontriage.lanes import choose_lane, is_ours
from mentiontriage.language import detect_language, normalise_language
from mentiontriage.model import Customer, Factor, Known, Mention, Score, Sentiment
from mentiontriage.ranking import FACTORS, Range, multiply, round_factor
from mentiontriage.signals import STRANGER, Analysis, Context, Signal, audience
from mentiontriage.signals._complaint import ComplaintModel, load_model
from mentiontriage.signals._vader import load_scorer
from mentiontriage.signals.complaint import list_words
from mentiontriage.signals.sentiment import tells_sentiment
from mentiontriage.targets import find_due, read_zone

_STRONGEST = 8
_COMPLAINT = FACTORS.index("complaint")
ROUNDING = 1.005
"""What a bound is multiplied by: more than the product can grow when its factors are rounded to three places.

That holds for factors of at least 1. The complaint's probability may be less, so that rounding could add a fortieth to
0.02; it enters a bound already rounded.
"""


class Measured(msgspec.Struct, frozen=True, gc=False):
    """A mention's place in the queue, before anybody asks why."""

    lane: str
    priority: float
    language: str
    readable: bool
    danger: bool = False


def load_factors() -> tuple[Signal, ...]:
    """Load the signals that are multiplied, in the order of multiplication."""
    return tuple(plugins.load(signals.__name__, name, Signal) for name in FACTORS)


def list_ranges(factors: Iterable[Signal]) -> dict[str, Range]:
    """List the least and the greatest value of each factor by its name, in their order."""
    return {signal.name: Range(signal.lowest, signal.highest) for signal in factors}


class Scorer:
    """Scores mentions by one set of settings at one moment."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        self.settings = settings
        self.now = now
        self._signals = {signal.name: signal for signal in load_factors()}
        self._untexted = [s for s in self._signals.values() if not s.reads_text]
        # The one that can lift most comes first: most posts have little of it, which rules them out.
        self._texted = sorted((s for s in self._signals.values() if s.reads_text), key=_choose_turn)
        self._bounding = [(s.measure, s.neutral) for s in self._untexted if s.name != audience.SIGNAL.name]
        self._highest_of_text = multiply(s.highest or 1.0 for s in self._texted)
        self._polarity = load_scorer()
        self._complaints = _load_weights(settings.complaint.model)
        self._languages = self._complaints.languages

    def find_highest(self, left_out: Container[str]) -> float:
        """Give the most by which all factors but those left out can multiply a priority."""
        bounded = [signal for name, signal in self._signals.items() if name not in left_out]
        return multiply(inf if signal.highest is None else signal.highest for signal in bounded)

    @property
    def zone(self) -> tzinfo:
        """The time zone of the desk, by whose clocks its people are told times."""
        return read_zone(self.settings.targets.time_zone)

    def bound(self, mention: Mention, known: Known = STRANGER) -> float:
        """Give what a mention's priority cannot exceed, even if its text were the gravest there is."""
        seen, others = self.bound_apart(mention, known)
        return seen * others

    def bound_apart(self, mention: Mention, known: Known = STRANGER) -> tuple[float, float]:
        """Give the two factors of `bound`: the audience, which grows as others pass the mention on, and all else."""
        context = Context(mention, self.now, self.settings, None, known)
        others = self._highest_of_text * ROUNDING
        # Each step here is taken for every post of a million, so nothing is kept that may be asked again.
        for measure, neutral in self._bounding:
            told = measure(context)
            others *= neutral if told is None else told
        return audience.measure(context), others

    def measure(self, mention: Mention, floor: float = 0.0, known: Known = STRANGER) -> Measured | None:
        """Give a mention's lane and priority, or None if its priority cannot reach `floor`.

        What does not need the text is asked first. Where even the gravest text could not lift the
        priority to the floor the text is not read at all, else only for as long as it still could.
        """
        bound = self.bound(mention, known)
        if bound < floor:
            return None
        analysis = self.analyse(mention)
        context = Context(mention, self.now, self.settings, analysis, known)
        values = {}
        for signal in self._texted:
            bound /= signal.highest or 1.0
            if signal.bound is not None and bound * signal.bound(context) < floor:
                return None
            values[signal.name] = told = signal.measure(context)
            bound *= _fill(signal, told)
            if bound < floor:
                return None
        for signal in self._untexted:
            values[signal.name] = signal.measure(context)
        complaint = _round(values["complaint"])
        lane = choose_lane(mention, analysis, complaint, self.settings)
        priority = multiply([_fill(signal, values[name]) for name, signal in self._signals.items()])
        danger = find_danger(lane.name, analysis) is not None
        is_read = analysis.readable or analysis.leaning is not None
        return Measured(lane.name, priority, analysis.language, is_read, danger)

    def explain(self, mention: Mention, known: Known = STRANGER) -> Score:
        """Give all that can be said of a mention's place, each factor with its reason."""
        analysis = self.analyse(mention)
        context = Context(mention, self.now, self.settings, analysis, known)
        readings = [signal.explain(context) for signal in self._signals.values()]
        factors = tuple(
            [
                Factor(signal.name, _fill(signal, reading.value), reading.reason)
                for signal, reading in zip(self._signals.values(), readings, strict=True)
            ]
        )
        complaint = None if readings[_COMPLAINT].value is None else factors[_COMPLAINT].value
        lane = choose_lane(mention, analysis, complaint, self.settings)
        since = context.waits_since
        age = None if since is None else int((self.now - since).total_seconds())
        return Score(
            priority=multiply([factor.value for factor in factors]),
            lane=lane.name,
            lane_reason=lane.reason,
            factors=factors,
            sentiment=_take_sentiment(analysis),
            complaint=complaint,
            language=analysis.language,
            words=tuple(list_words(context, _STRONGEST)),
            waited_s=None if age is None else max(0, age),
            due_at=find_due_at(self.settings, since, lane.name, known.customer),
            ahead_s=max(0, -(age or 0)),
            ours=is_ours(mention, self.settings),
            danger=find_danger(lane.name, analysis),
        )

    def read_text(self, mention: Mention) -> tuple[float | None, float]:
        """Give the complaint probability (None: cannot tell) and VADER's compound, unrounded."""
        analysis = self.analyse(mention)
        context = Context(mention, self.now, self.settings, analysis)
        return self._signals["complaint"].measure(context), analysis.polarity.compound

    def analyse(self, mention: Mention) -> Analysis:
        """Work out once what every signal needs that reads the text."""
        text = mention.text
        tokens = text.split()
        language = normalise_language(mention.lang) or detect_language(text, tokens)
        readable = language == "und" or language in self._languages
        return Analysis(text, tokens, language, self._polarity, self._complaints.weigh, readable=readable)


def find_due_at(settings: Settings, since: datetime | None, lane: str, customer: Customer | None) -> datetime | None:
    """Find when an answer is due to whoever waits for one in that lane; None where it is unknown since when."""
    tier = customer.tier if customer else None
    return find_due(settings.targets, settings.target_hours, since, lane, tier)


def _load_weights(path: str | None) -> ComplaintModel:
    try:
        return load_model(path)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"the complaint model {path or 'that is shipped'} cannot be used: {why}") from error


def _choose_turn(signal: Signal) -> float:
    return -(signal.highest or 1.0)


def _round(value: float | None) -> float | None:
    return None if value is None else round_factor(value)


def _fill(signal: Signal, value: float | None) -> float:
    return round_factor(signal.neutral if value is None else value)


def _take_sentiment(analysis: Analysis) -> Sentiment | None:
    if not tells_sentiment(analysis):
        return None
    polarity = analysis.polarity
    return Sentiment(polarity.compound, polarity.pos, polarity.neu, polarity.neg)
