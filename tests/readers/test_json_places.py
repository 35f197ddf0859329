"""Posts in JSON of no vendor are found wherever they stand in it, and nothing else is taken for one."""

import json
from datetime import UTC, datetime

import pytest
from tests.readers.reading import mentions_in, read_text

from mentiontriage.errors import ShapeError

POST = {"body": "no answer", "published": "2026-07-14", "user": {"screen_name": "ada", "followers_count": 3}}


@pytest.mark.parametrize(
    "value",
    [
        POST,
        [POST],
        {"results": [POST]},
        {"meta": {"count": 1}, "response": {"docs": [POST]}},
        {"action": "mention_created", "data": POST},
        {"title": "My export", "created": "2026-07-15", "posts": [POST]},
        {"labels": [{"name": "a"}, {"name": "b"}], "issues": [POST]},
        {"error": None, "results": [POST]},
        {"success": True, "errors": [], "data": POST},
        {"data": {"posts": [POST]}, "errors": [{"message": "one shard timed out", "timestamp": "2026-07-14"}]},
        POST | {"error": False},
        {"hits": {"total": 1, "hits": [{"_id": "9", "_source": POST}]}},
        {"chats": {"list": [{"name": "Ada", "id": 1, "messages": [POST]}]}},
        {"messages": [{"type": "joined", "who": n, "text": ""} for n in range(20)] + [POST]},
    ],
)
def test_a_post_is_found_wherever_it_stands(value: object) -> None:
    name, items = read_text(json.dumps(value))
    (mention,) = (one for one in mentions_in(items) if one.text)
    assert name == "flat-json"
    assert mention.text == "no answer"
    assert (mention.author.handle, mention.author.followers) == ("ada", 3)


@pytest.mark.parametrize(
    "value",
    [
        {"error": "bad token", "message": "log in again"},
        {"timestamp": "2026-07-14", "status": 404, "error": "Not Found", "message": "No message available"},
        {"errors": [{"message": "Unauthorized", "timestamp": "2026-07-14"}]},
        {"data": [{"id": "7", "username": "ada"}], "includes": {"tweets": [POST]}},
        {"rules": [{"id": "1", "text": "Be kind"}]},
        {"name": "Ada", "username": "ada", "description": "I write", "created_at": "2020-01-01"},
        {"openapi": "3.0", "info": {"title": "An API", "description": "It does things"}},
        {"counts": [{"start": "2026-07-14", "tweet_count": 3}]},
        {},
    ],
)
def test_what_is_no_post_is_refused(value: object) -> None:
    with pytest.raises(ShapeError):
        read_text(json.dumps(value))


def test_posts_with_texts_are_preferred_to_things_with_titles() -> None:
    topics = [{"title": f"Topic {n}", "created_at": "2026-07-14"} for n in range(9)]
    _, items = read_text(json.dumps({"topics": topics, "posts": [POST]}))
    assert [mention.text for mention in mentions_in(items)] == ["no answer"]


def say(text: str, **more: object) -> dict[str, object]:
    return {"message": text, "author": "ada", "date": "2026-07-14T10:00:00Z", **more}


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({"facebook": [say("a")], "instagram": [say("b"), say("c")]}, "abc"),
        ({"facebook": {"posts": [say("a")]}, "instagram": {"posts": [say("b"), say("c")]}}, "abc"),
        ({"-NaX1": say("a"), "-NaX2": say("b"), "-NaX3": say("c")}, "abc"),
        ({"post": say("a"), "comments": [say("b"), say("c")]}, "abc"),
        (
            {"talks": [{"title": "Refund", "date": "2026-07-14", "messages": [say("a")]}, {"messages": [say("b")]}]},
            "ab",
        ),
        ({"stars": [say("a", rating=n) for n in (1, 2)], "more": [say("b")]}, "aab"),
    ],
    ids=["lists", "lists in objects", "objects by their keys", "a post and a list", "lists in a list", "stars"],
)
def test_no_post_is_lost_where_several_places_hold_some(value: object, texts: str) -> None:
    _, items = read_text(json.dumps(value))
    assert "".join(mention.text for mention in mentions_in(items)) == texts


def test_stars_without_a_word_are_not_lost_beside_a_list_of_texts() -> None:
    bare = [{"reviewId": f"r{n}", "stars": 1, "name": "Ada", "date": "2026-07-14"} for n in range(10)]
    _, items = read_text(json.dumps({"reviews": [*bare, bare[0] | {"text": "no refund"}], "questions": [say("open?")]}))
    assert [mention.text for mention in mentions_in(items)] == [""] * 10 + ["no refund", "open?"]


@pytest.mark.parametrize(
    "value",
    [
        {"review": say("a", rating=1), "reply": say("so sorry")},
        {"reply": say("so sorry"), "created": "2026-07-14", "review": {"text": "a", "rating": 1, "author": "ada"}},
        {"ticket": say("a", requester_id=7), "comments": [say("a"), say("so sorry")]},
    ],
)
def test_what_stands_beside_a_review_or_a_ticket_as_an_answer_is_no_post(value: object) -> None:
    assert [mention.text for mention in mentions_in(read_text(json.dumps(value))[1])] == ["a"]


@pytest.mark.parametrize("wrap", ["%s", '{"data": %s}', '{"data": [%s]}'])
def test_a_post_with_nothing_but_a_title_is_one_if_people_wrote_below_it(wrap: str) -> None:
    thread: dict[str, object] = {"id": "t1", "title": "My kettle broke", "author": "ann", "created": "2026-07-14"}
    thread |= {"comments": [say("mine too")], "num_comments": 1}
    found = mentions_in(read_text(wrap % json.dumps(thread))[1])
    assert [(mention.text, mention.in_reply_to) for mention in found] == [("My kettle broke", None), ("mine too", "t1")]


def test_a_thing_with_a_title_is_no_post_where_people_wrote_about_it() -> None:
    place = {"title": "Velora Inn", "created": "2020-01-01", "comments": [say("cold water")]}
    assert [mention.text for mention in mentions_in(read_text(json.dumps(place))[1])] == ["cold water"]


@pytest.mark.parametrize(("own", "hour"), [({}, 10), ({"created_at": "2026-07-14T08:00:00Z"}, 8)])
def test_a_message_without_a_time_has_that_of_the_conversation_that_it_begins(own: dict[str, str], hour: int) -> None:
    begun = {"id": "5", "body": "<p>no refund</p>", "author": {"type": "user", "id": "u1", "name": "Ann Lee"}} | own
    talk = {"type": "chat", "id": "21", "created_at": "2026-07-14T10:00:00Z", "source": begun}
    (mention,) = mentions_in(read_text(json.dumps(talk))[1])
    assert (mention.text, mention.posted_at) == ("no refund", datetime(2026, 7, 14, hour, tzinfo=UTC))
