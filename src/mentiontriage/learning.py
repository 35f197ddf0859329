"""Learn from posts that people have marked, starting from the shipped weights. Pure.

What is learned is a correction: a logistic regression over the model's own evidence (words, word
pairs, cues) with the shipped log-odds as its starting point, drawn back to no correction at all
(L2), so that few labels change little. AdaGrad (Duchi et al. 2011), in a fixed order: the same
posts give the same weights. Handles, links and numbers are marks to the model and learn nothing
of anybody's name. Calibration is Platt's (1999), on posts that the weights have not seen. What else a probability is
made of (phrases, stars, wording) is counted beside, as it is when the learned weights are used.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from operator import add

import msgspec

from mentiontriage.evaluation import measure_roc_auc
from mentiontriage.signals._complaint_cues import find_cues, name_cues
from mentiontriage.signals._complaint_file import LanguageModel
from mentiontriage.signals._complaint_weigher import LONG_POST, Weigher
from mentiontriage.signals._complaint_weights import Entry, Weights, pair_words
from mentiontriage.signals._complaint_words import split_token
from mentiontriage.signals._odds import to_probability
from mentiontriage.signals._unweighed import UNWEIGHED
from mentiontriage.signals._vader import Polarity

FEWEST = 50
"""Labels that one needs, with at least ten of either kind, to learn anything."""

_FOLDS = 5  # each post is weighed once by a model that learned from four fifths, as nearly all as is quick
_PASSES = 8  # by judgement: between 2 and 16 hardly anything changes for posts not seen
_RATE = 0.1  # by judgement: of the first step, and AdaGrad shortens those that follow
_PULL = 4.0
"""How strongly a correction is drawn back to nothing, spread over the posts that hold its item. By judgement."""
_UNSTRETCHED = 20.0  # so that the fewest labels that suffice cannot alone make probabilities bolder; see `_calibrate`
_SEEN_IN = 3  # what one or two posts hold tells of them, and not of complaints
_SEED = 20261120  # any would do; one that stays gives the same weights for the same posts

_Evidence = tuple[str, str]


class Example(msgspec.Struct, frozen=True):
    """A marked post, as the model reads it; `beside` is the log-odds that all but the weights give it."""

    tokens: list[str]
    polarity: Polarity
    beside: float
    is_complaint: bool


class Learned(msgspec.Struct, frozen=True):
    """What was learned for one language, and whether it is better on posts it has not seen.

    `before` and `after` are ROC-AUC over all posts, each weighed by a model that learned from the
    other four fifths.
    """

    model: LanguageModel
    posts: int
    complaints: int
    before: float
    after: float


def can_learn(examples: Sequence[Example]) -> bool:
    """Say whether there are enough labels of either kind."""
    complaints = sum(example.is_complaint for example in examples)
    return len(examples) >= FEWEST and min(complaints, len(examples) - complaints) >= 10


def learn(shipped: LanguageModel, examples: Sequence[Example]) -> Learned:
    """Learn a correction of one language's weights, and measure it on held-out fifths."""
    shuffled = list(examples)
    random.Random(_SEED).shuffle(shuffled)  # noqa: S311 (repeatable, no secret)
    labels = [example.is_complaint for example in shuffled]
    beside = [example.beside for example in shuffled]
    before = [_weigh(shipped, example) for example in shuffled]
    after = [0.0] * len(shuffled)
    for fold in range(_FOLDS):
        seen = [example for place, example in enumerate(shuffled) if place % _FOLDS != fold]
        corrected = _correct(shipped, seen)
        for place in range(fold, len(shuffled), _FOLDS):
            after[place] = _weigh(corrected, shuffled[place])
    model = _calibrate(_correct(shipped, shuffled), after, beside, labels)
    worse, better = (measure_roc_auc(list(map(add, odds, beside)), labels) for odds in (before, after))
    return Learned(model, len(labels), sum(labels), worse, better)


def _weigh(model: LanguageModel, example: Example) -> float:
    """Log-odds that the weights alone give a post, calibrated."""
    return model.slope * Weigher(model.weights).weigh(example.tokens, example.polarity) + model.offset


def list_evidence(tokens: list[str]) -> list[_Evidence]:
    """List what a post holds that weights can be learned for: kind and name, each once."""
    words = [word for token in tokens[:LONG_POST] for word in split_token(token)]
    found = [("words", word) for word in dict.fromkeys(words) if word not in UNWEIGHED]
    found += [("pairs", pair) for pair in sorted(pair_words(words)) if UNWEIGHED.isdisjoint(pair.split("_"))]
    return found + [("cues", cue) for cue in name_cues(find_cues(words))]


def _correct(shipped: LanguageModel, examples: Sequence[Example]) -> LanguageModel:
    evidence = [list_evidence(example.tokens) for example in examples]
    seen = Counter(item for items in evidence for item in items)
    evidence = [[item for item in items if seen[item] >= _SEEN_IN] for items in evidence]
    start = [_weigh(shipped, example) + example.beside for example in examples]
    bias, corrections = _fit(start, evidence, [example.is_complaint for example in examples])
    weights = _add_corrections(shipped.weights, bias / shipped.slope, corrections, 1 / shipped.slope)
    return replace(shipped, weights=weights)


def _add_corrections(weights: Weights, bias: float, corrections: Mapping[_Evidence, float], scale: float) -> Weights:
    """Add the corrections to what the shipped weights say; what units hear stays as it is."""
    entries = {"words": dict(weights.words), "cues": dict(weights.cues)}
    pairs = dict(weights.pairs)
    for (kind, name), correction in corrections.items():
        if kind == "pairs":
            pairs[name] = pairs.get(name, 0.0) + correction * scale
        else:
            known = entries[kind].get(name, Entry(0.0))
            entries[kind][name] = replace(known, weight=known.weight + correction * scale)
    return replace(weights, bias=weights.bias + bias, words=entries["words"], cues=entries["cues"], pairs=pairs)


def _fit(
    start: Sequence[float], evidence: Sequence[Sequence[_Evidence]], labels: Sequence[bool]
) -> tuple[float, dict[_Evidence, float]]:
    """Fit the corrections in log-odds; an item's pull back is applied whenever it is met."""
    corrections: dict[_Evidence, float] = dict.fromkeys((item for items in evidence for item in items), 0.0)
    squares = dict.fromkeys(corrections, 1e-6)
    pulls = {item: _PULL / count for item, count in Counter(item for items in evidence for item in items).items()}
    bias, bias_square = 0.0, 1e-6
    order = list(range(len(labels)))
    rng = random.Random(_SEED)  # noqa: S311 (repeatable, no secret)
    for _ in range(_PASSES):
        rng.shuffle(order)
        for place in order:
            items = evidence[place]
            odds = start[place] + bias + sum(map(corrections.__getitem__, items))
            slip = to_probability(odds) - labels[place]
            bias_square += slip * slip
            bias -= _RATE * slip / sqrt(bias_square)
            for item in items:
                gradient = slip + pulls[item] * corrections[item]
                squares[item] += gradient * gradient
                corrections[item] -= _RATE * gradient / sqrt(squares[item])
    return bias, corrections


def _calibrate(
    model: LanguageModel, odds: Sequence[float], beside: Sequence[float], labels: Sequence[bool]
) -> LanguageModel:
    """Stretch and shift the weights' log-odds to fit what happened on posts not seen, with what counts beside them.

    Platt's targets: of so many posts one more of either kind might have come, so nothing is taken
    for certain. The stretch is drawn back to none, as if `_UNSTRETCHED` more posts had asked for it.
    """
    complaints = sum(labels)
    sure, never = (complaints + 1) / (complaints + 2), 1 / (len(labels) - complaints + 2)
    slope, offset = 1.0, 0.0
    for _ in range(50):  # Newton's method; it settles within a handful
        pull_slope, pull_offset = _UNSTRETCHED * (slope - 1), 0.0
        bend, cross, flat = _UNSTRETCHED, 0.0, 1e-6
        for value, more, label in zip(odds, beside, labels, strict=True):
            share = to_probability(slope * value + offset + more)
            weight = max(share * (1 - share), 1e-9)
            slip = share - (sure if label else never)
            pull_slope += slip * value
            pull_offset += slip
            bend += weight * value * value
            cross += weight * value
            flat += weight
        determinant = bend * flat - cross * cross
        step_slope = (pull_slope * flat - pull_offset * cross) / determinant
        step_offset = (pull_offset * bend - pull_slope * cross) / determinant
        slope, offset = slope - step_slope, offset - step_offset
        if abs(step_slope) + abs(step_offset) < 1e-9:
            break
    return replace(
        model,
        slope=model.slope * slope,
        offset=model.offset * slope + offset,
        base_rate=sum(labels) / len(labels),
    )
