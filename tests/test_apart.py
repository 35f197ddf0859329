"""Posts of different people that an export gives one name are kept apart, and copies of one are not."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.census import Census
from mentiontriage.collect import Collection
from mentiontriage.copies import Copies
from mentiontriage.inputs import name_file
from mentiontriage.model import Author, Mention
from mentiontriage.store import open_store
from mentiontriage.store.mentions import iterate_all
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LEAKS = "the kettle leaks all over the kitchen"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = open_store(tmp_path / "triage.db")
    yield db
    db.close()


def say(
    by: str | None, text: str, ident: str = "ZZZZ", source: str = "instagram", rating: float | None = None
) -> Mention:
    return Mention(ident, source, text, Author(by), posted_at=NOW - timedelta(hours=1), rating=rating)


def read(posts: Sequence[Mention]) -> tuple[list[Mention], int]:
    """Read posts as an input is read; gives also how many were merged."""
    census = Census()
    assert list(census.read_first(posts)) == list(posts)
    learned = census.settle()
    copies = Copies()
    assert list(learned.read_changed(posts, copies)) == []
    learned.take_copies([copies])
    found = list(learned.read_in_order(posts))
    assert learned.read == len(found)
    return found, learned.merged


def save(db: sqlite3.Connection, *posts: Mention) -> set[tuple[str | None, str, str]]:
    with db:
        save_findings(db, map(Finding, posts), NOW)
    return describe(stored.mention for stored in iterate_all(db))


def describe(found: Iterator[Mention] | Sequence[Mention]) -> set[tuple[str | None, str, str]]:
    return {(mention.author.handle, mention.text, mention.id) for mention in found}


TWO = [say("ada", LEAKS), say("bob", "no refund after three weeks")]


def test_comments_known_by_one_link_that_the_beginning_does_not_show_stay_their_authors(tmp_path: Path) -> None:
    links = [f"https://www.instagram.com/p/AAAA{n:04}/" for n in range(60)]
    rows = [f"it is fine,{link},ida{n},2026-07-14" for n, link in enumerate(links)]
    shared = "https://www.instagram.com/p/ZZZZ/"
    rows += [f"{post.text},{shared},{post.author.handle},2026-07-14" for post in TWO]
    path = tmp_path / "a.csv"
    path.write_text("text,url,author,date\n" + "\n".join(rows), encoding="utf-8")
    collection = Collection([name_file(path)], {})
    found = list(collection.read_all())
    assert {(m.author.handle, m.text) for m in found[60:]} == {(post.author.handle, post.text) for post in TWO}
    assert (collection.learned.read, collection.learned.merged) == (62, 0)


@pytest.mark.parametrize("rating", [None, 1.0])
def test_in_whatever_order_they_come_they_are_the_same_posts(rating: float | None) -> None:
    posts = [
        *(say(post.author.handle, post.text, rating=rating) for post in TWO),
        say("ada", f"{LEAKS[:30]}\u2026", rating=rating),
        say(None, LEAKS, rating=rating),
        say(None, "what is this", rating=rating),
    ]
    first = describe(read(posts)[0])
    assert {(who, text) for who, text, _ in first} >= {(post.author.handle, post.text) for post in TWO[1:]}
    assert len(first) == 2
    assert all(describe(read(order)[0]) == first for order in permutations(posts))


@given(
    st.lists(
        st.builds(
            say,
            st.sampled_from(["ada", "bob", "Ada Q", None]),
            st.sampled_from([LEAKS, f"{LEAKS} - again", "no refund", "what is this", ""]),
            rating=st.sampled_from([None, 1.0]),
        ),
        min_size=1,
    ),
    st.data(),
)
def test_neither_the_order_nor_the_shares_of_an_input_count(posts: list[Mention], data: st.DataObject) -> None:
    order = data.draw(st.permutations(posts))
    cut = data.draw(st.integers(0, len(order)))
    census = Census()
    shares = [order[:cut], order[cut:]]
    for share in shares:
        part = Census()
        assert list(part.read_first(share)) == share
        census.join(part)
    learned = census.settle()
    gathered = [Copies() for _ in shares]
    for share, copies in zip(shares, gathered, strict=True):
        assert list(learned.read_changed(share, copies)) == []
    learned.take_copies(gathered)
    found = list(learned.read_single(order)) + list(learned.list_set_aside())
    assert learned.read == len(found)
    assert sorted((m.text, m.id) for m in found) == sorted((m.text, m.id) for m in read(posts)[0])


def test_copies_of_one_post_stay_one_whoever_is_told_to_have_written_it() -> None:
    copies = [say("ada", LEAKS), say("Ada Q", f"{LEAKS} - again"), say(None, "gone"), say("ada", "something else")]
    found, merged = read(copies)
    assert (len(found), merged) == (1, 3)
    assert found[0].id == "ZZZZ"


def test_on_networks_whose_ids_are_of_one_post_a_new_name_and_text_are_a_new_version() -> None:
    for source in ("x", "mastodon", "app-store"):
        posts = [say(post.author.handle, post.text, source=source) for post in TWO]
        assert len(read(posts)[0]) == 1


def test_the_desk_keeps_the_same_posts_apart_in_whatever_order_and_runs(tmp_path: Path) -> None:
    posts = [*TWO, say("cy", "it smells of smoke")]
    expected = describe(read(posts)[0])
    for number, order in enumerate(permutations(posts)):
        db = open_store(tmp_path / f"{number}.db")
        for post in order:
            save(db, post)
        assert save(db, *posts) == expected
        db.close()


def test_the_desk_takes_a_later_copy_for_the_post_that_it_is(db: sqlite3.Connection) -> None:
    save(db, *TWO)
    with db:
        saved = save_findings(db, [Finding(say("bob", "no refund after three weeks, still"))], NOW)
    assert (saved.new, saved.known) == (0, 1)


def test_ten_thousand_people_below_one_link_are_as_many_posts() -> None:
    posts = [say(f"ada{n}", f"{n} times it broke") for n in range(10_000)]
    assert len(read(posts)[0]) == 10_000
