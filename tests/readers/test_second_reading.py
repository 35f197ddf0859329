"""A second reading may leave out what is not wanted again, and gives the rest as the first one did."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mentiontriage.inputs import name_file
from mentiontriage.model import Mention, Repost
from mentiontriage.readers import Cursor, Export, Reader, choose_reader
from mentiontriage.readers._open import open_export

OWN: list[Any] = [
    {"id": "1", "source": "x", "text": "still waiting", "created_at": "2026-11-20T10:00:00Z"},
    {"url": "https://forum.example/2", "text": "known by its link"},
    {"text": "known by its words alone"},
    {"id": "4", "source": "x", "text": "a count that is a word", "engagement": {"likes": "many"}},
    {"repost_of": "1", "source": "x", "author": {"handle": "eve", "followers": 9}, "text": "still waiting"},
]
RETWEETED = {"type": "retweeted", "id": "9"}
PAGE: list[Any] = [
    {
        "data": [
            {"id": "11", "text": "late again", "author_id": "7", "edit_history_tweet_ids": ["10", "11"]},
            {"id": "12", "text": "lovely kettle", "author_id": "7"},
            {"id": "13", "text": "RT @eve: no", "author_id": "7", "referenced_tweets": [RETWEETED]},
        ],
        "includes": {"users": [{"id": "7", "username": "ada", "public_metrics": {"followers_count": 5}}]},
    },
    {"data": {"id": "14", "text": "a page of one", "author_id": "7"}},
    {
        "data": [
            {"id": "15", "text": "beside a damaged one", "author_id": "7"},
            {"id": "16", "text": "damaged", "author_id": "7", "referenced_tweets": [{"type": {"odd": 1}, "id": "9"}]},
        ]
    },
]  # fmt: skip

USER = {"screen_name": "ada", "followers_count": 5}
STATUSES: list[Any] = [
    {"id_str": "21", "full_text": "late again", "user": USER, "favorite_count": 0, "in_reply_to_status_id_str": "5"},
    {"id": 22, "text": "lovely kettle", "user": USER, "favorite_count": 0},
    {"id_str": "23", "text": "RT @eve: late", "user": USER, "retweet_count": 9, "retweeted_status": {"id_str": "9"}},
    {"id_str": "26", "text": " RT @joe: it caught fire", "user": USER, "retweet_count": 1},
    {"id_str": "27", "text": "RT&nbsp;@joe: no", "extended_tweet": {"full_text": "RT @eve: late again"}, "user": USER},
    {"statuses": [{"id_str": n, "text": "found", "user": USER, "retweet_count": 0} for n in ("24", "25")]},
]
NAMES = ["our own shape", "pages of X", "statuses of X", "a table"]
TABLE = """id,url,title,text,author,likes
31,,,still waiting,ada,5
32,https://x.com/bea/status/99,,known by its link,bea,6
,,,known by its words alone,cyd,7
33,,,RT @ada: still waiting,dan,0
34,,RT @joe: it caught fire,,eve,0
"""


def open_posts(folder: Path, values: list[Any] | str) -> tuple[Export, Reader]:
    path = folder / "posts.jsonl"
    written = values if isinstance(values, str) else "".join(json.dumps(value) + "\n" for value in values)
    path.write_text(written, encoding="utf-8")
    export = open_export(str(path), name_file(path).open_raw, {})
    return export, choose_reader(export)[0]


@pytest.mark.parametrize("values", [OWN, PAGE, STATUSES, TABLE], ids=NAMES)
def test_every_wanted_mention_is_read_again_as_it_was(tmp_path: Path, values: list[Any] | str) -> None:
    export, reader = open_posts(tmp_path, values)
    assert reader.read_wanted
    told = [item for item in reader.read(export) if isinstance(item, Mention | Repost) and tells(item)]
    assert len(told) > 2
    assert any(isinstance(item, Repost) for item in told)
    for wanted in told:
        assert wanted in list(reader.read_wanted(export, partial(is_the_same, wanted)))


def tells(item: Mention | Repost) -> bool:
    """Tell whether an item says something of a mention: a repost may say nothing of its original."""
    return isinstance(item, Mention) or item.original is not None


def is_the_same(item: Mention | Repost, source: str, ident: str) -> bool:
    return (source, ident) == (item.source, item.id if isinstance(item, Mention) else item.of)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (OWN, ["known by its words alone", "a count that is a word"]),
        (PAGE, ["beside a damaged one"]),
        (STATUSES, []),
        (TABLE, ["known by its words alone"]),
    ],
    ids=NAMES,
)
def test_what_is_not_wanted_is_left_out_unless_only_its_words_tell_it(
    tmp_path: Path, values: list[Any] | str, texts: list[str]
) -> None:
    export, reader = open_posts(tmp_path, values)
    assert reader.read_wanted
    left = [item for item in reader.read_wanted(export, lambda *_: False) if isinstance(item, Mention)]
    assert [mention.text for mention in left] == texts


@pytest.mark.parametrize("values", [OWN, PAGE, STATUSES], ids=NAMES[:3])
def test_a_reader_of_lines_tells_where_it_stands_and_reads_those_that_are_chosen(
    tmp_path: Path, values: list[Any]
) -> None:
    export, reader = open_posts(tmp_path, [*values, {"no": "post"}, *values])
    cursor = Cursor()
    placed = [(cursor.line, item) for item in reader.read(replace(export, cursor=cursor))]
    assert {line for line, _ in placed} <= set(range(1, 2 * len(values) + 2))
    assert len({line for line, _ in placed}) > 1
    for wanted in range(1, 2 * len(values) + 2):
        chosen = bytes(line == wanted for line in range(wanted + 1))
        left = list(reader.read(replace(export, chosen=chosen)))
        assert left == [item for line, item in placed if line == wanted]
