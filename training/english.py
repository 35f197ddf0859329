"""The English lessons: all sources, or all but one, with the labels of a teacher that saw no more."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from mentiontriage.signals import _complaint_weigher
from mentiontriage.signals._complaint_words import LINK
from mentiontriage.signals._unweighed import UNWEIGHED
from training.corpus import ENGLISH_SOURCES, Source, load_source, load_unlabelled
from training.features import read_posts
from training.fit import Floats, measure_auc
from training.score import score_texts
from training.student import ENGLISH, UNLABELLED, Lesson, fit_student
from training.teacher import CACHE, label_posts
from training.vocabulary import find_names

UNLABELLED_POSTS = 60_000
DECIDING = ("corpus", "english", "export", "features", "fit", "meanings", "student", "teacher", "units", "vocabulary")


class EnglishLessons:
    """Everything there is to learn English complaints from."""

    def __init__(self, *, with_teacher: bool = True) -> None:
        self.sources = [load_source(name) for name in ENGLISH_SOURCES]
        self._unlabelled = load_unlabelled(UNLABELLED_POSTS) if with_teacher else []
        self._with_teacher = with_teacher
        self._texts = self._unlabelled + [text for source in self.sources for text in source.texts]
        self._posts = read_posts(self._texts)
        self._groups = np.concatenate(
            # Posts without a label count as two sources, so that words which only they hold can be learned.
            [len(self.sources) + np.arange(len(self._unlabelled)) % 2]
            + [np.full(len(source.texts), number) for number, source in enumerate(self.sources)]
        )
        self._labels = np.concatenate(
            [np.full(len(self._unlabelled), UNLABELLED)] + [source.labels for source in self.sources]
        )
        self.names = UNWEIGHED | {LINK} | find_names(self._texts)
        self._words = self._list_words() if with_teacher else []

    def give(self, held_out: str) -> Lesson:
        """Give the lesson without the source ``held_out``; the whole one for an empty name."""
        whole = Lesson(self._posts, self._labels, self._groups)
        if self._with_teacher:
            taught = label_posts(held_out, self.sources, self._texts).astype(float)
            alone = label_posts(held_out, self.sources, self._words).astype(float)
            whole = replace(whole, taught=taught, taught_words=dict(zip(self._words, alone.tolist(), strict=True)))
        if not held_out:
            return whole
        number = ENGLISH_SOURCES.index(held_out)
        return whole.take(np.flatnonzero(self._groups != number))

    def score_held_out(self, source: Source) -> Floats:
        """Log-odds of a source's posts from a model that saw none of them; kept while the code stays the same."""
        path = CACHE / f"held-out-{source.name}-{self._fingerprint()}.npy"
        if not path.exists():
            weights = fit_student(self.give(source.name), self.names, ENGLISH)
            path.parent.mkdir(parents=True, exist_ok=True)
            np.save(path, score_texts(weights, source.texts))
            labels, scores = source.labels[source.measured], np.load(path)[source.measured]
            print(f"  held out {source.name}: ROC-AUC {measure_auc(labels, scores):.4f}", flush=True)
        scores: Floats = np.load(path)
        return scores

    def _list_words(self) -> list[str]:
        """Every word that may weigh by its meaning in some lesson, to be labelled alone."""
        counts = Counter(word for words in self._posts.words for word in set(words))
        often = {word for word, count in counts.items() if count >= ENGLISH.limits.known and word.isalpha()}
        return sorted(often - self.names)

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(repr((ENGLISH, self._with_teacher, UNLABELLED_POSTS)).encode())
        signals = Path(_complaint_weigher.__file__).parent
        for path in [
            *sorted(signals.glob("_complaint_*.py")),
            *(Path(__file__).with_name(f"{n}.py") for n in DECIDING),
        ]:
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]
