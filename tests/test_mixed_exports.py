"""One run over the exports of many vendors gives one queue, each post in it once."""

from pathlib import Path

from tests.readers.reading import FIXTURES

from mentiontriage.collect import Collection
from mentiontriage.inputs import name_file
from mentiontriage.model import Mention

EXPORTS = (
    *("brandwatch/2026.csv", "meltwater/2025.csv", "sprinklr/messages.csv", "talkwalker_csv/good.csv"),
    *("youscan/good.csv", "google_play/good.csv", "trustpilot/service.csv", "twarc_csv/good.csv"),
)


def collect(*names: str) -> tuple[Collection, list[Mention]]:
    collection = Collection([name_file(Path(FIXTURES / name)) for name in names], {})
    return collection, list(collection.read_all())


def test_a_post_in_six_exports_is_one_mention() -> None:
    collection, found = collect(*EXPORTS)
    keys = [(mention.source, mention.id) for mention in found]
    assert len(keys) == len(set(keys))
    assert keys.count(("x", "1800000000000000001")) == 1
    assert collection.learned.merged == 5
    assert not collection.failures


def test_what_one_export_does_not_know_another_tells() -> None:
    _, found = collect("meltwater/2025.csv", "brandwatch/2026.csv")
    (post,) = (mention for mention in found if mention.id == "1800000000000000001")
    assert post.author.followers == 1204  # Meltwater has no column for them
    assert post.engagement.views == 5310  # Brandwatch has none for those
    assert post.engagement.reposts == 11


def test_a_repost_in_one_export_is_spread_of_the_post_in_another() -> None:
    _, found = collect("meltwater/2025.csv", "brandwatch/2026.csv", "twarc_csv/good.csv")
    (post,) = (mention for mention in found if mention.id == "1800000000000000001")
    assert [spreader.followers for spreader in post.spread if spreader.followers > 10_000] == [88_000]


def test_the_order_of_the_exports_changes_no_post() -> None:
    keys = [{(m.source, m.id) for m in collect(*names)[1]} for names in (EXPORTS, EXPORTS[::-1])]
    assert keys[0] == keys[1]
