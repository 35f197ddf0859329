"""Leave out of a model what says least, until its file is small enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mentiontriage.signals._complaint_file import LanguageModel, dump_model
from mentiontriage.signals._complaint_weights import UNIT_STEP, Entry

STEP = 0.01
SMALL = 0.25  # a pair or a group of letters takes about a quarter of a word's line, and so need say but that much


def prune_models(models: Mapping[str, LanguageModel], largest: int) -> tuple[dict[str, LanguageModel], float]:
    """Models without the words, pairs and letters that say less than a bound, and the least bound that fits."""
    bound = 0.0
    while True:
        pruned = {code: prune_model(model, bound) for code, model in models.items()}
        if len(dump_model(pruned).encode()) <= largest:
            return pruned, bound
        bound += STEP


def prune_model(model: LanguageModel, bound: float) -> LanguageModel:
    """One model without words that say less than ``bound`` log-odds, nor what is smaller and says less than its share.

    Cues are few and stay. In a language without units a word is no longer than a pair, and is held to the same.
    """
    weights = model.weights
    small = bound * SMALL
    least = bound if weights.signs else small
    return replace(
        model,
        weights=replace(
            weights,
            words={word: entry for word, entry in weights.words.items() if measure_entry(entry) >= least},
            pairs={pair: weight for pair, weight in weights.pairs.items() if abs(weight) >= small},
            letters={group: weight for group, weight in weights.letters.items() if abs(weight) >= small},
        ),
    )


def measure_entry(entry: Entry) -> float:
    """How much a word can say: its weight, and a quarter of its steps, since units are mostly silent and disagree."""
    return abs(entry.weight) + UNIT_STEP * sum(map(abs, entry.steps)) / 4
