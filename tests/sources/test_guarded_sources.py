import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.sources import guarded, networks
from tests.sources.guarded import FOLLOWERS
from tests.sources.networks import Post, World, make_world
from tests.sources.running import NOW, fetch, make_plans, read_all
from tests.sources.service import Answer, Asked, Handler, serve

from mentiontriage.config import Brand
from mentiontriage.model import Mention, Note
from mentiontriage.sources.x import build_queries
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings

BLUESKY = {("bluesky", "identifier"): "acme.test", ("bluesky", "app_password"): "app-pass-word"}
X = {("x", "bearer_token"): "x-bear-er"}
REDDIT = {("reddit", "client_id"): "id-of-app", ("reddit", "client_secret"): "app-secret"}
YOUTUBE = {("youtube", "key"): "you-tube-key"}
SOON = NOW + timedelta(minutes=5)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def one(result: dict[str, Any]) -> Any:
    (found,) = result.values()
    return found


def stand_in(name: str, world: World) -> Handler:
    return guarded.bluesky(world, ["ac-cess-1"]) if name == "bluesky" else STAND_INS[name](world)


STAND_INS = {"reddit": guarded.reddit, "x": guarded.x, "youtube": guarded.youtube}


def tell_comment(ident: str, **more: Any) -> dict[str, Any]:
    """Write a comment as YouTube does."""
    told = {"textOriginal": "it leaks", "authorDisplayName": "@bob", "publishedAt": (NOW - HOUR).isoformat()}
    return {"kind": "youtube#comment", "id": ident, "snippet": told | more}


def answer_below(replies: Callable[[str], Answer], threads: int = 1) -> Handler:
    """Play a channel with threads of three replies, of which the first comes with its thread."""

    def answer(asked: Asked) -> Answer:
        if asked.path.endswith("/comments"):
            return replies(asked.one("parentId"))
        if not asked.path.endswith("/commentThreads"):
            return Answer({"items": []})
        items = []
        for thread in (f"Ug{n}" for n in range(threads)):
            snippet = {"topLevelComment": tell_comment(thread), "totalReplyCount": 3, "videoId": "v1"}
            first = {"comments": [tell_comment(f"{thread}.1", parentId=thread)]}
            items.append({"kind": "youtube#commentThread", "id": thread, "snippet": snippet, "replies": first})
        return Answer({"items": items})

    return answer


def list_replies(thread: str) -> Answer:
    return Answer({"items": [tell_comment(f"{thread}.{n}", parentId=thread) for n in (1, 2, 3)]})


def fetch_channel(db: sqlite3.Connection, handler: Handler) -> Any:
    with serve(handler) as service:
        options = {"base_url": service.url, "channels": ["UC1"]}
        return one(fetch(db, make_plans({"youtube": options}, YOUTUBE)))


def test_all_replies_on_our_channel_are_read_though_a_thread_comes_with_the_first_alone(db: sqlite3.Connection) -> None:
    result = fetch_channel(db, answer_below(list_replies))
    assert (result.saved.new, result.saved.known, result.notes) == (4, 0, ())
    found = {mention.id: mention for mention in read_all(db)}
    assert found["Ug0.3"].in_reply_to == "Ug0"
    assert found["Ug0.3"].url == "https://www.youtube.com/watch?v=v1&lc=Ug0.3"


def test_replies_on_our_channel_that_were_not_seen_are_told(db: sqlite3.Connection) -> None:
    result = fetch_channel(db, answer_below(list_replies, threads=25))
    assert result.saved.new == 25 + 25 + 20 * 2  # the threads, the first reply of each, and the others of twenty
    assert [note.text for note in result.notes] == ["comments of which not all replies were seen: 5"]


@pytest.mark.parametrize(
    "replies",
    [Answer({}, 404), Answer({"items": 7}), Answer({"items": [7], "nextPageToken": "p2"})],
)
def test_a_thread_on_our_channel_is_worth_having_without_its_replies(db: sqlite3.Connection, replies: Answer) -> None:
    result = fetch_channel(db, answer_below(lambda _: replies))
    assert (result.saved.new, result.errors) == (2, ())
    assert "comments of which not all replies were seen: 1" in {getattr(note, "text", "") for note in result.notes}


def test_bluesky_posts_come_with_how_many_follow_their_authors(db: sqlite3.Connection) -> None:
    with serve(guarded.bluesky(make_world(230, NOW), ["ac-cess-1"], hidden=("ada2",))) as service:
        result = one(fetch(db, make_plans({"bluesky": {"base_url": service.url}}, BLUESKY)))
        assert result.errors == ()
        assert service.paths.count("/xrpc/com.atproto.server.createSession") == 1
    found = read_all(db)
    assert len(found) == 230
    assert all(m.author.followers == FOLLOWERS[(m.author.handle or "").removesuffix(".test")] for m in found)
    hidden = {row[0] for row in db.execute("SELECT handle FROM mention WHERE hidden")}
    assert hidden == {"ada2.test"}


def test_bluesky_posts_come_also_where_nobody_says_how_many_follow_their_authors(db: sqlite3.Connection) -> None:
    inner = guarded.bluesky(make_world(30, NOW), ["ac-cess-1"])

    def fail(asked: Asked) -> Answer:
        failed = asked.path.endswith("getProfiles")
        return Answer({"error": "UpstreamFailure"}, 502) if failed else inner(asked)

    with serve(fail) as service:
        result = one(fetch(db, make_plans({"bluesky": {"base_url": service.url}}, BLUESKY)))
    assert (result.errors, len(read_all(db))) == ((), 30)
    assert {mention.author.followers for mention in read_all(db)} == {None}


def test_a_limit_on_blueskys_profiles_is_a_limit_on_all(db: sqlite3.Connection) -> None:
    inner = guarded.bluesky(make_world(30, NOW), ["ac-cess-1"])

    def limit(asked: Asked) -> Answer:
        return Answer({}, 429, {"Retry-After": "3600"}) if asked.path.endswith("getProfiles") else inner(asked)

    with serve(limit) as service:
        assert one(fetch(db, make_plans({"bluesky": {"base_url": service.url}}, BLUESKY))).waits_until is not None


def test_a_bluesky_token_that_ran_out_is_renewed_once(db: sqlite3.Connection) -> None:
    with serve(guarded.bluesky(make_world(3, NOW), ["ac-cess-old", "ac-cess-new"])) as service:
        result = one(fetch(db, make_plans({"bluesky": {"base_url": service.url}}, BLUESKY)))
        assert result.errors == ()
        assert service.paths.count("/xrpc/com.atproto.server.refreshSession") == 1
    assert len(read_all(db)) == 3


def test_a_wrong_bluesky_password_is_told_and_not_tried_again(db: sqlite3.Connection) -> None:
    wrong = BLUESKY | {("bluesky", "app_password"): "wrong-one"}
    with serve(guarded.bluesky(make_world(3, NOW), ["ac-cess-1"])) as service:
        result = one(fetch(db, make_plans({"bluesky": {"base_url": service.url}}, wrong)))
        assert len(service.asked) == 1
    assert result.refused
    assert result.errors == ("127.0.0.1 answered 401: Invalid identifier or password",)


def test_a_bluesky_mention_whose_post_was_deleted_leaves_the_queue(db: sqlite3.Connection) -> None:
    world = make_world(3, NOW)
    with serve(guarded.bluesky(world, ["ac-cess-1"])) as service:
        fetch(db, make_plans({"bluesky": {"base_url": service.url}}, BLUESKY))
    with serve(guarded.bluesky(world, ["ac-cess-1"], gone=(2,))) as service:
        result = one(fetch(db, make_plans({"bluesky": {"base_url": service.url}}, BLUESKY), SOON))
    assert result.gone == 1


def test_who_replies_to_us_or_quotes_us_on_bluesky_need_not_name_us(db: sqlite3.Connection) -> None:
    world = [post._replace(text="it leaks") for post in make_world(4, NOW)]
    inner = guarded.bluesky(world, ["ac-cess-1"])

    def notify(asked: Asked) -> Answer:
        good = inner(asked)
        if asked.path.endswith("listNotifications"):
            for entry, reason in zip(good.body["notifications"], ("mention", "reply", "quote", "like"), strict=True):
                entry["reason"] = reason
        return good

    with serve(notify) as service:
        result = one(fetch(db, make_plans({"bluesky": {"base_url": service.url}}, BLUESKY)))
        (asked,) = (asked for asked in service.asked if asked.path.endswith("listNotifications"))
    assert asked.query["reasons"] == ["mention", "reply", "quote"]
    assert (result.saved.new, result.errors) == (3, ())


def test_bluesky_is_searched_for_whom_posts_there_may_address(db: sqlite3.Connection) -> None:
    brand = Brand("Acme", handles=("@acmehelp.bsky.social", "acme", "acme@social.example"), domains=("acme.example",))
    with serve(guarded.bluesky([], ["ac-cess-1"])) as service:
        fetch(db, make_plans({"bluesky": {"base_url": service.url}}, BLUESKY, (brand,)))
    searched = [asked.one("q") for asked in service.asked if asked.path.endswith("searchPosts")]
    assert searched == ["Acme", "acmehelp.bsky.social", "acme.example"]


def test_a_bluesky_cursor_that_the_server_forgot_costs_nothing(db: sqlite3.Connection) -> None:
    inner = guarded.bluesky(make_world(300, NOW), ["ac-cess-1"])

    def forget(asked: Asked) -> Answer:
        return Answer({"error": "InternalServerError"}, 502) if asked.one("cursor") else inner(asked)

    def plans(url: str) -> Any:
        return make_plans({"bluesky": {"base_url": url}}, BLUESKY)

    with serve(inner) as service:
        fetch(db, plans(service.url), most=100)
    with serve(forget) as service:  # the AppView answers 502 to a cursor that it does not know
        assert fetch(db, plans(service.url), SOON)["bluesky"].errors
    with serve(inner) as service:
        assert fetch(db, plans(service.url), SOON)["bluesky"].errors == ()
    assert len(read_all(db)) == 300


@pytest.mark.parametrize("dialect", ["tweet", "post"])
def test_x_is_understood_in_both_dialects(db: sqlite3.Connection, dialect: str) -> None:
    with serve(guarded.x(make_world(250, NOW), dialect)) as service:
        result = one(fetch(db, make_plans({"x": {"base_url": service.url, "most": 500}}, X)))
        assert result.errors == ()
        assert {asked.headers["authorization"] for asked in service.asked} == {"Bearer x-bear-er"}
    found = read_all(db)
    assert len(found) == 250
    assert all(m.author.followers == FOLLOWERS[m.author.handle or ""] for m in found)
    assert {(m.engagement.reposts, m.engagement.views) for m in found} == {(4, 90)}


def test_no_post_on_x_is_paid_for_twice(db: sqlite3.Connection) -> None:
    world, served = make_world(230, NOW), 0
    inner = guarded.x(world)

    def count(asked: Asked) -> Answer:
        nonlocal served
        good = inner(asked)
        served += len(good.body.get("data", ()))
        return good

    with serve(count) as service:
        plans = make_plans({"x": {"base_url": service.url, "most": 100}}, X)
        for minute in range(4):
            fetch(db, plans, NOW + timedelta(minutes=minute))
        assert len(read_all(db)) == served == 230
        world.insert(0, Post(900, "Acme again", SOON, "ada1"))
        fetch(db, plans, SOON)
        fetch(db, plans, SOON)
    assert len(read_all(db)) == served == 231


def test_a_later_since_leaves_what_lies_before_it_to_the_next_run_on_x(db: sqlite3.Connection) -> None:
    world = [Post(1, "Acme", NOW - timedelta(days=1), "ada1")]
    with serve(guarded.x(world)) as service:
        plans = make_plans({"x": {"base_url": service.url}}, X)
        fetch(db, plans)
        later = NOW + timedelta(hours=10)
        world += [Post(2, "Acme", NOW + timedelta(hours=2), "ada1"), Post(3, "Acme", later - HOUR / 2, "ada1")]
        fetch(db, plans, later, since=later - HOUR)
        assert len(read_all(db)) == 2
        fetch(db, plans, later + HOUR)
    assert len(read_all(db)) == 3


def test_a_brand_that_x_is_quiet_about_for_weeks_is_still_looked_for(db: sqlite3.Connection) -> None:
    world, today = [Post(1, "Acme", NOW - timedelta(days=1), "ada1")], NOW
    with serve(guarded.x(world, now=lambda: today)) as service:
        plans = make_plans({"x": {"base_url": service.url}}, X)
        for days in (0, 3, 5.5, 6, 6.5, 7, 9, 20):
            today = NOW + timedelta(days=days)
            assert one(fetch(db, plans, today)).errors == ()
        world.append(Post(2, "Acme", today + HOUR, "ada1"))
        fetch(db, plans, today + 2 * HOUR)
    assert len(read_all(db)) == 2


class HalfBroken:
    """X that fails at all pages but the first until it is mended, and counts the posts that it gave."""

    def __init__(self, world: World) -> None:
        self.served = 0
        self.broken = True
        self._inner = guarded.x(world)

    def __call__(self, asked: Asked) -> Answer:
        if self.broken and ("next_token" in asked.query or "until_id" in asked.query):
            return Answer({"title": "Service Unavailable"}, 503)
        good = self._inner(asked)
        self.served += len(good.body.get("data", ()))
        return good


def test_a_page_of_x_that_always_fails_hides_no_new_posts_and_is_read_once_it_answers(db: sqlite3.Connection) -> None:
    world = make_world(230, NOW)
    x = HalfBroken(world)
    with serve(x) as service:
        plans = make_plans({"x": {"base_url": service.url, "most": 500}}, X)
        for hour in range(3):
            world.insert(0, Post(900 + hour, "Acme again", NOW + hour * HOUR, "ada1"))
            assert "503" in str(one(fetch(db, plans, NOW + hour * HOUR)).errors)
            assert len(read_all(db)) == 100 + hour
        x.broken = False
        assert one(fetch(db, plans, NOW + 3 * HOUR)).errors == ()
    assert len(read_all(db)) == x.served == 233  # and none was paid for twice


def test_a_later_since_leaves_what_came_since_runs_on_x_that_found_nothing_to_the_next_run(
    db: sqlite3.Connection,
) -> None:
    world: World = []
    with serve(guarded.x(world)) as service:
        plans = make_plans({"x": {"base_url": service.url}}, X)
        fetch(db, plans)
        world += [Post(1, "Acme", NOW + 2 * HOUR, "ada1"), Post(2, "Acme", NOW + 9 * HOUR, "ada1")]
        fetch(db, plans, NOW + 10 * HOUR, since=NOW + 8 * HOUR)
        assert len(read_all(db)) == 1
        fetch(db, plans, NOW + 11 * HOUR)
    assert len(read_all(db)) == 2


def test_since_on_x_pays_once_for_what_a_run_left_over(db: sqlite3.Connection) -> None:
    x = HalfBroken(make_world(230, NOW))
    with serve(x) as service:
        plans = make_plans({"x": {"base_url": service.url, "most": 500}}, X)
        fetch(db, plans)
        x.broken = False
        before = x.served
        fetch(db, plans, SOON, since=NOW - 20 * HOUR)  # in the midst of what is left over
    assert (before, x.served - before, len(read_all(db))) == (100, 230, 230)


def test_what_x_no_longer_shows_of_what_a_run_left_over_is_told_once(db: sqlite3.Connection) -> None:
    today = NOW
    inner = guarded.x(make_world(230, NOW), now=lambda: today)

    def answer(asked: Asked) -> Answer:
        return Answer({"title": "Service Unavailable"}, 503) if "next_token" in asked.query else inner(asked)

    with serve(answer) as service:
        plans = make_plans({"x": {"base_url": service.url, "most": 500}}, X)
        fetch(db, plans)
        oldest = min(posted for mention in read_all(db) if (posted := mention.posted_at))
        today = NOW + timedelta(days=6.7)
        (note,) = one(fetch(db, plans, today)).notes
        assert one(fetch(db, plans, today + HOUR)).notes == ()
    assert isinstance(note, Note)
    assert note.text.startswith("X shows a week: posts between ")
    assert note.text.endswith(f" and {oldest:%Y-%m-%d %H:%M} UTC were not seen")


def test_what_x_no_longer_shows_after_a_pause_or_of_what_is_asked_for_is_told(db: sqlite3.Connection) -> None:
    with serve(guarded.x([])) as service:
        plans = make_plans({"x": {"base_url": service.url}}, X)
        first = one(fetch(db, plans, since=NOW - timedelta(days=30)))
        assert "between 2026-10-21 12:00 and 2026-11-13 12:01 UTC were not seen" in str(first.notes)
        assert one(fetch(db, plans, NOW + timedelta(days=6))).notes == ()
        late = one(fetch(db, plans, NOW + timedelta(days=16)))
        assert "between 2026-11-26 12:00 and 2026-11-29 12:01 UTC were not seen" in str(late.notes)


def test_what_a_run_on_x_costs_at_most_is_told_before() -> None:
    (plan,) = make_plans({"x": {"base_url": "http://127.0.0.1:1", "most": 200}}, X)
    with plan.connect() as access:
        told = plan.source.cost(access, _reach(None))
        assert told is not None
        assert "$3.00" in told  # 200 posts at $0.005 and 200 authors at $0.010
        assert "$0.15" in str(plan.source.cost(access, _reach(10)))
        assert "$0.15" in str(plan.source.cost(access, _reach(1)))  # X gives ten at least


def _reach(most: int | None) -> Any:
    from mentiontriage.sources import Reach

    return Reach(NOW, None, most)


def test_queries_for_x_stay_within_its_length_and_leave_nothing_out() -> None:
    names = tuple(f"Acme Number {n}" for n in range(60))
    queries = build_queries(Brand("Acme", names=names, handles=("acme",), domains=("acme.example",)))
    assert len(queries) > 1
    assert all(len(query) <= 512 for query in queries)
    assert all(any(f'"{name}"' in query for query in queries) for name in names)


def test_of_a_brands_handles_only_those_that_x_can_have_are_searched_there() -> None:
    (query,) = build_queries(Brand("Acme", handles=("@acme", "acme.bsky.social", "@acme@social.example")))
    assert query == '("Acme" OR @acme) -is:retweet -from:acme'


def test_a_brand_of_forty_handles_is_searched_for_by_all_of_them_within_xs_length() -> None:
    handles = tuple(f"acmehelp{n:02}" for n in range(40))
    queries = build_queries(Brand("Acme", handles=handles))
    assert len(queries) <= 4
    assert all(len(query) <= 512 for query in queries)
    assert all(any(f"@{handle}" in query for query in queries) for handle in handles)


def test_reddit_logs_in_and_reads_every_page(db: sqlite3.Connection) -> None:
    with serve(guarded.reddit(make_world(230, NOW))) as service:
        places = {"base_url": service.url, "login_url": service.url}
        result = one(fetch(db, make_plans({"reddit": places}, REDDIT)))
    assert result.errors == ()
    assert len(read_all(db)) == 230


def test_reddit_is_read_back_as_far_as_is_asked_for(db: sqlite3.Connection) -> None:
    world = [Post(n, "Acme", NOW - timedelta(days=n)) for n in range(1, 31)]
    with serve(guarded.reddit(world)) as service:
        plans = make_plans({"reddit": {"base_url": service.url, "login_url": service.url}}, REDDIT)
        fetch(db, plans, since=NOW - timedelta(days=20))
    assert len(read_all(db)) >= 20


def test_a_reddit_token_that_runs_out_on_the_way_is_renewed(db: sqlite3.Connection) -> None:
    inner = guarded.reddit(make_world(230, NOW))
    logins = 0

    def expire(asked: Asked) -> Answer:
        nonlocal logins
        logins += asked.path == "/api/v1/access_token"
        return Answer({"error": 401}, 401) if "after" in asked.query and logins == 1 else inner(asked)

    with serve(expire) as service:
        plans = make_plans({"reddit": {"base_url": service.url, "login_url": service.url}}, REDDIT)
        assert one(fetch(db, plans)).errors == ()
    assert (logins, len(read_all(db))) == (2, 230)


def test_who_replies_to_us_on_reddit_need_not_name_us(db: sqlite3.Connection) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.path == "/api/v1/access_token":
            return Answer({"access_token": "red-dit-token"} if b"refresh_token=re-fresh" in asked.body else {})
        children = []
        if asked.path.startswith("/message/"):
            assert asked.one("mark") == "false"
            part = asked.path.rpartition("/")[2]
            told = {"name": f"t1_{part}", "body": "it leaks", "author": "ada", "created_utc": NOW.timestamp() - 60}
            children = [{"kind": "t1", "data": told}]
        return Answer({"kind": "Listing", "data": {"after": None, "children": children}})

    with serve(answer) as service:
        plans = {"reddit": {"base_url": service.url, "login_url": service.url}}
        result = one(fetch(db, make_plans(plans, REDDIT | {("reddit", "refresh_token"): "re-fresh"})))
    assert (result.saved.new, result.errors) == (3, ())
    assert {mention.id for mention in read_all(db)} == {"t1_mentions", "t1_comments", "t1_selfreply"}


def test_without_credentials_reddit_is_read_through_its_feed_under_the_same_ids(db: sqlite3.Connection) -> None:
    def entry(ident: str) -> str:
        text = "<title>Acme lost my order</title><updated>2026-11-20T11:00:00+00:00</updated>"
        who = "<author><name>/u/ada</name></author>"
        return f"<entry><id>{ident}</id>{who}<link href='https://www.reddit.com/r/a/comments/9/'/>{text}</entry>"

    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>s</title>{entry('t3_9')}{entry('t5_2q')}</feed>"
    with serve(lambda _: Answer(atom.encode(), 200, {"Content-Type": "application/atom+xml"})) as service:
        result = one(fetch(db, make_plans({"reddit": {"login_url": service.url}})))
        assert service.asked[0].headers["user-agent"].startswith("python:mentiontriage")
    assert result.errors == ()
    assert [(m.source, m.id, m.author.handle) for m in read_all(db)] == [("reddit", "t3_9", "ada")]


def test_an_entry_of_reddits_feed_that_is_none_costs_only_itself(db: sqlite3.Connection) -> None:
    good = "<entry><id>t3_9</id><title>Acme lost my order</title></entry>"
    bad = "<entry><updated>2026-11-20T11:00:00+00:00</updated></entry>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>s</title>{bad}{good}</feed>"
    with serve(lambda _: Answer(atom.encode(), 200, {"Content-Type": "application/atom+xml"})) as service:
        brands = [Brand("Acme"), Brand("Globex")]
        result = one(fetch(db, make_plans({"reddit": {"login_url": service.url}}, brands=brands)))
        assert len(service.asked) == 2
    assert result.errors == ()
    assert [note.where for note in result.notes] == ["entry 1", "entry 1"]
    assert [m.id for m in read_all(db)] == ["t3_9"]


def test_what_reddits_feed_does_not_show_is_told(db: sqlite3.Connection) -> None:
    times = [(NOW - n * timedelta(minutes=5)).isoformat() for n in range(100)]
    told = [f"<id>t3_{n}</id><title>Acme</title><updated>{at}</updated>" for n, at in enumerate(times)]
    entries = "".join(f"<entry>{entry}</entry>" for entry in told)
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>s</title>{entries}</feed>"
    with serve(lambda _: Answer(atom.encode(), 200, {"Content-Type": "application/atom+xml"})) as service:
        plans = make_plans({"reddit": {"login_url": service.url}})
        (note,) = one(fetch(db, plans)).notes
        assert "between 2026-11-13 12:00 and 2026-11-20 03:45 UTC were not seen" in str(note)
        assert one(fetch(db, plans, SOON)).notes == ()


def test_what_lies_below_the_thousand_posts_that_reddit_lists_is_told(db: sqlite3.Connection) -> None:
    world = [Post(n, "Acme", NOW - n * timedelta(minutes=1)) for n in range(1000)]
    with serve(guarded.reddit(world)) as service:
        plans = make_plans({"reddit": {"base_url": service.url, "login_url": service.url}}, REDDIT)
        result = one(fetch(db, plans))
    assert len(read_all(db)) == 1000
    (note,) = result.notes
    assert "between 2026-11-13 12:00 and 2026-11-19 19:21 UTC were not seen" in str(note)


def test_reddit_posts_that_were_removed_leave_the_queue(db: sqlite3.Connection) -> None:
    inner, removed = guarded.reddit(make_world(3, NOW)), False

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        if removed and "data" in good.body:
            good.body["data"]["children"][0]["data"]["selftext"] = "[removed]"
        return good

    with serve(answer) as service:
        plans = make_plans({"reddit": {"base_url": service.url, "login_url": service.url}}, REDDIT)
        fetch(db, plans)
        removed = True
        assert one(fetch(db, plans, SOON)).gone == 1
    assert len(read_all(db)) == 2


def test_a_subreddit_is_read_anew_where_another_brand_is_looked_for(db: sqlite3.Connection) -> None:
    others = make_world(120, NOW, "Initech is late")
    with serve(guarded.reddit([*others, Post(900, "Globex is late", NOW - timedelta(days=1))])) as service:
        places = {"base_url": service.url, "login_url": service.url, "subreddits": ["parcels"]}
        fetch(db, make_plans({"reddit": places}, REDDIT, [Brand("Initech")]))
        assert len(read_all(db)) == 120
        fetch(db, make_plans({"reddit": places}, REDDIT, [Brand("Initech")], known=(Brand("Globex"),)), SOON)
    assert "Globex is late" in {mention.text for mention in read_all(db)}


def test_a_subreddit_may_be_named_as_reddit_shows_it(db: sqlite3.Connection) -> None:
    with serve(guarded.reddit([])) as service:
        places = {"base_url": service.url, "login_url": service.url, "subreddits": ["r/acme", "/r/globex"]}
        fetch(db, make_plans({"reddit": places}, REDDIT))
    assert {"/r/acme/new", "/r/globex/new"} <= set(service.paths)


def test_youtube_gives_videos_with_subscribers_and_the_comments_that_name_us(db: sqlite3.Connection) -> None:
    with serve(guarded.youtube(make_world(60, NOW))) as service:
        result = one(fetch(db, make_plans({"youtube": {"base_url": service.url}}, YOUTUBE)))
        assert result.errors == ()
        assert all("key" not in asked.query for asked in service.asked)
    videos = [m for m in read_all(db) if m.id.startswith("v")]
    comments = [m for m in read_all(db) if m.id.startswith("Ug")]
    assert (len(videos), len(comments)) == (60, 6)
    known = {m.author.handle: m.author.followers for m in videos}
    assert known == FOLLOWERS | {"ada0": None}  # that channel hides it
    assert {m.engagement.views for m in videos} == {1234}
    assert comments[0].engagement.replies == 2


def test_a_comment_below_a_video_hides_no_video_that_youtube_lists_late(db: sqlite3.Connection) -> None:
    videos = [Post(900, "Acme", NOW - 5 * HOUR, "ada1"), Post(3, "Acme", NOW - 6 * HOUR, "ada1")]
    inner = guarded.youtube(videos)

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        for thread in good.body["items"] if "commentThreads" in asked.path and "items" in good.body else ():
            thread["snippet"]["topLevelComment"]["snippet"]["publishedAt"] = (NOW - SECOND).isoformat()
        return good

    with serve(answer) as service:
        plans = make_plans({"youtube": {"base_url": service.url}}, YOUTUBE)
        fetch(db, plans)
        assert any(mention.id.startswith("Ug") for mention in read_all(db))
        fetch(db, plans, NOW + 2 * HOUR)
        searches = [asked.one("publishedAfter") for asked in service.asked if asked.path.endswith("/search")]
    assert searches[1] == "2026-11-20T06:00:00Z"


def test_comments_that_youtube_does_not_show_at_once_are_told(db: sqlite3.Connection) -> None:
    inner = guarded.youtube(make_world(3, NOW))

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        return good._replace(body=good.body | {"nextPageToken": "more"}) if asked.one("searchTerms") else good

    with serve(answer) as service:
        result = one(fetch(db, make_plans({"youtube": {"base_url": service.url}}, YOUTUBE)))
    assert {note.text for note in result.notes} == {"more than 100 comments name Acme: older ones were not seen"}


def test_youtubes_hundred_searches_are_spread_over_the_day(db: sqlite3.Connection) -> None:
    with serve(guarded.youtube(make_world(5, NOW))) as service:
        plans = make_plans({"youtube": {"base_url": service.url}}, YOUTUBE)
        for run in range(24 * 12):  # a day of cron, every five minutes
            fetch(db, plans, NOW + timedelta(minutes=5 * run))
        searches = [path for path in service.paths if path.endswith("/search")]
    assert 70 <= len(searches) <= 96


def test_a_youtube_quota_that_is_used_up_is_left_alone_until_it_begins_anew(db: sqlite3.Connection) -> None:
    used_up = {"error": {"code": 403, "message": "quota", "errors": [{"reason": "quotaExceeded"}]}}
    with serve(lambda _: Answer(used_up, 403)) as service:
        plans = make_plans({"youtube": {"base_url": service.url}}, YOUTUBE)
        first = one(fetch(db, plans))
        assert "used up" in first.errors[0]
        assert first.waits_until is not None
        again = one(fetch(db, plans, first.waits_until - timedelta(hours=1)))
        assert (again.errors, again.waits_until) == ((), first.waits_until)
        assert len(service.asked) == 1
        fetch(db, plans, first.waits_until + timedelta(minutes=1))
        assert len(service.asked) == 2


@pytest.mark.parametrize("reason", ["rateLimitExceeded", "userRateLimitExceeded"])
def test_youtubes_limit_by_the_minute_does_not_cost_the_day(db: sqlite3.Connection, reason: str) -> None:
    too_fast = {"error": {"code": 403, "message": "Queries per minute", "errors": [{"reason": reason}]}}
    with serve(lambda _: Answer(too_fast, 403)) as service:
        result = one(fetch(db, make_plans({"youtube": {"base_url": service.url}}, YOUTUBE)))
    assert timedelta(seconds=30) < result.waits_until - datetime.now(UTC) <= timedelta(seconds=60)
    assert "for this minute" in result.errors[0]


@pytest.mark.parametrize(
    "more", [{}, {"details": [{"reason": "API_KEY_INVALID"}], "message": "?"}, {"errors": [{"reason": "keyInvalid"}]}]
)
def test_a_wrong_key_for_youtube_is_a_refusal_and_not_tried_again(db: sqlite3.Connection, more: Any) -> None:
    told = {"code": 400, "message": "API key not valid. Please pass a valid API key.", **more}
    with serve(lambda _: Answer({"error": told}, 400)) as service:
        result = one(fetch(db, make_plans({"youtube": {"base_url": service.url}}, YOUTUBE)))
        assert len(service.asked) == 1
    assert result.refused


def test_our_own_posts_are_marked_and_posts_that_name_nobody_are_left_out(db: sqlite3.Connection) -> None:
    world = [
        Post(3, "Acme is open again", NOW, "acme"),
        Post(2, "Acme is late", NOW - timedelta(minutes=1)),
        Post(1, "acmeville has a fair", NOW - timedelta(minutes=2)),
    ]
    with serve(networks.hackernews(world)) as service:
        result = one(fetch(db, make_plans({"hackernews": {"base_url": service.url}})))
    assert {(m.id, m.ours) for m in read_all(db)} == {("3", True), ("2", False)}
    assert result.unmatched == 1


@pytest.mark.parametrize("name", ["bluesky", "reddit", "youtube"])
def test_what_became_of_posts_that_the_search_no_longer_shows_is_asked_by_id(db: sqlite3.Connection, name: str) -> None:
    world = make_world(30, NOW)
    with serve(stand_in(name, world)) as service:
        plans = plan_with_look_up(name, service.url)
        fetch(db, plans)
        before = len(read_all(db))
        deleted = world.pop(20)
        world[:] = [post._replace(likes=77) for post in world]
        fetch(db, plans, NOW + timedelta(minutes=66))
        result = one(fetch(db, plans, NOW + timedelta(minutes=71)))
    left = read_all(db)
    assert result.errors == ()
    assert not any(mention.id.endswith((f"/{deleted.n}", f"_{deleted.n}", f"{deleted.n}A")) for mention in left)
    assert len(left) == before - 1
    assert sum(mention.engagement.likes == 77 for mention in left) == 29


def plan_with_look_up(name: str, url: str) -> Any:
    options = {"base_url": url} | ({"login_url": url} if name == "reddit" else {})
    return make_plans({name: options}, BLUESKY | REDDIT | YOUTUBE)


LOOK_UPS = {"bluesky": "getPosts", "reddit": "/api/info", "youtube": "/videos"}


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_post_of_an_export_under_an_id_of_its_own_is_not_taken_for_deleted(db: sqlite3.Connection, name: str) -> None:
    text, posted = "Acme never answers", NOW - timedelta(hours=4)
    ids = ("row-17", "12345678901", "at://ada.test/app.bsky.feed.post/3kabc", f"{name}:9f0c77aa31e84b0d9a2b")
    imported = [Mention(id=ident, source=name, text=text, posted_at=posted) for ident in ids]
    save_findings(db, map(Finding, imported), NOW - timedelta(hours=3))
    with serve(stand_in(name, [])) as service:
        result = one(fetch(db, plan_with_look_up(name, service.url)))
        assert not any(LOOK_UPS[name] in path for path in service.paths)
    assert (result.gone, result.errors, len(read_all(db))) == (0, (), len(ids))


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_look_up_that_gives_no_list_deletes_nothing(db: sqlite3.Connection, name: str) -> None:
    inner = stand_in(name, make_world(3, NOW))

    def hiccup(asked: Asked) -> Answer:
        return Answer({"message": "oops"}) if LOOK_UPS[name] in asked.path else inner(asked)

    with serve(inner) as service:
        fetch(db, plan_with_look_up(name, service.url))
    with serve(hiccup) as service:
        result = one(fetch(db, plan_with_look_up(name, service.url), NOW + timedelta(hours=2)))
    assert result.gone == 0
    assert "answered without a list of posts: oops" in result.errors
    assert len(read_all(db)) == 3


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_post_that_arrives_in_another_shape_is_not_taken_for_deleted(db: sqlite3.Connection, name: str) -> None:
    inner = stand_in(name, make_world(3, NOW))
    odd = {
        "bluesky": {"record": 7},
        "reddit": {"data": {"name": "t3_2", "children": 7}},
        "youtube": {"id": guarded.name_video(2), "snippet": 7},
    }[name]

    def change_shape(asked: Asked) -> Answer:
        good = inner(asked)
        if LOOK_UPS[name] in asked.path:
            records = good.body.get("posts") or good.body.get("items") or good.body["data"]["children"]
            records[1] |= odd
        return good

    with serve(inner) as service:
        fetch(db, plan_with_look_up(name, service.url))
    with serve(change_shape) as service:
        result = one(fetch(db, plan_with_look_up(name, service.url), NOW + timedelta(hours=2)))
    assert result.gone == 0


def test_a_post_that_reddit_shows_again_comes_back_to_the_queue(db: sqlite3.Connection) -> None:
    world = make_world(3, NOW)
    with serve(guarded.reddit(world)) as service:
        plans = plan_with_look_up("reddit", service.url)
        fetch(db, plans)
        held_back = world.pop(1)
        assert one(fetch(db, plans, NOW + timedelta(hours=2))).gone == 1
        world.insert(1, held_back)
        fetch(db, plans, NOW + timedelta(hours=4))
    assert len(read_all(db)) == 3


def test_an_author_whom_x_leaves_out_is_unknown_and_its_errors_are_told(db: sqlite3.Connection) -> None:
    inner = guarded.x(make_world(3, NOW))

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        good.body["includes"]["users"] = []
        good.body["errors"] = [{"parameter": "author_id", "title": "Forbidden", "detail": "suspended"}]
        return good

    with serve(answer) as service:
        result = one(fetch(db, make_plans({"x": {"base_url": service.url}}, X)))
    assert [m.author.followers for m in read_all(db)] == [None] * 3
    assert "did not give 1" in str(result.notes)
