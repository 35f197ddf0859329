"""The Bluesky source against the real PDS and AppView: `make test-bluesky`."""

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.bluesky.servers import PDS, Person, run_network, wait_for
from tests.sources.running import fetch, make_plans, read_all

from mentiontriage.config import Brand
from mentiontriage.fetching import Result
from mentiontriage.store import open_store
from mentiontriage.store.positions import save_position

FOLDER = os.environ.get("BLUESKY_SERVER")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="needs a Bluesky server: see `make test-bluesky`")
BRAND = Brand("Kettlebrand", handles=("kettlebrand.test",))


class Scene(NamedTuple):
    brand: Person
    password: str
    people: list[Person]
    uris: set[str]
    mention: str


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    """A brand, five people who follow each other in a row, 130 posts, one mention, one who hides."""
    with run_network(Path(str(FOLDER))):
        brand = Person("kettlebrand")
        people = [Person(f"customer{n}") for n in range(5)]
        for n, person in enumerate(people):
            for other in people[n + 1 :]:
                person.follow(other)
        people[2].hide()
        uris = {people[n % 5].post(f"my Kettlebrand kettle leaks {n}") for n in range(130)}
        people[0].post("a kettlebrandish thing")
        mention = people[1].post(f"@{brand.handle} where is my refund?", brand)
        wait_for(lambda: mention in brand.search("refund"))
        wait_for(lambda: len(brand.search("Kettlebrand")) >= 100)
        yield Scene(brand, brand.make_app_password(), people, uris, mention)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = open_store(tmp_path / "triage.db")
    yield db
    db.close()


def run(db: sqlite3.Connection, scene: Scene, password: str | None = None, later: timedelta = timedelta(0)) -> Result:
    credentials = {
        ("bluesky", "identifier"): scene.brand.handle,
        ("bluesky", "app_password"): password or scene.password,
    }
    plans = make_plans({"bluesky": {"base_url": PDS}}, credentials, [BRAND])
    return fetch(db, plans, datetime.now(UTC) + later)["bluesky"]


def test_every_post_and_mention_is_fetched_with_followers(db: sqlite3.Connection, scene: Scene) -> None:
    result = run(db, scene)
    assert result.errors == ()
    found = {mention.id: mention for mention in read_all(db)}
    assert found.keys() == scene.uris | {scene.mention}
    followers = {mention.author.handle: mention.author.followers for mention in found.values()}
    assert followers == {f"customer{n}.test": n for n in range(5)}


def test_an_author_who_hides_from_the_logged_out_is_marked(db: sqlite3.Connection, scene: Scene) -> None:
    run(db, scene)
    assert {row[0] for row in db.execute("SELECT handle FROM mention WHERE hidden")} == {"customer2.test"}


def test_the_next_run_brings_only_what_is_new(db: sqlite3.Connection, scene: Scene) -> None:
    run(db, scene)
    uri = scene.people[3].post("Kettlebrand, again")
    wait_for(lambda: uri in scene.brand.search("again"))
    assert run(db, scene).saved.new == 1
    assert uri in {mention.id for mention in read_all(db)}
    scene.people[3].delete(uri)


def test_a_post_that_was_deleted_leaves_the_queue_within_the_hour(db: sqlite3.Connection, scene: Scene) -> None:
    uri = scene.people[4].post(f"@{scene.brand.handle} and one more thing", scene.brand)
    wait_for(lambda: uri in scene.brand.search("more"))
    run(db, scene)
    assert uri in {mention.id for mention in read_all(db)}
    scene.people[4].delete(uri)
    wait_for(lambda: uri not in scene.brand.search("more"))
    result = run(db, scene, later=timedelta(minutes=66))
    assert (result.errors, result.gone) == ((), 1)
    assert uri not in {mention.id for mention in read_all(db)}


def test_a_cursor_that_the_server_does_not_know_costs_nothing(db: sqlite3.Connection, scene: Scene) -> None:
    gap = {"resume": "zzz", "since": (datetime.now(UTC) - timedelta(days=7)).isoformat()}
    save_position(db, "bluesky", "search:Kettlebrand", {"gaps": [gap]}, datetime.now(UTC))
    assert run(db, scene).errors == ()
    assert {mention.id for mention in read_all(db)} == scene.uris | {scene.mention}


def test_a_wrong_password_is_told_in_the_servers_words(db: sqlite3.Connection, scene: Scene) -> None:
    result = run(db, scene, "abcd-efgh-ijkl-mnop")
    assert result.refused
    assert "Invalid identifier or password" in result.errors[0]


def test_too_many_logins_are_told_and_waited_for(db: sqlite3.Connection, scene: Scene) -> None:
    """Last, since it uses up the logins: the server allows 30 in five minutes."""
    for _ in range(40):
        result = run(db, scene, "abcd-efgh-ijkl-mnop")
        if result.waits_until:
            break
    assert result.waits_until is not None
    assert result.waits_until > datetime.now(UTC)
