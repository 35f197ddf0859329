"""What the complaint model must get right. Add a case to complaint_cases.tsv or complaint_ranks.tsv.

Known misses stand in complaint_misses.tsv."""

from collections.abc import Callable
from functools import reduce
from math import sqrt
from operator import add
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.signals._complaint import SHIPPED, ComplaintModel, load_model
from mentiontriage.signals._complaint_cues import CLASSES, RULES, find_cues, name_cues
from mentiontriage.signals._complaint_letters import LetterGroups
from mentiontriage.signals._complaint_prior import estimate_base_rate, fit_base_rate, shift_probability
from mentiontriage.signals._complaint_weigher import LONG_POST
from mentiontriage.signals._complaint_weights import cut_letters
from mentiontriage.signals._complaint_words import MARKS, read_words, split_token
from mentiontriage.signals._vader import load_scorer

HERE = Path(__file__).parent


def read_table(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


CASES = read_table("complaint_cases.tsv")
RANKS = read_table("complaint_ranks.tsv")
MISSES = read_table("complaint_misses.tsv")


def give_probability(text: str, language: str = "en") -> float:
    tokens = text.split()
    return load_model().weigh(tokens, load_scorer()(text, tokens), language).probability


@pytest.mark.parametrize(("language", "kind", "text"), CASES)
def test_complaints_lie_above_one_half_and_other_posts_below(language: str, kind: str, text: str) -> None:
    assert (give_probability(text, language) >= 0.5) == (kind == "complaint")


@pytest.mark.xfail(strict=True, reason="a known miss: move it to complaint_cases.tsv once the model tells it")
@pytest.mark.parametrize(("language", "kind", "text"), MISSES)
def test_a_known_miss(language: str, kind: str, text: str) -> None:
    assert (give_probability(text, language) >= 0.5) == (kind == "complaint")


@pytest.mark.parametrize(("language", "worse", "better"), RANKS)
def test_the_one_that_wants_putting_right_ranks_first(language: str, worse: str, better: str) -> None:
    assert give_probability(worse, language) > give_probability(better, language)


@pytest.mark.parametrize(("language", "kind", "text"), CASES)
def test_what_does_not_matter_never_flips_a_post(language: str, kind: str, text: str) -> None:
    variants = (
        text.replace("@acme", "@northwind_air"),
        text.replace("@acme", "@zq81"),
        f"{text} https://example.com/a/b?c=1",
        text.lower(),
        f"{text} #brightwell",
        f"{text} #Lisbon",
    )
    assert {give_probability(variant, language) >= 0.5 for variant in variants} == {kind == "complaint"}


def test_a_name_swapped_changes_no_probability() -> None:
    assert give_probability("@acme lost my bag") == give_probability("@SomebodyElse99 lost my bag")


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, _, text in CASES])
def test_the_explanation_adds_up_to_the_probability(language: str, text: str) -> None:
    """What remains is the bias, which depends on the units that are active and not on the words' order."""
    model, tokens = load_model(), text.split()
    polarity = load_scorer()(text, tokens)
    weigher, _ = model.find(language)
    evidence = weigher.read(tokens, polarity)
    said, heard = weigher.explain(evidence)
    assert (said, heard) == weigher.explain(weigher.read(tokens, polarity))
    started = evidence.logit - sum(weight for _, _, weight in said + heard)
    possible = [
        0.008 * start * sign for start, sign in zip(weigher.weights.thresholds, weigher.weights.signs, strict=True)
    ]
    low = weigher.weights.bias + sum(step for step in possible if step < 0)
    high = weigher.weights.bias + sum(step for step in possible if step > 0)
    assert low - 0.01 <= started <= high + 0.01


def test_the_strongest_word_comes_first_in_the_explanation() -> None:
    text = "@acme your app crashes every time"
    weighing = load_model().weigh(text.split(), load_scorer()(text, []), "en")
    weights = [abs(weight) for _, weight in weighing.list_weights()]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) > 4


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, _, text in CASES])
def test_the_few_strongest_are_the_beginning_of_all(language: str, text: str) -> None:
    weighing = load_model().weigh(text.split(), load_scorer()(text, text.split()), language)
    everything = weighing.list_weights()
    assert [weighing.list_weights(most) for most in range(1, 9)] == [everything[:most] for most in range(1, 9)]


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, _, text in CASES])
def test_words_for_a_complaint_are_the_posts_own_and_weigh_something(language: str, text: str) -> None:
    weighing = load_model().weigh(text.split(), load_scorer()(text, text.split()), language)
    heard = ("VADER", "cue: ")
    strong = [name for name, weight in weighing.list_weights() if weight >= 0.05 and not name.startswith(heard)]
    words = [name for name in strong if "<" not in name]
    assert weighing.list_words(8, 0.05) == words[:8]
    assert weighing.list_words(2, 0.05) == words[:2]
    assert all(word in " ".join(read_words(text.split())) for word in words)


def test_no_mark_is_told_as_a_word_of_the_post() -> None:
    text = "OK @acme I give up, your store was closed 945215!"
    weighing = load_model().weigh(text.split(), load_scorer()(text, text.split()), "en")
    assert "<user> i" in dict(weighing.list_weights())
    assert not [word for word in weighing.list_words(99, 0.0) if "<" in word]


def test_a_complaint_within_a_long_story_is_still_heard() -> None:
    story = "We spent a quiet week by the lake and the weather was mild. " * 12
    plea = "My order never arrived, nobody answers my emails and I want a refund. "
    assert len(story.split()) > LONG_POST
    assert give_probability(story + plea * 4) > give_probability(story)


def test_a_long_friendly_story_is_no_complaint_for_its_length() -> None:
    assert give_probability("We had a lovely day at the lake and the food was great. " * 20) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "\x00\x01",
        "@" * 5000,
        "a" * 100_000,
        "😡" * 3000,
        "!" * 9999,
        "no " * 3000,
        "\ud800 lone",
        "<n> [en words]",
    ],
)
def test_hostile_text_gives_a_probability(text: str) -> None:
    assert 0.0 <= give_probability(text) <= 1.0


def test_words_are_read_the_same_however_they_are_spelled() -> None:
    assert read_words(["Don’t", "WAAAAIT", "#NoReply!!!", "$40", "@Acme"]) == [
        "dont", "waait", "no", "reply", "<!>", "<money>", "<user>",
    ]  # fmt: skip
    assert split_token("https://example.com/late") == ("<link>",)


def test_cues_name_what_was_heard() -> None:
    assert {"no reply", "still not"} <= set(name_cues(find_cues(["still", "no", "reply", "from", "you"])))
    assert "trouble denied" in name_cues(find_cues(["no", "complaints"]))


def read_rules_slowly(words: list[str]) -> set[str]:
    """Cues by the words of the rules themselves: a first word, and a second at most so many words behind it."""
    classes = {name: set(members.split()) for name, members in CLASSES.items()}
    fired = set()
    for rule in RULES:
        for place, word in enumerate(words):
            if word in classes[rule.first]:
                behind = words[place + 1 : place + 1 + rule.window]
                if rule.second is None or not classes[rule.second].isdisjoint(behind):
                    fired.add(rule.cue)
    return fired


SPOKEN = sorted({word for members in CLASSES.values() for word in members.split()} | {"kettle", "the", "<link>"})


@given(st.lists(st.sampled_from(SPOKEN) | st.just("kettle"), max_size=60))
def test_cues_are_found_as_their_rules_say(words: list[str]) -> None:
    assert set(name_cues(find_cues(words))) == read_rules_slowly(words)


LETTERS = {"^la": 0.25, "lat": -0.5, "late$": 1.25, "te$": 0.75, "aaa": 0.1, "aaaa": 0.2, "aaaaa": 0.3}


@given(st.text("late", max_size=12) | st.text(max_size=8) | st.sampled_from(sorted(MARKS)))
def test_a_word_weighs_what_all_of_its_letter_groups_do(word: str) -> None:
    groups = cut_letters(word)
    summed = reduce(add, [LETTERS.get(group, 0.0) for group in groups], 0.0)
    assert LetterGroups(LETTERS).weigh(word) == (summed / sqrt(len(groups)) if groups else 0.0)


def test_all_promised_languages_have_weights() -> None:
    assert load_model().languages == {"en", "de", "fr", "es", "it", "pt"}


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt"])
def test_outside_english_the_english_lexicon_has_no_say(language: str) -> None:
    text = "die dire no war"
    assert load_scorer()(text, text.split()).compound < -0.5
    assert not any(load_model().language_model(language).weights.polarity)
    weighing = load_model().weigh(text.split(), load_scorer()(text, text.split()), language)
    assert "VADER" not in dict(weighing.list_weights())


@pytest.mark.parametrize("sign", ["😡", "🤬", "👎", "💩", "😤", "🖕", "🙄"])
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt"])
def test_an_angry_sign_speaks_for_a_complaint_in_every_language(language: str, sign: str) -> None:
    assert give_probability(f"@acme {sign}", language) > give_probability("@acme", language) + 0.05


def test_the_model_file_is_at_most_a_megabyte() -> None:
    assert SHIPPED.stat().st_size <= 1_000_000


def test_a_language_is_read_only_when_it_is_first_met() -> None:
    model = ComplaintModel(SHIPPED.read_bytes())
    assert not model._read
    model.find("en")
    assert set(model._read) == {"en"}


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda text: text[: len(text) // 2], "truncated or was edited"),
        (lambda text: text.replace("+", "-", 1), "truncated or was edited"),
        (str.swapcase, "not a complaint model"),
        (lambda text: "hello\n" + text, "not a complaint model"),
    ],
    ids=["half of it", "a sign turned", "letters turned", "another format"],
)
def test_a_damaged_model_is_refused_with_a_reason(damage: Callable[[str], str], complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "damaged.model"
    path.write_text(damage(SHIPPED.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        load_model(str(path))


def test_a_binary_file_is_refused_as_a_model(tmp_path: Path) -> None:
    path = tmp_path / "binary.model"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(ValueError, match="not a complaint model"):
        load_model(str(path))


def test_a_model_may_have_another_systems_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "windows.model"
    path.write_bytes(SHIPPED.read_bytes().replace(b"\n", b"\r\n"))
    assert load_model(str(path)).languages == load_model().languages


def test_the_share_of_complaints_moves_towards_what_the_probabilities_tell() -> None:
    probabilities = [0.9] * 10 + [0.1] * 90
    rate = estimate_base_rate(probabilities, supposed=0.35)
    assert 0.1 < rate < 0.3
    assert shift_probability(0.9, 0.35, rate) < 0.9
    assert shift_probability(0.35, 0.35, 0.35) == pytest.approx(0.35)


def test_no_share_of_complaints_is_found_from_no_posts() -> None:
    assert estimate_base_rate([], supposed=0.35) == 0.35


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=50), st.floats(0.01, 0.99), st.floats(0.02, 0.98))
def test_the_base_rate_that_fits_makes_the_mean_the_share(
    probabilities: list[float], supposed: float, share: float
) -> None:
    rate = fit_base_rate(probabilities, supposed, share)
    moved = [shift_probability(probability, supposed, rate) for probability in probabilities]
    assert sum(moved) / len(moved) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("word", ["gay", "muslim", "women", "immigrants", "republicans", "fascist"])
def test_whom_a_post_is_by_or_about_never_carries_weight(word: str) -> None:
    text = f"the {word} driver of your van was here today"
    tokens = text.split()
    names = [name for name, _ in load_model().weigh(tokens, load_scorer()(text, tokens), "en").list_weights()]
    assert names
    assert not any(word in name.split() for name in names)
