"""`triage train` learns from marked posts, and writes nothing that is worse."""

import json
from pathlib import Path

import pytest
from tests.cli.commands import triage
from tests.readers.workbooks import write_workbook

# In this trade everybody says "sprocket" of what went wrong and "gizmo" of what pleases: nothing
# that the shipped weights could know.
WRONG = "my sprocket {} again on the {} of the week"
RIGHT = "my gizmo {} again on the {} of the week"
WORDS = ("spins", "hums", "turns", "moves", "clicks", "runs", "sits", "stands")
DAYS = ("first", "second", "third", "fourth", "fifth", "sixth", "last")


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    file = tmp_path / "marked.ndjson"
    rows = [
        {"text": text.format(word, day), "label": label}
        for word in WORDS
        for day in DAYS
        for text, label in ((WRONG, "yes"), (RIGHT, "no"))
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_what_it_learns_is_used_and_better(marked: Path, tmp_path: Path) -> None:
    model = tmp_path / "my.model"
    finished = triage("train", marked, "--label", "label", "--output", model, "--format", "json")
    assert finished.code == 0, finished.err
    told = json.loads(finished.out)
    assert told["left_out"] == {}
    (lesson,) = told["lessons"]
    assert lesson["before"] < 0.7
    assert lesson["after"] > 0.95
    config = tmp_path / "triage.toml"
    config.write_text(f'[complaint]\nmodel = "{model}"\n')
    post = b'{"id": "1", "text": "my sprocket glows again on the first of the month"}\n'
    shipped = json.loads(triage("score", stdin=post).out)["complaint"]
    learned = json.loads(triage("score", "--config", config, stdin=post).out)["complaint"]
    assert learned > 0.5 > shipped


def test_it_measures_the_same_probability_as_evaluate(tmp_path: Path) -> None:
    # Phrases, stars and wording count for as much in one as in the other.
    file = tmp_path / "marked.ndjson"
    mixed = [
        {"text": f"{text} on the {day} of the week", "rating": stars, "label": label}
        for n, day in enumerate(DAYS * 4)
        for text, stars, label in (
            ("three engineers later my gizmo still shows the red light", 1 + n % 5, "yes"),
            ("rang at nine and the gizmo was fixed by ten", 5 - n % 5, "no"),
            ("where can I buy a gizmo", None, "no"),
        )
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in mixed))
    trained = triage("train", file, "--label", "label", "--output", "/dev/null", "--force", "--format", "json")
    (lesson,) = json.loads(trained.out)["lessons"]
    ours, _ = json.loads(triage("evaluate", file, "--label", "label", "--format", "json").out)["scores"]
    assert 0.5 < lesson["before"] < 1
    assert lesson["before"] == ours["roc_auc"]["value"]


def test_what_is_left_out_of_what_it_learns_from_is_told(marked: Path, tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    posts = [json.loads(line) for line in marked.read_text().splitlines()]
    file = tmp_path / "marked.xlsx"
    rows = [["text", "label"], *([post["text"], post["label"]] for post in posts), ["no mark here", ""]]
    file.write_bytes(write_workbook({"Marks": rows, "Legend": [["Mark", "Meaning"], ["yes", "a complaint"]]}))
    finished = triage("train", file, "--label", "label", "--output", tmp_path / "my.model")
    assert finished.code == 0, finished.err
    assert f"note {file}: sheet 'Legend' is not read: " in finished.err
    assert "1 row skipped: " in finished.err


def test_how_the_settings_name_the_model_is_told(marked: Path, tmp_path: Path) -> None:
    told = triage("train", marked, "--label", "label", "--output", tmp_path / "my.model").err
    assert f'to use it, set model = "{tmp_path}/my.model" under [complaint]' in told
    assert "to use it" not in triage("train", marked, "--label", "label", "--output", "/dev/null").err


def test_the_same_posts_give_the_same_model(marked: Path, tmp_path: Path) -> None:
    models = [tmp_path / "one.model", tmp_path / "two.model"]
    for model in models:
        assert triage("train", marked, "--label", "label", "--output", model).code == 0
    assert models[0].read_bytes() == models[1].read_bytes()


def test_noise_teaches_nothing_and_is_not_written_unless_told(tmp_path: Path) -> None:
    noise = tmp_path / "noise.ndjson"
    texts = ["no refund, nobody answers", "what a lovely kettle", "third broken washer this year", "thanks, all good"]
    # Right by what everybody would call a complaint; but every eleventh mark is wrong.
    rows = [
        {"text": f"{texts[n % 4]} {WORDS[n % 8]}", "label": str(int((n % 2 == 0) != (n % 11 == 0)))} for n in range(88)
    ]
    noise.write_text("".join(json.dumps(row) + "\n" for row in rows))
    model = tmp_path / "my.model"
    finished = triage("train", noise, "--label", "label", "--output", model)
    before, after = finished.out.split("en  ")[1].split("  (")[0].split(" -> ")
    assert float(after) < float(before)
    assert finished.code == 13
    assert not model.exists()
    assert triage("train", noise, "--label", "label", "--output", model, "--force").code == 0
    assert model.exists()


def test_too_few_marks_are_refused(tmp_path: Path) -> None:
    few = tmp_path / "few.ndjson"
    few.write_text('{"text": "no reply", "label": "yes"}\n' * 8)
    finished = triage("train", few, "--label", "label", "--output", tmp_path / "my.model")
    assert finished.code == 2
    assert "at least 50" in finished.err


def test_a_model_that_was_cut_short_is_refused_by_name(marked: Path, tmp_path: Path) -> None:
    model = tmp_path / "my.model"
    triage("train", marked, "--label", "label", "--output", model)
    model.write_text(model.read_text()[:-100])
    config = tmp_path / "triage.toml"
    config.write_text(f'[complaint]\nmodel = "{model}"\n')
    finished = triage("score", "--config", config, stdin=b'{"text": "no reply"}\n')
    assert finished.code == 7
    assert "my.model" in finished.err
