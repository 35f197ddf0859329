"""`triage convert` gives any export our own shape and loses nothing that we know."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.commands import EXAMPLES, NOW, triage
from tests.readers.tables import given_ids, mentions, read_text

from mentiontriage.formats.csv import defuse
from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.payloads.own import Post, to_items, to_post
from mentiontriage.text import escape_text, plain_text

WORDS = st.text("abc é完", min_size=1, max_size=5).map(str.strip).filter(bool)
TEXTS = st.lists(WORDS | st.sampled_from(["<script>", "<b>", "&lt;", "&amp;"])).map(" ".join).filter(bool)
COUNTS = st.none() | st.integers(0, 10**9)
AUTHORS = st.builds(Author, st.none() | WORDS, st.none() | WORDS, COUNTS, st.none() | st.booleans())
MENTIONS = st.builds(
    Mention,
    id=WORDS,
    source=WORDS,
    text=TEXTS,
    author=AUTHORS,
    engagement=st.builds(Engagement, COUNTS, COUNTS, COUNTS, COUNTS),
    posted_at=st.none() | st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 (Hypothesis wants it bare)
    url=st.none() | WORDS,
    lang=st.none() | WORDS,
    in_reply_to=st.none() | WORDS,
    quotes=st.none() | WORDS,
    rating=st.none() | st.floats(1, 5),
    vendor_sentiment=st.none() | WORDS,
    ours=st.booleans(),
    hidden=st.booleans(),
    local_id=st.none() | WORDS,
)


@given(MENTIONS)
def test_what_is_written_in_our_shape_is_read_as_the_same_mention(mention: Mention) -> None:
    written = msgspec.json.encode(to_post(mention))
    assert to_items(msgspec.json.decode(written, type=Post)) == (mention,)


@given(st.builds(Repost, WORDS, WORDS, AUTHORS, st.none()), MENTIONS)
def test_a_repost_keeps_what_it_tells_of_its_original(repost: Repost, original: Mention) -> None:
    original = msgspec.structs.replace(original, id=repost.of, source=repost.source)
    for told in (repost, msgspec.structs.replace(repost, original=original)):
        assert to_items(msgspec.json.decode(msgspec.json.encode(to_post(told)), type=Post)) == (told,)


def test_what_an_earlier_run_wrote_stays_where_nothing_can_be_read(tmp_path: Path) -> None:
    kept, strange = tmp_path / "kept.ndjson", tmp_path / "strange.bin"
    kept.write_text("good")
    strange.write_bytes(bytes(range(256)))
    assert triage("convert", tmp_path / "missing.csv", "-o", kept).code == 3
    assert triage("convert", strange, "-o", kept).code == 4
    assert triage("convert", "-o", kept).code == 3
    assert kept.read_text() == "good"


@pytest.mark.parametrize("export", ["brightwell.ndjson", "x-pages.jsonl", "brightwell.csv"])
def test_the_converted_export_ranks_as_the_export_does(export: str, tmp_path: Path) -> None:
    target = tmp_path / "converted.ndjson"
    assert triage("convert", EXAMPLES / export, "-o", target).code == 0
    ranked = [
        json.loads(triage("rank", file, "--now", NOW, "--format", "json", "--top", "0", "--lane", "all").out)["items"]
        for file in (EXAMPLES / export, target)
    ]
    assert ranked[0] == ranked[1]


def test_a_table_can_be_read_back_and_holds_no_formula(tmp_path: Path) -> None:
    target = tmp_path / "converted.csv"
    post = {"id": "1", "text": "=HYPERLINK(1)", "author": {"handle": "ada", "followers": 7}}
    assert triage("convert", "--to", "csv", "-o", target, stdin=json.dumps(post).encode()).code == 0
    assert ",=HYPER" not in target.read_text()
    told = json.loads(triage("rank", target, "--lane", "all", "--format", "json").out)["items"][0]
    assert (told["id"], told["author"]["handle"], told["author"]["followers"]) == ("1", "ada", 7)


def test_a_table_keeps_who_wrote_on_a_network_whose_handles_look_like_addresses(tmp_path: Path) -> None:
    target = tmp_path / "converted.csv"
    by = {"mastodon": "nia@there.example", "x": "nia@mail.example"}
    posts = [{"id": n, "source": n, "text": "it leaks", "author": {"handle": handle}} for n, handle in by.items()]
    assert triage("convert", "--to", "csv", "-o", target, stdin=json.dumps(posts).encode()).code == 0
    items = json.loads(triage("rank", target, "--lane", "all", "--format", "json").out)["items"]
    assert {item["source"]: item["author"]["handle"] for item in items} == by | {"x": None}


@pytest.mark.parametrize("shape", ["ndjson", "csv"])
def test_an_answer_is_kept_though_neither_its_time_nor_that_of_the_review_is_told(shape: str, tmp_path: Path) -> None:
    reviews = tmp_path / "reviews.csv"
    reviews.write_text(
        "id,text,rating,author,reply\n1,no refund,1,ada,we are so very sorry about this\n2,too late,1,bob,\n"
    )
    converted = tmp_path / f"converted.{shape}"
    assert triage("convert", reviews, "--format", shape, "--output", converted).code == 0
    for file in (reviews, converted):
        assert "Answered by us and left out: 1 of 2 mentions" in triage("rank", file, "--now", NOW).out
    assert "answered  an unknown time" in triage("explain", "1", reviews, "--now", NOW).out


@pytest.mark.parametrize("shape", ["ndjson", "csv"])
def test_who_passed_a_post_on_is_kept_where_the_export_names_them_beside_it(shape: str, tmp_path: Path) -> None:
    posts, scored, converted = (tmp_path / name for name in ("posts.jsonl", "scored.jsonl", f"converted.{shape}"))
    post = {"id": "1", "source": "x", "text": "it leaks", "author": {"handle": "ada"}}
    repost = {"source": "x", "repost_of": "1", "author": {"handle": "ben", "followers": 90_000}}
    posts.write_text(f"{json.dumps(post)}\n{json.dumps(repost)}\n")
    scored.write_text(triage("score", posts, "--now", NOW).out)
    finished = triage("convert", scored, "--format", shape, "--output", converted)
    assert (finished.code, "read 1 mention from" in finished.err, "repost" in finished.err) == (0, True, False)
    again = json.loads(triage("score", converted, "--now", NOW).out)
    assert again["spread"] == [{"handle": "ben", "followers": 90_000}]


@pytest.mark.parametrize("shape", ["ndjson", "csv"])
def test_what_a_repost_tells_of_its_original_is_kept(shape: str, tmp_path: Path) -> None:
    posts, converted = tmp_path / "posts.jsonl", tmp_path / f"converted.{shape}"
    ada = {"handle": "ada", "name": "Ada", "followers": 50_000}
    url, when = "https://x.com/ada/status/1234567890123456789", "2026-07-14T09:05:00Z"
    original = {"text": "it leaks, no refund", "url": url, "created_at": when, "author": ada}
    repost = {"source": "x", "repost_of": "1234567890123456789", "author": {"handle": "ben", "followers": 7}}
    words = {"source": "x", "repost_of": "1234567890123456790", "original": {"text": "it leaks as well"}}
    posts.write_text(f"{json.dumps(repost | {'original': original})}\n{json.dumps(words)}\n")
    assert triage("convert", posts, "--format", shape, "--output", converted).code == 0
    told = [triage("rank", file, "--now", NOW, "--format", "json", "--lane", "all").out for file in (posts, converted)]
    first, again = (json.loads(one)["items"] for one in told)
    assert first == again
    assert {(one["url"], one["posted_at"], one["author"]["followers"]) for one in again} == {
        (url, when, 50_000),
        (None, None, None),
    }


def test_the_report_counts_what_was_written(tmp_path: Path) -> None:
    target = tmp_path / "out.ndjson"
    finished = triage("convert", EXAMPLES / "brightwell.ndjson", "-o", target)
    written = [json.loads(line) for line in target.read_text().splitlines()]
    reposts = sum("repost_of" in post for post in written)
    assert f"read {len(written) - reposts:,} mentions" in finished.err
    assert f", {reposts} reposts" in finished.err


@given(st.text("'=-@+; a\uff1d\"", min_size=1, max_size=6), st.text("'=-@+; a<\uff1d\"\n", max_size=9))
def test_what_a_table_keeps_from_being_a_formula_is_read_as_it_was(ident: str, words: str) -> None:
    ident, text = ident.strip() or "1", plain_text(escape_text(f"{words.strip()}."))
    out = io.StringIO()
    csv.writer(out).writerows([("id", "text"), (defuse(ident), defuse(escape_text(text)))])
    items = read_text(out.getvalue())
    assert given_ids(items) == [ident]
    assert mentions(items)[0].text == text


def test_ids_and_handles_that_look_like_a_formula_are_the_same_in_both_shapes(tmp_path: Path) -> None:
    line, table = tmp_path / "posts.ndjson", tmp_path / "posts.csv"
    post = {"id": "-abc", "source": "forum", "text": "no refund", "in_reply_to": "=1", "author": {"handle": "-ada"}}
    line.write_text(json.dumps(post))
    assert triage("convert", "--to", "csv", "-o", table, line).code == 0
    told = json.loads(triage("rank", table, line, "--lane", "all", "--format", "json").out)
    (item,) = told["items"]
    assert (item["id"], item["in_reply_to"], item["author"]["handle"]) == ("-abc", "=1", "-ada")
