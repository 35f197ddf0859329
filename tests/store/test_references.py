"""A post may be named by an id that is its server's own, whichever of the two was found first."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.stories import NOON
from tests.test_merging import read

from mentiontriage.idents import make_retweet_id
from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.store import open_store
from mentiontriage.store.desk import take_replied
from mentiontriage.store.forgetting import forget_post
from mentiontriage.store.mentions import find_numbers, iterate_all
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings

LOCAL = "115586623445566771"


def complain(**more: object) -> Mention:
    return Mention(**{"id": "1", "source": "mastodon", "text": "no reply from Acme", **more})  # type: ignore[arg-type]


def name_parents(db: sqlite3.Connection) -> dict[str, str | None]:
    return {stored.mention.id: stored.mention.in_reply_to for stored in iterate_all(db)}


@pytest.mark.parametrize("turn", [1, -1], ids=["the post first", "the reply first"])
def test_a_reply_that_names_a_post_by_its_servers_own_id_comes_to_name_its_id(
    db: sqlite3.Connection, now: datetime, turn: int
) -> None:
    asked = complain(id="https://there.example/7", local_id=LOCAL, author=Author("ada"))
    ours = complain(id="8", in_reply_to=LOCAL, ours=True)
    friend = complain(id="9", in_reply_to=LOCAL, author=Author("ben", followers=70))
    for mention in [asked, ours, friend][::turn]:
        save_findings(db, [Finding(mention)], now)
    assert name_parents(db) == {asked.id: None, "8": asked.id, "9": asked.id}
    found = next(stored.mention for stored in iterate_all(db) if stored.mention.id == asked.id)
    assert [spreader.followers for spreader in found.spread] == [70]
    assert [replied.no for replied in take_replied(db)] == [1 if turn == 1 else 3]
    before = list(db.iterdump())
    save_findings(db, map(Finding, [ours, friend, asked]), now)
    assert list(db.iterdump()) == before


def test_an_id_of_two_servers_or_a_short_one_leads_to_no_post(db: sqlite3.Connection, now: datetime) -> None:
    told = [complain(id=ident, local_id=name) for ident, name in (("a", LOCAL), ("b", LOCAL), ("a", LOCAL), ("c", "7"))]
    save_findings(db, map(Finding, told), now)
    save_findings(db, [Finding(complain(id="8", in_reply_to=LOCAL)), Finding(complain(id="9", in_reply_to="7"))], now)
    assert (name_parents(db)["8"], name_parents(db)["9"]) == (LOCAL, "7")


def test_a_post_comes_back_with_one_of_the_names_that_servers_gave_it_and_with_none_that_two_posts_share(
    db: sqlite3.Connection, now: datetime
) -> None:
    shared, other = "115586623445566772", "115586623445566773"
    told = (("a", LOCAL), ("a", other), ("b", shared), ("c", shared), ("d", "7"), ("e", None))
    save_findings(db, [Finding(complain(id=ident, local_id=name)) for ident, name in told], now)
    found = {stored.mention.id: stored.mention.local_id for stored in iterate_all(db)}
    assert found == {"a": LOCAL, "b": None, "c": None, "d": None, "e": None}


def test_a_post_that_is_forgotten_leaves_no_name_behind(db: sqlite3.Connection, now: datetime) -> None:
    save_findings(db, [Finding(complain(local_id=LOCAL))], now)
    forget_post(db, 1, now)
    assert db.execute("SELECT count(*) FROM local_id").fetchone() == (0,)


BY_DID = "at://did:plc:ada/app.bsky.feed.post/3kabc"
BY_HANDLE = "at://ada.example/app.bsky.feed.post/3kabc"


def post_on_bluesky(ident: str, **more: object) -> Mention:
    return complain(id=ident, source="bluesky", author=Author("ada.example"), **more)


@pytest.mark.parametrize("turn", [1, -1], ids=["the export first", "the network first"])
def test_a_post_that_an_export_knows_by_its_link_is_the_one_that_the_network_gives(
    db: sqlite3.Connection, now: datetime, turn: int
) -> None:
    exported = post_on_bluesky(BY_HANDLE, engagement=Engagement(likes=7))
    fetched = post_on_bluesky(BY_DID, local_id=BY_HANDLE, engagement=Engagement(replies=2))
    friend = complain(id="9", source="bluesky", quotes=BY_HANDLE, author=Author("ben", followers=70))
    ours = complain(id="8", source="bluesky", in_reply_to=BY_DID, ours=True)
    for mention in [exported, friend, ours, fetched][::turn]:
        save_findings(db, [Finding(mention)], now)
    (found,) = (stored.mention for stored in iterate_all(db) if stored.mention.id not in {"8", "9"})
    assert (found.id, found.local_id, found.engagement) == (BY_DID, BY_HANDLE, Engagement(replies=2, likes=7))
    assert [spreader.followers for spreader in found.spread] == [70]
    (number,) = find_numbers(db, BY_DID)
    assert [replied.no for replied in take_replied(db)] == [number]
    assert find_numbers(db, BY_HANDLE) == find_numbers(db, f"bluesky:{BY_HANDLE}") == (number,)
    before = list(db.iterdump())
    save_findings(db, map(Finding, [exported, fetched]), now)
    assert list(db.iterdump()) == before
    save_findings(db, [Finding(Repost("bluesky", BY_HANDLE, Author("cyd", followers=90)))], now)
    (found,) = (stored.mention for stored in iterate_all(db) if stored.mention.id == BY_DID)
    assert [spreader.followers for spreader in found.spread] == [90, 70]


@pytest.mark.parametrize("turn", [1, -1], ids=["the export first", "the network first"])
def test_a_post_that_was_forgotten_stays_away_under_its_other_name(
    db: sqlite3.Connection, now: datetime, turn: int
) -> None:
    known, other = [post_on_bluesky(BY_HANDLE), post_on_bluesky(BY_DID, local_id=BY_HANDLE)][::turn]
    save_findings(db, [Finding(known)], now)
    forget_post(db, 1, now)
    assert save_findings(db, [Finding(other)], now).forgotten == 1


def test_where_both_names_are_stored_as_two_posts_already_both_stay(db: sqlite3.Connection, now: datetime) -> None:
    for ident in (BY_DID, BY_HANDLE):
        save_findings(db, [Finding(post_on_bluesky(ident))], now)
    saved = save_findings(db, [Finding(post_on_bluesky(BY_DID, local_id=BY_HANDLE))], now)
    assert (saved.new, saved.known) == (0, 1)
    assert set(name_parents(db)) == {BY_DID, BY_HANDLE}


def test_a_servers_number_makes_no_two_posts_one(db: sqlite3.Connection, now: datetime) -> None:
    for mention in (complain(id=LOCAL), complain(id="https://there.example/7", local_id=LOCAL), complain(id=LOCAL)):
        save_findings(db, [Finding(mention)], now)
    assert set(name_parents(db)) == {LOCAL, "https://there.example/7"}


@pytest.mark.parametrize("turn", [1, -1], ids=["the retweet first", "the post first"])
def test_a_post_that_a_retweet_quotes_without_its_id_is_the_one_that_its_author_wrote(
    db: sqlite3.Connection, now: datetime, turn: int
) -> None:
    quoted = make_retweet_id("Ada", "no reply from Acme")
    told = complain(id=quoted, source="x", author=Author("Ada"))
    retweet = Repost("x", quoted, Author("cyd", followers=90), told)
    written = complain(source="x", local_id=quoted, author=Author("ada", followers=3))
    items: list[Mention | Repost] = [retweet, written]
    for item in items[::turn]:
        save_findings(db, [Finding(item)], now)
    (found,) = (stored.mention for stored in iterate_all(db))
    assert (found.id, found.author.followers) == ("1", 3)
    assert [spreader.followers for spreader in found.spread] == [90]
    forget_post(db, 1, now)
    assert save_findings(db, [Finding(retweet), Finding(written)], now).forgotten == 2


QUOTED = "rt:0123456789abcdef"
KNOWN = {BY_DID: BY_HANDLE, "7": QUOTED, "8": None}
NAMES = st.sampled_from([BY_DID, BY_HANDLE, "7", QUOTED, "8"])
COUNTS = st.sampled_from([5, 70_000])


@st.composite
def tell(draw: st.DrawFn) -> Mention | Repost:
    """Tell of one of three posts by one of its names: in full, or as who passes it on quotes it."""
    name = draw(NAMES)
    post = next(ident for ident, other in KNOWN.items() if name in {ident, other})
    likes = draw(st.sampled_from([None, 1, 3]))
    told = complain(
        id=name, text=f"no reply {post}", author=Author(f"author of {post}"), engagement=Engagement(likes=likes)
    )
    told = replace(told, local_id=KNOWN[post] if name == post else None)
    if draw(st.booleans()):
        return Repost("mastodon", name, Author(draw(st.sampled_from(["eve", "ian"])), followers=draw(COUNTS)), told)
    return replace(told, in_reply_to=draw(st.none() | NAMES), author=replace(told.author, followers=draw(COUNTS)))


@given(st.lists(tell(), max_size=6))
def test_the_store_and_files_know_posts_by_all_their_names_alike(items: list[Mention | Repost]) -> None:
    with TemporaryDirectory() as folder, closing(open_store(Path(folder) / "triage.db")) as db:
        for item in items:
            save_findings(db, [Finding(item)], NOON)
        stored = [found.mention for found in iterate_all(db)]
    _, read_in_files = read(items)
    assert sorted(map(describe, stored)) == sorted(map(describe, read_in_files))


def describe(mention: Mention) -> tuple[str, int, int, list[int]]:
    return (
        mention.id,
        mention.engagement.likes or 0,
        mention.author.followers or 0,
        sorted(spreader.followers for spreader in mention.spread),
    )
