"""Every connector, fed with what its network really answered."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from tests.readers.recordings import FOLDER, Reply, count_posts, list_feeds, unpack_all
from tests.sources.running import make_plans
from tests.sources.service import Answer, Asked, serve

from mentiontriage.model import Skipped
from mentiontriage.planning import Plan
from mentiontriage.sources import Posted, Reach
from mentiontriage.sources._reply import FetchError

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the networks' recorded replies are not beside this repository (../shared/recordings)"
)
EVER = Reach(datetime(2026, 11, 21, tzinfo=UTC), since=datetime(1990, 1, 1, tzinfo=UTC))


def collect(plan: Plan) -> tuple[list[Posted], list[object], list[str]]:
    """Run a source's streams; gives posts, notes and errors."""
    posts: list[Posted] = []
    notes: list[object] = []
    errors: list[str] = []
    with plan.connect() as access:
        for stream in plan.source.open(access):
            try:
                for batch in stream.fetch({}, EVER):
                    posts += batch.posts
                    notes += batch.notes
            except FetchError as error:
                errors.append(str(error))
    return posts, notes, errors


def replies(network: str, part: str) -> list[Reply]:
    return [reply for reply in unpack_all() if reply.network == network and part in reply.name]


def play(reply: bytes, place: str, login: Callable[[Asked], Any] = lambda _: {}) -> Callable[[Asked], Answer]:
    """Answer the first request for a place with a recording, and others with nothing."""
    left = [reply]

    def answer(asked: Asked) -> Answer:
        if place in asked.path and left:
            return Answer(left.pop())
        return Answer(login(asked))

    return answer


def test_mastodons_replies_are_understood_whole() -> None:
    checked = 0
    for reply in replies("mastodon", "Mastodon.py"):
        value = json.loads(reply.body or b"null")
        statuses = isinstance(value, list) and value and isinstance(value[0], dict) and "uri" in value[0]
        if not statuses or "acct" in value[0]:
            continue
        with serve(play(reply.body, "/timelines/tag/", lambda _: [])) as service:
            posts, notes, errors = collect(*make_plans({"mastodon": {"base_url": service.url}}))
        assert (errors, len(posts) + len(notes)) == ([], count_posts("mastodon", reply.body)), reply.name
        checked += len(posts)
    assert checked > 50


def test_blueskys_replies_are_understood_whole() -> None:
    login = {"accessJwt": "ac-cess", "refreshJwt": "re-fresh", "posts": [], "notifications": []}
    for name in ("searchPosts_page1", "searchPosts_page2", "searchPosts_page3", "searchPosts_empty"):
        (reply,) = replies("bluesky", name)
        credentials = {("bluesky", "identifier"): "a.test", ("bluesky", "app_password"): "pass-word"}
        with serve(play(reply.body, "searchPosts", lambda _: login)) as service:
            plans = make_plans({"bluesky": {"base_url": service.url}}, credentials)
            posts, notes, errors = collect(*plans)
        assert (errors, notes, len(posts)) == ([], [], count_posts("bluesky", reply.body))


@pytest.mark.parametrize("name", ["searchPosts_badtoken_400", "createSession_badpw_401", "getProfiles_26_400"])
def test_blueskys_refusals_are_told_in_its_own_words(name: str) -> None:
    (reply,) = replies("bluesky", name)
    status = int(name.rsplit("_", 1)[1])
    credentials = {("bluesky", "identifier"): "a.test", ("bluesky", "app_password"): "pass-word"}
    with serve(lambda _: Answer(reply.body, status)) as service:
        _, _, errors = collect(*make_plans({"bluesky": {"base_url": service.url}}, credentials))
    assert json.loads(reply.body)["message"] in errors[0]


@pytest.mark.parametrize("file", ["TestSubreddit.test_search", "TestFront.test_new", "TestSubredditListings.test_new"])
def test_reddits_listings_are_understood_whole(file: str) -> None:
    listings = [reply for reply in replies("reddit", file) if b'"Listing"' in reply.body[:200]]
    credentials = {("reddit", "client_id"): "app-id", ("reddit", "client_secret"): "app-secret"}
    nothing = {"access_token": "to-ken-1", "data": {"children": []}}
    for reply in listings:
        with serve(play(reply.body, "/search", lambda _: nothing)) as service:
            places = {"base_url": service.url, "login_url": service.url}
            posts, notes, errors = collect(*make_plans({"reddit": places}, credentials))
        children = json.loads(reply.body)["data"]["children"]
        removed = sum(child["data"].get("selftext") in ("[removed]", "[deleted]") for child in children)
        assert (errors, len(posts) + len(notes) + removed) == ([], len(children))
    assert listings


def test_pages_of_x_are_understood_whole() -> None:
    checked = 0
    for reply in replies("x", "twarc-csv"):
        for line in reply.body.splitlines():
            if b'"includes"' not in line or not line.startswith(b'{"data": ['):
                continue
            try:
                expected = sum("text" in post for post in json.loads(line)["data"])  # some hold users
            except ValueError:
                continue  # one recording holds a broken line
            with serve(play(line, "/search/recent")) as service:
                plans = make_plans({"x": {"base_url": service.url}}, {("x", "bearer_token"): "bear-er-1"})
                posts, _, errors = collect(*plans)
            assert (errors, len(posts)) == ([], expected), reply.name
            checked += expected
    assert checked > 500


def test_hacker_news_hits_are_understood_whole() -> None:
    checked = 0
    for reply in replies("hn", "algolia"):
        hits = json.loads(reply.body).get("hits")
        if hits is None:
            continue
        with serve(play(reply.body, "/search_by_date")) as service:
            posts, notes, errors = collect(*make_plans({"hackernews": {"base_url": service.url}}))
        assert (errors, notes, len(posts)) == ([], [], len(hits))
        checked += len(hits)
    assert checked


def test_discourse_and_github_searches_are_understood_whole() -> None:
    (search,) = replies("discourse", "search_query_response")
    with serve(play(search.body, "/search.json", lambda _: {"cooked": "<p>whole</p>"})) as service:
        posts, notes, errors = collect(*make_plans({"discourse": {"base_url": service.url}}))
    assert (errors, notes, len(posts)) == ([], [], 1)
    found = [r for r in replies("github", "search-issues") if b'"incomplete_results"' in r.body]
    for reply in found:
        with serve(play(reply.body, "/search/issues")) as service:
            posts, notes, errors = collect(*make_plans({"github": {"base_url": service.url}}))
        assert (errors, notes, len(posts)) == ([], [], len(json.loads(reply.body)["items"]))
    assert found


def test_youtubes_searches_and_comment_threads_are_understood_whole() -> None:
    checked = 0
    key = {("youtube", "key"): "you-tube-key"}
    for reply in replies("youtube", "comment_threads"):
        value = json.loads(reply.body)
        if not isinstance(value.get("items"), list) or not value["items"]:
            continue
        with serve(play(reply.body, "/commentThreads", lambda _: {"items": []})) as service:
            options = {"base_url": service.url, "channels": ["UC1"]}
            posts, notes, errors = collect(*make_plans({"youtube": options}, key))
        skipped = [note for note in notes if isinstance(note, Skipped)]
        assert (errors, len(posts) + len(skipped)) == ([], count_posts("youtube", reply.body)), reply.name
        checked += len(posts)
    assert checked > 10


def test_every_recorded_feed_is_read_or_refused_with_a_reason() -> None:
    paths = list_feeds()

    def answer(asked: Asked) -> Answer:
        path = paths[int(asked.path.removeprefix("/"))]
        kind = "application/feed+json" if path.suffix == ".json" else "application/xml"
        return Answer(path.read_bytes(), 200, {"Content-Type": kind})

    with serve(answer) as service:
        urls = [f"/{number}" for number in range(len(paths))]
        options = {"base_url": service.url, "urls": urls, "seconds": 300.0}
        posts, notes, errors = collect(*make_plans({"feed": options}))
    skipped = [note for note in notes if isinstance(note, Skipped)]
    assert len(posts) + len(skipped) == sum(map(count_entries, paths))
    assert len(posts) > 300
    assert set(errors) <= set(_REFUSALS)
    assert len(errors) < len(paths) / 10


def count_entries(path: Path) -> int:
    if path.suffix != ".json":
        return len(feedparser.parse(io.BytesIO(path.read_bytes())).entries)
    try:
        value = json.loads(path.read_bytes())
    except ValueError:
        return 0
    items = value.get("items") if isinstance(value, dict) else None
    return len(items) if isinstance(items, list) else 0


_REFUSALS = (
    "an address gave no feed: neither RSS nor Atom nor JSON Feed",
    "an address gave JSON, but no JSON Feed",
    "127.0.0.1 answered application/feed+json, not JSON",
)
