"""What the readers of networks know about posts: reposts, quotes, edits, whose post it is."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.readers.reading import FIXTURES, mentions_in, read_bytes, read_file, read_text

from mentiontriage.model import Repost, Skipped


def test_a_retweet_is_spread_of_the_original_that_the_page_includes() -> None:
    _, items = read_file(FIXTURES / "x_v2" / "page.json")
    repost = next(item for item in items if isinstance(item, Repost))
    assert repost.original is not None
    assert repost.original.text.endswith("an invoice")  # the whole text, not the retweet's cut one
    assert repost.by.followers == 1_000_000


def test_a_quote_is_a_mention_and_the_quoted_post_is_not() -> None:
    _, items = read_file(FIXTURES / "x_v1" / "search.json")
    assert [mention.quotes for mention in mentions_in(items)] == [None, "61"]


def test_a_user_missing_from_a_page_has_unknown_followers_and_not_none() -> None:
    _, items = read_file(FIXTURES / "x_v2" / "page.json")
    stranger = next(mention for mention in mentions_in(items) if mention.id == "2004")
    assert stranger.author.followers is None
    assert stranger.author.handle is None


@pytest.mark.parametrize(
    "odd", [{"kind": "t3", "data": 1.5}, {"kind": "t3", "data": {"title": "no bag", "replies": 7}}]
)
def test_what_is_odd_on_a_page_of_reddit_costs_itself_only(odd: dict[str, object]) -> None:
    post = {"kind": "t3", "data": {"name": "t3_a", "title": "no refund", "author": "ada"}}
    listing = {"kind": "Listing", "data": {"children": [post, odd, post]}}
    _, items = read_text(json.dumps(listing))
    assert [mention.text for mention in mentions_in(items)].count("no refund") == 2
    assert len(items) == 3


def test_all_versions_of_an_edited_post_have_one_id() -> None:
    _, items = read_text(
        '{"data": ['
        '{"id": "8", "text": "fist", "author_id": "1", "edit_history_tweet_ids": ["8", "9"]},'
        '{"id": "9", "text": "first", "author_id": "1", "edit_history_tweet_ids": ["8", "9"]}]}'
    )
    assert [mention.id for mention in mentions_in(items)] == ["8", "8"]


def test_a_status_is_the_same_whichever_instance_tells_of_it_but_for_what_that_one_calls_it() -> None:
    status = (
        '[{"id": "%s", "uri": "https://a.example/users/ada/statuses/1", "content": "<p>hm</p>", "account":'
        ' {"acct": "%s", "url": "https://a.example/@ada"}}]'
    )
    (at_home,) = mentions_in(read_text(status % ("1", "ada"))[1])
    (abroad,) = mentions_in(read_text(status % ("77", "ada@a.example"))[1])
    assert (at_home.local_id, abroad.local_id) == ("1", "77")
    assert at_home == replace(abroad, local_id="1")


def test_posts_in_the_owners_archive_are_our_own() -> None:
    for archive in ("x_archive/tweets.js", "outbox/outbox.json"):
        found = mentions_in(read_file(FIXTURES / archive)[1])
        assert found
        assert all(mention.ours for mention in found)


def test_an_archive_is_read_and_never_executed() -> None:
    name, items = read_text(
        'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "full_text": "a", "favorite_count": "1",'
        ' "retweet_count": "2"}}]; while (true) { alert("b") }'
    )
    assert name == "x-archive"
    assert [mention.text for mention in mentions_in(items)] == ["a"]


def test_a_feed_opens_no_address_and_no_file_that_it_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the password", encoding="utf-8")
    _, items = read_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss version="2.0">'
        "<channel><item><title>hello &x;</title></item></channel></rss>"
    )
    assert "the password" not in repr(items)
    assert [mention.text.startswith("hello") for mention in mentions_in(items)] == [True]


def test_a_page_without_posts_is_an_empty_export_and_no_unknown_shape() -> None:
    empty = {
        '{"meta": {"result_count": 0}}': "x-v2",
        '{"statuses": [], "search_metadata": {"count": 0}}': "x-v1",
        '{"accounts": [], "statuses": [], "hashtags": []}': "mastodon",
        '{"posts": []}': "bluesky",
        '{"kind": "Listing", "data": {"children": [], "after": null}}': "reddit",
        '{"hits": [], "nbHits": 0}': "hackernews",
        '{"kind": "youtube#searchListResponse", "items": []}': "youtube",
    }
    for text, reader in empty.items():
        assert read_text(text) == (reader, [])


ITEMS = "".join(f"<item><title>no bag {n}</title><guid>{n}</guid></item>" for n in range(9))
FEED = f'<rss version="2.0"><channel>{ITEMS}</channel></rss>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("front", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?>'])
def test_a_feed_is_read_in_the_encoding_that_its_bytes_show(encoding: str, front: str) -> None:
    if encoding.startswith("utf-8") and "utf-16" in front:
        pytest.skip("what says to be UTF-16 and is not is not well-formed")
    _, items = read_bytes((front + FEED).encode(encoding))
    assert [mention.text for mention in mentions_in(items)] == [f"no bag {n}" for n in range(9)]
    assert len(items) == 9


@pytest.mark.parametrize("cut", ["</channel></rss>", "</rss>", "<item><title>no bag 5", "bag 5", "itle>no bag 7"])
@pytest.mark.parametrize("front", ["", "<rss><channel><item><title>a &nbsp; b</title></item>"])
def test_a_feed_that_ends_early_is_told_as_skipped(cut: str, front: str) -> None:
    text = FEED[: FEED.index(cut)]
    if front:
        text = text.replace('<rss version="2.0"><channel>', front)
    _, items = read_bytes(text.encode())
    assert any(isinstance(item, Skipped) and "ends early" in item.reason for item in items)
    assert len(mentions_in(items)) >= text.count("</item>")


def test_a_feed_of_which_nothing_can_be_read_is_told_as_skipped() -> None:
    _, items = read_bytes(b'<rss version="2.0"><channel><<<</channel></rss>')
    assert [type(item) for item in items] == [Skipped]


@pytest.mark.parametrize("separator", ["", "\n", ";\n"])
def test_parts_of_an_archive_of_x_that_were_put_together_are_all_read(separator: str) -> None:
    def write_part(number: int) -> str:
        posts = [
            {"tweet": {"id_str": f"{number}{n}", "full_text": "sorry", "favorite_count": "0", "retweet_count": "0"}}
            for n in range(9)
        ]
        return f"window.YTD.tweets.part{number} = {json.dumps(posts, indent=2)}"

    name, items = read_bytes(separator.join(map(write_part, range(1, 4))).encode())
    assert name == "x-archive"
    assert [mention.id for mention in mentions_in(items)] == [f"{part}{n}" for part in (1, 2, 3) for n in range(9)]
    assert len(items) == 27
