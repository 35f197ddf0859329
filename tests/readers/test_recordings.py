"""Every post in what the networks really sent is read, passed on, or skipped with a reason.

The posts are counted without the readers' code, see `recordings.count_posts`.
"""

import io
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from tests.readers import recordings
from tests.readers.reading import read_file

from mentiontriage.errors import InputError, ShapeError
from mentiontriage.model import Mention, Repost, Skipped
from mentiontriage.readers import Item, choose_reader
from mentiontriage.readers._open import open_export

pytestmark = pytest.mark.skipif(
    not recordings.FOLDER.is_dir(), reason="there are no recorded replies beside the project"
)
READERS = {
    "x": {"x-v2", "x-v1"},
    "mastodon": {"mastodon"},
    "bluesky": {"bluesky", "jetstream"},
    "reddit": {"reddit"},
    "youtube": {"youtube"},
    "hn": {"hackernews"},
}
# As many as `recordings/README.md` promises, or more where it counts each only once.
LEAST = {"x": 1900, "mastodon": 380, "bluesky": 45, "reddit": 3100, "youtube": 130, "hn": 25}
# A feed in CDF has its posts in elements of another case; ElementTree's count of `item` misses them.
UNCOUNTED = "cdf"


@cache
def replies() -> tuple[recordings.Reply, ...]:
    return tuple(recordings.unpack_all())


def read(reply: recordings.Reply) -> tuple[str | None, list[Item]]:
    try:
        export = open_export(reply.name, lambda: io.BytesIO(reply.body), {})
        reader, _ = choose_reader(export)
    except (ShapeError, InputError):
        return None, []
    return reader.name, [i for i in reader.read(export) if isinstance(i, Mention | Repost | Skipped)]


@pytest.mark.parametrize("network", READERS)
def test_every_recorded_post_is_accounted_for(network: str) -> None:
    total = 0
    for reply in replies():
        if reply.network != network:
            continue
        posts = recordings.count_posts(network, reply.body)
        reader, items = read(reply)
        if posts:
            assert reader in READERS[network], reply.name
            assert len(items) == posts, reply.name
            assert all(item.reason for item in items if isinstance(item, Skipped))
        elif reader in READERS[network]:
            assert items == [], reply.name
        total += posts
    assert total >= LEAST[network]


def test_only_what_reddit_removed_or_its_machine_wrote_and_one_damaged_line_are_skipped() -> None:
    reasons = Counter(
        (reply.network, item.reason.split(":")[0])
        for reply in replies()
        if reply.network in READERS
        for item in read(reply)[1]
        if isinstance(item, Skipped)
    )
    of_reddit = "its text was removed from Reddit", "AutoModerator wrote it, which is Reddit's own machine"
    assert set(reasons) == {("x", "no valid JSON"), *(("reddit", reason) for reason in of_reddit)}
    assert reasons["x", "no valid JSON"] == 1


def test_authors_have_followers_wherever_a_page_of_x_tells_them() -> None:
    """Six posts have an author that X left out of `includes`; one search asked for no followers."""
    counted = Counter(
        (item.author.handle is not None, item.author.followers is not None)
        for reply in replies()
        if "twarc-csv" in reply.name and "entities_test" not in reply.name
        for item in read(reply)[1]
        if isinstance(item, Mention)
    )
    assert counted[True, True] > 400
    assert counted[True, False] == 0
    assert counted[False, False] <= 6


def test_authors_on_mastodon_always_have_followers() -> None:
    found = [
        item
        for reply in replies()
        if reply.network == "mastodon"
        for item in read(reply)[1]
        if isinstance(item, Mention) and item.source == "mastodon"
    ]
    assert len(found) > 350
    assert all(mention.author.followers is not None for mention in found)


@pytest.mark.parametrize("path", recordings.list_feeds(), ids=lambda path: path.name)
def test_a_feed_is_read_as_far_as_it_goes(path: Path) -> None:
    try:
        reader, items = read_file(path)
    except (ShapeError, InputError):
        assert path.name in {"xml_sample_1.xml", "xml_sample_2.xml", "rss_empty_document.xml", "invalid.json"}
        return
    # What gofeed expects of a JSON Feed is written in another shape.
    assert reader == "feed" or path.name.endswith("_expected.json")
    expected = count_entries(path)
    if expected is not None:
        assert sum(isinstance(item, Mention | Skipped) for item in items) == expected


def count_entries(path: Path) -> int | None:
    """Count a feed's entries; None where it is no well-formed XML or its entries have other names."""
    if path.suffix != ".xml" or path.parent.name == UNCOUNTED:
        return None
    try:
        root = ET.fromstring(path.read_bytes())  # noqa: S314 (the feeds are a known collection)
    except (ET.ParseError, LookupError, ValueError):
        return None
    return sum(element.tag.rpartition("}")[2] in {"item", "entry"} for element in root.iter())
