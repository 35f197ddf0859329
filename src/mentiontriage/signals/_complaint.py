"""The probability that a post wants putting right, with the words that say so.

A small model in plain Python: learned words, word pairs, letter groups, cues, VADER's parts, and a few
units that hear words together.
How it was made, and where it fails, is in docs/model-card.md.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp
from pathlib import Path

from mentiontriage.signals._complaint_file import LanguageModel, read_language, split_model
from mentiontriage.signals._complaint_weigher import Weigher
from mentiontriage.signals._complaint_weights import Polarity

SHIPPED = Path(__file__).parent / "data" / "complaint.model"


class ComplaintModel:
    """Complaint probabilities for the languages of one model file; a language is read when first met."""

    def __init__(self, text: str) -> None:
        """``text`` is a model file's content. ValueError says what is wrong with it."""
        self._unread = split_model(text)
        self._read: dict[str, tuple[Weigher, LanguageModel]] = {}

    @property
    def languages(self) -> frozenset[str]:
        """ISO codes of the languages that the model has weights for."""
        return frozenset(self._unread)

    def base_rate(self, language: str) -> float:
        """Give the share of complaints among posts that the probabilities suppose."""
        return self.language_model(language).base_rate

    def probability(
        self,
        text: str,  # noqa: ARG002 - signals share one call
        tokens: list[str],
        polarity: Polarity,
        language: str,
    ) -> float:
        """Give the calibrated probability, 0..1, that the post complains. ``tokens`` is ``text.split()``.

        KeyError for a language that is not among ``languages``.
        """
        weigher, model = self.find(language)
        logit = model.slope * weigher.weigh(tokens, polarity) + model.offset
        return 1 / (1 + exp(-logit)) if logit > -700 else 0.0

    def explain(
        self,
        text: str,  # noqa: ARG002 - signals share one call
        tokens: list[str],
        polarity: Polarity,
        language: str,
    ) -> list[tuple[str, float]]:
        """Give what spoke for (above 0) and against a complaint, in calibrated log-odds, strongest first.

        A name is a word, two neighbouring words, ``cue: `` and a cue, or ``VADER``.
        """
        weigher, model = self.find(language)
        return [(name, weight * model.slope) for name, weight in weigher.explain(tokens, polarity)]

    def language_model(self, language: str) -> LanguageModel:
        """Give one language's weights and calibration, to learn further from."""
        return self.find(language)[1]

    def find(self, language: str) -> tuple[Weigher, LanguageModel]:
        """Give what weighs a language's posts, and its calibration. KeyError for an unknown language."""
        found = self._read.get(language)
        if found is None:
            model = read_language(self._unread[language])
            found = self._read[language] = (Weigher(model.weights), model)
        return found


@lru_cache(maxsize=4)
def load_model(path: str | None = None) -> ComplaintModel:
    """Give the shipped model, or the one at ``path``. OSError or ValueError if there is none to read."""
    file = Path(path) if path else SHIPPED
    try:
        return ComplaintModel(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{file} is not a complaint model: it is not UTF-8 text") from error
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error
