"""`triage rank`: read what is there, print the queue, say what went wrong and with which code."""

import gzip
import json
import os
import subprocess
import sys
from math import prod
from pathlib import Path
from typing import Any

import pytest
from tests.cli.commands import EXAMPLES, NOW, triage
from tests.stories import make_statuses

from mentiontriage import plugins
from mentiontriage.cli._settings import take_settings
from mentiontriage.errors import ConfigError
from mentiontriage.readers._zstd import zstd

GOOD = {
    "id": "1",
    "source": "x",
    "text": "still waiting for my refund, nobody answers",
    "created_at": "2026-11-20T09:00:00Z",
    "author": {"handle": "ada", "followers": 40},
}
OTHER = {**GOOD, "id": "2", "text": "third week without a reply, this is a disgrace"}


def line(post: object) -> bytes:
    return json.dumps(post).encode() + b"\n"


def rank_json(*arguments: str | Path, stdin: bytes = b"") -> dict:  # type: ignore[type-arg]
    finished = triage("rank", "--format", "json", "--now", NOW, *arguments, stdin=stdin)
    assert finished.code == 0, finished.err
    return json.loads(finished.out)  # type: ignore[no-any-return]


def test_a_pipe_just_works() -> None:
    finished = triage("rank", "--top", "10", "--now", NOW, stdin=line(GOOD))
    assert finished.code == 0
    assert "waiting for my refund" in finished.out
    assert "read 1 mention from standard input (own)" in finished.err


def test_a_compressed_pipe_just_works() -> None:
    packed = gzip.compress(line(GOOD))
    script = f"cat | {sys.executable} -m mentiontriage rank --now {NOW}"  # a real pipe cannot be read twice
    finished = subprocess.run(["bash", "-c", script], input=packed, capture_output=True, check=False)
    assert (finished.returncode, b"waiting for my refund" in finished.stdout) == (0, True), finished.stderr


def test_the_shells_own_pipes_just_work() -> None:
    script = f"{sys.executable} -m mentiontriage rank <(cat {EXAMPLES / 'brightwell.ndjson'}) --top 1 --now {NOW}"
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (finished.returncode, "read 465 mentions" in finished.stderr) == (0, True), finished.stderr


def test_settings_in_a_folder_that_we_may_not_enter_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nowhere")
    with pytest.raises(ConfigError, match="cannot be read"):
        take_settings(None)


@pytest.mark.parametrize("command", ["rank --format json --top 0", "score"])
def test_a_reader_who_has_read_enough_is_no_failure(command: str) -> None:
    posts = EXAMPLES / "brightwell.ndjson"
    script = f"{sys.executable} -m mentiontriage {command} {posts} | head -c 10; echo ${{PIPESTATUS[0]}}"
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert finished.stdout.endswith("0\n")
    assert "fault" not in finished.stderr


@pytest.mark.parametrize(
    ("ending", "code", "told"),
    [
        (">&-", 6, "standard output cannot be written"),
        ("> /dev/full", 6, "standard output cannot be written: No space left on device"),
        ("2>&-", 0, ""),
        ("2> /dev/full", 0, ""),
    ],
)
@pytest.mark.parametrize("command", ["rank", "score"])
def test_a_closed_or_full_stream_is_told_by_the_exit_code(command: str, ending: str, code: int, told: str) -> None:
    script = f"{sys.executable} -m mentiontriage {command} {EXAMPLES / 'brightwell.ndjson'} --now {NOW} {ending}"
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert finished.returncode == code
    assert told in finished.stderr
    assert "fault" not in finished.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["--help", "--version", "rank --help"])
def test_help_that_cannot_be_printed_is_told_like_a_result(command: str, unbuffered: str) -> None:
    script = f"PYTHONUNBUFFERED={unbuffered} {sys.executable} -m mentiontriage {command} > /dev/full"
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    told = "triage: standard output cannot be written: No space left on device\n"
    assert (finished.returncode, finished.stderr) == (6, told)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_becomes_full_half_way_is_told(tmp_path: Path, unbuffered: str) -> None:
    command = f"{sys.executable} -m mentiontriage rank {EXAMPLES / 'brightwell.ndjson'} --now {NOW} --quiet"
    script = f"ulimit -f 2; PYTHONUNBUFFERED={unbuffered} {command} > {tmp_path / 'queue.txt'}"
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    told = "triage: standard output cannot be written: File too large\n"
    assert (finished.returncode, finished.stderr) == (6, told)
    assert (tmp_path / "queue.txt").stat().st_size == 2048


def run_into_closed_pipe(command: str, unbuffered: str = "", *, errors_too: bool = False) -> tuple[int, str]:
    """Run a command whose output goes into a pipe that nobody reads any more; give its exit code and its errors."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "mentiontriage", *command.split()],
            stdout=writer,
            stderr=writer if errors_too else subprocess.PIPE,
            env={**os.environ, "TRIAGE_CONFIG": "", "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    finally:
        os.close(writer)
    return finished.returncode, (finished.stderr or b"").decode()


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["--help", "--version", "rank --help", "customers --help", "formats"])
def test_what_nobody_reads_any_more_is_no_failure(command: str, unbuffered: str) -> None:
    assert run_into_closed_pipe(command, unbuffered) == (0, "")


@pytest.mark.parametrize(("command", "code"), [("rank --nonsense", 2), ("nonsense", 2), ("", 2), ("rank /nowhere", 3)])
def test_an_error_that_nobody_reads_any_more_keeps_its_exit_code(command: str, code: int) -> None:
    assert run_into_closed_pipe(command, errors_too=True) == (code, "")


def test_an_error_that_cannot_be_printed_keeps_its_exit_code() -> None:
    script = f"{sys.executable} -m mentiontriage rank --nonsense 2> /dev/full"
    assert subprocess.run(["bash", "-c", script], capture_output=True, check=False).returncode == 2


def test_closed_input_holds_nothing_to_read() -> None:
    script = f"{sys.executable} -m mentiontriage rank <&-"
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (3, "triage: standard input is empty: there is nothing to read\n")


def test_the_same_input_and_moment_give_the_same_bytes() -> None:
    runs = [
        triage("rank", EXAMPLES / "brightwell.ndjson", "--now", NOW, "--format", "json", PYTHONHASHSEED=str(seed)).out
        for seed in (1, 2, 3)
    ]
    assert runs[0] == runs[1] == runs[2]


def test_json_tells_everything_and_the_factors_multiply_to_the_priority() -> None:
    queue = rank_json(EXAMPLES / "brightwell.ndjson")
    assert queue["schema"] == 1
    assert queue["now"] == NOW
    assert sum(queue["lanes"].values()) == queue["read"]
    assert [item["rank"] for item in queue["items"]] == list(range(1, 21))
    for item in queue["items"]:
        assert prod(factor["value"] for factor in item["factors"]) == item["priority"]
        assert item["lane"] == "complaint"
    priorities = [item["priority"] for item in queue["items"]]
    assert priorities == sorted(priorities, reverse=True)


def test_counting_or_not_the_same_rows_come_first(tmp_path: Path) -> None:
    # More than the megabyte up to which everything is counted anyway, with copies and reposts in it.
    posts = []
    for number in range(22_000):
        followers = (number * 7919) % 100_000 if number % 3 else None
        post = {
            **GOOD,
            "id": str(number),
            "text": f"{GOOD['text']} {number % 50} times",
            "author": {"handle": f"h{number}"},
        }
        post["author"] = {"handle": f"h{number}", "followers": followers}
        posts.append(post)
        if number % 10 == 0:
            posts.append({**post, "author": {"handle": f"h{number}", "followers": number}})
        if number % 17 == 0:
            posts.append({"id": f"r{number}", "source": "x", "repost_of": str(number // 2), "author": OTHER_FAMOUS})
    file = tmp_path / "many.ndjson"
    file.write_bytes(b"".join(map(line, posts)))
    quick, counted = rank_json(file), rank_json(file, "--counts")
    assert quick["lanes"] is None
    assert counted["lanes"]["complaint"] > 0
    assert quick["items"] == counted["items"]
    assert quick["read"] == counted["read"] == 22_000


def test_what_is_too_much_to_look_through_for_threats_and_danger_says_so(tmp_path: Path) -> None:
    file = tmp_path / "many.ndjson"
    posts = [line({**GOOD, "id": str(number)}) for number in range(7_000)]
    fire = line({**GOOD, "id": "fire", "text": BURNING, "created_at": "2026-11-20T11:59:00Z"})
    file.write_bytes(b"".join([*posts, fire]))
    untold = "Threats and danger to people were not looked for in so many posts (--counts does)"
    assert untold in " ".join(triage("rank", file, "--now", NOW).out.split())
    told = triage("rank", file, "--counts", "--now", NOW).out
    assert "Danger to people: 1 post, to be read at once (--danger)" in told
    assert "not looked for" not in told
    assert "not looked for" not in triage("rank", file, "--lane", "threat", "--now", NOW).out


def test_what_tells_of_a_danger_can_be_asked_for_alone() -> None:
    posts = line({**GOOD, "author": {"handle": "eve", "followers": 9_000}}) + line({**OTHER, "text": BURNING})
    told = triage("rank", "--top", "1", "--now", NOW, stdin=posts).out
    assert "@eve" in told
    assert "Danger to people: 1 post, to be read at once (--danger)" in told
    alone = triage("rank", "--danger", "--now", NOW, stdin=posts).out
    assert "1 row of 2 mentions" in alone
    assert "danger" in alone.split("post\n")[1]
    assert "Danger to people" not in alone
    (item,) = rank_json("--danger", stdin=posts)["items"]
    assert (item["id"], item["danger"]) == ("2", "caught fire")
    none = triage("rank", "--danger", "--now", NOW, stdin=line(GOOD)).out
    assert none == "Nothing to answer here: none of 1 mention fits what was asked for.\n"


BURNING = "your dryer caught fire last night and nobody calls me back"
OTHER_FAMOUS = {"handle": "famous", "followers": 3_000_000}


def test_top_zero_shows_all_and_lanes_can_be_chosen() -> None:
    every = rank_json(EXAMPLES / "brightwell.ndjson", "--top", "0", "--lane", "all")
    assert len(every["items"]) == every["read"]
    praise = rank_json(EXAMPLES / "brightwell.ndjson", "--lane", "praise")
    assert {item["lane"] for item in praise["items"]} == {"praise"}


def test_an_empty_queue_says_so_and_is_no_failure() -> None:
    finished = triage("rank", "--now", NOW, stdin=line({**GOOD, "text": "lovely kettle, thank you"}))
    assert finished.code == 0
    assert finished.out.strip()


REPLY = {
    **{"id": "9", "source": "x", "text": "so sorry, please send us your order number"},
    **{"created_at": "2026-11-20T09:30:00Z", "in_reply_to": "1", "author": {"handle": "Acme_Help", "followers": 9000}},
}


def test_what_one_of_our_accounts_replied_to_is_left_out_and_counted(tmp_path: Path) -> None:
    config = tmp_path / "triage.toml"
    config.write_text('[[brands]]\nname = "Acme"\nhandles = ["@acme_help"]\n')
    told = line(GOOD) + line(OTHER) + line(REPLY)
    finished = triage("rank", "--config", config, "--now", NOW, stdin=told)
    assert finished.out == triage("rank", "--brand", "Acme", "--handle", "acme_help", "--now", NOW, stdin=told).out
    assert "third week without a reply" in finished.out
    assert "waiting for my refund" not in finished.out
    assert "Lanes: 2 complaint · 1 other\nAnswered by us and left out: 1 of 3 mentions (--answered" in finished.out
    every = triage("rank", "--answered", "--config", config, "--now", NOW, stdin=told)
    assert "waiting for my refund" in every.out
    assert "Answered by us" not in every.out


def test_what_somebody_writes_after_our_reply_is_a_row_of_its_own() -> None:
    again = {
        "id": "12",
        "in_reply_to": "9",
        "created_at": "2026-11-20T10:00:00Z",
        "text": "still no refund, a disgrace",
    }
    told = rank_json("--handle", "acme_help", stdin=line(GOOD) + line(REPLY) + line({**GOOD, **again}))
    assert ([item["id"] for item in told["items"]], told["answered"]) == (["12"], 1)


@pytest.mark.parametrize(
    "ours", ["https://x.com/Acme_Help", "x.com/acme_help/", "https://mobile.twitter.com/acme_help?s=20"]
)
def test_an_account_of_ours_may_be_named_by_the_address_of_its_profile(tmp_path: Path, ours: str) -> None:
    told = line(GOOD) + line(OTHER) + line(REPLY)
    by_handle = triage("rank", "--handle", "acme_help", "--now", NOW, stdin=told).out
    assert triage("rank", "--handle", ours, "--now", NOW, stdin=told).out == by_handle
    config = tmp_path / "triage.toml"
    for setting in (f'handles = ["{ours}"]', f'[[brands]]\nname = "Acme"\nhandles = ["{ours}"]'):
        config.write_text(f"{setting}\n")
        finished = triage("rank", "--config", config, "--now", NOW, stdin=told)
        assert "Answered by us and left out: 1 of 3 mentions" in finished.out


@pytest.mark.parametrize(
    ("handle", "why"),
    [
        ("", "'' cannot be a handle or a name; write it like @ada"),
        ("@", "'@' cannot be a handle or a name; write it like @ada"),
        ("@acme, @acmehelp", "'@acme, @acmehelp' names several accounts; give each by itself"),
        (
            "https://x.com/acme/status/1",
            "is the address of no profile whose handle it tells; write the handle as its posts",
        ),
        ("https://acme.example/ap/users/116", "is the address of no profile whose handle it tells"),
    ],
)
def test_what_can_be_no_account_of_ours_is_told(tmp_path: Path, handle: str, why: str) -> None:
    finished = triage("rank", "--handle", handle, "--now", NOW, stdin=line(GOOD))
    assert (finished.code, finished.out) == (2, "")
    assert why in " ".join(finished.err.split())


def test_our_own_posts_are_none_that_we_answered_whatever_their_status_says() -> None:
    table = b"Message ID,Author,Date,Status,Text\n" + b"".join(
        f"7{n},{author},2026-11-20 09:0{n},{status},no refund in {n} weeks\n".encode()
        for n, (author, status) in enumerate((("ada", "open"), ("bob", "closed"), ("acme", "closed")))
    )
    told = rank_json("--handle", "acme", stdin=table)
    assert (len(told["items"]), told["answered"]) == (1, 1)


def test_our_own_archive_tells_what_we_answered_of_another_tools_export(tmp_path: Path) -> None:
    reply = {"id_str": "9", "full_text": "@ada so sorry", "favorite_count": "0", "retweet_count": "0"}
    when = {"created_at": "Fri Nov 20 09:30:00 +0000 2026", "in_reply_to_status_id_str": "1"}
    archive = tmp_path / "tweets.js"
    tweet = json.dumps([{"tweet": reply | when}])
    archive.write_text(f"window.YTD.tweets.part0 = {tweet}")
    export = tmp_path / "export.ndjson"
    export.write_bytes(line(GOOD) + line(OTHER))
    assert [item["id"] for item in rank_json(export)["items"]] == ["1", "2"]
    told = rank_json(export, archive)
    assert ([item["id"] for item in told["items"]], told["answered"]) == (["2"], 1)


def test_what_we_replied_to_on_mastodon_is_left_out_though_a_reply_names_it_by_its_instances_own_id(
    tmp_path: Path,
) -> None:
    statuses = make_statuses()
    texts = {
        "timeline.json": json.dumps(statuses),
        "backwards.ndjson": "".join(json.dumps(status) + "\n" for status in statuses[::-1]),
        "search.json": json.dumps({"accounts": [], "statuses": statuses, "hashtags": []}),
        "post.json": json.dumps(statuses[:2]),
        "reply.json": json.dumps(statuses[2:]),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    for to in ("ndjson", "csv"):
        done = triage("convert", tmp_path / "timeline.json", "--to", to, "-o", tmp_path / f"converted.{to}")
        assert done.code == 0
    inputs = ("timeline.json", "backwards.ndjson", "search.json", "converted.ndjson", "converted.csv")
    for names in (*inputs, "post.json reply.json"):
        files = [tmp_path / name for name in names.split()]
        told = rank_json(*files, "--handle", "acme@here.example")
        ids = [item["id"].partition("/users/")[2] for item in told["items"]]
        assert (ids, told["answered"]) == (["ott/statuses/115586623445566772"], 1), names


def test_in_a_chat_what_we_answered_by_our_name_there_is_left_out() -> None:
    chat = (
        b"14/11/2026, 09:13 - Ada: still waiting for my refund, nobody answers\n"
        b"14/11/2026, 09:20 - Acme Care: so sorry! which order is it?\n"
        b"14/11/2026, 09:40 - Ada: third week without a reply, this is a disgrace\n"
    )
    told = rank_json("--handle", "@acme", "--handle", "Acme Care", stdin=chat)
    assert [item["text"][:10] for item in told["items"]] == ["third week"]
    assert told["answered"] == 1
    assert rank_json("--handle", "@acme", stdin=chat)["answered"] == 0


def test_a_queue_in_which_all_is_answered_says_so() -> None:
    finished = triage("rank", "--now", NOW, stdin=line(GOOD) + line({**REPLY, "ours": True}))
    assert finished.code == 0
    nothing = "Nothing to answer here: we answered 1 of 2 mentions, and none of the others is in a lane asked for."
    assert nothing in " ".join(finished.out.split())


def test_nothing_to_read_at_a_terminal_says_what_to_do() -> None:
    import pty

    _, terminal = pty.openpty()
    finished = subprocess.run(
        [sys.executable, "-m", "mentiontriage", "rank"], stdin=terminal, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 2
    assert "name a file" in finished.stderr


def test_what_is_written_to_a_file_is_whole_and_replaces_it(tmp_path: Path) -> None:
    target = tmp_path / "queue.csv"
    target.write_text("old")
    finished = triage("rank", "--format", "csv", "--output", target, "--now", NOW, stdin=line(GOOD))
    assert (finished.code, finished.out) == (0, "")
    assert "refund" in target.read_text()
    assert list(tmp_path.iterdir()) == [target]


def test_a_device_or_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    finished = triage("rank", "--format", "csv", "--output", pipe, "--now", NOW, stdin=line(GOOD))
    assert finished.code == 0, finished.err
    assert b"refund" in os.read(reader, 10_000)
    assert pipe.is_fifo()
    os.close(reader)


def test_a_result_that_cannot_be_written_is_code_6(tmp_path: Path) -> None:
    finished = triage("rank", "--output", tmp_path / "nowhere" / "queue.txt", stdin=line(GOOD))
    assert finished.code == 6
    assert "nowhere" in finished.err


def test_who_reads_only_the_first_lines_hears_no_complaint() -> None:
    import subprocess

    command = (
        f"{sys.executable} -m mentiontriage rank --top 0 --format jsonl {EXAMPLES / 'brightwell.ndjson'} | head -1"
    )
    finished = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert finished.stdout.count("\n") == 1
    assert "Traceback" not in finished.stderr
    assert "Broken" not in finished.stderr


BROKEN = {
    "truncated JSON": (line(GOOD) + line(OTHER)[:-40], 0, 1, "2: no valid JSON"),
    "a truncated array": (b"[" + line(GOOD) + b"," + line(OTHER)[:-40], 0, 1, "no valid JSON"),
    "a bad line in the middle": (line(GOOD) + b'{"id": oops}\n' + line(OTHER), 0, 2, "2: no valid JSON"),
    "a wrong encoding": (line(GOOD) + '{"id":"3","text":"kaputt für immer"}\n'.encode("cp1252"), 0, 2, "Windows-1252"),
    "NUL bytes": (line(GOOD) + b"\x00" + line(OTHER).replace(b"third", b"th\x00ird"), 0, 2, ""),
    "an empty file": (b"", 3, 0, "is empty"),
    "a binary": (bytes(range(256)) * 20, 4, 0, "nothing that triage can read"),
    "a single post of 5 MB": (line({**GOOD, "text": "no reply! " * 500_000}), 0, 1, ""),
    "deep nesting": (
        line(GOOD) + b'{"id":"9","text":' + b"[" * 200_000 + b"]" * 200_000 + b"}\n",
        0,
        1,
        "nested too deeply",
    ),
    "deep nesting alone": (b'{"id":"9","text":' + b"[" * 200_000 + b"]" * 200_000 + b"}", 3, 0, "nested too deeply"),
    "a damaged gzip": (gzip.compress(line(GOOD) * 1 + line(OTHER) * 5_000)[:-20], 0, None, "cannot be read"),
    "posts of no shape we know": (line({"a": 1, "b": 2}), 4, 0, "--map"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_input_costs_only_what_is_broken(what: str, tmp_path: Path) -> None:
    content, code, read, said = BROKEN[what]
    file = tmp_path / "export"
    file.write_bytes(content)
    finished = triage("rank", file, "--format", "json", "--lane", "all", "--now", NOW, "-v")
    assert finished.code == code, finished.err
    assert said in finished.err
    assert "Traceback" not in finished.err
    if code == 0:
        assert read is None or json.loads(finished.out)["read"] == read


@pytest.mark.parametrize("what", ["missing", "a directory"])
def test_an_input_that_cannot_be_opened_does_not_stop_the_others(what: str, tmp_path: Path) -> None:
    good = tmp_path / "good.ndjson"
    good.write_bytes(line(GOOD))
    bad = tmp_path / "missing.json" if what == "missing" else tmp_path
    finished = triage("rank", bad, good, "--now", NOW)
    assert finished.code == 3
    assert str(bad) in finished.err
    assert "waiting for my refund" in finished.out


def test_strict_turns_a_skipped_row_into_code_5_after_the_output() -> None:
    finished = triage("rank", "--strict", "--now", NOW, stdin=line(GOOD) + b"{oops\n")
    assert finished.code == 5
    assert "waiting for my refund" in finished.out


def test_a_format_or_lane_that_does_not_exist_names_those_that_do() -> None:
    finished = triage("rank", "--format", "pdf", stdin=line(GOOD))
    assert finished.code == 2
    assert "markdown" in finished.err
    finished = triage("rank", "--lane", "question,lead", stdin=line(GOOD))
    assert finished.code == 2
    assert "unsure" in finished.err
    assert "--lane question --lane lead" in finished.err


def test_a_time_that_is_none_is_code_2() -> None:
    finished = triage("rank", "--now", "yesterday", stdin=line(GOOD))
    assert finished.code == 2
    assert "2026-11-20T18:00:00Z" in finished.err


def test_settings_come_from_a_file_and_wrong_ones_are_code_7(tmp_path: Path) -> None:
    config = tmp_path / "triage.toml"
    config.write_text("target_hours = 8\n")
    slow = json.loads(triage("rank", "-f", "json", "--config", config, "--now", NOW, stdin=line(GOOD)).out)
    usual = json.loads(triage("rank", "-f", "json", "--now", NOW, stdin=line(GOOD)).out)
    assert slow["items"][0]["priority"] < usual["items"][0]["priority"]
    config.write_text("target_hours = -1\n")
    finished = triage("rank", "--config", config, stdin=line(GOOD))
    assert finished.code == 7
    assert "target_hours" in finished.err


@pytest.mark.parametrize("value", ["", "."])
def test_an_empty_name_or_a_folder_is_no_settings_file_and_not_left_out(value: str) -> None:
    finished = triage("rank", "--config", value, stdin=line(GOOD))
    told = "triage: the settings file . cannot be read: Is a directory\n"
    assert (finished.code, finished.out, finished.err) == (7, "", told)


def test_settings_of_the_environment_that_are_empty_are_unset(tmp_path: Path) -> None:
    usual = triage("rank", "--now", NOW, stdin=line(GOOD), XDG_CONFIG_HOME=str(tmp_path), TRIAGE_CONFIG="")
    assert (usual.code, "read 1 mention" in usual.err) == (0, True)
    folder = triage("rank", "--now", NOW, stdin=line(GOOD), XDG_CONFIG_HOME=str(tmp_path), TRIAGE_CONFIG=".")
    assert (folder.code, folder.out) == (7, "")


@pytest.mark.parametrize("value", ["", "."])
def test_an_empty_name_or_a_folder_is_no_place_for_the_result(value: str) -> None:
    finished = triage("rank", "--output", value, "--now", NOW, "--quiet", stdin=line(GOOD))
    assert (finished.code, finished.out, finished.err) == (6, "", "triage: . cannot be written: Is a directory\n")


def test_compressed_exports_are_read_by_what_they_hold(tmp_path: Path) -> None:
    for name, content in (("a.txt", gzip.compress(line(GOOD))), ("b.csv", zstd.compress(line(GOOD)))):
        (tmp_path / name).write_bytes(content)
        assert rank_json(tmp_path / name)["read"] == 1


def test_the_result_does_not_depend_on_how_the_input_is_packed(tmp_path: Path) -> None:
    plain = b"".join(line({**GOOD, "id": f"{n}"}) for n in range(6_000))
    results = [rank_json(stdin=content) for content in (plain, gzip.compress(plain))]
    assert results[0] == results[1]


def test_who_stops_the_command_while_it_loads_is_told_so() -> None:
    story = """
import sys
class Stopped:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stopped())
from mentiontriage.__main__ import main
main()
"""
    ended = subprocess.run([sys.executable, "-c", story], capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr.decode()) == (130, "triage: stopped\n")


def test_dates_that_leave_the_whole_order_open_are_told_unasked(tmp_path: Path) -> None:
    table = tmp_path / "odd.csv"
    table.write_text("text,date\nit leaks,03/04/2026\nno refund,03/04/2026\n")
    told = triage("rank", table).err
    assert "--dates dmy or --dates mdy tells which" in told
    assert "-v tells which" not in told
    assert triage("rank", table, "--quiet").err == ""
    assert "may be day/month" not in triage("rank", table, "--dates", "dmy").err


def test_a_file_named_twice_is_read_as_the_same_posts() -> None:
    once = rank_json(EXAMPLES / "brightwell.ndjson")
    twice = rank_json(EXAMPLES / "brightwell.ndjson", EXAMPLES / "brightwell.ndjson")
    assert once["items"] == twice["items"]
    assert once["read"] == twice["read"]


def test_every_reader_and_format_is_listed_with_one_line() -> None:
    listed = triage("readers").out.splitlines()
    assert [entry.split()[0] for entry in listed] == list(plugins.list_names("mentiontriage.readers"))
    told = json.loads(triage("formats", "--format", "json").out)
    assert [entry["name"] for entry in told] == list(plugins.list_names("mentiontriage.formats"))


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "posts.ndjson"
    path.parent.mkdir()
    path.write_bytes(line(GOOD) + line(OTHER))
    return path


def test_a_private_file_stays_private_and_a_dash_is_standard_output(posts: Path, tmp_path: Path) -> None:
    target = tmp_path / "queue.json"
    target.write_text("")
    target.chmod(0o600)
    assert triage("rank", posts, "--now", NOW, "-f", "json", "-o", target).code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    printed = triage("rank", posts, "--now", NOW, "-f", "json", "-o", "-")
    assert printed.out == target.read_text(encoding="utf-8")
    assert not Path("-").exists()


@pytest.mark.parametrize("command", ["rank", "convert"])
def test_what_is_read_is_never_written_over(posts: Path, tmp_path: Path, command: str) -> None:
    whole, link = posts.read_bytes(), tmp_path / "link"
    link.symlink_to(posts)
    for target in (posts, link):
        told = triage(command, posts, "--output", target)
        assert (told.code, told.out) == (2, "")
        assert f"--output {target} is what is to be read" in told.err
    with posts.open("rb") as piped:
        story = [sys.executable, "-m", "mentiontriage", command, "--output", str(posts)]
        assert subprocess.run(story, stdin=piped, capture_output=True, check=False, timeout=60).returncode == 2
    assert posts.read_bytes() == whole


@pytest.mark.parametrize(
    ("variables", "escapes"),
    [
        ((), 0),
        (("FORCE_COLOR=1",), 1),
        (("CLICOLOR_FORCE=1",), 1),
        (("CLICOLOR_FORCE=0",), 0),
        (("CLICOLOR_FORCE=1", "NO_COLOR=1"), 0),
    ],
)
def test_colour_in_a_pipe_is_asked_for_by_the_usual_variables(
    posts: Path, variables: tuple[str, ...], escapes: int
) -> None:
    told: dict[str, Any] = dict(variable.split("=") for variable in variables)
    assert ("\x1b[" in triage("rank", posts, "--lane", "all", **told).out) == escapes


def test_what_could_not_be_written_whole_leaves_nothing_behind(posts: Path, tmp_path: Path) -> None:
    target = tmp_path / "queue.json"
    script = (
        "import resource, runpy, signal, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"sys.argv = ['triage', 'rank', {str(posts)!r}, '-f', 'json', '-o', {str(target)!r}]\n"
        "runpy.run_module('mentiontriage', run_name='__main__')\n"
    )
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=60)
    assert (process.returncode, b"cannot be written" in process.stderr) == (6, True)
    assert list(tmp_path.iterdir()) == [posts.parent]


def test_a_name_that_no_file_can_have_is_told(posts: Path) -> None:
    told = triage("rank", posts, "--output", "x" * 5_000)
    assert (told.code, "cannot be written: File name too long" in told.err) == (6, True)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_that_no_calendar_holds_is_told_plainly(posts: Path, moment: str) -> None:
    told = triage("rank", posts, "--now", moment)
    assert (told.code, "is outside the calendar" in told.err) == (2, True)


@pytest.mark.parametrize("pairs", ["=", "text=Message,", "text", "=Message"])
def test_a_map_of_no_pairs_is_told(posts: Path, pairs: str) -> None:
    told = triage("rank", posts, "--map", pairs)
    assert (told.code, "needs FIELD=COLUMN pairs" in told.err) == (2, True)


def test_a_map_may_be_told_in_parts_and_names_columns_with_commas(tmp_path: Path) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text('"What happened, and where?",Blub,Day\nthe lid never came,ada,2026-07-14\n', encoding="utf-8")
    parts = ("--map", "text=What happened, and where?,author=Blub", "--map", "date=Day")
    (row,) = rank_json(survey, *parts, "--lane", "all")["items"]
    assert (row["text"], row["author"]["handle"], row["posted_at"][:10]) == ("the lid never came", "ada", "2026-07-14")


def test_a_map_that_gives_one_field_two_columns_is_told(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("Said,Blub,Day\nthe lid never came,ada,2026-07-14\n", encoding="utf-8")
    told = triage("rank", table, "--map", "text=Said", "--map", "text=Blub")
    assert (told.code, "two columns" in told.err) == (2, True)


def test_our_own_posts_are_counted_and_no_rows() -> None:
    own = line({**REPLY, "ours": True})
    finished = triage("rank", "--lane", "all", "--answered", "--now", NOW, stdin=line(GOOD) + own)
    assert finished.code == 0
    assert "Our own posts, left out: 1 of 2 mentions" in finished.out
    assert str(REPLY["text"]) not in finished.out
    finished = triage("rank", "--lane", "praise", "--now", NOW, stdin=own)
    assert finished.out.startswith("Nothing to answer here: none of 1 mention is in a lane asked for.\n")


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_newcomer_is_asked_whose_account_it_is_that_answers_everybody(tmp_path: Path, jobs: str) -> None:
    posts = []
    for number in range(12):
        asked = {**GOOD, "id": f"q{number}", "author": {"handle": f"person{number}", "followers": 40}}
        reply = {**GOOD, "id": f"a{number}", "text": "so sorry!", "in_reply_to": f"q{number}"}
        posts += [asked, {**reply, "author": {"handle": "NordhausCare", "followers": 52_000}}]
    (tmp_path / "a.ndjson").write_bytes(b"".join(map(line, posts[:10])))
    (tmp_path / "b.ndjson").write_bytes(b"".join(map(line, posts[10:])))
    files = [str(tmp_path / name) for name in ("a.ndjson", "b.ndjson")]
    untold = triage("rank", *files, "--now", NOW, "--jobs", jobs)
    told = "@NordhausCare answers 12 posts of 12 people; if it is yours, say so (--handle NordhausCare)"
    assert untold.err.count(told) == 1
    said = triage("rank", *files, "--now", NOW, "--jobs", jobs, "--handle", "NordhausCare")
    assert "NordhausCare" not in said.err
    assert "Answered by us and left out: 12 of 24 mentions" in said.out


def test_a_first_export_can_be_asked_for_what_is_new_or_old() -> None:
    ages = {"new": "2026-11-20T09:00:00Z", "old": "2026-10-01T09:00:00Z", "timeless": None}
    posts = b"".join(line({**GOOD, "id": ident, "created_at": at}) for ident, at in ages.items())
    answers = {"text": "so sorry", "ours": True, "source": "x", "created_at": "2026-10-02T09:00:00Z"}
    posts += line({**GOOD, "id": "done"}) + line({**answers, "id": "a", "in_reply_to": "done"})
    for more in ([], ["--jobs", "3"], ["--incidents"], ["--top", "0"]):
        newest = rank_json("--newer", "7d", *more, stdin=posts)
        assert [item["id"] for item in newest["items"]] == ["new"]
        assert (newest["read"], newest["answered"], newest["outside"], newest["lanes"]) == (5, 1, 3, None)
    assert [item["id"] for item in rank_json("--older", "7d", stdin=posts)["items"]] == ["old"]
    assert rank_json("--newer", "7d", "--counts", stdin=posts)["lanes"]["complaint"] == 4
    assert "outside" not in rank_json(stdin=posts)
    told = triage("rank", "--newer", "7d", "--now", NOW, stdin=posts).out
    assert "Not of the age asked for, left out: 3 of 5 mentions" in told
    none = triage("rank", "--newer", "1m", "--now", NOW, stdin=posts).out
    assert none.startswith("Nothing to answer here: we answered 1 of 5 mentions, and none of the others fits")


def test_threats_and_danger_of_the_age_asked_for_are_told() -> None:
    grave = {"threat": "I will come to your office with a gun and kill you", "danger": "my kettle caught fire, gas!"}
    ages = {"new": "2026-11-20T09:00:00Z", "newer": "2026-11-20T10:00:00Z", "old": "2026-10-01T09:00:00Z"}
    posts = b"".join(
        line({**GOOD, "id": f"{kind}-{age}", "text": text, "created_at": at})
        for kind, text in grave.items()
        for age, at in ages.items()
    )
    told = triage("rank", "--newer", "7d", "--top", "1", "--now", NOW, stdin=posts).out
    assert "Threats: 2, for people to read at once (--lane threat)" in told
    assert "Danger to people: 2 posts, to be read at once (--danger)" in told
    asked = triage("rank", "--newer", "7d", "--lane", "threat", "--now", NOW, stdin=posts).out
    assert "2 rows of 6 mentions" in asked
    assert "Threats:" not in asked
    assert rank_json("--newer", "7d", stdin=posts)["danger"] == 2


def test_a_length_of_time_that_is_none_is_refused() -> None:
    finished = triage("rank", "--newer", "soon", "--now", NOW, stdin=line(GOOD))
    assert finished.code == 2
    assert "'soon' is not a length of time" in finished.err


def test_danger_is_asked_for_by_age_too() -> None:
    gas = {**GOOD, "text": "my kettle caught fire and I smell gas"}
    posts = line({**gas, "id": "new"}) + line({**gas, "id": "old", "created_at": "2026-10-01T09:00:00Z"}) + line(GOOD)
    told = rank_json("--danger", "--newer", "7d", stdin=posts)
    assert ([item["id"] for item in told["items"]], told["outside"]) == (["new"], 1)
