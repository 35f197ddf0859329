"""Comments below videos, as programs that fetch them without a network's API write them."""

import json

import pytest
from tests.readers.reading import mentions_in, read_text

VIDEO = {"id": "aVelora0001", "title": "Velora", "extractor": "youtube", "webpage_url": "https://youtu.be/aVelora0001"}
COMMENT = {"id": "UgA", "parent": "root", "text": "no refund", "author": "@ada_m", "timestamp": 1794646800}


def test_who_made_a_video_need_not_be_us() -> None:
    (mention,) = mentions_in(read_text(json.dumps(VIDEO | {"comments": [COMMENT | {"author_is_uploader": True}]}))[1])
    assert not mention.ours


def test_a_comment_is_the_same_mention_whichever_program_fetched_it() -> None:
    reply = COMMENT | {"id": "UgA.b", "parent": "UgA"}
    line = {"cid": "UgA.b", "text": "no refund", "author": "@ada_m", "channel": "UC1", "votes": "0"}
    of_yt_dlp = read_text(json.dumps(VIDEO | {"comments": [reply]}))
    of_downloader = read_text(json.dumps(line | {"time_parsed": 1794646800.0}))
    assert [name for name, _ in (of_yt_dlp, of_downloader)] == ["yt-dlp", "youtube-comments"]
    first, second = (mentions_in(items)[0] for _, items in (of_yt_dlp, of_downloader))
    assert (first.source, first.id, first.in_reply_to) == (second.source, second.id, second.in_reply_to)
    assert (first.author.handle, first.posted_at) == (second.author.handle, second.posted_at)


@pytest.mark.parametrize("comments", [[], None, ["gone"]])
def test_a_video_that_has_no_comments_is_read_for_itself(comments: list[str] | None) -> None:
    video = VIDEO | {"description": "no refund", "timestamp": 1794646800, "comments": comments}
    name, items = read_text(json.dumps(video))
    assert (name, len(mentions_in(items))) == ("flat-json", 1)


def test_a_site_may_give_comments_as_html_and_without_ids() -> None:
    comments = [{"parent": "root", "html": "<p>no <b>refund</b></p>", "author": name} for name in ("ada", "bo", "bo")]
    site = {"extractor": "BiliBili", "webpage_url": "https://www.bilibili.com/video/BV1"}
    mentions = mentions_in(read_text(json.dumps(VIDEO | site | {"comments": comments}))[1])
    assert {mention.text for mention in mentions} == {"no refund"}
    assert len({mention.id for mention in mentions}) == 2
