"""JSON of no vendor: posts are found in it by the usual names, and nothing else is taken for one."""

import json
from datetime import UTC, datetime

import pytest
from tests.readers import tables
from tests.readers.reading import mentions_in, read_text

from mentiontriage.model import Author, Note, Skipped
from mentiontriage.readers import UNTOLD, TimeStyle

POST = {"body": "no answer", "published": "2026-07-14", "user": {"screen_name": "ada", "followers_count": 3}}


def test_what_another_replied_to_a_post_is_no_answer_of_ours_and_what_stands_below_stars_is() -> None:
    post = POST | {"reply": {"text": "same here", "user": "bob", "createdAt": "2026-07-15T10:00:00Z"}}
    for told, answered in ((post, False), (post | {"rating": 2}, True)):
        _, items = read_text(json.dumps([told]))
        assert [mention.is_answered for mention in mentions_in(items)] == [answered]


def test_a_survey_in_json_is_no_ticket_because_it_was_completed() -> None:
    told = {"userAgent": "Mozilla", "status": "complete", "comment": "still no refund", "date": "2026-07-14"}
    for survey in (told, {"agent": "Ann"} | told):
        _, items = read_text(json.dumps([survey]))
        assert [mention.is_answered for mention in mentions_in(items)] == [False]


def test_reviews_tell_when_they_were_answered() -> None:
    review = {"reviewId": "1", "userName": "Ada", "content": "it crashes", "at": "2026-07-14 10:00:00"}
    _, items = read_text(json.dumps([{**review, "replyContent": "sorry", "repliedAt": "2026-07-15 09:00:00"}]))
    (mention,) = mentions_in(items)
    assert mention.answered_at == datetime(2026, 7, 15, 9, tzinfo=UTC)


REVIEW = {"reviewId": "1", "userName": "Ada", "text": "it crashes", "rating": 1, "date": "2026-07-14 10:00"}


@pytest.mark.parametrize(
    ("more", "is_answered"),
    [
        ({"ownerReplyDate": "2026-07-14"}, True),
        ({"ownerReplyDate": "2026-07-13"}, False),
        ({"ownerReplyDate": "15/07/2026"}, True),
        ({"ownerReplyDate": 1_784_106_000}, True),
        ({"ownerReplyDate": "3 days ago"}, False),
        ({"ownerReplyDate": "3 days ago", "ownerReply": "we are so sorry for it"}, True),
        ({"ownerResponse": {"text": "we are so sorry for it"}}, True),
        ({"ClientResponses": [{"Department": "Care", "Response": "we are so sorry for it"}]}, True),
        ({"ClientResponses": [{"Department": "we are Customer Care", "Response": None}, "we are so sorry"]}, False),
        ({"ClientResponses": []}, False),
        ({"propertyResponse": "we are so sorry for it", "rating": None}, False),
        ({"ownerResponse": "Not yet"}, False),
        ({"response": "we are so sorry for it"}, False),
        ({"ownerResponse": "we are so sorry for it", "responseId": "7"}, False),
        ({"ownerResponse": "we are so sorry for it", "ours": True}, False),
    ],
)
def test_our_answer_to_a_review_is_known_by_its_date_or_its_words_as_in_a_table(
    more: dict[str, object], *, is_answered: bool
) -> None:
    _, items = read_text(json.dumps([REVIEW | more]))
    assert [mention.is_answered for mention in mentions_in(items)] == [is_answered]
    said = [note.text.partition(";")[0] for note in items if isinstance(note, Note)]
    told_by_words = is_answered and any("we are" in str(one) for one in more.values())
    assert said == (["reviews with an answer below them: 1"] if told_by_words else [])


@pytest.mark.parametrize(
    ("link", "source", "ident"),
    [
        ("https://www.facebook.com/velora/posts/10150000000000001?comment_id=77", "facebook", "77"),
        ("https://www.instagram.com/p/CAbCdEf/c/1790/", "instagram", "1790"),
        (
            "https://de.linkedin.com/posts/velora_activity-7100000000000000001-aBcD",
            "linkedin",
            "7100000000000000001",
        ),
        ("https://x.com/ada/status/18", "x", "18"),
    ],
)
def test_a_link_names_network_and_post(link: str, source: str, ident: str) -> None:
    _, items = read_text(json.dumps([{**POST, "id": "7", "link": link}, {**POST, "link": link}]))
    known, unnamed = mentions_in(items)
    assert [known.source, unnamed.source] == [source, source]
    assert unnamed.id == ident
    assert known.id.partition("~")[0] in (ident, "7")


def test_stars_alone_say_something_beside_reviews_with_texts_and_in_a_place_that_has_stars_too() -> None:
    review = {"stars": 1, "name": "Ada", "publishedAt": "2026-07-14T10:00:00Z", "text": "no refund", "reviewId": "1"}
    place = {
        "name": "Velora",
        "rating": 4.6,
        "created": "2020-01-01",
        "reviews": [review, {**review, "reviewId": "2", "text": None}],
    }
    _, items = read_text(json.dumps(place))
    assert [(m.text, m.rating) for m in mentions_in(items)] == [("no refund", 1), ("", 1)]


@pytest.mark.parametrize("more", [{}, {"tags": "late"}])  # our own shape in its loose and in another form
def test_what_says_that_it_is_ours_is_so_however_loosely_it_is_written(more: dict[str, str]) -> None:
    post = {"id": "1", "text": "so sorry", "created_at": "2026-07-14 10:00:00", "ours": True, **more}
    _, items = read_text(json.dumps(post) + "\n" + json.dumps({**post, "id": "2", "ours": False}))
    assert [mention.ours for mention in mentions_in(items)] == [True, False]


def test_the_users_map_reads_what_has_no_usual_name() -> None:
    rows = [{"remark": "no answer", "who": "ada", "reach": 12}, {"remark": "dead", "who": "ben"}]
    _, items = read_text(json.dumps(rows), text="remark", author="who", followers="reach")
    assert [(m.text, m.author.handle, m.author.followers) for m in mentions_in(items)] == [
        ("no answer", "ada", 12),
        ("dead", "ben", None),
    ]


def test_the_users_map_reaches_into_nested_objects_and_wrapped_lists() -> None:
    _, items = read_text(json.dumps({"export": [{"inner": {"remark": "no answer"}}]}), text="inner.remark")
    assert [mention.text for mention in mentions_in(items)] == ["no answer"]


def test_rows_may_each_have_other_names() -> None:
    _, items = read_text('{"text": "one"}\n{"full_text": "two", "text": "tw"}\n{"review": "three", "stars": 1}\n')
    assert [mention.text for mention in mentions_in(items)] == ["one", "two", "three"]


def test_an_empty_field_gives_way_to_the_next_best_name() -> None:
    _, items = read_text('{"id": "1", "full_text": "", "text": "one"}\n{"id": "2", "full_text": null, "text": "two"}')
    assert [mention.text for mention in mentions_in(items)] == ["one", "two"]


def test_rows_whose_names_are_data_do_not_fill_the_memory() -> None:
    rows = "\n".join(json.dumps({"text": f"post {n}", f"column {n}": n}) for n in range(1500))
    _, items = read_text(rows)
    assert len(mentions_in(items)) == 1500


def test_every_row_that_holds_no_post_is_skipped_with_a_reason() -> None:
    _, items = read_text('{"text": "one"}\n{"unrelated": 1}\n{"text": "two"}\n')
    (skipped,) = [item for item in items if isinstance(item, Skipped)]
    assert skipped.where == "export:2"
    assert "no field" in skipped.reason
    assert not any(isinstance(item, Note) for item in items)


def test_times_that_cannot_be_read_are_counted_as_in_a_table() -> None:
    times = ["2026-07-14", "a week ago", "", None, "03/04/2026", 1784030400, "14. Juli 2026"]
    posts = [{"body": f"no answer {n}", "published": time} for n, time in enumerate(times)]
    _, items = read_text(json.dumps(posts))
    assert [m.posted_at is None for m in mentions_in(items)] == [False, True, True, True, True, False, False]
    doubt, unread = [note for note in items if isinstance(note, Note)]
    assert doubt.text.startswith("times such as 03/04/2026 may be day/month or month/day")
    assert unread.text == "times that cannot be read: 1, such as 'a week ago'; they are left unknown"
    assert unread.count == 1


@pytest.mark.parametrize(("last", "is_pressing"), [("a month ago", True), ("2026-07-14", False)])
def test_a_note_presses_where_no_time_at_all_can_be_read(last: str, *, is_pressing: bool) -> None:
    posts = [{"body": f"no answer {n}", "published": time} for n, time in enumerate(["a week ago", None, last])]
    (note,) = [item for item in read_text(json.dumps(posts))[1] if isinstance(item, Note)]
    assert note.is_pressing is is_pressing


@pytest.mark.parametrize(
    "written",
    [
        {"$date": "2026-07-14T10:00:00Z"},
        {"$date": 1_784_023_200_000},
        {"$date": {"$numberLong": "1784023200000"}},
    ],
)
def test_times_and_numbers_as_mongodb_exports_them_are_read(written: object) -> None:
    user = {
        "screen_name": "ada",
        "followers_count": {"$numberInt": "5"},
        "created_at": {"$date": "2009-01-01T00:00:00Z"},
    }
    post = {"_id": {"$oid": "6"}, "id": 7, "text": "no bag", "created_at": written, "likes": {"$numberLong": "3"}}
    (mention,) = mentions_in(read_text(json.dumps(post | {"user": user}))[1])
    assert mention.posted_at == datetime(2026, 7, 14, 10, tzinfo=UTC)
    assert (mention.engagement.likes, mention.author.followers, mention.id.partition("~")[0]) == (3, 5, "7")


@pytest.mark.parametrize("name", ["review_date", "comment_date", "SubmissionTime", "timestamp_created"])
def test_a_time_that_is_called_by_what_was_written_wins_over_when_a_scraper_ran(name: str) -> None:
    post = {"id": 1, "text": "hi", "timestamp": "2026-08-30T12:00:00Z", name: "2026-07-14T10:00:00Z"}
    (mention,) = mentions_in(read_text(json.dumps([post]))[1])
    assert mention.posted_at == datetime(2026, 7, 14, 10, tzinfo=UTC)


def test_a_field_that_looks_like_times_is_told_unasked_where_none_is_known() -> None:
    user = {"name": "Ann Lee", "registered": "2009-01-01"}
    posts = [{"body": "no bag", "user": user, "createdAt": {"_seconds": 1_784_023_200 + n, "of": n}} for n in range(3)]
    name = "createdAt._seconds"
    (told,) = [item for item in read_text(json.dumps(posts))[1] if isinstance(item, Note)]
    assert told.text == f"no post has a time; '{name}' looks like one: --map date={name}"
    assert told.is_pressing
    items = read_text(json.dumps(posts), date=name)[1]
    assert mentions_in(items)[0].posted_at == datetime(2026, 7, 14, 10, tzinfo=UTC)
    later = [*posts, {"body": "no bag", "created_at": "2026-07-14"}]
    for found in (items, read_text("\n".join(map(json.dumps, later * 9)))[1]):
        assert not [item for item in found if isinstance(item, Note)]


def test_no_word_of_times_where_none_is_told_or_all_are_read() -> None:
    posts = [{"body": "no answer", "user": "ada"}, {"body": "no bag", "user": "ben", "created_at": "2026-07-14"}]
    assert not [note for note in read_text(json.dumps(posts))[1] if isinstance(note, Note)]


@pytest.mark.parametrize(
    ("dates", "style", "meant", "said"),
    [
        (("25/12/2026 10:00", "01/02/2026 10:00"), UNTOLD, [(12, 25), (2, 1)], "as the whole column shows"),
        (("03/04/2026", "03/04/2026"), TimeStyle("dmy"), [(4, 3), (4, 3)], "as --dates says"),
        (("03/04/2026", "03/04/2026"), TimeStyle("mdy"), [(3, 4), (3, 4)], "as --dates says"),
        (("03/04/2026 1:00 PM", "03/04/2026 1:00 PM"), UNTOLD, [(3, 4), (3, 4)], "as AM and PM suggest"),
        (("03/04/2026", "03/04/2026"), UNTOLD, [None, None], "--dates dmy or --dates mdy tells which"),
    ],
)
def test_day_and_month_are_settled_as_in_a_table(
    dates: tuple[str, ...], style: TimeStyle, meant: list[tuple[int, int] | None], said: str
) -> None:
    lines = "".join(json.dumps({"text": f"no answer {n}", "date": date}) + "\n" for n, date in enumerate(dates))
    items = tables.read_text(lines, times=style)
    found = [mention.posted_at for mention in mentions_in(items)]
    assert [one and (one.month, one.day) for one in found] == meant
    (note,) = (item for item in items if isinstance(item, Note))
    assert note.text.endswith(said)
    assert note.is_of_all
    assert note.is_pressing is (None in meant)


X_POST = {"body": "no answer", "url": "https://x.com/ada/status/1745019111222333444"}
X_TIME = datetime(2024, 1, 10, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize("told", [{}, {"date": "yesterday"}])
def test_the_id_of_a_post_on_x_tells_its_time_where_nothing_else_does_as_in_a_table(told: dict[str, str]) -> None:
    (post,) = mentions_in(read_text(json.dumps([X_POST | told]))[1])
    (row,) = mentions_in(read_text(f"Text,Date,Link\nno answer,{told.get('date', '')},{X_POST['url']}\n")[1])
    assert post.posted_at == row.posted_at
    assert post.posted_at is not None
    assert (post.posted_at.date(), post.id) == (X_TIME.date(), "1745019111222333444")


def test_the_ids_of_x_show_which_number_is_the_day_as_in_a_table() -> None:
    posts = [X_POST | {"date": "10/01/2024 09:15"}, {"body": "it broke", "date": "10/01/2024 09:15"}]
    assert [one.posted_at for one in mentions_in(read_text(json.dumps(posts))[1])] == [X_TIME, X_TIME]


def test_a_number_elsewhere_tells_no_time() -> None:
    posts = [{"id": "1745019111222333444", "body": "no answer", "network": network} for network in ("facebook", "")]
    assert [one.posted_at for one in mentions_in(read_text(json.dumps(posts))[1])] == [None, None]


def test_a_text_given_in_runs_is_one_text() -> None:
    runs = ["Hey ", {"type": "mention", "text": "@acme"}, ", where is my ", {"type": "bold", "text": "refund"}, "?"]
    chat = {"name": "Acme users", "messages": [{"id": 10, "from": "Ada Byron", "date": "2026-07-14", "text": runs}]}
    (mention,) = mentions_in(read_text(json.dumps(chat))[1])
    assert mention.text == "Hey @acme, where is my refund?"


def test_stars_in_words_and_our_reply_inside_a_review_are_known() -> None:
    review = {"reviewId": "r1", "reviewer": {"displayName": "Ann Lee"}, "starRating": "TWO", "comment": "no refund"}
    review |= {
        "createTime": "2026-07-14T10:00:00Z",
        "reviewReply": {"comment": "Hi", "updateTime": "2026-07-15T10:00:00Z"},
    }
    (mention,) = mentions_in(read_text(json.dumps({"reviews": [review]}))[1])
    assert (mention.rating, mention.author.name, mention.is_answered) == (2.0, "Ann Lee", True)


def ticket(number: int, status: str) -> dict[str, object]:
    said = [{"id": number + 100, "body": "my parcel is lost", "author_id": 3, "created_at": "2026-07-14T10:00:00Z"}]
    said += [{"id": number + 200, "body": "we look into it", "author_id": 9, "created_at": "2026-07-14T11:00:00Z"}]
    about = {"id": number, "subject": "Lost", "description": "my parcel is lost", "status": status, "comments": said}
    return about | {"created_at": "2026-07-14T10:00:00Z", "requester": {"name": "Ann Lee"}}


def test_a_ticket_is_one_post_by_whoever_asked_and_not_each_of_its_comments() -> None:
    items = read_text("".join(json.dumps(ticket(n, word)) + "\n" for n, word in enumerate(("open", "solved"))))[1]
    assert [(m.author.name, m.text, m.is_answered) for m in mentions_in(items)] == [
        ("Ann Lee", "Lost\nmy parcel is lost", False),
        ("Ann Lee", "Lost\nmy parcel is lost", True),
    ]
    (note,) = (item for item in items if isinstance(item, Note))
    assert note.text.startswith("posts of tickets that their status calls solved: 1;")


def test_a_tickets_status_may_stand_in_an_object_of_the_ticket() -> None:
    told = [{"ticket": {"id": n, "status": word}, "text": "lost"} for n, word in enumerate(("open", "Solved"))]
    items = read_text("".join(json.dumps(one) + "\n" for one in told))[1]
    assert [mention.is_answered for mention in mentions_in(items)] == [False, True]


@pytest.mark.parametrize(
    ("mark", "answered"), [("fr_due_by", [False, False, True, True, False]), ("due_by", [False] * 5)]
)
def test_freshdesks_tickets_are_solved_by_numbers_and_nobody_elses(mark: str, answered: list[bool]) -> None:
    about = {
        "requester_id": 7,
        "responder_id": None,
        mark: "2026-07-15T09:00:00Z",
        "created_at": "2026-07-14T09:00:00Z",
    }
    told = [about | {"id": n, "status": n, "subject": "Refund", "description": "where is it"} for n in range(2, 7)]
    assert [mention.is_answered for mention in mentions_in(read_text(json.dumps(told))[1])] == answered


def test_a_ticket_whose_message_is_called_a_preview_is_read_by_it_and_by_its_status() -> None:
    about = {"mailboxId": 13, "createdAt": "2026-07-14T10:00:00Z", "customer": {"name": "Ann Lee"}, "subject": "Help"}
    open_one = about | {"id": 10, "status": "active", "preview": "my parcel is lost", "assignee": {"id": 9}}
    done = about | {"id": 11, "status": "closed", "preview": "it broke"}
    page = {"_embedded": {"conversations": [open_one, done]}, "page": {"size": 25, "number": 1}}
    assert [(m.author.name, m.text, m.is_answered) for m in mentions_in(read_text(json.dumps(page))[1])] == [
        ("Ann Lee", "Help\nmy parcel is lost", False),
        ("Ann Lee", "Help\nit broke", True),
    ]


def test_a_comment_that_another_names_as_its_parent_keeps_the_id_by_which_it_does() -> None:
    asked = {
        "id": "111_222",
        "message": "no refund",
        "created_time": "2026-07-14T10:00:00Z",
        "from": {"name": "Ann Lee"},
    }
    reply = asked | {"id": "111_223", "message": "so sorry", "from": {"name": "Acme"}, "parent": {"id": "111_222"}}
    first, second = mentions_in(read_text(json.dumps({"data": [asked, reply]}))[1])
    assert (first.id, second.in_reply_to) == ("111_222", "111_222")


def say(number: int, text: str, **more: object) -> dict[str, object]:
    return {"id": f"111_{number}", "message": text, "created_time": "2026-07-14T10:00:00Z", **more}


@pytest.mark.parametrize("page", [False, True], ids=["a list", "a page"])
def test_what_people_write_below_a_post_is_read_though_it_stands_inside_it(*, page: bool) -> None:
    def below(*answers: object) -> object:
        return {"data": answers, "paging": {}} if page else answers

    asked = say(2, "no refund", replies=below(say(3, "so sorry", replies=below(say(5, "thanks")))))
    post = say(1, "New kettles!", comments=below(asked, say(4, "mine broke")))
    found = mentions_in(read_text(json.dumps(post) + "\n" + json.dumps(say(9, "fine", comments=3)))[1])
    assert [(m.text, m.id[4:], m.in_reply_to and m.in_reply_to[4:]) for m in found] == [
        ("New kettles!", "1", None),
        ("no refund", "2", "1"),
        ("mine broke", "4", "1"),
        ("so sorry", "3", "2"),
        ("thanks", "5", "3"),
        ("fine", "9", None),
    ]


@pytest.mark.parametrize(
    "told",
    [{"platform": "Facebook"}, {"url": "https://www.facebook.com/acme/posts/111"}],
    ids=["by its word", "by its link"],
)
def test_what_stands_below_a_post_is_of_its_network(told: dict[str, str]) -> None:
    post = say(1, "no refund", **told, comments=[say(2, "so sorry", replies=[say(3, "thanks", source="")])])
    found = mentions_in(read_text(json.dumps(post))[1])
    assert [(mention.source, mention.in_reply_to) for mention in found] == [
        ("facebook", None),
        ("facebook", "111_1"),
        ("facebook", "111_2"),
    ]


@pytest.mark.parametrize(
    ("told", "answered"),
    [
        ({"in_reply_to": None}, "111_1"),
        ({"parent_id": 0}, "111_1"),
        ({"parent_id": "t3_elsewhere"}, "111_1"),
        ({"parent_id": "111_2"}, "111_2"),
    ],
    ids=["nothing", "no number", "a name that no comment has", "another comment"],
)
def test_a_comment_answers_the_post_around_it_or_another_comment(told: dict[str, object], answered: str) -> None:
    post = say(1, "no refund", comments=[say(2, "same here"), say(3, "so sorry", **told)])
    assert mentions_in(read_text(json.dumps(post))[1])[-1].in_reply_to == answered


def test_what_stands_below_a_post_on_a_site_that_nobody_knows_is_of_that_site_too() -> None:
    post = say(1, "no refund", url="https://forum.acme.example/t/1", comments=[say(2, "so sorry")])
    asked, answer = mentions_in(read_text(json.dumps(post))[1])
    assert (answer.source, answer.in_reply_to) == (asked.source, asked.id)


def test_below_a_post_without_an_id_its_link_tells_what_is_answered() -> None:
    link = "https://www.facebook.com/acme/posts/998877"
    comments = [{"text": "so sorry", "author": "Acme Care", "date": "2026-07-14T11:00:00Z"}]
    post = {"url": link, "text": "no refund", "author": "Ada Byron", "date": "2026-07-14T10:00:00Z"}
    asked, reply = mentions_in(read_text(json.dumps(post | {"comments": comments}))[1])
    assert (asked.id, reply.source, reply.in_reply_to) == ("998877", "facebook", "998877")


@pytest.mark.parametrize(
    "told", [{"permalink_url": "https://www.facebook.com/acme/posts/50"}, {}], ids=["link", "none"]
)
def test_what_is_below_a_post_finds_it_by_whatever_name_it_gets(told: dict[str, str]) -> None:
    """The first posts settle whether ids name posts by themselves; that others refer to them may show later."""
    posts: list[dict[str, object]] = [say(n, f"no refund {n}") for n in range(60)]
    below = [say(101, "so sorry"), say(102, "me too"), say(103, "dm us", parent={"id": "111_102"})]
    posts[50] |= told | {"comments": {"data": below}}
    found = mentions_in(read_text("".join(json.dumps(post) + "\n" for post in posts))[1])
    post, first, second, third = found[50:54]
    assert post.id != "111_50"
    assert [first.in_reply_to, second.in_reply_to, third.in_reply_to] == [post.id, post.id, second.id]


def test_an_id_that_several_posts_of_a_record_have_refers_to_none_of_them() -> None:
    posts = [say(n, f"no refund {n}", permalink_url=f"https://www.facebook.com/acme/posts/{n}") for n in range(60)]
    twice = {"id": "5", "comments": [say(1, "so sorry") | {"id": "5"}]}
    posts[50] |= twice
    found = mentions_in(read_text("".join(json.dumps(post) + "\n" for post in posts))[1])
    assert found[51].in_reply_to == "5"


def test_answers_inside_a_review_are_no_posts_of_others() -> None:
    review = {"review_id": "r1", "text": "it broke", "rating": 1, "replies": [{"text": "so sorry", "author": "Acme"}]}
    assert [mention.text for mention in mentions_in(read_text(json.dumps([review]))[1])] == ["it broke"]


def test_answers_within_answers_are_read_however_deep_they_stand() -> None:
    post = say(0, "post 0")
    for number in range(1, 200):
        post = say(number, f"post {number}", replies=[post])
    assert len(mentions_in(read_text(json.dumps(post))[1])) == 200


@pytest.mark.parametrize(
    "written",
    [
        {"timestamp_ms": 1_784_023_200_000},
        {"ts": "1784023200.000000"},
        {"date": "2026-07-14T12:00:00", "date_unixtime": "1784023200"},
    ],
    ids=["Facebook", "Slack", "Telegram"],
)
def test_times_that_chats_count_in_seconds_since_1970_are_known(written: dict[str, object]) -> None:
    (mention,) = mentions_in(read_text(json.dumps({"messages": [{"text": "no refund", "from": "Ann"} | written]}))[1])
    assert mention.posted_at == datetime(2026, 7, 14, 10, tzinfo=UTC)


def test_a_number_is_no_network() -> None:
    row = {"id": 1, "source": 2, "text": "no refund", "created_at": "2026-07-14T10:00:00Z"}
    told = [row, row | {"id": 3, "url": "https://x.com/ada/status/1857000000000000001"}]
    assert [mention.source for mention in mentions_in(read_text(json.dumps(told))[1])] == ["unknown", "x"]


def test_a_text_whose_bytes_were_written_as_characters_is_mended_and_no_other() -> None:
    written = "der Kaffee läuft aus 😫"
    others = "Âge de glace", "naïve \u00e9", "das läuft – Ã¼ber Stunden"
    mangled = written.encode().decode("latin-1")
    posts = [POST | {"id": str(n), "body": text} for n, text in enumerate((mangled, *others))]
    assert [mention.text for mention in mentions_in(read_text(json.dumps(posts))[1])] == [written, *others]


def test_a_user_is_known_by_the_name_that_is_called_so_and_not_by_the_one_that_is_shown() -> None:
    post = {"text": "no answer", "publishedDate": "2026-07-14", "user": {"name": "Ada", "username": "ada_m"}}
    (mention,) = mentions_in(read_text(json.dumps([post]))[1])
    assert (mention.author.handle, mention.author.name) == ("ada_m", "Ada")
    assert mention.posted_at == datetime(2026, 7, 14, tzinfo=UTC)


def test_comments_on_linkedin_are_read_with_what_stands_below_them() -> None:
    def comment(ident: int, name: str, text: str, *replies: object) -> dict[str, object]:
        link = f"https://www.linkedin.com/feed/update/urn:li:activity:7301234567890123456?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A7301234567890123456%2C{ident}%29"
        actor = {"name": name, "linkedinUrl": "https://www.linkedin.com/in/x", "position": "88,214 followers"}
        told = {"id": str(ident), "linkedinUrl": link, "commentary": text, "createdAt": "2026-07-14T10:00:00Z"}
        return told | {"actor": actor, "replies": list(replies)}

    reply = comment(7301300000000000002, "Velora", "Soon!")
    posts = [comment(7301300000000000001, "Ada Moss", "no answer", reply)]
    asked, answer = mentions_in(read_text(json.dumps(posts))[1])
    assert (asked.source, asked.id, asked.author.name) == ("linkedin", "7301300000000000001", "Ada Moss")
    assert (answer.in_reply_to, answer.author.name) == (asked.id, "Velora")


def test_a_subreddit_among_posts_is_none() -> None:
    about = {"id": "2q", "name": "t5_2q", "title": "espresso", "description": "For all things espresso"}
    about |= {"createdAt": "2009-11-10T14:13:20.000Z", "url": "https://www.reddit.com/r/espresso/"}
    posts = [{"id": "t1_abc", "body": "no answer", "username": "ada", "dataType": "comment"}, about]
    assert len(mentions_in(read_text(json.dumps(posts))[1])) == 2
    assert len(mentions_in(read_text(json.dumps([posts[0], about | {"dataType": "community"}]))[1])) == 1


@pytest.mark.parametrize("called", ["username", "screen_name", "login"])
def test_an_author_who_is_named_otherwise_than_in_our_own_shape_is_read_all_the_same(called: str) -> None:
    post = {"id": "7", "source": "x", "text": "no bag", "author": {called: "ada", "followers": 7}}
    counted = post | {"author": {"handle": "ada", "followers": 7}, "engagement": {"like_count": 3}}
    for one in (post, counted):
        name, items = read_text(json.dumps(one))
        assert name == "flat-json"
        assert mentions_in(items)[0].author == Author("ada", followers=7)
    assert mentions_in(items)[0].engagement.likes == 3
