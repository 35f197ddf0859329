"""Comments below videos, as programs that fetch them without a network's API write them."""

import json
from pathlib import Path

import pytest
from tests.cli.commands import triage
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


def test_in_what_process_a_thread_is_read_does_not_matter(tmp_path: Path) -> None:
    def say(ident: str, who: str, text: str, hour: int, above: str | None = None) -> str:
        about = {"cid": ident, "uniqueId": who, "text": text, "diggCount": 0, "repliesToId": above, "more": "x" * 3_000}
        return json.dumps(about | {"createTime": 1_794_900_000 + hour * 3_600}) + "\n"

    angry = "it broke, and nobody answers, I want my refund"
    others = [say(f"7{number}", f"eve{number}", "what a day", 2) for number in range(200)]
    thread = [say("1", "ada", angry, 0), say("2", "ben", angry, 1, "1")]
    ours = say("3", "velora", "@ben so sorry, please write to us", 3, "1")
    file = tmp_path / "comments.ndjson"
    for lines in ([*thread, *others, ours], [ours, *others, *thread], [thread[1], *others, ours, thread[0]]):
        file.write_text("".join(lines))
        how = ("rank", file, "--handle", "velora", "--format", "json", "--now", "2026-11-20T12:00:00Z", "--jobs")
        alone, shared = (triage(*how, jobs) for jobs in ("1", "2"))
        assert [item["id"] for item in json.loads(alone.out)["items"]] == ["1"]
        assert alone.out == shared.out
