"""Ids that an export counts for itself tell what its posts refer to, and make no posts of other exports theirs."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.readers.tables import mentions, read_text, reposts

from mentiontriage.collect import Collection
from mentiontriage.inputs import name_file
from mentiontriage.model import Mention

Row = Mapping[str, Any]
OURS = "velora"
X = "https://x.com/{}/status/185000000000000{:04}"
COLUMNS = ("id", "url", "user", "text", "date", "followers", "in_reply_to", "retweeted_status_id")


def tell(number: int, first: int, who: str, text: str, **more: object) -> Row:
    """Give a post on X as an export counts it, whose link has another number."""
    return {"id": number, "url": X.format(who, first + number), "user": who, "text": text, **more}


def talk(first: int, asking: str, other: str) -> list[Row]:
    """Give what a small export holds: somebody asks and is answered, and somebody else is not."""
    return [
        tell(1, first, asking, f"{asking} waits for a refund", date="2026-07-14T09:00:00Z"),
        tell(2, first, other, f"{other} as well", date="2026-07-14T09:05:00Z", followers=90, in_reply_to=1),
        tell(3, first, OURS, "on its way", date="2026-07-14T10:00:00Z", in_reply_to=1),
        tell(4, first, other, f"the toaster of {other} burns", date="2026-07-14T10:00:00Z"),
    ]


def write(shape: str, rows: Sequence[Row]) -> str:
    if shape == "json":
        return json.dumps(rows)
    if shape == "lines":
        return "".join(json.dumps(row) + "\n" for row in rows)
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def collect(folder: Path, *texts: str, jobs: int = 1) -> list[Mention]:
    paths = [folder / f"{number}.export" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return list(Collection(map(name_file, paths), {}, [OURS], jobs=jobs).read_all())


def find_answered(found: Sequence[Mention]) -> list[str]:
    return [mention.text for mention in found if mention.is_answered]


SHAPES = pytest.mark.parametrize("shape", ["json", "lines", "table"])


@SHAPES
@pytest.mark.parametrize("jobs", [1, 2])
def test_exports_that_count_alike_share_no_post_and_our_replies_answer_those_of_their_own(
    shape: str, jobs: int, tmp_path: Path
) -> None:
    exports = [talk(100, "ada", "bea"), talk(200, "carl", "dora")]
    found = collect(tmp_path, *(write(shape, rows) for rows in exports), jobs=jobs)
    assert [mention.text for mention in found] == [row["text"] for rows in exports for row in rows]
    assert find_answered(found) == ["ada waits for a refund", "carl waits for a refund"]
    assert [mention.id[-3:] for mention in found if mention.spread] == ["101", "201"]


@SHAPES
def test_exports_that_count_from_0_lose_none_of_their_first_posts(shape: str, tmp_path: Path) -> None:
    exports = [
        [tell(0, first, who, "no refund yet"), *talk(first, f"{who}2", f"{who}3")]
        for first, who in ((100, "ada"), (200, "carl"))
    ]
    found = collect(tmp_path, *(write(shape, rows) for rows in exports))
    assert [mention.id[-3:] for mention in found] == [f"{first + at}" for first in (100, 200) for at in range(5)]


@SHAPES
def test_a_reply_that_comes_long_before_what_it_answers_or_long_after_it_finds_it(shape: str, tmp_path: Path) -> None:
    crowd = [tell(number, 100, f"ida{number}", f"it is fine {number}", in_reply_to=None) for number in range(5, 205)]
    asked, _, reply, _ = talk(100, "ada", "bea")
    for rows in ([asked, *crowd, reply], [reply, *crowd, asked]):
        assert find_answered(collect(tmp_path, write(shape, rows))) == ["ada waits for a refund"]


def test_the_same_posts_in_a_table_and_in_json_are_one_with_what_each_tells(tmp_path: Path) -> None:
    rows = talk(100, "ada", "bea")
    found = collect(tmp_path, write("table", rows), write("json", rows[:2]))
    assert [mention.id[-3:] for mention in found] == ["101", "102", "103", "104"]
    assert find_answered(found) == ["ada waits for a refund"]


@SHAPES
def test_who_passes_a_post_on_by_its_own_id_spreads_it_and_makes_no_other_post(shape: str, tmp_path: Path) -> None:
    exports = [
        [tell(1, first, who, "no refund yet"), tell(2, first, "cy", "no refund", followers=80, retweeted_status_id=1)]
        for first, who in ((100, "ada"), (200, "carl"))
    ]
    found = collect(tmp_path, *(write(shape, rows) for rows in exports))
    assert [(mention.author.handle, [one.followers for one in mention.spread]) for mention in found] == [
        ("ada", [80]),
        ("carl", [80]),
    ]


def test_answers_inside_their_posts_refer_to_those_of_their_own_export(tmp_path: Path) -> None:
    exports = []
    for first, who in ((100, "ada"), (200, "carl")):
        asked, _, reply, _ = talk(first, who, "bea")
        thread = {**asked, "replies": [{name: told for name, told in reply.items() if name != "in_reply_to"}]}
        exports.append(json.dumps({"posts": [thread]}))
    assert find_answered(collect(tmp_path, *exports)) == ["ada waits for a refund", "carl waits for a refund"]


def test_whom_we_name_in_a_thread_of_one_level_is_found_by_own_ids_too(tmp_path: Path) -> None:
    link = "https://www.instagram.com/p/CAbCdEf/c/1790000000000000{}"
    told = [("ada", "no refund", None), ("bea", "mine neither", 1), (OURS, "@bea it is on its way", 1)]
    rows = [
        {"id": number, "url": link.format(number), "user": who, "text": text, "in_reply_to": above}
        for number, (who, text, above) in enumerate(told, 1)
    ]
    for text in (write("json", rows), write("table", rows)):
        assert find_answered(collect(tmp_path, text)) == ["mine neither"]


def test_one_own_id_of_two_posts_leads_to_neither(tmp_path: Path) -> None:
    joined = [*talk(100, "ada", "bea"), *talk(200, "carl", "dora")]
    found = collect(tmp_path, write("lines", joined))
    assert (len(found), find_answered(found)) == (8, [])


@pytest.mark.parametrize(
    ("ident", "link", "above"),
    [
        (41234567, "https://news.ycombinator.com/item?id=41234567", 41234566),
        ("kabc1", "https://www.reddit.com/r/kettles/comments/1abc/leaks/kabc1/", "kabc1"),
        (1, X.format("ada", 1), 1850000000000000007),
        (1, X.format("ada", 1), X.format("ben", 7)),
    ],
    ids=["a network's short ids", "ids that links begin otherwise", "the networks' ids", "links"],
)
def test_what_refers_to_posts_by_what_others_call_them_too_is_left_as_it_is(
    ident: object, link: str, above: object
) -> None:
    row = {"id": ident, "url": link, "user": "ada", "text": "it leaks", "in_reply_to": above}
    for text in (json.dumps([row]), write("table", [row])):
        (post,) = mentions(read_text(text))
        assert (post.in_reply_to, post.local_id) == (str(above).rpartition("/")[2], None)


def test_retweets_that_name_no_id_find_their_posts_where_no_own_id_is_seen_to_matter(tmp_path: Path) -> None:
    rows = [
        tell(1, 100, "ada", "no refund yet", in_reply_to=None),
        tell(2, 100, "cy", "RT @ada: no refund yet", followers=80, in_reply_to=None),
    ]
    text = write("table", rows)
    assert len(reposts(read_text(text))) == 1
    (post,) = collect(tmp_path, text)
    assert [one.followers for one in post.spread] == [80]
