"""Every value of every reply, made odd in turn: it costs at most the post that holds it, and is told."""

import copy
import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from tests.sources import guarded, networks
from tests.sources.networks import MORE_OPTIONS, STAND_INS, World, make_world
from tests.sources.running import ACME, NOW
from tests.sources.service import Answer, Asked, Handler
from tests.sources.unplugged import URL, Unplugged

from mentiontriage import plugins
from mentiontriage.model import Mention, Repost
from mentiontriage.sources import Access, Batch, Reach, Source
from mentiontriage.sources._reply import FetchError
from mentiontriage.store import open_trial
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings

MISSING = object()
ODD = (MISSING, None, True, -1, 10**30, math.nan, "", "odd", "half \ud83d", "http://[", ["odd"], {"odd": ["odd"]})
# What says of which kind something is: whatever is of none that we look for is no post.
KINDS = frozenset({"kind", "reason", "type", "item_type"})
Place = tuple[str | int, ...]


def talk_of(world: World) -> Handler:
    """Play a Mastodon instance to somebody who holds a token."""
    tagged = networks.mastodon(world)

    def answer(asked: Asked) -> Answer:
        good = tagged(asked)
        if asked.path == "/api/v2/search":
            return Answer({"statuses": good.body[int(asked.one("offset", "0")) :]})
        if asked.path == "/api/v1/notifications":
            told = [{"type": "mention", "created_at": one["created_at"], "status": one} for one in good.body]
            return good._replace(body=told)
        return good

    return answer


def quote_and_err(world: World) -> Handler:
    """Play X with a post that quotes another, and with an error beside the posts."""
    plain = guarded.x(world)

    def answer(asked: Asked) -> Answer:
        body = plain(asked).body
        body["data"][0]["referenced_tweets"] = [{"type": "quoted", "id": "77"}]
        body["includes"]["tweets"] = [{"id": "77", "text": "all is well", "author_id": "ada1"}]
        return Answer(body | {"errors": [{"parameter": "author_id", "title": "Not Found", "detail": "gone"}]})

    return answer


class Case(NamedTuple):
    source: str
    stand_in: Callable[[World], Handler]
    credentials: dict[str, str] = {}  # noqa: RUF012 (a tuple's default is its own)
    options: dict[str, Any] = {}  # noqa: RUF012
    known: tuple[str, ...] = ()


CASES = {
    **{name: Case(name, stand_in) for name, stand_in in STAND_INS.items() if name != "feed"},  # which is no JSON
    "lemmy 1.0": Case("lemmy", networks.lemmy_4),
    "mastodon": Case("mastodon", talk_of, {"token": "masto-token"}),
    "bluesky": Case(
        "bluesky",
        lambda world: guarded.bluesky(world, ["ac-cess-1"]),
        {"identifier": "acme.test", "app_password": "app-pass-word"},
        known=("at://did:plc:ada0/app.bsky.feed.post/3",),
    ),
    "reddit": Case(
        "reddit",
        guarded.reddit,
        {"client_id": "id-of-app", "client_secret": "app-secret"},
        {"subreddits": ["acme"]},
        ("t3_1",),
    ),
    "x": Case("x", quote_and_err, {"bearer_token": "x-bear-er"}, {"user_id": "5"}),
    "youtube": Case("youtube", guarded.youtube, {"key": "you-tube-key"}, {"channels": ["UCours"]}),
}


def read(case: Case, handler: Handler) -> list[Batch | FetchError]:
    """Read all streams of a source; whatever else than a FetchError is raised fails the test."""
    source = plugins.load("mentiontriage.sources", case.source, Source)
    login = {"login_url": URL} if case.source == "reddit" else {}
    options = {"base_url": URL, **login, **MORE_OPTIONS.get(case.source, {}), **case.options}
    access = Access(
        (ACME,),
        (ACME,),
        msgspec.convert(options, source.options),
        case.credentials,
        lambda base_url, headers: Unplugged(handler, base_url, headers),
    )
    found: list[Batch | FetchError] = []
    for stream in source.open(access):
        try:
            found += stream.fetch({}, Reach(NOW, known=case.known))
        except FetchError as error:
            found.append(error)
    return found


def count_posts(found: list[Batch | FetchError]) -> int:
    return sum(len(batch.posts) for batch in found if isinstance(batch, Batch))


def count_told(found: list[Batch | FetchError]) -> int:
    return sum(len(one.notes) + len(one.gone) if isinstance(one, Batch) else 1 for one in found)


def record(case: Case, world: World) -> dict[str, Any]:
    """Keep the first reply in JSON from each address."""
    replies: dict[str, Any] = {}
    inner = case.stand_in(world)

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        if good.status == 200 and not isinstance(good.body, bytes):
            replies.setdefault(asked.path, copy.deepcopy(good.body))
        return good

    read(case, answer)
    return replies


def list_places(value: Any, at: Place = ()) -> Iterator[Place]:
    """List the places in a reply; of each list's records the first two."""
    yield at
    names = value if isinstance(value, dict) else range(min(len(value), 2)) if isinstance(value, list) else ()
    for name in names:
        yield from list_places(value[name], (*at, name))


def put(value: Any, place: Place, odd: object) -> Any:
    if not place:
        return odd
    changed = copy.copy(value)
    if len(place) == 1 and odd is MISSING:
        del changed[place[0]]
    else:
        changed[place[0]] = put(value[place[0]], place[1:], odd)
    return changed


def replace(handler: Handler, path: str, body: Any) -> Handler:
    """Answer with another body what was well answered at a path."""

    def answer(asked: Asked) -> Answer:
        good = handler(asked)
        return good._replace(body=body) if asked.path == path and good.status == 200 else good

    return answer


def iterate_odd_replies(case: Case, world: World) -> Iterator[tuple[str, Place, object, list[Batch | FetchError]]]:
    for path, body in record(case, world).items():
        for place in list_places(body):
            for odd in ODD:
                if place or odd is not MISSING:
                    found = read(case, replace(case.stand_in(world), path, put(body, place, odd)))
                    yield path, place, odd, found


def is_within_a_post(path: str, place: Place, odd: object) -> bool:
    """Tell an odd value in a post from a shorter list, a post of another kind, and a search that finds no video."""
    inside = any(isinstance(name, int) for name in place)
    is_shorter = odd is MISSING and isinstance(place[-1], int) if place else False
    return inside and not is_shorter and place[-1] not in KINDS and path != "/search"


@pytest.mark.parametrize("name", CASES)
def test_what_is_odd_in_a_reply_costs_at_most_the_post_that_holds_it_and_is_told(name: str, tmp_path: Path) -> None:
    case, world = CASES[name], make_world(3, NOW)
    sound = read(case, case.stand_in(world))
    expected = count_posts(sound) + count_told(sound)
    assert count_posts(sound) >= 3
    store = open_trial(tmp_path / "none.db")
    for path, place, odd, found in iterate_odd_replies(case, world):
        where = (path, place, odd)
        if is_within_a_post(path, place, odd):
            assert count_posts(found) + count_told(found) >= expected, where
        for batch in found:
            if isinstance(batch, Batch):
                json.dumps(batch.position)
                check(batch)
                save_findings(store, [Finding(post.item, (), payload=post.payload) for post in batch.posts], NOW)
    store.close()


def check(batch: Batch) -> None:
    """See that what was made of posts is what the model allows: counts in bounds, ids and texts that are texts."""
    for post in batch.posts:
        msgspec.convert(msgspec.to_builtins(post.item), Mention if isinstance(post.item, Mention) else Repost)
