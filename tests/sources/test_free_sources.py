import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from tests.growth import measure_growth
from tests.sources import networks
from tests.sources.networks import MORE_OPTIONS, STAND_INS, Post, World, make_world
from tests.sources.running import ACME, NOW, fetch, make_plans, read_all
from tests.sources.service import Answer, Asked, Handler, HangupError, serve

from mentiontriage.config import Brand
from mentiontriage.model import Note
from mentiontriage.sources._reply import FetchError, Reply
from mentiontriage.sources.mastodon import _find_next
from mentiontriage.store.positions import read_position, read_runs

KINDS: dict[str, tuple[str, Callable[[World], Handler]]] = {
    **{name: (name, stand_in) for name, stand_in in STAND_INS.items()},
    "lemmy 1.0": ("lemmy", lambda world: networks.lemmy_4(world, "search")),
    "lemmy 1.0 before its release": ("lemmy", networks.lemmy_4),
    "mastodon without Link headers": ("mastodon", lambda world: networks.mastodon(world, link=False)),
}

HOUR = timedelta(hours=1)
GLOBEX = Brand("Globex", competitor=True)


def options(name: str, url: str) -> dict[str, dict[str, Any]]:
    return {name: {"base_url": url, **MORE_OPTIONS.get(name, {})}}


@pytest.mark.parametrize("kind", KINDS)
def test_every_post_is_fetched_once_and_with_what_the_network_tells(db: sqlite3.Connection, kind: str) -> None:
    name, stand_in = KINDS[kind]
    with serve(stand_in(make_world(230, NOW))) as service:
        result = fetch(db, make_plans(options(name, service.url)))[name]
    found = read_all(db)
    assert result.errors == ()
    assert len(found) == result.saved.new == 230
    assert {mention.source for mention in found} == {name}
    assert all(mention.posted_at and mention.url and "no reply from Acme" in mention.text for mention in found)
    assert {mention.engagement.likes for mention in found} == ({None} if name in ("hackernews", "feed") else {3})


@pytest.mark.parametrize("kind", KINDS)
def test_the_next_run_brings_what_is_new_and_reads_little_else(db: sqlite3.Connection, kind: str) -> None:
    name, stand_in = KINDS[kind]
    world = make_world(230, NOW)
    with serve(stand_in(world)) as service:
        plans = make_plans(options(name, service.url))
        fetch(db, plans)
        first = len(service.asked)
        world.insert(0, Post(900, "Acme again", NOW + timedelta(minutes=3)))
        result = fetch(db, plans, NOW + timedelta(minutes=5))[name]
        assert result.saved.new == 1
        assert len(service.asked) - first <= max(3, first / 2)
    assert len(read_all(db)) == 231


def test_counts_of_young_posts_are_refreshed_each_hour(db: sqlite3.Connection) -> None:
    world = make_world(250, NOW)
    with serve(networks.github(world)) as service:
        plans = make_plans(options("github", service.url))
        fetch(db, plans)
        world[:] = [post._replace(likes=80) for post in world]
        fetch(db, plans, NOW + timedelta(minutes=70))
    young = [m for m in read_all(db) if m.posted_at and m.posted_at > NOW - timedelta(hours=40)]
    assert len(young) > 200
    assert {mention.engagement.likes for mention in young} == {80}


def test_a_run_that_stops_at_max_goes_on_where_it_stopped(db: sqlite3.Connection) -> None:
    world = make_world(300, NOW)
    with serve(networks.stack_exchange(world)) as service:
        plans = make_plans(options("stack-exchange", service.url))
        assert fetch(db, plans, most=100)["stack-exchange"].full
        assert len(read_all(db)) == 100
        fetch(db, plans, NOW + timedelta(minutes=5), most=150)
        assert len(read_all(db)) >= 200
        fetch(db, plans, NOW + timedelta(minutes=10))
    assert len(read_all(db)) == 300


@pytest.mark.parametrize("fault", [Answer({"message": "no"}, 403), Answer({"message": "later"}, 500), None])
def test_a_deep_page_that_always_fails_keeps_no_new_post_away(db: sqlite3.Connection, fault: Answer | None) -> None:
    world, broken = make_world(230, NOW), True
    inner = networks.hackernews(world)

    def answer(asked: Asked) -> Answer:
        if broken and "<=" in asked.one("numericFilters"):
            if fault is None:
                raise HangupError
            return fault
        return inner(asked)

    with serve(answer) as service:
        plans = make_plans(options("hackernews", service.url))
        for hour in range(3):
            world.insert(0, Post(900 + hour, "Acme again", NOW + hour * HOUR))
            assert fetch(db, plans, NOW + hour * HOUR)["hackernews"].errors
            assert len(read_all(db)) == 100 + hour
        broken = False
        assert fetch(db, plans, NOW + 3 * HOUR)["hackernews"].errors == ()
    assert len(read_all(db)) == 233


def test_what_runs_left_over_waits_however_many_they_were(db: sqlite3.Connection) -> None:
    world: World = []
    inner = networks.hackernews(world)
    with serve(inner) as service:
        plans = make_plans(options("hackernews", service.url))
        for run in range(12):  # more comes each time than a run may read
            now = NOW + run * HOUR
            world += [Post(100 * run + n, "Acme", now - timedelta(minutes=n)) for n in range(50)]
            fetch(db, plans, now, most=1)
        assert len(read_all(db)) == 12 * 20
        assert len(read_position(db, "hackernews", "search:Acme")["gaps"]) <= 8
        fetch(db, plans, NOW + 13 * HOUR)
    assert len(read_all(db)) == 600


def test_a_later_since_leaves_what_earlier_runs_left_over_where_it_is(db: sqlite3.Connection) -> None:
    world = [Post(n, "Acme", NOW - n * HOUR) for n in range(1, 150)]
    with serve(networks.hackernews(world)) as service:
        plans = make_plans(options("hackernews", service.url))
        fetch(db, plans, most=20)
        fetch(db, plans, NOW + timedelta(minutes=1), since=NOW - 2 * HOUR)
        fetch(db, plans, NOW + timedelta(minutes=5))
    assert len(read_all(db)) == 149


def test_since_reaches_back_so_far_and_leaves_no_gap_for_later(db: sqlite3.Connection) -> None:
    yesterday = NOW - timedelta(hours=20)
    everything = make_world(200, NOW)
    world = [post for post in everything if post.at <= yesterday]
    with serve(networks.hackernews(world)) as service:
        plans = make_plans(options("hackernews", service.url))
        fetch(db, plans, yesterday)
        before = len(world)
        world[:] = everything
        fetch(db, plans, NOW, since=NOW - timedelta(hours=1))
        assert len(read_all(db)) == before + 8
        fetch(db, plans, NOW + timedelta(minutes=5))
    assert len(read_all(db)) == 200


def test_hacker_news_gives_more_than_a_thousand_hits_by_sliding(db: sqlite3.Connection) -> None:
    world = [Post(n, "Acme", NOW - timedelta(seconds=20 * n)) for n in range(1300)]
    with serve(networks.hackernews(world)) as service:
        fetch(db, make_plans(options("hackernews", service.url)))
    assert len(read_all(db)) == 1300


def test_stack_exchange_gives_more_than_25_pages_by_sliding(db: sqlite3.Connection) -> None:
    with serve(networks.stack_exchange(make_world(2600, NOW))) as service:
        plans = make_plans(options("stack-exchange", service.url))
        assert fetch(db, plans, since=NOW - timedelta(days=20))["stack-exchange"].errors == ()
    assert len(read_all(db)) == 2600


def test_stack_exchange_is_given_the_key_in_a_header(db: sqlite3.Connection) -> None:
    with serve(networks.stack_exchange([])) as service:
        fetch(db, make_plans(options("stack-exchange", service.url), {("stack-exchange", "key"): "st-ack-key"}))
    (asked,) = service.asked
    assert asked.headers["authorization"] == "Bearer st-ack-key"
    assert "key" not in asked.query


def test_a_feed_that_has_not_changed_is_not_sent_again(db: sqlite3.Connection) -> None:
    with serve(networks.feed(make_world(5, NOW))) as service:
        plans = make_plans(options("feed", service.url))
        fetch(db, plans)
        again = fetch(db, plans, NOW + timedelta(minutes=5))["feed"]
        assert service.asked[-1].headers["if-none-match"] == '"5"'
    assert (again.saved.new, again.saved.known, again.errors) == (0, 0, ())


@pytest.mark.parametrize("front", [b"<channel>", b"<channel><title>a &nbsp; b</title>"])  # which is not well-formed
def test_a_feed_that_broke_off_is_told_and_sent_again(db: sqlite3.Connection, front: bytes) -> None:
    whole = networks.feed(make_world(40, NOW))

    def break_off(asked: Asked) -> Answer:
        good = whole(asked)
        return good._replace(body=good.body[: len(good.body) // 2].replace(b"<channel>", front))

    with serve(break_off) as service:
        plans = make_plans(options("feed", service.url))
        result = fetch(db, plans)["feed"]
        assert (result.errors, "a feed ends early" in str(result.notes)) == ((), True)
        assert 10 < len(read_all(db)) < 30
        service.handler = whole
        fetch(db, plans, NOW + HOUR)
    assert len(read_all(db)) == 40


def test_a_feed_whose_version_is_not_in_ascii_is_read_again_and_again(db: sqlite3.Connection) -> None:
    inner = networks.feed(make_world(5, NOW))

    def answer(asked: Asked) -> Answer:
        return inner(asked)._replace(headers={"ETag": '"caf\xe9"', "Content-Type": "application/rss+xml"})

    with serve(answer) as service:
        plans = make_plans(options("feed", service.url))
        results = [fetch(db, plans, NOW + timedelta(minutes=5 * run))["feed"] for run in range(2)]
    assert [(result.saved.new, result.errors) for result in results] == [(5, ()), (0, ())]


def test_the_check_of_a_feed_tells_a_login_page_from_one() -> None:
    page = Answer(b"<html><body>Log in</body></html>", 200, {"Content-Type": "text/html"})
    with serve(lambda _: page) as service:
        (plan,) = make_plans(options("feed", service.url))
        with plan.connect() as access, pytest.raises(FetchError, match="no feed"):
            plan.source.check(access)


def test_a_run_for_one_brand_takes_no_other_brands_posts_away(db: sqlite3.Connection) -> None:
    world = [Post(1, "Acme is late", NOW), Post(2, "Globex is late", NOW)]
    with serve(networks.feed(world)) as service:
        known = (ACME, GLOBEX)
        fetch(db, make_plans(options("feed", service.url), brands=(GLOBEX,), known=known))
        fetch(db, make_plans(options("feed", service.url), brands=known, known=known), NOW + timedelta(minutes=5))
    assert {mention.text for mention in read_all(db)} == {"Acme is late", "Globex is late"}


def test_a_feed_is_sent_again_where_another_brand_is_looked_for(db: sqlite3.Connection) -> None:
    with serve(networks.feed([Post(1, "Globex is late", NOW)])) as service:
        fetch(db, make_plans(options("feed", service.url)))
        assert read_all(db) == []
        plans = make_plans(options("feed", service.url), brands=(ACME, GLOBEX))
        for minute in (5, 10):
            fetch(db, plans, NOW + timedelta(minutes=minute))
        assert [asked.headers.get("if-none-match") for asked in service.asked] == [None, None, '"1"']
    assert [mention.text for mention in read_all(db)] == ["Globex is late"]


def test_since_reaches_back_in_a_feed_that_has_not_changed(db: sqlite3.Connection) -> None:
    with serve(networks.feed([Post(1, "Acme", NOW), Post(2, "Acme", NOW - timedelta(days=20))])) as service:
        plans = make_plans(options("feed", service.url))
        fetch(db, plans)
        assert len(read_all(db)) == 1
        fetch(db, plans, NOW + timedelta(minutes=5), since=NOW - timedelta(days=30))
    assert len(read_all(db)) == 2


def test_since_takes_nothing_away_from_a_feed(db: sqlite3.Connection) -> None:
    with serve(networks.feed(make_world(30, NOW))) as service:
        plans = make_plans(options("feed", service.url))
        fetch(db, plans, since=NOW - timedelta(hours=1))
        assert len(read_all(db)) == 8
        fetch(db, plans, NOW + timedelta(minutes=5))
    assert len(read_all(db)) == 30


def test_google_alerts_are_about_their_brand_and_lead_to_the_page(db: sqlite3.Connection) -> None:
    entry = (
        "<entry><id>tag:google.com,2013:googlealerts/feed:1</id>"
        "<title type='html'>Cust&lt;b&gt;omers&lt;/b&gt; wait</title>"
        "<link href='https://www.google.com/url?rct=j&amp;url=https://paper.example/a%3Fb=1&amp;ct=ga'/>"
        "<published>2026-11-20T10:00:00Z</published><content type='html'>for weeks</content></entry>"
    )
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Google Alert</title>{entry}</feed>"
    with serve(lambda _: Answer(atom.encode(), 200, {"Content-Type": "application/atom+xml"})) as service:
        feeds = {"urls": [{"url": f"{service.url}/alerts/feeds/77secret77/1", "brand": "Acme"}]}
        fetch(db, make_plans({"feed": feeds}))
    (mention,) = read_all(db)
    assert mention.url == "https://paper.example/a?b=1"
    assert "secret" not in "".join(map(str, db.execute("SELECT * FROM position")))


def test_a_server_that_names_the_address_of_a_private_feed_does_not_give_it_away(db: sqlite3.Connection) -> None:
    def refuse(asked: Asked) -> Answer:
        return Answer({"message": f"Route GET:{asked.path} not found"}, 404)

    with serve(refuse) as service:
        result = fetch(db, make_plans({"feed": {"urls": [f"{service.url}/alerts/feeds/77secret77/1"]}}))["feed"]
    assert result.errors == ("127.0.0.1 answered 404: Route GET:*** not found",)
    assert read_runs(db)["feed"].error == result.errors[0]


def test_a_json_feed_is_read_and_a_bad_item_costs_only_itself(db: sqlite3.Connection) -> None:
    items: list[Any] = [
        {
            "id": "1",
            "content_text": "Acme is late",
            "date_published": "2026-11-20T10:00:00Z",
            "url": "https://a.example/1",
        },
        {"id": "2", "content_text": "Acme", "authors": 5},
    ]
    with serve(lambda _: Answer({"version": "https://jsonfeed.org/version/1.1", "items": items})) as service:
        result = fetch(db, make_plans(options("feed", service.url)))["feed"]
    assert [mention.text for mention in read_all(db)] == ["Acme is late"]
    assert len(result.notes) == 1


def test_a_stack_exchange_reply_that_asks_for_a_pause_gets_it(db: sqlite3.Connection) -> None:
    inner = networks.stack_exchange(make_world(150, NOW))

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        return good._replace(body={**good.body, "backoff": 1})

    with serve(answer) as service:
        result = fetch(db, make_plans(options("stack-exchange", service.url)))["stack-exchange"]
    assert result.saved.new == 150
    assert result.seconds >= 1.0


def test_posts_that_lemmy_says_were_deleted_leave_the_queue(db: sqlite3.Connection) -> None:
    world = make_world(3, NOW)
    inner, deleted = networks.lemmy_3(world), False

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        for view in good.body["posts"] if deleted and isinstance(good.body, dict) else ():
            view["post"]["deleted"] = view["post"]["ap_id"].endswith("/2")
        return good

    with serve(answer) as service:
        plans = make_plans(options("lemmy", service.url))
        fetch(db, plans)
        deleted = True
        assert fetch(db, plans, NOW + timedelta(minutes=5))["lemmy"].gone == 1
    assert {mention.id for mention in read_all(db)} == {"https://lemmy.example/post/1", "https://lemmy.example/post/3"}


def test_a_post_that_discourse_cut_short_is_fetched_whole(db: sqlite3.Connection) -> None:
    with serve(networks.discourse(make_world(20, NOW))) as service:
        fetch(db, make_plans(options("discourse", service.url)))
        assert "/posts/10.json" in service.paths
    assert all("about order" in mention.text for mention in read_all(db))


def test_a_forum_that_shows_too_few_posts_of_a_day_is_told(db: sqlite3.Connection) -> None:
    busy = [Post(n, "Acme is late", NOW - n * timedelta(minutes=1)) for n in range(600)]
    quiet = [Post(1000 + n, "Acme is late", NOW - n * timedelta(days=1)) for n in range(1, 6)]
    with serve(networks.discourse([*busy, *quiet])) as service:
        result = fetch(db, make_plans(options("discourse", service.url)))["discourse"]
    assert (result.errors, len(read_all(db))) == ((), 505)
    assert [note.text for note in result.notes if isinstance(note, Note)] == [
        "it shows no more posts that name Acme of 2026-11-20: others were not seen"
    ]


def test_a_forum_that_is_too_busy_to_search_has_not_come_to_its_end(db: sqlite3.Connection) -> None:
    busy = {"posts": [], "grouped_search_result": {"error": "We're under heavy load"}}
    with serve(lambda _: Answer(busy)) as service:
        result = fetch(db, make_plans(options("discourse", service.url)))["discourse"]
    assert result.errors == ("answered without posts: We're under heavy load",)


def test_stars_of_a_review_are_kept_and_it_is_about_us_whatever_it_says(db: sqlite3.Connection) -> None:
    with serve(networks.app_store(make_world(1, NOW, "crashes all day"))) as service:
        fetch(db, make_plans(options("app-store", service.url)))
    (mention,) = read_all(db)
    assert (mention.rating, mention.text) == (2.0, "Slow\ncrashes all day")
    assert db.execute("SELECT brand FROM naming").fetchall() == [("Acme",)]


def test_a_competitors_reviews_stay_its_own_whomever_a_run_looks_for(db: sqlite3.Connection) -> None:
    with serve(networks.app_store(make_world(1, NOW, "crashes all day"))) as service:
        apps = {"app-store": {"base_url": service.url, "apps": [{"id": "1", "brand": "globex"}]}}
        fetch(db, make_plans(apps, known=(ACME, GLOBEX)))
    assert db.execute("SELECT competitor FROM mention").fetchall() == [(1,)]
    assert db.execute("SELECT brand FROM naming").fetchall() == [("Globex",)]


@pytest.mark.parametrize(("tells", "hours"), [("available in 7200 seconds", 2), ("available", 1 / 6)])
def test_stack_exchange_is_left_alone_once_it_shuts_us_out(db: sqlite3.Connection, tells: str, hours: float) -> None:
    shut_out = {"error_id": 502, "error_name": "throttle_violation", "error_message": f"more requests {tells}"}
    with serve(lambda _: Answer(shut_out, 400)) as service:
        plans = make_plans({"stack-exchange": {"base_url": service.url, "sites": ["stackoverflow", "superuser"]}})
        now = datetime.now(UTC)  # a limit says until when by the real clock
        result = fetch(db, plans, now)["stack-exchange"]
        assert fetch(db, plans, now + timedelta(minutes=5))["stack-exchange"].errors == ()
        assert len(service.asked) == 1
    assert result.waits_until is not None
    assert abs(result.waits_until - now - timedelta(hours=hours)) < timedelta(minutes=1)


def test_an_empty_app_store_feed_is_told(db: sqlite3.Connection) -> None:
    with serve(lambda _: Answer({"feed": {}})) as service:
        result = fetch(db, make_plans(options("app-store", service.url)))["app-store"]
    assert "empty feed" in str(result.notes)


def test_a_mastodon_token_opens_search_and_mentions_and_is_sent_to_the_first_instance_only(
    db: sqlite3.Connection,
) -> None:
    world = make_world(5, NOW)
    tags = networks.mastodon(world)

    def answer(asked: Asked) -> Answer:
        statuses = tags(asked._replace(query={})).body
        if asked.path == "/api/v2/search":
            return Answer({"statuses": statuses[:2]})
        if asked.path == "/api/v1/notifications":
            told = [
                {
                    "type": "mention",
                    "id": "1",
                    "status": statuses[0] | {"uri": "https://a.example/9", "content": "help!"},
                }
            ]
            return Answer([*told, {"type": "follow", "id": "2"}])
        return tags(asked)

    with serve(answer) as first, serve(tags) as second:
        places = {"base_url": [first.url, second.url]}
        result = fetch(db, make_plans({"mastodon": places}, {("mastodon", "token"): "tok-en-secret"}))["mastodon"]
        assert result.errors == ()
        assert {asked.headers.get("authorization") for asked in first.asked} == {"Bearer tok-en-secret"}
        assert {asked.headers.get("authorization") for asked in second.asked} == {None}
    assert "https://a.example/9" in {mention.id for mention in read_all(db)}


@pytest.mark.parametrize("unit", ["<", "<a>;", '<a>; rel="x', "<a "])
def test_a_link_header_of_any_length_is_read_in_linear_time(unit: str) -> None:
    def look(links: str) -> object:
        return _find_next(Reply(200, {"link": links}, b"[]", "https://mastodon.example"), [])

    assert measure_growth(look, lambda size: unit * (size // len(unit)), 3_000, 10) < 40  # quadratic work: 100


def test_a_link_header_whose_host_is_none_still_tells_where_the_next_page_begins() -> None:
    reply = Reply(200, {"link": '<https://[odd/api?max_id=7>; rel="next"'}, b"[]", "https://mastodon.example")
    assert _find_next(reply, []) == "7"


def test_a_hashtag_is_written_small_and_otherwise_as_it_is(db: sqlite3.Connection) -> None:
    with serve(networks.mastodon([])) as service:
        fetch(db, make_plans(options("mastodon", service.url), brands=(Brand("Meßmer Tee"),)))
    assert service.paths == [f"/api/v1/timelines/tag/{quote('meßmertee')}"]


def test_a_mention_is_found_below_any_number_of_other_notices(db: sqlite3.Connection) -> None:
    (status,) = networks.mastodon([Post(1, "help!", NOW - 2 * HOUR)])(Asked("GET", "", {}, {}, b"")).body
    others = [{"type": "favourite", "id": str(1000 - n), "created_at": NOW.isoformat()} for n in range(240)]
    long_ago = {"type": "follow", "id": "2", "created_at": (NOW - timedelta(days=30)).isoformat()}
    told = [*others, {"type": "mention", "id": "9", "created_at": status["created_at"], "status": status}, long_ago]
    asked_for = []

    def answer(asked: Asked) -> Answer:
        if asked.path != "/api/v1/notifications":
            return Answer({"statuses": []} if "search" in asked.path else [])
        older = int(asked.one("max_id", "9999"))
        asked_for.append(older)
        return Answer([notice for notice in told if int(notice["id"]) < older][:80])

    with serve(answer) as service:
        plans = make_plans({"mastodon": {"base_url": service.url}}, {("mastodon", "token"): "tok-en-secret"})
        assert fetch(db, plans)["mastodon"].errors == ()
    assert [mention.text for mention in read_all(db)] == ["help! #acme"]
    assert len(asked_for) == 4


def test_reviews_that_the_app_store_does_not_show_are_told(db: sqlite3.Connection) -> None:
    world = [Post(n, "crashes", NOW - n * timedelta(minutes=1)) for n in range(700)]
    with serve(networks.app_store(world)) as service:
        plans = make_plans(options("app-store", service.url))
        (note,) = fetch(db, plans)["app-store"].notes
        assert len(read_all(db)) == 500
        assert fetch(db, plans, NOW + timedelta(minutes=5))["app-store"].notes == ()
    assert "between 2026-11-13 12:00 and 2026-11-20 03:41 UTC were not seen" in str(note)


def test_a_mastodon_answer_is_linked_to_the_post_it_answers(db: sqlite3.Connection) -> None:
    inner = networks.mastodon(make_world(3, NOW))

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        for status in good.body:
            status["in_reply_to_id"] = "1" if status["id"] == "3" else "999" if status["id"] == "2" else None
        return good

    with serve(answer) as service:
        fetch(db, make_plans(options("mastodon", service.url)))
    links = {mention.id.rsplit("/", 1)[1]: mention.in_reply_to for mention in read_all(db)}
    first = next(mention for mention in read_all(db) if mention.id.endswith("/1"))
    assert links == {"3": first.id, "2": "999", "1": None}
    assert [spreader.followers for spreader in first.spread] == [40]


def test_a_mastodon_answer_that_comes_in_a_later_run_is_linked_to_the_post_it_answers(db: sqlite3.Connection) -> None:
    inner = networks.mastodon(make_world(2, NOW))
    shown = 0

    def answer(asked: Asked) -> Answer:
        good = inner(asked)
        post = good.body[shown]
        post["in_reply_to_id"] = "115586623445566771" if shown else None
        post["id"] = f"11558662344556677{1 + shown}"
        return Answer([post])

    with serve(answer) as service:
        for shown in (0, 1):  # noqa: B007 (the service sees it)
            fetch(db, make_plans(options("mastodon", service.url)))
    first, second = read_all(db)
    assert second.in_reply_to == first.id


@pytest.mark.parametrize("kind", KINDS)
def test_a_login_in_an_address_lets_us_in_and_is_never_stored(db: sqlite3.Connection, kind: str) -> None:
    name, stand_in = KINDS[kind]
    with serve(stand_in(make_world(50, NOW))) as service:
        place = options(name, service.url.replace("://", "://usr:pass-of-ours@"))
        result = fetch(db, make_plans(place), most=1)[name]  # so that it is stored which stream comes next
    assert (result.errors, result.saved.new > 0) == ((), True)
    assert name == "feed" or service.asked[0].headers["authorization"].startswith("Basic ")
    stored = "\n".join(db.iterdump())
    assert ("pass-of-ours" in stored, "usr:" in stored) == (False, False)
    assert all(mention.url and "@127" not in mention.url for mention in read_all(db))
