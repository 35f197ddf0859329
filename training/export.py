"""Turn fitted columns into the weights that ship, rounded as the model file rounds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np

from mentiontriage.signals._complaint_cues import CUES
from mentiontriage.signals._complaint_file import LanguageModel
from mentiontriage.signals._complaint_weights import (
    COMPOUND_LEVELS,
    SHARE_LEVELS,
    UNIT_STEP,
    Entry,
    Weights,
)
from mentiontriage.signals._model_file import MOST_STEPS
from mentiontriage.signals._unweighed import UNWEIGHED
from training.features import describe_compound
from training.fit import Floats
from training.units import Units
from training.vocabulary import Vocabulary


def make_weights(blocks: dict[str, Floats], vocabulary: Vocabulary, bias: float) -> Weights:
    """Weights of a model without units."""
    return Weights(
        bias=bias,
        polarity=tuple(blocks["polarity"].tolist()),
        cues={cue: Entry(weight) for cue, weight in _name(CUES, blocks["cues"]).items()},
        words={word: Entry(weight) for word, weight in _name(vocabulary.words, blocks["words"]).items()},
        pairs=_name(vocabulary.pairs, blocks["pairs"]),
        letters=_name(vocabulary.letters, blocks["letters"]),
    )


def drop_unweighed(model: LanguageModel) -> LanguageModel:
    """Leave out the words that never carry weight, and the pairs that hold one."""
    weights = model.weights
    words = {word: entry for word, entry in weights.words.items() if word not in UNWEIGHED}
    pairs = {pair: weight for pair, weight in weights.pairs.items() if UNWEIGHED.isdisjoint(pair.split("_"))}
    return replace(model, weights=replace(weights, words=words, pairs=pairs))


def lend_words(model: LanguageModel, lenders: Collection[LanguageModel], names: Iterable[str]) -> LanguageModel:
    """Give a model with units the words of ``names`` that it lacks, at what they say to the lenders on average.

    A word that it learned has steps for its units. One without was lent, and is lent anew.
    """
    words = {word: entry for word, entry in model.weights.words.items() if entry.steps}
    for name in names:
        if name not in words:
            said = [lender.slope * lender.weights.words.get(name, Entry(0.0)).weight for lender in lenders]
            words[name] = Entry(round(fmean(said) / model.slope, 2))
    return replace(model, weights=replace(model.weights, words=words))


def add_units(linear: Weights, vocabulary: Vocabulary, places: Floats, meaning: Floats, units: Units) -> Weights:
    """Give the linear weights with what words weigh by their meaning, and with units.

    Rows of ``units.weights``: levels, cues, words, dimensions of meaning, as ``build_unit_matrix`` put them.
    """
    sizes = [len(describe_compound(0)) + 2, len(CUES), len(vocabulary.words), places.shape[1]]
    of_levels, of_cues, of_words, of_meaning = np.split(units.weights, np.cumsum(sizes)[:-1])
    word_rows = dict(zip(vocabulary.words, of_words, strict=True))
    place_rows = dict(zip(vocabulary.known, places, strict=True))
    nothing = np.zeros(len(units.signs))
    words = {}
    for word in sorted(word_rows.keys() | place_rows.keys()):
        place = place_rows.get(word)
        weight = linear.words[word].weight if word in linear.words else 0.0
        heard = word_rows.get(word, nothing)
        if place is not None:
            weight += float(place @ meaning)
            heard = heard + place @ of_meaning
        words[word] = Entry(round(weight, 2), _count_steps(heard))
    return replace(
        linear,
        signs=tuple(units.signs.tolist()),
        thresholds=tuple(round(start / UNIT_STEP) for start in units.starts.tolist()),
        levels=(
            tuple(_count_steps(np.array(describe_compound(n)) @ of_levels[:-2]) for n in range(COMPOUND_LEVELS)),
            tuple(_count_steps(of_levels[-2] * n / 10) for n in range(SHARE_LEVELS)),
            tuple(_count_steps(of_levels[-1] * n / 10) for n in range(SHARE_LEVELS)),
        ),
        cues={
            cue: Entry(linear.cues[cue].weight if cue in linear.cues else 0.0, _count_steps(row))
            for cue, row in zip(CUES, of_cues, strict=True)
        },
        words=words,
    )


def _name(items: Sequence[str], weights: Floats) -> dict[str, float]:
    rounded = zip(items, weights.tolist(), strict=True)
    return {item: round(weight, 2) for item, weight in rounded if round(weight, 2)}


def _count_steps(heard: Floats) -> tuple[int, ...]:
    return tuple(max(-MOST_STEPS, min(MOST_STEPS, round(value / UNIT_STEP))) for value in heard.tolist())
