"""`triage score` measures every post; `triage explain` shows one post's arithmetic."""

import json
import os
import re
import subprocess
import sys
from math import prod
from pathlib import Path

from tests.cli.commands import EXAMPLES, NOW, triage
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from mentiontriage.ranking import FACTORS

POSTS = EXAMPLES / "brightwell.ndjson"


def test_score_prints_one_line_a_mention_in_input_order() -> None:
    finished = triage("score", POSTS, "--now", NOW)
    assert finished.code == 0
    told = [json.loads(line) for line in finished.out.splitlines()]
    order: list[str] = []
    for line in POSTS.read_text(encoding="utf-8").splitlines():
        post = json.loads(line)
        if "repost_of" not in post and post["id"] not in order:
            order.append(post["id"])
    assert [item["id"] for item in told] == order
    assert all(prod(factor["value"] for factor in item["factors"]) == item["priority"] for item in told)


def test_scores_go_to_a_file_that_is_whole_or_stays_what_it_was(tmp_path: Path) -> None:
    scored, posts = tmp_path / "scored.jsonl", tmp_path / "posts.ndjson"
    posts.write_bytes(POSTS.read_bytes())
    told = triage("score", posts, "--now", NOW, "-o", scored)
    assert (told.code, told.out) == (0, "")
    assert scored.read_text("utf-8") == triage("score", posts, "--now", NOW).out
    before = scored.read_bytes()
    assert triage("score", "nofile.json", "-o", scored).code == 3
    assert scored.read_bytes() == before
    over = triage("score", posts, "-o", posts)
    assert (over.code, "name another file" in over.err) == (2, True)
    assert posts.read_bytes() == POSTS.read_bytes()


def test_a_post_by_one_of_our_accounts_is_told_as_ours() -> None:
    posts = b'{"id": "1", "text": "still no reply", "author": {"handle": "Acme"}}\n{"id": "2", "text": "no refund"}\n'
    scored = triage("score", "--handle", "acme", "--now", NOW, stdin=posts).out
    rows = map(json.loads, scored.splitlines())
    assert {row["id"]: (row["ours"], row["lane_reason"] == "our own post") for row in rows} == {
        "1": (True, True),
        "2": (False, False),
    }


def test_what_score_wrote_is_scored_and_ranked_as_the_posts_themselves() -> None:
    scored = triage("score", POSTS, "--now", NOW).out
    assert triage("score", "--now", NOW, stdin=scored.encode()).out == scored
    ranked = ("rank", "--now", NOW, "--format", "jsonl")
    first = triage(*ranked, POSTS).out
    assert triage(*ranked, stdin=scored.encode()).out == first
    queue = triage("rank", "--now", NOW, "--format", "json", POSTS).out
    assert triage(*ranked, stdin=queue.encode()).out == first


def test_what_score_wrote_and_the_posts_themselves_are_one_mention_each(tmp_path: Path) -> None:
    scored = tmp_path / "scored.jsonl"
    scored.write_text(triage("score", POSTS, "--now", NOW).out, encoding="utf-8")
    ranked = ("rank", "--now", NOW, "--format", "jsonl")
    first = triage(*ranked, POSTS).out
    assert triage(*ranked, POSTS, scored).out == first
    assert triage(*ranked, scored, POSTS).out == first


def test_the_same_posts_give_the_same_bytes_in_every_process() -> None:
    runs = {triage("score", POSTS, "--now", NOW, PYTHONHASHSEED=str(seed)).out for seed in range(3)}
    assert len(runs) == 1


def test_a_probability_is_the_same_to_the_last_digit_in_every_process() -> None:
    script = (
        "from mentiontriage.signals._complaint import load_model\n"
        "from mentiontriage.signals._vader import load_scorer\n"
        "text = 'still waiting for my refund and nobody answers the phone or the mail, worst service ever seen'\n"
        "for end in range(20, len(text)):\n"
        "    tokens = text[:end].split()\n"
        "    polarity = load_scorer()(text[:end], tokens)\n"
        "    print(repr(load_model().weigh(tokens, polarity, 'en').probability))\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(4)
    }
    assert len(runs) == 1


def test_sentiment_is_vadersentiment_to_the_last_digit() -> None:
    judge = SentimentIntensityAnalyzer()
    told = [json.loads(line) for line in triage("score", POSTS, "--now", NOW).out.splitlines()]
    measured = [item for item in told if item["sentiment"] is not None]
    assert len(measured) > 300
    for item in measured:
        assert item["sentiment"] == judge.polarity_scores(item["text"])


def test_explain_shows_the_product_of_what_it_shows() -> None:
    first = json.loads(triage("rank", POSTS, "--now", NOW, "-f", "json", "-n", "1").out)["items"][0]
    finished = triage("explain", first["id"], POSTS, "--now", NOW)
    assert finished.code == 0
    values = [float(value) for value in re.findall(r"^[x ] \w+ +(\d+\.\d{3})  ", finished.out, re.M)]
    assert len(values) == len(FACTORS)
    shown = float(re.search(r"= priority +(\d+\.\d{3})", finished.out).group(1))  # type: ignore[union-attr]
    assert abs(prod(values) - shown) < 0.001
    assert max(map(len, finished.out.splitlines())) <= 80


def test_explain_takes_the_beginning_of_an_id_if_it_is_enough() -> None:
    post = b'{"id": "abc-1", "text": "no reply"}\n{"id": "abd-2", "text": "no refund"}\n'
    assert "no refund" in triage("explain", "abd", stdin=post).out
    ambiguous = triage("explain", "ab", stdin=post)
    assert ambiguous.code == 2
    assert "abc-1" in ambiguous.err


def test_explain_takes_the_id_that_the_export_gives() -> None:
    posts = b"id,text,author\n2,no reply,anna\n20,no refund,ben\n"
    assert "no reply" in triage("explain", "2", stdin=posts).out
    assert "2~" in triage("explain", "2", stdin=posts + b"2,no bag,cy\n").err


def test_explain_knows_a_network_by_any_name() -> None:
    posts = b'{"id": "1", "source": "x", "text": "no reply"}\n{"id": "1", "source": "reddit", "text": "no refund"}\n'
    assert "no reply" in triage("explain", "Twitter:1", stdin=posts).out
    assert triage("explain", "vk:1", stdin=posts).code == 8


def test_explain_takes_a_link_as_it_stands_in_a_browser() -> None:
    thread = "https://forum.example/t/9"
    posts = [
        {"id": "18", "source": "x", "text": "still no reply"},
        {"id": "180", "source": "x", "text": "no refund", "url": "https://x.com/kim/status/180"},
        *({"id": ident, "source": "forum", "text": "late again", "url": thread} for ident in ("c1", "c2")),
    ]
    stdin = b"".join(json.dumps(post).encode() + b"\n" for post in posts)
    assert "no reply" in triage("explain", "http://twitter.com/kim/status/18?s=20", stdin=stdin).out
    assert "no refund" in triage("explain", "https://x.com/i/web/status/180", stdin=stdin).out
    several = triage("explain", f"{thread}/", stdin=stdin)
    assert (several.code, "leads to several mentions, such as c1 and c2" in several.err) == (2, True)
    assert triage("explain", "https://x.com/kim/status/1", stdin=stdin).code == 8


def test_explain_says_since_when_a_post_is_answered() -> None:
    asked = b'{"id": "1", "text": "no refund", "created_at": "2026-11-19T08:00:00Z"}\n'
    reply = b'{"id": "2", "text": "sorry!", "created_at": "2026-11-19T09:30:00Z", "in_reply_to": "1", "ours": true}\n'
    assert "answered  2026-11-19 09:30 UTC\n" in triage("explain", "1", stdin=asked + reply).out
    assert "answered" not in triage("explain", "1", stdin=asked).out
    scored = json.loads(triage("score", stdin=reply + asked).out.splitlines()[1])
    assert (scored["answered_at"], scored["lane"]) == ("2026-11-19T09:30:00Z", "complaint")


def test_explain_says_by_which_words_a_post_is_a_danger() -> None:
    post = b'{"id": "1", "text": "@acme your dryer caught fire last night, the kids were asleep"}'
    assert "danger    caught fire\n" in triage("explain", "1", stdin=post).out
    calm = b'{"id": "1", "text": "@acme your dryer is late again, no reply for two weeks"}'
    assert "danger" not in triage("explain", "1", stdin=calm).out


def test_explain_says_when_there_is_no_such_post() -> None:
    finished = triage("explain", "zzz", POSTS)
    assert finished.code == 8
    assert "zzz" in finished.err


def test_explain_gives_json_to_programs() -> None:
    post = b'{"id": "abc-1", "text": "no reply from anybody"}\n'
    told = json.loads(triage("explain", "abc", "--format", "json", "--now", NOW, stdin=post).out)
    assert told["id"] == "abc-1"


def test_policy_prints_the_formula_and_the_longest_wait() -> None:
    told = json.loads(triage("policy", "--format", "json").out)
    assert told["longest_wait_hours"] == (told["largest_ratio"] - 1) * told["settings"]["target_hours"]
    assert told["longest_wait_equal_strangers_hours"] == 14
    text = triage("policy").out
    assert f"priority = {' x '.join(FACTORS)}" in text
    assert "14 hours" in text
    assert max(map(len, text.splitlines())) <= 80


def test_explain_tells_of_an_input_that_could_not_be_read_beside_one_that_could() -> None:
    ident = json.loads(triage("score", POSTS, "--now", NOW).out.splitlines()[0])["id"]
    told = triage("explain", ident, POSTS, "nofile.json", "--now", NOW)
    assert (told.code, "nofile.json cannot be opened" in told.err) == (3, True)
    assert "= priority" in told.out


def test_explain_asks_which_of_two_networks_posts_is_meant() -> None:
    ident = "1234567890123456"
    posts = "".join(f'{{"id": "{ident}", "source": "{name}", "text": "late"}}\n' for name in ("x", "reddit")).encode()
    told = triage("explain", ident, "--now", NOW, stdin=posts)
    assert (told.code, "on x and on reddit" in told.err) == (2, True)
    assert triage("explain", f"reddit:{ident}", "--now", NOW, stdin=posts).out.startswith(f"{ident} on reddit")


def test_a_post_whose_time_is_to_come_is_shown_so_and_ranks_as_a_new_one() -> None:
    written = b'{"id": "1", "text": "still no reply, where is my refund?", "posted_at": "2026-11-22T14:00:00Z"}\n'
    for shape in ("table", "markdown"):
        told = triage("rank", "--now", NOW, "--format", shape, stdin=written).out
        assert "ahead: dated after this moment" in told
        assert re.search(r"\bahead\b[^:]", told)
        assert "0m" not in told
    explained = triage("explain", "1", "-", "--now", NOW, stdin=written).out
    assert "waited    its time is 2d 2h ahead, due 2026-11-22 18:00 UTC" in explained
    assert "urgency       1.000  its time is 2d 2h ahead, target 4h" in explained
    assert json.loads(triage("score", "--now", NOW, stdin=written).out)["waited_s"] == 0
