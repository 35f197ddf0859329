"""`triage evaluate` measures on posts that people have marked."""

import json
from pathlib import Path

import pytest
from tests.cli.commands import triage
from tests.readers.workbooks import write_workbook

MARKED = [
    ("still waiting for my refund, nobody answers", "yes"),
    ("my parcel never arrived and support ignores me", "yes"),
    ("third time the washing machine broke, I want my money back", "yes"),
    ("what a lovely kettle, thank you", "no"),
    ("off to the park with the kids", "no"),
    ("great service as always", "no"),
]


@pytest.fixture(params=["csv", "ndjson"])
def marked(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / f"marked.{request.param}"
    if request.param == "csv":
        rows = [f'"{text}",{mark}' for text, mark in MARKED]
        file.write_text("\n".join(["text,is it a complaint?", *rows, "no mark here,"]))
    else:
        rows = [json.dumps({"text": text, "is it a complaint?": mark}) for text, mark in MARKED]
        file.write_text("\n".join([*rows, '{"text": "no mark here", "is it a complaint?": ""}']))
    return file


def test_the_complaints_are_found_and_vader_stands_beside(marked: Path) -> None:
    finished = triage("evaluate", marked, "--label", "is it a complaint?", "--format", "json")
    assert finished.code == 0, finished.err
    told = json.loads(finished.out)
    assert (told["posts"], told["complaints"], told["skipped"]) == (6, 3, 1)
    assert [score["name"] for score in told["scores"]] == ["mentiontriage", "VADER"]
    assert told["scores"][0]["roc_auc"]["value"] == 1


def test_a_sheet_that_is_not_read_and_rows_that_are_skipped_are_told(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    file = tmp_path / "marked.xlsx"
    rows = [["text", "label"], *map(list, MARKED), ["no mark here", ""]]
    file.write_bytes(write_workbook({"Marks": rows, "Legend": [["Mark", "Meaning"], ["yes", "a complaint"]]}))
    finished = triage("evaluate", file, "--label", "label")
    assert finished.code == 0
    assert f"note {file}: sheet 'Legend' is not read: " in finished.err
    assert "1 row skipped: no label in label" in finished.err


@pytest.mark.parametrize("marked", ["ndjson"], indirect=True)
def test_a_damaged_line_counts_as_skipped(marked: Path) -> None:
    marked.write_text(marked.read_text() + '\n{"text": "no end\n')
    finished = triage("evaluate", marked, "--label", "is it a complaint?", "--format", "json")
    assert json.loads(finished.out)["skipped"] == 2


def test_people_get_a_table(marked: Path) -> None:
    finished = triage("evaluate", marked, "--label", "is it a complaint?", "--positive", "yes")
    assert "6 posts, 3 complaints (50%)" in finished.out
    assert "posts read to meet 90 %" in finished.out


def test_the_base_rate_that_is_told_makes_the_error_what_was_told(marked: Path, tmp_path: Path) -> None:
    options = ("evaluate", marked, "--label", "is it a complaint?", "--format", "json")
    first = json.loads(triage(*options).out)
    config = tmp_path / "config.toml"
    config.write_text(f"[complaint]\nbase_rate = {first['base_rate']}\n")
    second = json.loads(triage(*options, "--config", config).out)
    assert second["scores"][0]["calibration_error"] == pytest.approx(first["error_with_it"])
    assert second["base_rate"] == pytest.approx(first["base_rate"])


def test_a_table_without_a_mark_is_told_as_that(tmp_path: Path) -> None:
    file = tmp_path / "unmarked.csv"
    file.write_text("text,label\nno reply,\n")
    finished = triage("evaluate", file, "--label", "label")
    assert finished.code == 2
    assert finished.err.splitlines() == [
        "1 row skipped: no label in label",
        f"triage: {file} has no post with a label in its column label",
    ]


def test_a_column_that_is_not_there_is_named_with_those_that_are(marked: Path) -> None:
    finished = triage("evaluate", marked, "--label", "mood")
    assert finished.code == 2
    assert "is it a complaint?" in finished.err


def test_labels_that_fit_no_post_say_how_to_name_one(marked: Path) -> None:
    finished = triage("evaluate", marked, "--label", "is it a complaint?", "--positive", "maybe")
    assert finished.code == 2
    assert "--positive" in finished.err


def test_the_first_object_may_lack_what_the_others_have(tmp_path: Path) -> None:
    file = tmp_path / "marked.ndjson"
    rows = [{"text": "no mark here"}, {"mark": "1"}, *({"text": text, "mark": mark} for text, mark in MARKED)]
    file.write_text("\n".join(map(json.dumps, rows)))
    finished = triage("evaluate", file, "--label", "mark", "--format", "json")
    assert finished.code == 0, finished.err
    assert "2 rows skipped" in finished.err


def test_what_is_no_table_at_all_is_not_said_to_lack_a_column(tmp_path: Path) -> None:
    file = tmp_path / "noise.csv"
    file.write_bytes(bytes(range(256)) * 9)
    finished = triage("evaluate", file, "--label", "mark")
    assert (finished.code, finished.out) == (4, "")
    assert "noise.csv is nothing that triage can read" in finished.err


def test_a_table_is_read_by_the_columns_by_which_it_is_ranked(tmp_path: Path) -> None:
    file = tmp_path / "bewertungen.csv"
    rows = [f'"{text}",{mark},{stars}' for stars, (text, mark) in enumerate(MARKED)]
    file.write_text("\n".join(["Kommentar,Beschwerde,Sterne", *rows]))
    finished = triage("evaluate", file, "--label", "Beschwerde", "--format", "json")
    assert finished.code == 0, finished.err
    assert json.loads(finished.out)["complaints"] == 3


def test_a_text_in_several_columns_is_marked_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "reviews.csv"
    rows = [f'"the colour is nice and bright","{text}",{mark}' for text, mark in MARKED]
    file.write_text("\n".join(["Pros,Cons,label", *rows]))
    finished = triage("evaluate", file, "--label", "label", "--format", "json")
    assert finished.code == 0, finished.err
    assert json.loads(finished.out)["scores"][0]["roc_auc"]["value"] == 1


def test_rows_that_are_skipped_are_counted_by_their_reasons(tmp_path: Path) -> None:
    file = tmp_path / "marked.csv"
    reposts = ["RT @ada: no reply,1\n", "RT @ben: no reply at all,1\n"]
    file.write_text(
        "".join(["text,label\n", *(f'"{text}",{mark}\n' for text, mark in MARKED), *reposts, "no reply,\n"])
    )
    finished = triage("evaluate", file, "--label", "label")
    assert finished.err.splitlines() == ["3 rows skipped: a repost (2); no label in label (1)"]
