"""The probability that a post wants putting right, with the words that say so.

A small model in plain Python: learned words, word pairs, letter groups, cues, VADER's parts, and a few
units that hear words together.
How it was made, and where it fails, is in docs/model-card.md.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from pathlib import Path

from mentiontriage.signals._complaint_file import FORMAT, LanguageModel, read_language
from mentiontriage.signals._complaint_weigher import Parts, Weigher
from mentiontriage.signals._complaint_weights import Polarity
from mentiontriage.signals._model_file import split_model
from mentiontriage.signals._odds import to_probability

SHIPPED = Path(__file__).parent / "data" / "complaint.model"


class Weighing:
    """A post that was weighed: how likely it complains and, for those that ask, what spoke for and against it."""

    __slots__ = ("_evidence", "_parts", "_slope", "_weigher", "base_rate", "probability")

    def __init__(self, weigher: Weigher, model: LanguageModel, tokens: list[str], polarity: Polarity) -> None:
        self._weigher = weigher
        self._evidence = weigher.read(tokens, polarity)
        self._slope = model.slope
        self._parts: tuple[Parts, Parts] | None = None
        logit = self._slope * self._evidence.logit + model.offset
        self.probability = to_probability(logit)
        """Calibrated, 0..1."""
        self.base_rate = model.base_rate
        """The share of complaints among posts that the probability supposes."""

    def list_weights(self, most: int | None = None) -> list[tuple[str, float]]:
        """List what spoke for (above 0) and against a complaint, in calibrated log-odds, strongest first.

        A name is a word, two neighbouring words, ``cue: `` and a cue, or ``VADER``. ``most`` is how many
        are wanted, None for all.
        """
        said, heard = self._give_parts()
        strongest = sorted(said[:most] + heard)[:most]
        return [(name, weight * self._slope) for _, name, weight in strongest if weight]

    def list_words(self, most: int, least: float) -> list[str]:
        """List the post's own words that speak for a complaint, strongest first, at most so many.

        Left out are those that weigh less than ``least``, in calibrated log-odds, and marks such as ``<user>``, which
        stand nowhere in the post.
        """
        slope, said = self._slope, self._give_parts()[0]
        own = (name for _, name, weight in said if weight * slope >= least and "<" not in name)
        return list(islice(own, most))

    def _give_parts(self) -> tuple[Parts, Parts]:
        if self._parts is None:
            self._parts = self._weigher.explain(self._evidence)
        return self._parts


class ComplaintModel:
    """Complaint probabilities for the languages of one model file; a language is read when first met."""

    def __init__(self, content: bytes) -> None:
        """``content`` is a model file's. ValueError says what is wrong with it."""
        self._unread = split_model(FORMAT, content)
        self._read: dict[str, tuple[Weigher, LanguageModel]] = {}

    @property
    def languages(self) -> frozenset[str]:
        """ISO codes of the languages that the model has weights for."""
        return frozenset(self._unread)

    def weigh(self, tokens: list[str], polarity: Polarity, language: str) -> Weighing:
        """Weigh a post. ``tokens`` is ``text.split()``.

        KeyError for a language that is not among ``languages``.
        """
        weigher, model = self.find(language)
        return Weighing(weigher, model, tokens, polarity)

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
        return ComplaintModel(file.read_bytes())
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error
