"""The training's own rules, on a handful of invented posts. Skipped where its libraries are not installed."""

import importlib
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="training/requirements.txt is not installed")
pytest.importorskip("scipy", reason="training/requirements.txt is not installed")
pytest.importorskip("sklearn", reason="training/requirements.txt is not installed")


def load(name: str) -> Any:
    """Load a training module by name, so that the type checker needs none of its libraries."""
    return importlib.import_module(f"training.{name}")


def test_a_word_with_a_capital_inside_sentences_is_a_name() -> None:
    texts = ["we flew with Brightwell to the lake"] * 3 + ["my bag was lost by Brightwell today", "The bag came"]
    names = load("vocabulary").find_names(texts)
    assert "brightwell" in names
    assert "bag" not in names


def test_names_and_words_of_one_source_carry_no_weight() -> None:
    vocabulary = load("vocabulary")
    posts = [["bag", "lost", "brightwell"], ["bag", "lost", "brightwell"], ["bag", "late"], ["sand", "sand"]]
    limits = vocabulary.Limits(known=1, words=2, pairs=2, letters=1, sources=2)
    chosen = vocabulary.choose_vocabulary(posts, [0, 1, 2, 2], frozenset(["brightwell"]), limits)
    assert chosen.words == ["bag", "lost"]
    assert chosen.pairs == ["bag_lost"]


def test_each_source_and_each_side_weighs_the_same() -> None:
    labels, groups = np.array([1, 0, 0, 0, 1, 1]), np.array([0, 0, 0, 0, 1, 1])
    weights = load("fit").weigh_evenly(labels, groups, cap=4)
    assert weights[0] == pytest.approx(weights[1:4].sum())


def test_what_is_fitted_is_what_the_runtime_sums_up() -> None:
    """The columns of the fit times its weights are the runtime's log-odds, to the rounding of the file."""
    pytest.importorskip("scipy")
    student, features, scoring = load("student"), load("features"), load("score")
    vocabulary = load("vocabulary")
    texts = ["my bag is lost again", "lovely day at the lake", "nobody answers about my bag", "the lake is lovely"] * 3
    labels = np.array([1, 0, 1, 0] * 3)
    lesson = student.Lesson(features.read_posts(texts), labels, np.zeros(12, dtype=int))
    limits = vocabulary.Limits(known=1, words=1, pairs=1, letters=1, sources=1)
    settings = student.Settings(limits, 1e-3, 1.0, 1.0, 100, 1.0, 1.0, 0.0, with_cues=True, with_units=False)
    weights = student.fit_student(lesson, frozenset(), settings)
    scores = scoring.score_texts(weights, texts)
    chosen = vocabulary.choose_vocabulary(lesson.posts.words, [0] * 12, frozenset(), limits)
    matrix = features.build_matrix(lesson.posts, chosen)
    columns = np.concatenate(
        [
            weights.polarity,
            [weights.cues[c].weight if c in weights.cues else 0.0 for c in features.CUES],
            [weights.words[w].weight if w in weights.words else 0.0 for w in chosen.words],
            [weights.pairs.get(p, 0.0) for p in chosen.pairs],
            [weights.letters.get(g, 0.0) for g in chosen.letters],
        ]
    )
    assert matrix @ columns + weights.bias == pytest.approx(scores, abs=1e-3)
    assert scores[0] > scores[1]


def test_a_perfectly_calibrated_score_has_no_calibration_error() -> None:
    fit = load("fit")
    labels = np.array([1] * 30 + [0] * 70)
    assert fit.measure_calibration(labels, np.full(100, 0.3)) == pytest.approx(0.0)
    assert fit.measure_calibration(labels, np.full(100, 0.9)) == pytest.approx(0.6)


def test_calibration_recovers_the_share_it_is_asked_to_suppose() -> None:
    student, weights = load("student"), importlib.import_module("mentiontriage.signals._complaint_weights")
    random = np.random.default_rng(7)
    scores = [random.normal(size=4000) for _ in range(2)]
    labels = [(random.uniform(size=4000) < 1 / (1 + np.exp(-2 * s))).astype(int) for s in scores]
    model = student.calibrate(weights.Weights(0.0, (0.0,) * 6), scores, labels, 0.35)
    assert model.slope == pytest.approx(2.0, abs=0.2)
    assert model.offset == pytest.approx(np.log(0.35 / 0.65), abs=0.15)


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt"])
def test_a_seed_word_has_one_side_and_may_carry_weight(language: str) -> None:
    unweighed = importlib.import_module("mentiontriage.signals._unweighed").UNWEIGHED
    words, sides = load("seeds").list_seeds(language)
    assert len(set(words)) == len(words) == len(sides)
    assert not {piece for word in words for piece in word.split()} & unweighed
    assert "👎" in words[: sum(sides)]
    assert "👍" in words[sum(sides) :]


def test_seeds_of_several_words_are_taught_together() -> None:
    words, sides = load("seeds").list_seeds("de")
    assert sides[words.index("schon wieder")] == 1
    assert sides[words.index("guten morgen")] == 0


def test_words_that_say_who_people_are_are_no_vocabulary_in_any_language() -> None:
    texts = ["die frau wartet", "der zug wartet"] * 3
    for language in ("de", "fr"):
        assert "frau" in load("languages")._find_names(language, texts)
