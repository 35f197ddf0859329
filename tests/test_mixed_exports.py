"""One run over the exports of many vendors gives one queue, each post in it once."""

import csv
import json
from pathlib import Path

import pytest
from tests.readers.reading import FIXTURES

from mentiontriage.collect import Collection
from mentiontriage.inputs import name_file
from mentiontriage.model import Mention

WORDS = "@acme the washing machine has been broken for three weeks, nobody answers and I want my money back, right now"
HEADER = "id,author,text,date,followers\n"
POST = f'1800000000000000101,jo,"{WORDS}",2026-11-20T10:00:00Z,10\n'
RETWEETS = "".join(
    f'180000000000000020{number},{by},"RT @Jo: {WORDS[:100]}…",2026-11-20T11:00:00Z,{followers}\n'
    for number, by, followers in ((2, "bigstar", 2_000_000), (3, "smallstar", 2_000))
)
EXPORTS = (
    *("brandwatch/2026.csv", "meltwater/2025.csv", "sprinklr/messages.csv", "talkwalker_csv/good.csv"),
    *("youscan/good.csv", "google_play/good.csv", "trustpilot/service.csv", "twarc_csv/good.csv"),
)


def collect(*names: str) -> tuple[Collection, list[Mention]]:
    collection = Collection([name_file(Path(FIXTURES / name)) for name in names], {})
    return collection, list(collection.read_all())


def read_table(folder: Path, rows: str) -> list[Mention]:
    file = folder / "posts.csv"
    file.write_text(HEADER + rows, "utf-8")
    return list(Collection([name_file(file)], {}).read_all())


OTHERS = "".join(f"18000000000000003{number},eve,fine,2026-11-20T12:00:00Z,1\n" for number in range(10, 90))


@pytest.mark.parametrize(
    "rows",
    [POST + RETWEETS, RETWEETS + POST, RETWEETS + POST + POST, POST + OTHERS + RETWEETS, OTHERS + RETWEETS + POST],
)
def test_retweets_that_name_no_id_are_spread_of_the_post_that_they_quote(tmp_path: Path, rows: str) -> None:
    (post,) = (found for found in read_table(tmp_path, rows) if found.text != "fine")
    assert (post.id, post.text, post.author.followers) == ("1800000000000000101", WORDS, 10)
    assert [by.followers for by in post.spread] == [2_000_000, 2_000]


@pytest.mark.parametrize("turn", [1, -1], ids=["the post first", "the retweets first"])
@pytest.mark.parametrize("form", ["lines", "array", "list"])
def test_so_they_are_in_json(tmp_path: Path, turn: int, form: str) -> None:
    names = HEADER.strip().split(",")
    rows = list(csv.DictReader((POST + OTHERS + RETWEETS).splitlines()[::turn], names))
    told = "\n".join(map(json.dumps, rows)) if form == "lines" else json.dumps(rows)
    file = tmp_path / "posts.json"
    file.write_text(f'{{"data": {told}}}' if form == "list" else told, "utf-8")
    (post,) = (found for found in Collection([name_file(file)], {}).read_all() if found.text != "fine")
    assert (post.id, post.text, post.author.followers) == ("1800000000000000101", WORDS, 10)
    assert sorted(by.followers for by in post.spread) == [2_000, 2_000_000]


def test_of_two_posts_that_begin_alike_nobody_can_tell_which_was_retweeted(tmp_path: Path) -> None:
    found = read_table(tmp_path, POST + POST.replace("101,jo", "109,jo") + RETWEETS)
    assert [(post.id[-3:], len(post.spread)) for post in found[:2]] == [("101", 0), ("109", 0)]
    assert [(post.id[:3], len(post.spread)) for post in found[2:]] == [("rt:", 2)]


def test_a_post_that_stands_nowhere_but_in_retweets_is_told_of_once(tmp_path: Path) -> None:
    (post,) = read_table(tmp_path, RETWEETS)
    assert (post.id[:3], post.author.handle, len(post.spread)) == ("rt:", "Jo", 2)


def test_a_post_in_six_exports_is_one_mention() -> None:
    collection, found = collect(*EXPORTS)
    keys = [(mention.source, mention.id) for mention in found]
    assert len(keys) == len(set(keys))
    assert keys.count(("x", "1800000000000000001")) == 1
    assert collection.learned.merged == 5
    assert not collection.failures


def test_what_one_export_does_not_know_another_tells() -> None:
    _, found = collect("meltwater/2025.csv", "brandwatch/2026.csv")
    (post,) = (mention for mention in found if mention.id == "1800000000000000001")
    assert post.author.followers == 1204  # Meltwater has no column for them
    assert post.engagement.views == 5310  # Brandwatch has none for those
    assert post.engagement.reposts == 11


def test_a_repost_in_one_export_is_spread_of_the_post_in_another() -> None:
    _, found = collect("meltwater/2025.csv", "brandwatch/2026.csv", "twarc_csv/good.csv")
    (post,) = (mention for mention in found if mention.id == "1800000000000000001")
    assert [spreader.followers for spreader in post.spread if spreader.followers > 10_000] == [88_000]


def test_the_order_of_the_exports_changes_no_post() -> None:
    keys = [{(m.source, m.id) for m in collect(*names)[1]} for names in (EXPORTS, EXPORTS[::-1])]
    assert keys[0] == keys[1]


ON_BLUESKY = """Date,Author,Text,URL,Likes
2026-11-20 10:00,ada.example,"@acme still no refund",https://bsky.app/profile/Ada.example/post/3kabc,7
"""
BY_ITS_NETWORK = {
    "uri": "at://did:plc:ada/app.bsky.feed.post/3kabc",
    "author": {"did": "did:plc:ada", "handle": "ada.example", "followersCount": 900},
    "record": {"$type": "app.bsky.feed.post", "text": "@acme still no refund", "createdAt": "2026-11-20T10:00:00Z"},
    "replyCount": 2,
    "likeCount": 5,
}


@pytest.mark.parametrize("turn", [1, -1], ids=["the export first", "the network first"])
def test_a_post_that_an_export_knows_by_its_link_is_the_one_that_the_network_gives(tmp_path: Path, turn: int) -> None:
    export, reply = tmp_path / "export.csv", tmp_path / "reply.json"
    export.write_text(ON_BLUESKY, "utf-8")
    reply.write_text(json.dumps({"posts": [BY_ITS_NETWORK]}), "utf-8")
    collection = Collection([name_file(file) for file in (export, reply)[::turn]], {})
    (post,) = collection.read_all()
    assert (post.id, post.author.followers) == (BY_ITS_NETWORK["uri"], 900)
    assert (post.engagement.likes, post.engagement.replies) == (7, 2)
    assert (collection.learned.read, collection.learned.merged) == (1, 1)
