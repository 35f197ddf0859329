import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.copies import merge_mentions
from mentiontriage.model import Author, Engagement, Mention, Repost, Spreader
from mentiontriage.store._connection import connect
from mentiontriage.store._schema import migrate
from mentiontriage.store.desk import list_candidates
from mentiontriage.store.mentions import (
    count_mentions,
    find_numbers,
    list_young,
    read_mentions,
    read_payload,
)
from mentiontriage.store.records import Finding, Saved
from mentiontriage.store.saving import drop_payloads, mark_gone, mark_there, save_findings

HOUR = timedelta(hours=1)


def complain(ident: str = "1", **more: object) -> Mention:
    return Mention(**{"id": ident, "source": "mastodon", "text": "no reply from Acme", **more})  # type: ignore[arg-type]


def read_one(db: sqlite3.Connection) -> Mention:
    (stored,) = read_mentions(db, [1])
    return stored.mention


def list_open(db: sqlite3.Connection, now: datetime, brand: str | None = None) -> list[str]:
    numbers = [candidate.no for candidate in list_candidates(db, now, brand)]
    return [stored.mention.id for stored in read_mentions(db, numbers)]


BLUESKY = "at://ada.example/app.bsky.feed.post/3k"


def test_a_mention_comes_back_as_it_went_in(db: sqlite3.Connection, now: datetime) -> None:
    mention = complain(
        author=Author("ada", "Ada \N{SNOWMAN}", 12, verified=True),
        engagement=Engagement(1, None, 3, 4),
        posted_at=now.replace(microsecond=123457),
        url="https://social.example/@ada/1",
        lang="en",
        in_reply_to="0",
        quotes="9",
        rating=1.5,
        vendor_sentiment="Negative",
        ours=True,
        hidden=True,
        local_id="115586623445566771",
    )
    save_findings(db, [Finding(mention, ("Acme", "Globex"), payload=b'{"id": 1}')], now)
    (stored,) = read_mentions(db, [1])
    assert stored.mention == mention
    assert (stored.brands, stored.mention.hidden, stored.first_seen) == (("Acme", "Globex"), True, now)
    assert read_payload(db, 1) == b'{"id": 1}'


def test_saving_twice_is_the_same_as_saving_once(db: sqlite3.Connection, now: datetime) -> None:
    finding = Finding(complain(in_reply_to="0", author=Author("ada", followers=5)), ("Acme",))
    assert save_findings(db, [finding], now) == Saved(new=1)
    before = list(db.iterdump())
    assert save_findings(db, [finding], now) == Saved(known=1)
    assert list(db.iterdump()) == before


def test_counts_only_grow_and_gaps_are_filled(db: sqlite3.Connection, now: datetime) -> None:
    first = complain(engagement=Engagement(replies=3, likes=10), author=Author("ada"))
    second = complain(engagement=Engagement(replies=2, likes=12, views=900), author=Author(None, "Ada", 40), lang="en")
    save_findings(db, [Finding(first), Finding(second), Finding(complain(text=""))], now)
    mention = read_one(db)
    assert mention.engagement == Engagement(replies=3, likes=12, views=900)
    assert mention.author == Author("ada", "Ada", 40)
    assert (mention.lang, mention.text) == ("en", "no reply from Acme")


VERSIONS = st.builds(
    complain,
    text=st.sampled_from(["", "It", "It leaks", "It is…", "It is fine now", "a kettle that leaks"]),
    rating=st.sampled_from([None, 1.0, 5.0]),
    posted_at=st.sampled_from([None, datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)]),
    vendor_sentiment=st.sampled_from([None, "negative", "positive"]),
    answered_at=st.sampled_from([None, datetime(2026, 11, 1, 9, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC)]),
)


@given(st.lists(VERSIONS, min_size=1, max_size=4))
def test_the_store_merges_what_it_sees_again_as_files_are_merged(versions: list[Mention]) -> None:
    with closing(connect(":memory:")) as db:
        migrate(db)
        save_findings(db, map(Finding, versions), datetime(2026, 11, 4, tzinfo=UTC))
        assert read_one(db) == reduce(merge_mentions, versions)


def test_a_post_that_names_us_beside_a_competitor_is_ours_to_answer(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(complain(), ("Globex",), competitor=True)], now)
    save_findings(db, [Finding(complain(), ("Acme",))], now + HOUR)
    (stored,) = read_mentions(db, [1])
    assert (stored.brands, stored.competitor) == (("Acme", "Globex"), False)
    assert (stored.first_seen, stored.last_seen) == (now, now + HOUR)


def test_a_repost_spreads_the_original_whichever_comes_first(db: sqlite3.Connection, now: datetime) -> None:
    star = Author("star", followers=1_000_000)
    save_findings(db, [Finding(Repost("mastodon", "1", star))], now)
    assert count_mentions(db) == 0
    save_findings(db, [Finding(complain(author=Author("ada", followers=3)))], now)
    save_findings(db, [Finding(Repost("mastodon", "1", Author("bob", followers=7)))], now)
    save_findings(db, [Finding(Repost("mastodon", "1", star))], now)
    assert read_one(db).spread == (Spreader("star", 1_000_000), Spreader("bob", 7))
    (candidate,) = list_candidates(db, now)
    assert (candidate.followers, candidate.spread_people) == (3, 1_000_007)


def test_who_spreads_a_post_under_two_spellings_of_a_handle_is_one_person(
    db: sqlite3.Connection, now: datetime
) -> None:
    spellings = [Author("bob", followers=7), Author("Bob", followers=9), Author("BOB", followers=8)]
    save_findings(db, [Finding(complain()), *(Finding(Repost("mastodon", "1", by)) for by in spellings)], now)
    assert read_one(db).spread == (Spreader("Bob", 9),)
    (candidate,) = list_candidates(db, now)
    assert candidate.spread_people == 9


def test_a_repost_that_tells_of_its_original_saves_it(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(Repost("mastodon", "1", Author("bob", followers=7), complain()), ("Acme",))], now)
    assert read_one(db) == complain(spread=(Spreader("bob", 7),))


def test_an_author_who_answers_in_their_own_thread_spreads_nothing(db: sqlite3.Connection, now: datetime) -> None:
    ada, star = Author("ada", followers=50), Author("star", followers=9_000)
    thread = [complain("1", author=ada), complain("2", author=ada, in_reply_to="1")]
    thread.append(complain("3", author=star, in_reply_to="1"))
    save_findings(db, map(Finding, thread), now)
    assert read_one(db).spread == (Spreader("star", 9_000),)


def test_deleted_posts_leave_the_queue(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(complain("1")), Finding(complain("2"))], now)
    assert mark_gone(db, "mastodon", ["1", "never seen", "half \ud83d"], now) == 1
    assert list_open(db, now) == ["2"]


def test_a_post_that_its_network_shows_again_comes_back(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(complain("1")), Finding(complain("2"))], now)
    mark_gone(db, "mastodon", ["1", "2"], now)
    save_findings(db, [Finding(complain("1")), Finding(complain("2"))], now)  # an export, perhaps an old one
    assert list_open(db, now) == []
    mark_there(db, [("mastodon", "1"), ("mastodon", "never seen")])
    assert list_open(db, now) == ["1"]


def test_half_a_surrogate_pair_and_an_absurd_count_do_not_stop_a_save(db: sqlite3.Connection, now: datetime) -> None:
    hostile = complain(text="Acme \ud83d bad\x00", author=Author("ada\udc00", followers=10**30))
    save_findings(db, [Finding(hostile)], now)
    mention = read_one(db)
    assert mention.text == "Acme \ufffd bad\x00"
    assert mention.author.followers is None


def test_payloads_are_kept_for_a_while_only(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(complain("1"), payload=b"old")], now - 48 * HOUR)
    save_findings(db, [Finding(complain("2"), payload=b"new")], now)
    assert drop_payloads(db, now - 24 * HOUR) == 1
    assert (read_payload(db, 1), read_payload(db, 2)) == (None, b"new")


def test_a_mention_is_found_by_the_beginning_of_its_id(db: sqlite3.Connection, now: datetime) -> None:
    other = Mention(id="11", source="reddit", text="x")
    save_findings(db, map(Finding, [complain("1"), complain("12"), complain("2\N{SNOWMAN}"), other]), now)
    assert find_numbers(db, "1") == (1,)
    assert set(find_numbers(db, "mastodon:1")) == {1}
    assert find_numbers(db, "12") == (2,)
    assert find_numbers(db, "2") == (3,)
    assert find_numbers(db, "reddit:1") == (4,)
    assert find_numbers(db, "7") == ()


def test_a_mention_is_found_by_the_id_that_its_export_gave_it(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, map(Finding, [complain("1~9f86"), complain("1~a1af"), complain("10~2e07")]), now)
    assert find_numbers(db, "1") == (1, 2)
    assert find_numbers(db, "mastodon:10") == (3,)
    assert find_numbers(db, "1~a") == (2,)


def test_a_mention_is_found_by_a_link_to_it_and_not_by_one_to_what_only_begins_so(
    db: sqlite3.Connection, now: datetime
) -> None:
    told = [
        Mention("18", "x", "late"),
        Mention("180", "x", "late"),
        Mention("crm-4", "x", "late", url="https://twitter.com/ada/status/7"),
        Mention("https://social.example/users/ada/statuses/11", "mastodon", "late", local_id="115586623445566771"),
        Mention("at://did:plc:a/app.bsky.feed.post/3k", "bluesky", "late", local_id=BLUESKY),
        Mention("c1", "forum", "late", url="http://www.forum.example/t/9/"),
        Mention("c2", "forum", "late", url="https://forum.example/t/9?utm_source=mail"),
        Mention("https://blog.example/late", "feed", "late", url="https://blog.example/p/1"),
        Mention("https://blog.example/late-again", "feed", "late"),
    ]
    save_findings(db, map(Finding, told), now)
    links = {
        "https://mobile.x.com/ada/status/18?s=20": (1,),
        "https://x.com/ada/status/1": (),
        "http://x.com/i/web/status/7/": (3,),
        "https://social.example/@ada/11": (4,),
        "https://home.example/@ada@social.example/115586623445566771": (4,),
        "https://home.example/@ada@social.example/115586623445566772": (),
        "https://bsky.app/profile/Ada.example/post/3k": (5,),
        "https://forum.example/t/9": (6, 7),
        "https://blog.example/p/1/": (8,),
        "https://blog.example/late": (8,),
        "https://blog.example/late-": (9,),
        "https://": (8, 9, 4),
    }
    assert {link: find_numbers(db, link) for link in links} == links


def test_a_link_that_other_ids_begin_with_finds_these_too(db: sqlite3.Connection, now: datetime) -> None:
    linked = Mention("tag:1", "feed", "late", url="https://blog.example/late")
    begun = Mention("https://blog.example/late-again", "feed", "late")
    save_findings(db, map(Finding, [linked, begun]), now)
    assert find_numbers(db, "https://blog.example/late") == (1, 2)


def test_young_posts_with_old_counts_are_listed(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(complain("old", posted_at=now - 72 * HOUR))], now - 70 * HOUR)
    save_findings(db, [Finding(complain("young", posted_at=now - 5 * HOUR))], now - 4 * HOUR)
    save_findings(db, [Finding(complain("fresh", posted_at=now - 5 * HOUR))], now)
    assert list(list_young(db, "mastodon", now - 48 * HOUR, now - HOUR)) == ["young"]


def test_a_brands_queue_holds_what_names_it(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(complain("1"), ("Acme",)), Finding(complain("2"), ("Acme", "Bolt"))], now)
    assert list_open(db, now, "Bolt") == ["2"]
