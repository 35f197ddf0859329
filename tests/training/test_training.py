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
    calibration, weights = load("calibration"), importlib.import_module("mentiontriage.signals._complaint_weights")
    random = np.random.default_rng(7)
    scores = [random.normal(size=4000) for _ in range(2)]
    labels = [(random.uniform(size=4000) < 1 / (1 + np.exp(-2 * s))).astype(int) for s in scores]
    model = calibration.calibrate(weights.Weights(0.0, (0.0,) * 6), scores, labels, 0.35)
    assert model.slope == pytest.approx(2.0, abs=0.2)
    assert model.offset == pytest.approx(np.log(0.35 / 0.65), abs=0.15)


def test_an_unseen_source_is_spoken_of_no_more_surely_than_the_least_sure_of_those_seen() -> None:
    calibration, weights = load("calibration"), importlib.import_module("mentiontriage.signals._complaint_weights")
    random = np.random.default_rng(7)
    scores = [random.normal(size=4000) for _ in range(2)]
    sides = [
        (random.uniform(size=4000) < 1 / (1 + np.exp(-slope * s))).astype(int)
        for slope, s in zip((1.0, 3.0), scores, strict=True)
    ]
    model = calibration.calibrate(weights.Weights(0.0, (0.0,) * 6), scores, sides, 0.35)
    assert model.slope == pytest.approx(1.0, abs=0.15)


def test_posts_without_a_label_weigh_half_on_each_side_as_the_teacher_sees_them() -> None:
    student, features = load("student"), load("features")
    labels = np.array([1, 0, -1, -1, -1])
    taught = np.array([0.0, 0.0, 60.0, -60.0, -60.0])  # one complaint and two others, beyond doubt
    lesson = student.Lesson(features.read_posts(["a"] * 5), labels, np.array([0, 0, 1, 1, 1]), taught)
    weights = student._find_weights(lesson, student.ENGLISH)
    assert weights[2] == pytest.approx(weights[3:].sum())
    assert weights[2:].sum() == pytest.approx(weights[:2].sum() * student.ENGLISH.unlabelled)


def test_words_that_say_who_people_are_are_not_learned_by_their_letters() -> None:
    features, vocabulary = load("features"), load("vocabulary")
    chosen = vocabulary.Vocabulary([], [], [], ["^mu", "sli"])
    people, sleep = features.build_matrix(features.read_posts(["muslims", "sliding"]), chosen)[:, -2:].toarray()
    assert not people.any()
    assert sleep.any()


def test_units_learn_what_words_mean_together_and_the_same_twice() -> None:
    """Both words or neither are a complaint, either alone is none: no sum of weights tells that."""
    pytest.importorskip("torch", reason="training/requirements.txt is not installed")
    sparse = importlib.import_module("scipy.sparse")
    units, fit = load("units"), load("fit")
    posts = np.array([[0, 0], [0, 1], [1, 0], [1, 1]] * 2000, dtype=float)
    labels = np.array([1.0, 0.0, 0.0, 1.0] * 2000)
    matrix = sparse.csr_matrix(posts)
    inputs = units.Inputs(matrix, np.zeros((len(posts), 1)), matrix)
    none = units.Penalties(np.zeros(3), np.zeros(2))
    results = [units.fit_together(inputs, np.zeros(4), labels, np.ones(len(labels)), none) for _ in range(2)]
    (linear, found), (again, found_again) = results
    assert linear.tolist() == again.tolist()
    assert found.weights.tolist() == found_again.weights.tolist()
    scores = posts @ linear[:2] + np.maximum(0, posts @ found.weights + found.starts) @ found.signs
    assert fit.measure_auc(labels.astype(int), scores) > 0.99


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


def test_each_emoji_and_emoticon_among_the_seeds_is_read_as_one_sign() -> None:
    seeds = load("seeds")
    sections = seeds._read_sections(seeds.WORDS.read_text(encoding="utf-8"))
    read = importlib.import_module("mentiontriage.signals._complaint_words").read_words
    for sign in sections["any against"] + sections["any pleased"]:
        assert len(read([sign])) == 1, sign
        assert read([sign]) != ["<n>"], sign
    assert {"🤬", "<:(>", "<:)>"} <= set(seeds.list_signs())


def test_seeds_are_held_back_less_than_words_that_the_posts_alone_know() -> None:
    student, vocabulary = load("student"), load("vocabulary").Vocabulary([], ["bag", "lost"], ["bag_lost"], [])
    settings = load("languages").OTHER
    *_, bag, lost, pair = student._find_penalty(vocabulary, settings, frozenset(["lost", "bag_lost"]))
    assert bag == settings.penalty
    assert lost == pair == pytest.approx(settings.penalty * settings.seeds_penalty)
    assert lost < bag


def test_a_sign_that_english_lacks_is_lent_by_the_others_and_one_that_it_has_is_kept() -> None:
    export, file = load("export"), importlib.import_module("mentiontriage.signals._complaint_file")
    weights = importlib.import_module("mentiontriage.signals._complaint_weights")

    def model(slope: float, **words: Any) -> Any:
        return file.LanguageModel(weights.Weights(0.0, (0.0,) * 6, words=words), slope, 0.0, 0.35)

    learned, stale = weights.Entry(0.1, (0,)), weights.Entry(9.0)
    lenders = [model(1.0, heart=weights.Entry(-0.5), thumb=weights.Entry(-0.6)), model(0.5, thumb=weights.Entry(-0.8))]
    lent = export.lend_words(model(2.0, heart=learned, thumb=stale, gone=stale), lenders, ["heart", "thumb"])
    assert lent.weights.words == {"heart": learned, "thumb": weights.Entry(-0.25)}


def test_words_that_say_who_people_are_are_no_vocabulary_in_any_language() -> None:
    texts = ["die frau wartet", "der zug wartet"] * 3
    for language in ("de", "fr"):
        assert "frau" in load("languages")._find_names(language, texts)


def test_a_section_has_what_weighs_for_a_lane_and_what_for_gravity_the_bias_first() -> None:
    lanes = {"<bias>": (1, -1, 0, 0, 0), "boiler": (9, -2, -2, -2, -3)}
    grave = {"<bias>": (-30, -36), "boiler": (0, 4), "watch_out": (20, 0)}
    lines = load("lane_student").write_section(lanes, grave)
    assert [line.split()[0] for line in lines] == ["<bias>", "watch_out", "boiler"]
    model = importlib.import_module("mentiontriage.signals._leaning").LaneModel(lines)
    assert model.lean(["watch", "out"]).grave_odds == pytest.approx((-1.0, -3.6))
    assert model.lean(["boiler"]).find_likeliest() == "complaint"


def test_the_cut_is_what_few_of_the_usual_posts_are_above_by_what_they_count() -> None:
    grave, sums = load("grave"), np.arange(2000.0)
    assert (sums > grave.find_cut(sums, np.ones(2000))).mean() == pytest.approx(grave.EXCEEDING, abs=1e-3)
    of_some = sums < 1000
    cut = grave.find_cut(sums, of_some.astype(float))
    assert (sums[of_some] > cut).mean() == pytest.approx(grave.EXCEEDING, abs=2e-3)


def test_a_word_of_everywhere_weighs_in_pairs_alone() -> None:
    """What nobody can do without says nothing by itself, though those who threaten may use it more."""
    grave, items = load("grave"), load("lane_items")
    posts = items.read_lane_words(["i will find you", "he will pay", "we will see", "it was fine"])
    told = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    lesson = grave.GraveLesson(posts, told, np.ones((4, 2)), 3, frozenset(), frozenset(["will"]))
    limits = items.LaneLimits(words=1, pairs=1, words_of_all=None, pairs_of_all=1)
    chosen, weights, _ = grave._fit(lesson, limits, 1e-3)
    assert "will" not in chosen.words
    assert "find" in chosen.words
    threat = dict(zip(chosen.names, weights[:, 0], strict=True))
    assert threat["he_will"] > threat["we_will"]
