"""What holds no posts is claimed by no reader, and no reply of a network by two."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.readers import recordings
from tests.readers.reading import EXPORTS

from mentiontriage.errors import AmbiguousShapeError, InputError, ShapeError
from mentiontriage.readers import choose_reader, find_owner
from mentiontriage.readers._open import open_export


def claim(name: str, body: bytes) -> str | None:
    """Name the reader that claims an export; None where none does. Fails where two do."""
    try:
        return choose_reader(open_export(name, lambda: io.BytesIO(body), {}))[0].name
    except AmbiguousShapeError:
        raise
    except (ShapeError, InputError):
        return None


@pytest.mark.skipif(not recordings.FOLDER.is_dir(), reason="there are no recorded replies beside the project")
def test_no_recorded_reply_is_claimed_by_two_readers() -> None:
    replies = list(recordings.unpack_all())
    assert len(replies) > 500
    claimed = {reply.name: claim(reply.name, reply.body) for reply in replies}
    assert len(set(claimed.values()) - {None}) >= 8


@pytest.mark.skipif(not recordings.FOLDER.is_dir(), reason="there are no recorded replies beside the project")
def test_no_specification_of_a_network_is_taken_for_posts() -> None:
    specifications = recordings.list_specifications()
    assert specifications
    for path in specifications:
        assert claim(path.name, path.read_bytes()) is None, path


def put_odd(value: Any, depth: int) -> Iterator[Any]:
    """Put something odd in the place of each thing that stands in a value, one at a time."""
    if not isinstance(value, dict | list) or not depth:
        return
    for place in value if isinstance(value, dict) else range(len(value)):
        for odd in (1, [None], {"a": 1}, *put_odd(value[place], depth - 1)):
            copy = value.copy()
            copy[place] = odd
            yield copy


@pytest.mark.parametrize(
    "path",
    [path for path in EXPORTS if path.suffix.startswith((".j", ".n"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_no_reader_is_put_off_by_values_of_other_types_than_its_own(path: Path) -> None:
    export = open_export(path.name, lambda: path.open("rb"), {})
    for record in export.sample.records:
        for odd in put_odd(record, 3):
            find_owner(odd)  # asks all


def test_an_error_reply_holds_no_posts() -> None:
    for refusal in (
        b'{"error": "The access token is invalid"}',
        b'{"error": {"code": 403, "message": "quotaExceeded"}}',
        b'{"message": "Not Found", "documentation_url": "https://docs.example"}',
        b'{"error": "InvalidToken", "message": "Bad token"}',
        b'{"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}',
    ):
        assert claim("refusal", refusal) is None, refusal


def test_lists_of_people_are_no_posts() -> None:
    for people in (
        b'{"data": [{"id": "1", "username": "ada", "name": "Ada", "description": "I tweet", "created_at": "x"}]}',
        b'{"kind": "youtube#channelListResponse", "items": [{"kind": "youtube#channel", "id": "UC1"}]}',
        b'{"kind": "Listing", "data": {"children": [{"kind": "t2", "data": {"name": "ada"}}]}}',
        b'[{"id": "1", "acct": "ada", "display_name": "Ada", "followers_count": 3, "note": "<p>hi</p>"}]',
    ):
        assert claim("people", people) is None, people


MAIL = "From: Ann <ann@example.com>\nTo: desk@example.com\nSubject: My oven broke\n\nDear all,\nit broke, again.\n"


@pytest.mark.parametrize("text", [MAIL, "Return-Path: <a@example.com>\r\n" + MAIL.replace("\n", "\r\n")])
def test_a_mail_is_told_as_one(text: str) -> None:
    with pytest.raises(ShapeError, match=r"ann\.eml is a mail; triage reads tables"):
        choose_reader(open_export("ann.eml", lambda: io.BytesIO(text.encode()), {}))


def test_a_table_with_a_head_like_that_of_a_mail_is_none() -> None:
    text = "From: 2026-01-01\nTo: 2026-02-01\nSubject: ovens\n\nfoo,date\nno bag here,2026-01-02\n"
    with pytest.raises(ShapeError, match="--map"):
        choose_reader(open_export("posts.csv", lambda: io.BytesIO(text.encode()), {}))


BLUESKY = b'{"uri": "at://did:plc:a/app.bsky.feed.post/1", "cid": "c", "author": {"did": "did:plc:a", "handle": "ada"},'
BLUESKY += (
    b' "record": {"text": "no refund", "createdAt": "2026-07-14T10:00:00Z"}, "indexedAt": "2026-07-14T10:00:00Z"}\n'
)
STATUS = b'{"id_str": "1800000000000000001", "created_at": "Tue Jul 14 10:00:00 +0000 2026", "full_text": "it broke",'
STATUS += b' "user": {"id_str": "7", "screen_name": "bob"}, "retweet_count": 0, "favorite_count": 0}\n'


def test_files_of_two_tools_that_were_joined_are_read_as_the_first_one() -> None:
    assert {claim("one", BLUESKY), claim("other", STATUS)} == {"bluesky", "x-v1"}
    assert claim("joined", BLUESKY + STATUS) == "bluesky"
    assert claim("joined", STATUS + BLUESKY) == "x-v1"


def test_a_table_with_the_columns_of_two_tools_is_told_and_no_crash() -> None:
    table = b"Hit Sentence,Input Name,AVE,SenderScreenName,Message,MessageType\nno refund,acme,1,ada,no refund,post\n"
    with pytest.raises(AmbiguousShapeError, match=r"looks like meltwater .* and like sprinklr"):
        choose_reader(open_export("both.csv", lambda: io.BytesIO(table), {}))
