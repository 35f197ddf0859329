"""Bluesky's posts, as its API shows them and as Jetstream streams them."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from mentiontriage.model import Mention, Repost
from mentiontriage.payloads import bluesky, jetstream
from mentiontriage.payloads.links import read_link

URI = "at://did:plc:ada/app.bsky.feed.post/3k1"


def read(page: dict[str, Any]) -> list[Any]:
    return list(bluesky.to_items(msgspec.convert(page, bluesky.Page)))


def view(**record: object) -> dict[str, Any]:
    return {"uri": URI, "author": {"did": "did:plc:ada", "handle": "ada.test"}, "record": {"text": "no", **record}}


def test_a_post_is_as_old_as_its_author_says_but_never_younger_than_it_was_seen() -> None:
    seen = {"indexedAt": "2026-07-14T12:00:00Z"}
    for written, posted_at in (
        ("2026-07-14T11:00:00Z", datetime(2026, 7, 14, 11, tzinfo=UTC)),
        ("2031-01-01T00:00:00Z", datetime(2026, 7, 14, 12, tzinfo=UTC)),
        ("nonsense", datetime(2026, 7, 14, 12, tzinfo=UTC)),
        (None, datetime(2026, 7, 14, 12, tzinfo=UTC)),
    ):
        (mention,) = read({**view(createdAt=written), **seen})
        assert mention.posted_at == posted_at
    assert read(view())[0].posted_at is None


def test_a_quote_is_known_with_media_and_without_and_a_list_is_none() -> None:
    quoted = {"uri": "at://did:plc:ben/app.bsky.feed.post/3k0"}
    assert read(view(embed={"record": quoted}))[0].quotes == quoted["uri"]
    assert read(view(embed={"record": {"record": quoted}}))[0].quotes == quoted["uri"]
    assert read(view(embed={"record": {"uri": "at://did:plc:ben/app.bsky.graph.list/1"}}))[0].quotes is None
    assert read(view(embed={"external": {"uri": "https://a.example"}}))[0].quotes is None


def test_a_post_is_also_called_what_its_link_tells() -> None:
    page = view()
    page["author"]["handle"] = "Ada.Test"
    (mention,) = read(page)
    assert mention.id == URI
    assert read_link(mention.url) == ("bluesky", mention.local_id)


def test_an_account_without_a_valid_handle_is_known_by_its_did() -> None:
    page = view()
    page["author"]["handle"] = "handle.invalid"
    (mention,) = read(page)
    assert mention.author.handle == "did:plc:ada"
    assert mention.url == "https://bsky.app/profile/did:plc:ada/post/3k1"


def test_a_post_in_the_stream_is_the_post_in_the_search() -> None:
    event = {
        "did": "did:plc:ada",
        "time_us": 1784030400000000,
        "kind": "commit",
        "commit": {"operation": "create", "collection": "app.bsky.feed.post", "rkey": "3k1", "record": {"text": "no"}},
    }
    (streamed,) = jetstream.to_items(msgspec.convert(event, jetstream.Event))
    assert isinstance(streamed, Mention)
    assert (streamed.source, streamed.id, streamed.text) == ("bluesky", URI, "no")
    assert read(view())[0].id == streamed.id
    assert streamed.posted_at == datetime(2026, 7, 14, 12, tzinfo=UTC)


def test_likes_follows_and_deletions_are_no_posts() -> None:
    for collection, operation in (
        ("app.bsky.feed.like", "create"),
        ("app.bsky.graph.follow", "create"),
        ("app.bsky.feed.post", "delete"),
    ):
        commit = jetstream.Commit(operation, collection, "1", bluesky.Record())
        assert list(jetstream.to_items(jetstream.Event("did:plc:ada", 1, commit))) == []


def test_a_repost_in_a_feed_keeps_the_reposters_followers() -> None:
    by = {"did": "did:plc:ben", "handle": "ben.test", "followersCount": 1_000_000}
    (repost,) = read({"feed": [{"post": view(), "reason": {"by": by}}]})
    assert isinstance(repost, Repost)
    assert repost.by.followers == 1_000_000
    assert repost.original is not None


def test_a_thread_of_any_depth_is_read_from_its_oldest_post_on() -> None:
    thread: dict[str, Any] = {"post": {**view(), "uri": f"{URI}-0"}}
    for number in range(1, 300):
        thread = {"post": {**view(), "uri": f"{URI}-{number}"}, "replies": [thread]}
    found = read({"thread": {**thread, "parent": {"post": {**view(), "uri": "parent"}}}})
    assert len(found) == 301
    assert found[0].id == "parent"
    assert found[-1].id == f"{URI}-0"


def test_of_notifications_those_are_posts_that_somebody_wrote() -> None:
    reasons = ("mention", "reply", "quote", "subscribed-post", "like", "follow", "verified", "like-via-repost")
    told = [view() | {"uri": f"{URI}{n}", "reason": reason} for n, reason in enumerate(reasons)]
    assert [mention.id for mention in read({"notifications": told})] == [f"{URI}{n}" for n in range(4)]
