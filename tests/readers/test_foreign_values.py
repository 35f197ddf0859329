"""A value of another shape than the rest of its file is told of: it is neither lost nor taken for what it is not."""

import json
from typing import Any

import pytest
from tests.readers.reading import mentions_in, read_text

from mentiontriage.model import Mention, Skipped

TIME = "2026-11-20T09:14:00Z"
SHAPES: dict[str, dict[str, Any]] = {
    "bluesky": {"posts": [{"uri": "at://did/app.bsky.feed.post/1", "record": {"text": "no bag", "createdAt": TIME}}]},
    "hackernews": {"hits": [{"objectID": "1", "author": "ada", "created_at_i": 1795000000, "comment_text": "no bag"}]},
    "feed": {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "no bag"}]},
    "jetstream": {
        "did": "did:plc:1",
        "time_us": 1795000000000000,
        "kind": "commit",
        "commit": {"collection": "app.bsky.feed.post", "rkey": "k", "record": {"text": "no bag", "createdAt": TIME}},
    },
    "mastodon": {"id": "1", "uri": "https://m.example/1", "content": "<p>no bag</p>", "account": {"acct": "ada"}},
    "outbox": {"type": "Create", "actor": "https://m.example/users/ada", "object": {"id": "1", "content": "no bag"}},
    "own": {"id": "1", "source": "trustpilot", "text": "no bag", "author": {"handle": "ada", "followers": 7}},
    "reddit": {"kind": "t1", "data": {"id": "1", "name": "t1_1", "body": "no bag", "author": "ada"}},
    "x-v1": {
        "id_str": "1",
        "text": "no bag",
        "favorite_count": 0,
        "created_at": "Fri Nov 20 09:14:00 +0000 2026",
        "user": {"screen_name": "ada", "followers_count": 5},
    },
    "x-v2": {"data": [{"id": "1", "text": "no bag", "author_id": "5", "created_at": TIME}]},
    "youtube": {
        "kind": "youtube#commentListResponse",
        "items": [{"kind": "youtube#comment", "id": "1", "snippet": {"textOriginal": "no bag"}}],
    },
}
ALIKE = {("feed", "youtube")}
"""Both are lists of items with an id: which of them a later one is, only its front tells."""


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("wrap", ["lines", "array"])
def test_a_value_of_another_shape_is_skipped_and_those_around_it_are_read(shape: str, wrap: str) -> None:
    for other, foreign in SHAPES.items():
        if other == shape or (shape, other) in ALIKE:
            continue
        values = [json.dumps(value) for value in [*[SHAPES[shape]] * 5, foreign, SHAPES[shape]]]
        name, items = read_text("\n".join(values) if wrap == "lines" else f"[{','.join(values)}]")
        assert name == shape
        assert [mention.text for mention in mentions_in(items)] == ["no bag"] * 6, other
        assert [isinstance(item, Skipped) for item in items] == [False] * 5 + [True, False], other


def test_what_another_reader_knows_is_called_by_its_name() -> None:
    _, items = read_text("\n".join([*[json.dumps(SHAPES["jetstream"])] * 5, json.dumps(SHAPES["mastodon"])]))
    assert items[-1] == Skipped(
        "export:6",
        "its shape is that of mastodon, and this file's is that of jetstream: read it from a file of its own",
    )


@pytest.mark.parametrize(
    ("shape", "empty"),
    [
        ("x-v2", {"meta": {"result_count": 0}}),
        ("hackernews", {"hits": [], "nbHits": 0}),
        ("jetstream", {"did": "did:plc:1", "time_us": 1795000000000000, "kind": "identity"}),
        ("reddit", {"kind": "Listing", "data": {"children": []}}),
        ("outbox", {"type": "OrderedCollectionPage", "orderedItems": []}),
    ],
)
def test_an_empty_page_and_an_event_that_is_no_post_are_not_told(shape: str, empty: dict[str, Any]) -> None:
    _, items = read_text("\n".join([*[json.dumps(SHAPES[shape])] * 5, json.dumps(empty)]))
    assert len(items) == 5
    assert len(mentions_in(items)) == 5


def test_a_post_of_ours_with_something_beside_is_read_with_all_that_is_ours() -> None:
    later = {**SHAPES["own"], "id": "2", "tags": ["bag"], "rating": 2}
    _, items = read_text("\n".join([*[json.dumps(SHAPES["own"])] * 5, json.dumps(later)]))
    found = items[-1]
    assert isinstance(found, Mention)
    assert (found.source, found.author.handle, found.author.followers) == ("trustpilot", "ada", 7)
    assert (found.id, found.rating) == ("2", 2)


def deepen(depth: int) -> str:
    return '{"a":' * depth + '"\\ud83d"' + "}" * depth


@pytest.mark.parametrize("depth", [200, 400, 600, 800, 960, 2_000])
@pytest.mark.parametrize("wrap", ["%s", "[%s]"])
@pytest.mark.parametrize("shape", ["own", "x-v1", "x-v2", "mastodon"])
@pytest.mark.parametrize("field", ["original", "retweeted_status", "includes", "quote", "text", "data"])
def test_nesting_costs_its_value_at_most(depth: int, wrap: str, shape: str, field: str) -> None:
    good = json.dumps(SHAPES[shape])
    inner = f'{{"{field}":' * depth + deepen(1) + "}" * depth
    for deep in (deepen(depth), inner):
        odd = f'{good[:-1]}, "{field}": {deep}, "repost_of": "9"}}'
        text = wrap % (",\n" if wrap == "[%s]" else "\n").join([*[good] * 5, odd, good])
        name, items = read_text(text)
        assert name == shape
        assert len([item for item in items if isinstance(item, Mention) and item.text == "no bag"]) >= 6
