"""vaderSentiment itself is the judge: equal, and printed alike, in all four values."""

import importlib.util
import random
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from mentiontriage.signals._vader import Polarity, Scorer, load_scorer, make_scorer
from mentiontriage.signals._vader_rules import weigh_but
from mentiontriage.signals._vader_words import read_word_lists

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
PARTS = 8
"""So that every core has some of the 400,000 texts, which take the reference a minute."""


def _load_differential() -> ModuleType:
    spec = importlib.util.spec_from_file_location("differential", ROOT / "benchmarks" / "differential.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a NamedTuple looks its module up
    spec.loader.exec_module(module)
    return module


DIFFERENTIAL = _load_differential()
ANALYZER = SentimentIntensityAnalyzer()


def score(text: str) -> Polarity:
    return load_scorer()(text, text.split())


def find_differences(texts: list[str]) -> list[object]:
    return list(DIFFERENTIAL.find_differences(texts, ANALYZER, load_scorer()))


@cache
def read_real_texts() -> list[str]:
    texts: list[str] = DIFFERENTIAL.read_texts(SHARED)
    return texts


@pytest.mark.parametrize("part", range(PARTS))
def test_every_real_post_scores_as_the_reference_does(part: int) -> None:
    if not SHARED.exists():
        pytest.skip(f"no real posts at {SHARED}; benchmarks/differential.py --shared compares a folder of them")
    texts = read_real_texts()
    assert len(texts) > 200_000
    assert find_differences(texts[part::PARTS]) == []


@pytest.mark.parametrize("part", range(PARTS))
def test_generated_posts_score_as_the_reference_does(part: int) -> None:
    texts = list(DIFFERENTIAL.generate_texts(seed=20 + part, count=200_000 // PARTS, analyzer=ANALYZER))
    assert sum(score(text).compound != 0 for text in texts) > len(texts) / 2
    assert find_differences(texts) == []


FRAGMENTS = st.sampled_from(
    [
        *("good", "BAD", "hate", "no", "No", "so", "this", "never", "without", "doubt", "but", "least", "at"),
        *("very", "KIND", "kind", "of", "the", "shit", "to die for", "yeah", "right", "isn't", "idn't"),
        *(":)", "(no)", "🙂", "🆙", "!", "?", "\u2003", "\x1c", "\u212aind", "İ", "\ud800"),
    ]
)


@settings(max_examples=400)
@given(st.lists(st.tuples(st.one_of(FRAGMENTS, st.text(max_size=5)), st.sampled_from([" ", " ", " ", "", "\n"]))))
def test_any_text_scores_as_the_reference_does(pieces: list[tuple[str, str]]) -> None:
    assert find_differences(["".join(word + space for word, space in pieces)]) == []


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from([0.0, -0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.25, 3.0, -1.0, -1.5, -2.0]), min_size=1),
    st.data(),
)
def test_but_changes_the_first_score_equal_to_each(valences: list[float], data: st.DataObject) -> None:
    but = data.draw(st.integers(0, len(valences) - 1))
    words = ["word"] * len(valences)
    words[but] = "but"
    expected = ANALYZER._but_check(words, list(valences))
    ours = list(valences)
    weigh_but(ours, before=but, after=but + 1)
    assert ours == expected


def test_but_may_change_one_score_twice_and_another_never() -> None:
    changed = [2.0, 1.0, 3.0]
    weigh_but(changed, before=2, after=2)
    assert changed == [0.5, 1.0, 4.5]


QUIRKS = {
    "so, just before, multiplies by 1.25 without never": ("x x so good", "x so good"),
    "this, just before, multiplies by 1.25 without never": ("x x this good", "x x that good"),
    "a word of the lexicon three before stops that": ("x x this good", "bad x this good"),
    "special cases want three words before": ("x x the bomb", "x the bomb"),
    "special cases want a third word before that has no valence": ("x x the bomb", "bad x the bomb"),
    "boosters of two words count": ("x kind of good", "x x of good"),
    "kind of is not kind": ("kind of good", "kind good"),
    "a booster three before counts less than one before": ("really x x good", "x x really good"),
    "no before a hit negates it": ("no good", "good"),
    "no by itself scores": ("no", "x"),
    "no and or negate at a distance of three": ("no x or good", "no x x good"),
    "without doubt does not negate": ("without doubt good", "without x good"),
    "at least does not negate": ("at least good", "least good"),
    "any word with n't negates": ("idn't good", "idnt good"),
    "capitals count only beside small letters": ("GOOD day", "GOOD DAY"),
    "a booster in capitals counts more": ("VERY good", "very good"),
    "two letters keep their punctuation": ("no, good", "no good"),
    "three letters lose theirs": ("(lol)", "(ok)"),
    "the Kelvin sign lowers to k": ("li\u212ae", "lie"),
    "emoji that end in an exclamation mark emphasise": ("good 🆙", "good up button"),
    "a word glued behind an emoji is glued to its description": ("😍good", "😍 good"),
    "a phrase in the lexicon is never found": ("fed up", "annoyed"),
    "upper-case keys of the lexicon are never found": (":-)", ":D"),
    "the file separator is white space": ("good\x1cbad", "goodbad"),
    "the zero-width space is none": ("good\u200bbad", "good bad"),
    "a fourth exclamation mark counts, a fifth does not": ("good !!!!", "good !!!"),
    "two question marks count": ("good ??", "good ?"),
}


@pytest.mark.parametrize(("text", "contrast"), QUIRKS.values(), ids=QUIRKS.keys())
def test_a_quirk_survives(text: str, contrast: str) -> None:
    assert find_differences([text, contrast]) == []
    assert score(text) != score(contrast), "the contrast does not show the quirk"


@pytest.mark.parametrize("text", ["", " ", "\n\u2003", "\u200b", "x"])
def test_a_text_without_hits_is_neutral_and_without_words_is_nothing(text: str) -> None:
    assert find_differences([text]) == []
    assert score(text) == (Polarity(0.0, 1.0, 0.0, 0.0) if text.split() else Polarity(0.0, 0.0, 0.0, 0.0))


def test_a_fifth_exclamation_mark_and_a_fifth_question_mark_add_nothing() -> None:
    assert score("good !!!!") == score("good !!!!!")
    assert score("good ????") == score("good ?????")
    assert find_differences(["good !!!!!", "good ?????", "bad ?!?!?!?!?!"]) == []


def test_a_sum_just_below_zero_prints_as_minus_zero() -> None:
    words = {valence: word for word, valence in ANALYZER.lexicon.items() if word.isalpha() and word.islower()}
    triples = ((a, b, round(-a - b, 1)) for a in words for b in words)
    # x x x keeps the rules away, so that the plain values are summed.
    below = [
        " x x x ".join(words[valence] for valence in triple)
        for triple in triples
        if triple[2] in words and -1e-9 < sum(triple) < 0
    ]
    assert str(score(below[0]).compound) == "-0.0"
    assert find_differences(below[:50]) == []


def test_a_lexicon_that_the_user_extended_counts_even_where_it_meets_the_rules(tmp_path: Path) -> None:
    added = {
        **{"but": 1.5, "the": 0.7, "very": 2.0, "zero": 0.0, "isn't": -1.0, "idn't": 1.0, "least": -1.0},
        **{"so": 1.1, "never": -1.2, "without": -0.5, "this": 0.3, "to": 0.2, "kindof": 1.0, "of": 0.9},
        **{"ai\u0307": 2.0, "(ai\u0307)": -2.0, "(i\u0307)": 1.3, "!wow!": 3.0, "(zz)": 1.0, "zz": -1.0, "🙂": 3.0},
        **{"Acme": 4.0, "or": -0.4, "enough": 1.0, "x": 0.1, "&": 0.6, "word\u2028line": 1.0, "trailing ": 1.0},
    }
    lexicon = tmp_path / "lexicon.txt"
    lines = [f"{word}\t{valence}\t0.5\t[1, 2]" for word, valence in (ANALYZER.lexicon | added).items()]
    lexicon.write_bytes(("\n".join(lines) + "\r\n\n").encode("utf-8"))
    judge = SentimentIntensityAnalyzer(lexicon_file=str(lexicon))
    extended = make_scorer(read_word_lists(str(lexicon)))
    chance = random.Random(3)  # noqa: S311
    words = [*added, *added, "aİ", "(aİ)", "(AİX)", "İ", "(İ)", "good", "bad", "no", "shit", "no,", "ok", "hello"]
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 12))) for _ in range(4000)]
    texts += DIFFERENTIAL.generate_texts(seed=4, count=1000, analyzer=judge)
    assert list(DIFFERENTIAL.find_differences(texts, judge, extended)) == []
    assert extended("the", ["the"]).compound > 0


def test_an_emoji_dictionary_with_ascii_keys_is_followed() -> None:
    judge = SentimentIntensityAnalyzer()
    judge.emojis = judge.emojis | {"%": "great!", "+": "no", "é": "bad % idea"}
    lists = read_word_lists()
    described = {ord(key): " " + value for key, value in judge.emojis.items() if len(key) == 1}
    ours = make_scorer(type(lists)(**{**{f: getattr(lists, f) for f in lists.__struct_fields__}, "emoji": described}))
    texts = ["100% good", "%", "a+good + bad", "café %%", "é", "plain good", "éé+%x"]
    assert list(DIFFERENTIAL.find_differences(texts, judge, ours)) == []


def measure_seconds(scorer: Scorer, text: str) -> float:
    """Take the best of three, which the other work of a machine disturbs least."""
    tokens = text.split()
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        scorer(text, tokens)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    "make_text",
    [
        lambda tokens: "😂 " * tokens,
        lambda tokens: "😂" * tokens,
        lambda tokens: "love hate " * (tokens // 2),
        lambda tokens: "good " * (tokens // 2) + "but " + "good bad " * (tokens // 4),
        lambda tokens: " ".join(f"idn't{number}" for number in range(tokens)) + " good",
        lambda tokens: "VERY GOOD " * (tokens // 2) + "x",
    ],
    ids=["emoji", "emoji in one token", "lexicon words", "but", "contractions", "capitals"],
)
def test_time_grows_with_the_length_and_not_with_its_square(make_text: Callable[[int], str]) -> None:
    short = measure_seconds(load_scorer(), make_text(4_000))
    long = measure_seconds(load_scorer(), make_text(40_000))
    assert long < 25 * short, "a quadratic scorer takes a hundred times as long"


def test_a_long_post_full_of_hits_still_scores_as_the_reference_does() -> None:
    assert (
        find_differences(["😂 " * 60 + "but " + "good bad 😡 " * 40, "no good " * 150, "VERY GOOD! " * 100 + "x"]) == []
    )


def test_the_scorer_is_loaded_once() -> None:
    assert load_scorer() is load_scorer()
