"""Entries of feeds, in feedparser's words and in JSON Feed's."""

import time
from datetime import UTC, datetime

import pytest
from tests.growth import measure_growth

from mentiontriage.model import Mention
from mentiontriage.payloads.feed import (
    Item,
    JsonFeed,
    Person,
    ends_early,
    parse_xml,
    to_items,
    to_mention,
    unwrap_google,
)


@pytest.mark.parametrize(
    ("link", "real"),
    [
        ("https://www.google.com/url?rct=j&url=https://a.example/b%3Fc%3D1&ct=ga", "https://a.example/b?c=1"),
        ("https://www.google.co.uk/url?q=https://a.example/caf%C3%A9", "https://a.example/caf\u00e9"),
        ("https://www.google.com/url?ct=ga", "https://www.google.com/url?ct=ga"),
        ("https://notgoogle.com/url?url=https://a.example", "https://notgoogle.com/url?url=https://a.example"),
        ("https://a.example/url?url=b", "https://a.example/url?url=b"),
    ],
)
def test_only_a_link_through_google_is_unwrapped(link: str, real: str) -> None:
    assert unwrap_google(link) == real


def test_only_an_alert_is_unescaped_twice() -> None:
    escaped = "&lt;b&gt;Kettlebrand&lt;/b&gt; recalls"
    alert = to_mention({"title": escaped, "link": "https://www.google.com/url?url=https://a.example"})
    article = to_mention({"title": escaped, "link": "https://a.example"})
    assert alert.text == "Kettlebrand recalls"
    assert article.text == "<b>Kettlebrand</b> recalls"  # an article about markup keeps it


def test_the_longest_of_what_an_entry_says_is_its_text() -> None:
    contents = [{"value": "<p>a longer text</p>"}, {"value": "short"}]
    assert to_mention({"id": "1", "summary": "short", "content": contents}).text == "a longer text"


def test_an_entry_is_known_by_its_id_or_link_or_what_it_says() -> None:
    assert to_mention({"id": "urn:acme:1", "link": "https://a.example"}).id == "urn:acme:1"
    assert to_mention({"link": "https://a.example"}).id == "https://a.example"
    assert to_mention({"title": "a"}).id == to_mention({"title": "a"}).id != to_mention({"title": "b"}).id
    with pytest.raises(ValueError, match="neither text nor id nor link"):
        to_mention({"author": "Ada"})


def test_the_time_is_when_it_was_published_else_when_it_was_changed() -> None:
    noon, later = time.gmtime(1784030400), time.gmtime(1784034000)
    assert to_mention({"id": "1", "published_parsed": noon, "updated_parsed": later}).posted_at == datetime(
        2026, 7, 14, 12, tzinfo=UTC
    )
    changed = to_mention({"id": "1", "updated_parsed": later}).posted_at
    assert changed == datetime(2026, 7, 14, 13, tzinfo=UTC)
    assert to_mention({"id": "1"}).posted_at is None
    assert to_mention({"id": "1", "published_parsed": (2026, 99, 99, 0, 0, 0)}).posted_at is None


def test_a_feed_of_reddit_tells_handles_and_others_tell_names() -> None:
    assert to_mention({"id": "1", "author": "/u/ada"}).author.handle == "ada"
    assert to_mention({"id": "1", "author": "Ada Q"}).author.name == "Ada Q"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ada@mail.example (Ada Moon)", "Ada Moon"),  # as RSS has it, and feedparser writes Atom's
        ("Ada Moon <ada@mail.example>", "Ada Moon"),
        ("ada@mail.example", None),
        ("@ada@social.example", "@ada@social.example"),
    ],
)
def test_a_writers_address_is_left_out_of_a_feed(written: str, name: str | None) -> None:
    assert to_mention({"id": "1", "author": written}).author.name == name
    (item,) = to_items(JsonFeed(items=[Item(id="1", content_text="a", author=Person(name=written))]))
    assert isinstance(item, Mention)
    assert item.author.name == name


def test_an_item_of_a_json_feed_without_author_and_language_has_the_feeds() -> None:
    (mention,) = to_items(JsonFeed(items=[Item(id="1", content_text="a")], language="en"))
    assert getattr(mention, "lang", None) == "en"


def test_an_id_that_another_feed_may_have_counts_together_with_the_link() -> None:
    one = to_mention({"id": "1", "link": "https://a.example/oven", "title": "a"})
    other = to_mention({"id": "1", "link": "https://b.example/till", "title": "b"})
    assert one.id.startswith("1~")
    assert one.id != other.id
    followed = to_mention({"id": "1", "link": "https://a.example/oven?utm_source=rss#top", "title": "a"})
    assert followed.id == one.id
    assert to_mention({"id": "1", "title": "a"}).id != to_mention({"id": "1", "title": "b"}).id
    items = [Item(id="1", url="https://a.example/oven", content_text="a")]
    assert [getattr(found, "id", None) for found in to_items(JsonFeed(items=items))] == [one.id]


@pytest.mark.parametrize(
    "ident",
    [
        "https://a.example/?p=1",
        "1 at https://a.example",
        "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        "tag:a.example,2026:1",
        "yt:video:dQw4w9WgXcQ",
        "1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        "9f86d081884c7d659a2feaa0c55ad015",
    ],
)
def test_an_id_that_no_other_feed_has_stays_as_it_is(ident: str) -> None:
    assert to_mention({"id": ident, "link": "https://a.example/oven"}).id == ident


FEED = "<rss version='2.0'><channel><item><title>Caf\u00e9</title></item></channel></rss>"


@pytest.mark.parametrize("unit", ["\n", "\n<!DOCTYPE a", "\n<!ENTITY a"])
def test_what_stands_before_a_feed_costs_linear_time_and_no_entry(unit: str) -> None:
    def make_feed(size: int) -> str:
        return "<?xml version='1.0' encoding='iso-8859-1'?>" + unit * (size // len(unit)) + FEED

    def look(text: str) -> None:
        (entry,) = parse_xml(text.encode("iso-8859-1")).entries
        assert to_mention(entry).text == "Caf\u00e9"

    assert measure_growth(look, make_feed, 9_000, 10) < 40  # quadratic work: 100


def test_a_feed_of_another_width_is_read_unless_much_stands_before_it() -> None:
    for encoding in ("utf-16", "utf-32"):
        assert len(parse_xml(("\n" * 99 + FEED).encode(encoding)).entries) == 1
        assert parse_xml(("\n" * 99_999 + FEED).encode(encoding)).entries == []


WHOLE = "<rss version='2.0'><channel><item><title>%s</title></item></channel></rss>"


@pytest.mark.parametrize("title", ["no bag", "a &nbsp; b", "no < bag", "<![CDATA[</rss>]]>", "<!-- <feed> -->no bag"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_ends_early_is_told_from_one_that_is_only_not_well_formed(title: str, encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?>{WHOLE % title}"
    for length, is_cut in ((len(text), False), (len(text) - 3, True), (len(text) - 20, True)):
        content = text[:length].encode(encoding)
        assert ends_early(parse_xml(content), content) is is_cut, text[:length]
