"""The English lessons: all sources, or all but one, with the labels of a teacher that saw no more."""

from __future__ import annotations

import numpy as np

from training.corpus import ENGLISH_SOURCES, Source, load_source, load_unlabelled
from training.features import read_posts
from training.fit import Floats
from training.score import score_texts
from training.student import ENGLISH, UNLABELLED, Lesson, fit_student
from training.teacher import label_posts
from training.vocabulary import find_names

UNLABELLED_POSTS = 60_000


class EnglishLessons:
    """Everything there is to learn English complaints from."""

    def __init__(self, with_teacher: bool = True) -> None:
        self.sources = [load_source(name) for name in ENGLISH_SOURCES]
        self._unlabelled = load_unlabelled(UNLABELLED_POSTS) if with_teacher else []
        self._with_teacher = with_teacher
        self._texts = self._unlabelled + [text for source in self.sources for text in source.texts]
        self._posts = read_posts(self._texts)
        self._groups = np.concatenate(
            [np.full(len(self._unlabelled), len(self.sources))]
            + [np.full(len(source.texts), number) for number, source in enumerate(self.sources)]
        )
        self._labels = np.concatenate(
            [np.full(len(self._unlabelled), UNLABELLED)] + [source.labels for source in self.sources]
        )
        self.names = find_names(self._texts)

    def give(self, held_out: str) -> Lesson:
        """The lesson without the source ``held_out``; the whole one for an empty name."""
        taught = label_posts(held_out, self.sources, self._texts).astype(float) if self._with_teacher else None
        whole = Lesson(self._posts, self._labels, self._groups, taught)
        if not held_out:
            return whole
        number = ENGLISH_SOURCES.index(held_out)
        return whole.take(np.flatnonzero(self._groups != number))

    def score_held_out(self, source: Source) -> Floats:
        """Log-odds of a source's posts from a model that saw none of them."""
        weights = fit_student(self.give(source.name), self.names, ENGLISH)
        return score_texts(weights, source.texts)
