"""Build the shipped lane model: ``python -m training.lanes``.

English learns from what a fine-tuned sentence model makes of 100,000 posts as well (a quarter of an hour, kept in
``build/teacher``); the other languages learn from labelled posts alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from mentiontriage.signals._leaning import FORMAT, LEANINGS, SHIPPED, LaneModel
from mentiontriage.signals._model_file import seal_model
from training.corpus import ENGLISH_SOURCES, load_source, load_unlabelled
from training.fit import Floats
from training.grave import fit_grave
from training.lane_corpus import UNLABELLED_SET, LanePost, load_posts
from training.lane_items import LaneLimits, read_lane_words
from training.lane_student import LaneLesson, Steps, fit_lanes, mark_lanes, write_section
from training.sentence_model import SETTINGS, SentenceModel, Tensor
from training.teacher import fingerprint_posts, keep_array
from training.vocabulary import find_names

LANGUAGES = ("de", "nl", "fr", "es", "it", "pt")
UNLABELLED_POSTS = 60_000
POOLED = tuple(name for name in ENGLISH_SOURCES if name != "semeval17")  # which is about politics and news
EPOCHS = 3
SEED = 7
FOLDS = 5
TAUGHT_INVENTED = 2.0  # what an invented post counts to the teacher, being written for its lane in many trades
INVENTED = 4.0  # and to the lanes' weights
CHATTER = 0.5  # what one of the unlabelled set counts that asks for nothing, as most of these do
TRUST = 0.5  # in the told lane against the teacher's
POOL = 0.4  # weight of all posts whose lane only the teacher tells, against those whose lane is told

ENGLISH = LaneLimits(words=2, pairs=3, words_of_all=4, pairs_of_all=12)
ENGLISH_PENALTY = 1.2e-4
OTHER = LaneLimits(words=2, pairs=2, words_of_all=2, pairs_of_all=2, stems=2)
OTHER_PENALTY = 5e-4


def main() -> None:
    """Fit every language, write the model file."""
    lines = ["[en]", *write_section(fit_english(), fit_grave("en"))]
    for language in LANGUAGES:
        lines += [f"[{language}]", *write_section(fit_other(load_posts(language)), fit_grave(language))]
    text = seal_model(FORMAT, lines)
    SHIPPED.write_text(text, encoding="utf-8")
    print(f"wrote {SHIPPED}: {len(text.encode())} bytes, {len(lines)} lines")


def fit_english(*, without_brands: bool = False) -> Steps:
    """Give what weighs for the lanes in English; ``without_brands`` no labelled set tells the lane of any post."""
    told = load_posts("en")
    if without_brands:
        told = [post for post in told if post.source in ("", UNLABELLED_SET)]
    pool = load_unlabelled(UNLABELLED_POSTS)
    pool += [text for name in POOLED for text in load_source(name).texts]
    texts = [post.text for post in told] + pool
    taught = softmax(_ask_teacher(told, texts).astype(float), axis=1)
    shares = taught.copy()
    shares[: len(told)] = TRUST * mark_lanes([post.lane for post in told]) + (1 - TRUST) * taught[: len(told)]
    weights = weigh_posts(told, INVENTED)
    weights = np.append(weights / weights.sum(), np.full(len(pool), POOL / len(pool)))
    lesson = LaneLesson(read_lane_words(texts), shares, weights, len(told))
    return fit_lanes(lesson, find_names(texts), ENGLISH, ENGLISH_PENALTY)


def fit_other(told: Sequence[LanePost]) -> Steps:
    """Give what weighs for the lanes in another language."""
    texts, weights = [post.text for post in told], weigh_posts(told, INVENTED)
    lesson = LaneLesson(read_lane_words(texts), mark_lanes([post.lane for post in told]), weights, len(told))
    return fit_lanes(lesson, frozenset(), OTHER, OTHER_PENALTY)


def lean_unseen(language: str, texts: Sequence[str]) -> Floats:
    """Give what speaks for a complaint in posts by lanes that were told the lane of none of them.

    Five are fitted, each without a fifth of the posts, and tell of that fifth.
    """
    told = load_posts(language)
    fold = np.random.default_rng(SEED).permutation(len(texts)) % FOLDS
    odds = np.zeros(len(texts))
    for number in range(FOLDS):
        rows = np.flatnonzero(fold == number)
        held_out = {texts[row] for row in rows}
        lanes = LaneModel(write_section(fit_other([post for post in told if post.text not in held_out]), {}))
        odds[rows] = [lanes.lean(texts[row].split()).complaint_odds for row in rows]
    return odds


def weigh_posts(told: Sequence[LanePost], invented: float) -> Floats:
    """Say how much each labelled post counts."""
    return np.array([_weigh_post(post, invented) for post in told])


def _weigh_post(post: LanePost, invented: float) -> float:
    if not post.source:
        return invented
    return CHATTER if post.source == UNLABELLED_SET and post.lane == "other" else 1.0


def _ask_teacher(told: Sequence[LanePost], texts: Sequence[str]) -> NDArray[np.float32]:
    """Give the teacher's log-odds, a row a post and a column a lane; kept by everything that decides them."""
    digest = hashlib.sha256(repr((SETTINGS, EPOCHS, SEED, TAUGHT_INVENTED, CHATTER, told)).encode()).hexdigest()[:12]
    return keep_array(f"lanes-{digest}-{fingerprint_posts(texts)}", lambda: _teach(told).read(texts))


def _teach(told: Sequence[LanePost]) -> SentenceModel:
    teacher = SentenceModel(outputs=len(LEANINGS), seed=SEED)
    torch = teacher.torch
    lanes = np.array([LEANINGS.index(post.lane) for post in told])
    weights = weigh_posts(told, TAUGHT_INVENTED).astype(np.float32)

    def measure_loss(logits: Tensor, rows: NDArray[np.int64]) -> Tensor:
        losses = torch.nn.functional.cross_entropy(
            logits, torch.tensor(lanes[rows]), reduction="none", label_smoothing=0.05
        )
        return (losses * torch.tensor(weights[rows])).mean()

    teacher.fine_tune([post.text for post in told], measure_loss, EPOCHS)
    return teacher


if __name__ == "__main__":
    main()
