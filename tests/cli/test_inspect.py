"""`triage inspect` says what an export is before anything is done with it."""

import json
from pathlib import Path

import pytest
from tests.cli.commands import EXAMPLES, triage


def test_a_known_export_is_described() -> None:
    finished = triage("inspect", EXAMPLES / "brightwell.csv")
    assert finished.code == 0
    assert "flat-csv" in finished.out
    assert "213 mentions" in finished.out
    assert "followers: Followers" in finished.out
    assert max(map(len, finished.out.splitlines())) <= 80


def test_programs_get_json() -> None:
    told = json.loads(triage("inspect", EXAMPLES / "x-pages.jsonl", "--format", "json").out)
    assert told["reader"] == "x-v2"
    assert told["reposts"] > 0
    assert len(told["samples"]) == 3


def test_one_repost_is_told_as_one(tmp_path: Path) -> None:
    lines = [
        {"id": "1", "source": "x", "text": "my oven is dead", "author": {"handle": "ada"}},
        {"id": "2", "source": "x", "text": "RT my oven is dead", "author": {"handle": "bo"}, "repost_of": "1"},
    ]
    export = tmp_path / "posts.ndjson"
    export.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    assert "2: 1 mention, 1 repost, " in triage("inspect", export).out
    assert ", 1 repost counted as spread\n" in triage("rank", export, "--lane", "all").err
    assert ", 1 repost\n" in triage("convert", export).err


def test_an_unknown_export_is_answered_with_the_map_to_try(tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text(
        "Ref;Blurb;Day\n1;the parcel never came, money back please;2026-11-20\n2;nobody answers me at all;2026-11-19\n"
    )
    finished = triage("inspect", odd)
    assert finished.code == 4
    assert "--map text=Blurb" in finished.out
    assert "--map text=Blurb" in triage("rank", odd).err
    mistaken = triage("inspect", odd, "--map", "text=Blub")
    assert (mistaken.code, mistaken.err) == (
        2,
        "triage: --map names 'Blub', which is not there; there are: Ref, Blurb, Day\n",
    )
    ranked = triage("rank", odd, "--map", "text=Blurb,date=Day", "--lane", "all", "--format", "json")
    assert ranked.code == 0, ranked.err
    assert json.loads(ranked.out)["read"] == 2


@pytest.mark.parametrize("command", ["rank", "score", "explain", "convert", "import"])
def test_what_ambiguous_dates_mean_can_be_told_to_every_command_that_reads_exports(
    command: str, tmp_path: Path
) -> None:
    table = tmp_path / "dates.csv"
    table.write_text("id,text,date\n7,where is my refund,03/04/2026\n", encoding="utf-8")
    left_open = triage("inspect", table)
    assert "without time" in left_open.out
    assert "--dates dmy" in " ".join(left_open.out.split())
    assert "2026-04-03" in triage("inspect", table, "--dates", "dmy").out
    told = ("--store", tmp_path / "store.db") if command == "import" else ("--format", "json")
    told = ("--lane", "all", *told) if command == "rank" else () if command in ("score", "convert") else told
    arguments = ("7", table) if command == "explain" else (table,)
    finished = triage(command, *arguments, "--dates", "mdy", *told)
    assert finished.code == 0, finished.err
    if command == "import":
        finished = triage("export", *told)
    assert "2026-03-04" in finished.out


@pytest.mark.parametrize("name", ["posts.csv", "posts.json"])
@pytest.mark.parametrize("command", ["rank", "score", "explain", "convert", "import", "inspect"])
def test_the_zone_of_times_that_name_none_can_be_told_to_every_command_that_reads_exports(
    command: str, name: str, tmp_path: Path
) -> None:
    posts = tmp_path / name
    row = {"id": "7", "message": "where is my refund", "date": "2026-07-14 09:05"}
    written = json.dumps([row]) if posts.suffix == ".json" else "\n".join(map(",".join, (row, row.values())))
    posts.write_text(written, encoding="utf-8")
    settings = tmp_path / "triage.toml"
    settings.write_text('[files]\ntime_zone = "Asia/Tokyo"\n')
    told = ("--store", tmp_path / "store.db") if command == "import" else ("--format", "json")
    told = ("--lane", "all", *told) if command == "rank" else () if command in ("score", "convert") else told
    arguments = ("7", posts) if command == "explain" else (posts,)
    for zone, hour in ((("--zone", "Europe/Berlin"), "07:05"), (("--config", settings), "00:05")):
        finished = triage(command, *arguments, *zone, *told)
        assert finished.code == 0, finished.err
        if command == "import":
            finished = triage("export", *told)
            (tmp_path / "store.db").unlink()
        assert f"2026-07-14T{hour}:00Z" in finished.out


def test_a_zone_that_is_none_is_refused(tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text("id,text\n7,where is my refund\n")
    refused = triage("rank", posts, "--zone", "Mars/Olympus")
    assert (refused.code, refused.out) == (2, "")
    assert "there is no time zone 'Mars/Olympus'" in refused.err


def test_posts_in_it_take_no_effect_on_the_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.ndjson"
    hostile.write_text(
        json.dumps({"id": "1", "text": "\x1b[31mred\x1b]0;title\x07", "author": {"handle": "\u202eada"}})
    )
    for shape in ("text", "json"):
        finished = triage("inspect", hostile, "--format", shape)
        assert finished.code == 0
        assert "31mred" in finished.out
        assert "\x1b" not in finished.out
        assert "\u202e" not in finished.out
