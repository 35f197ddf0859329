"""Reddit, Hacker News and YouTube: threads of comments, scores and counts as strings."""

from typing import Any

import msgspec
import pytest

from mentiontriage.model import Mention, Note, Skipped
from mentiontriage.payloads import hackernews, reddit, youtube


def read_reddit(page: dict[str, Any]) -> list[Any]:
    return list(reddit.to_items(msgspec.convert(page, reddit.Page)))


def comment(number: int, **fields: object) -> dict[str, Any]:
    return {"kind": "t1", "data": {"id": str(number), "name": f"t1_{number}", "body": "no", **fields}}


@pytest.mark.parametrize(("score", "likes"), [(5, 5), (0, 0), (-4, 0), (None, None), ("x", None), (10**30, None)])
def test_a_score_below_zero_is_no_like_and_a_missing_one_is_unknown(score: object, likes: int | None) -> None:
    (mention,) = read_reddit(comment(1, score=score))
    assert mention.engagement.likes == likes


def test_a_hidden_score_is_unknown() -> None:
    (mention,) = read_reddit(comment(1, score=1, score_hidden=True))
    assert mention.engagement.likes is None


def test_a_tree_of_comments_is_read_to_its_ends_in_order() -> None:
    tree: Any = ""
    for number in range(50, 0, -1):
        tree = {"kind": "Listing", "data": {"children": [comment(number, replies=tree)]}}
    assert [mention.id for mention in read_reddit(tree)] == [f"t1_{number}" for number in range(1, 51)]


def test_comments_that_reddit_left_out_are_said_and_not_lost_silently() -> None:
    (note,) = read_reddit({"kind": "more", "data": {"count": 12, "children": ["a"]}})
    assert isinstance(note, Note)
    assert "12" in note.text


def test_a_removed_comment_is_skipped_and_a_removed_post_keeps_its_title() -> None:
    (gone,) = read_reddit(comment(1, body="[removed]"))
    assert isinstance(gone, Skipped)
    (kept,) = read_reddit({"kind": "t3", "data": {"id": "1", "title": "No refund", "selftext": "[deleted]"}})
    assert kept.text == "No refund"
    assert kept.url == "https://www.reddit.com/comments/1"


@pytest.mark.parametrize("gone", ["[deleted by user]", "[ Removed by Reddit ]", "[deleted]"])
def test_a_post_without_title_and_text_is_skipped(gone: str) -> None:
    link = {"name": "t3_a", "title": gone, "selftext": "[removed]", "author": "[deleted]"}
    assert [type(item) for item in read_reddit({"kind": "t3", "data": link})] == [Skipped]
    (mention,) = read_reddit({"kind": "t3", "data": link | {"selftext": "no refund"}})
    assert mention.text == "no refund"


def test_a_thing_has_the_same_id_from_reddit_and_from_pushshift() -> None:
    (from_reddit,) = read_reddit(comment(1))
    (from_pushshift,) = read_reddit({"data": [{"id": "1", "body": "no", "subreddit": "a"}]})
    assert from_reddit.id == from_pushshift.id == "t1_1"


def test_a_private_message_is_read_with_its_subject() -> None:
    (message,) = read_reddit({"kind": "t4", "data": {"name": "t4_1", "subject": "Order 12", "body": "Where?"}})
    assert message.text == "Order 12\nWhere?"
    assert message.url == "https://www.reddit.com/message/messages/1"


def test_more_comments_are_read_out_of_their_wrapping() -> None:
    (mention,) = read_reddit({"json": {"errors": [], "data": {"things": [comment(1)]}}})
    assert mention.id == "t1_1"


def test_a_deleted_item_of_hacker_news_keeps_the_answers_under_it() -> None:
    answer = hackernews.Item(id=2, author="ada", text="no")
    found = list(hackernews.to_items(hackernews.Page(id=1, children=[answer])))
    assert [item.id for item in found if isinstance(item, Mention)] == ["2"]
    assert len(found) == 1


def test_points_are_likes_and_missing_points_are_unknown() -> None:
    assert hackernews.to_mention(hackernews.Item(objectID="1", points=7)).engagement.likes == 7
    assert hackernews.to_mention(hackernews.Item(objectID="1")).engagement.likes is None


def read_youtube(page: dict[str, Any]) -> list[Any]:
    return list(youtube.to_items(msgspec.convert(page, youtube.Page)))


def test_counts_of_videos_are_strings_and_hidden_ones_are_unknown() -> None:
    video = {"kind": "youtube#video", "id": "v", "snippet": {"title": "A"}, "statistics": {"viewCount": "120345"}}
    (mention,) = read_youtube({"kind": "youtube#videoListResponse", "items": [video]})
    assert mention.engagement.views == 120_345
    assert mention.engagement.likes is None


def test_an_author_is_a_handle_since_youtube_has_them_and_a_name_before() -> None:
    for shown, author in (("@ada", ("ada", None)), ("Ada Q", (None, "Ada Q"))):
        (mention,) = read_youtube({"kind": "youtube#comment", "id": "1", "snippet": {"authorDisplayName": shown}})
        assert (mention.author.handle, mention.author.name) == author


def test_channels_that_a_search_finds_are_no_posts() -> None:
    found = {"kind": "youtube#searchResult", "id": {"kind": "youtube#channel"}, "snippet": {"title": "A"}}
    assert read_youtube({"kind": "youtube#searchListResponse", "items": [found]}) == []


def test_what_reddits_own_machine_writes_is_skipped() -> None:
    (notice,) = read_reddit(comment(1, author="AutoModerator", body="Your post has been removed."))
    assert isinstance(notice, Skipped)


@pytest.mark.parametrize(("count", "notes"), [(1, 0), (2, 1), (None, 0), ("x", 0)])
def test_replies_that_youtube_left_out_are_said_and_not_lost_silently(count: object, notes: int) -> None:
    comments = [{"kind": "youtube#comment", "id": f"Ug{n}", "snippet": {"textDisplay": "no"}} for n in range(2)]
    snippet = {"totalReplyCount": count, "topLevelComment": comments[0]}
    thread = {"kind": "youtube#commentThread", "id": "Ug0", "snippet": snippet, "replies": {"comments": comments[1:]}}
    found = list(youtube.to_items(msgspec.convert({"items": [thread]}, youtube.Page)))
    assert [type(item) for item in found] == [Mention, Mention, *[Note] * notes]
