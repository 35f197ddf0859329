"""A ticket in JSON may hold its messages: the customer's are posts, ours answer what stands before them."""

import json
from typing import Any

import pytest
from tests.readers.reading import mentions_in, read_text

from mentiontriage.model import Note

ADA, BO, CLEO, MAX = 3771, 3772, 9001, 9002
"""Two customers and two of us."""


def at(hour: int, second: int = 0) -> str:
    return f"2026-11-18T{hour:02}:00:{second:02}Z"


def comment(author: int, hour: int, body: str = "", **more: object) -> dict[str, object]:
    """Write a comment of Zendesk's; its text names its hour, if nothing else."""
    about = {"id": 412_000 + hour, "type": "Comment", "author_id": author, "audit_id": 413_000 + hour, "public": True}
    said = body or f"words of {hour} o'clock"
    return about | {"body": said, "created_at": at(hour), "via": {"channel": "web"}} | more


def ticket(*comments: dict[str, object], **more: object) -> dict[str, Any]:
    """Write a ticket that Ada opens at 8."""
    about = {"id": 102, "subject": "Kettle", "description": "it broke", "status": "open", "created_at": at(8)}
    begun = comment(ADA, 8, "it broke")
    return about | {"requester_id": ADA, "assignee_id": CLEO, "comments": [begun, *comments]} | more


def read(value: object) -> list[tuple[str, str]]:
    """Read JSON; gives each post's last line and whether it is ours, answered, or waits."""
    found = mentions_in(read_text(json.dumps(value))[1])
    return [
        (one.text.split("\n")[-1], "ours" if one.ours else "answered" if one.is_answered else "waits") for one in found
    ]


def test_what_others_write_publicly_answers_what_the_requester_wrote_before() -> None:
    assert read(ticket(comment(CLEO, 9), comment(ADA, 10))) == [
        ("it broke", "answered"),
        ("words of 9 o'clock", "ours"),
        ("words of 10 o'clock", "waits"),
    ]


def test_in_which_order_comments_stand_does_not_matter() -> None:
    told = ticket(comment(CLEO, 9), comment(ADA, 10))
    told["comments"].reverse()
    assert sorted(read(told)) == [
        ("it broke", "answered"),
        ("words of 10 o'clock", "waits"),
        ("words of 9 o'clock", "ours"),
    ]


def test_a_note_among_colleagues_is_no_post_and_is_counted() -> None:
    _, items = read_text(json.dumps(ticket(comment(MAX, 9, public=False))))
    assert [one.is_answered for one in mentions_in(items)] == [False]
    assert [item.count for item in items if isinstance(item, Note)] == [1]


@pytest.mark.parametrize(
    "reply",
    [
        comment(-1, 9),
        comment(CLEO, 9, via={"channel": "rule"}),
        comment(CLEO, 9, via={"channel": "api"}),
        comment(CLEO, 9, type="VoiceComment"),
    ],
    ids=["Zendesk itself", "a rule", "a program", "a call"],
)
def test_a_machine_answers_nobody(reply: dict[str, object]) -> None:
    assert [state for _, state in read(ticket(reply))] == ["waits", "ours"]


def test_where_notes_are_not_marked_any_reply_may_be_one() -> None:
    reply = comment(CLEO, 9)
    del reply["public"]
    assert [state for _, state in read(ticket(reply))] == ["waits", "ours"]


@pytest.mark.parametrize(
    "copied", [{"email_cc_ids": [BO]}, {"collaborator_ids": [BO]}, {"collaborators": [{"id": BO}]}]
)
def test_who_is_in_copy_may_be_a_customer_who_waits_too(copied: dict[str, object]) -> None:
    assert [state for _, state in read(ticket(comment(BO, 9), **copied))] == ["waits", "waits"]


@pytest.mark.parametrize("known", [{"assignee_id": BO}, {"follower_ids": [BO]}])
def test_who_is_in_copy_and_works_on_the_ticket_is_one_of_us(known: dict[str, object]) -> None:
    assert [state for _, state in read(ticket(comment(BO, 9), collaborator_ids=[BO], **known))] == ["answered", "ours"]


def test_what_an_agent_took_down_for_the_requester_is_no_answer_to_itself() -> None:
    told = ticket(submitter_id=CLEO)
    told["comments"][0]["author_id"] = CLEO
    assert read(told) == [("it broke", "waits")]
    told["comments"][0]["body"] = "redacted"
    assert [state for _, state in read(told)] == ["waits", "ours"]


def test_who_asks_again_in_the_same_words_waits_again() -> None:
    told = ticket(comment(CLEO, 9), comment(ADA, 10, "it broke"))
    assert [state for _, state in read(told)] == ["answered", "ours", "waits"]
    del told["comments"][0]  # as in a help desk that does not repeat what a ticket begins with
    assert [state for _, state in read(told)] == ["answered", "ours", "waits"]


def test_a_solved_ticket_that_tells_what_was_said_answers_nobody_by_its_status() -> None:
    told = [comment(CLEO, 9), comment(ADA, 10)]
    assert [state for _, state in read(ticket(*told, status="solved"))] == ["answered", "ours", "waits"]
    for reply in (comment(CLEO, 9, public=False), comment(-1, 9)):
        assert read(ticket(reply, status="solved"))[0] == ("it broke", "waits")
    del (alone := ticket(status="solved"))["comments"]
    assert [state for _, state in read(alone)] == ["answered"]


@pytest.mark.parametrize("subject", [None, ""])
def test_a_ticket_from_a_chat_has_no_subject(subject: str | None) -> None:
    assert read(ticket(comment(CLEO, 9), subject=subject)) == [("it broke", "answered"), ("words of 9 o'clock", "ours")]


def test_who_asks_has_the_name_with_which_they_wrote_unless_somebody_else_wrote_it_down() -> None:
    via = {"channel": "email", "source": {"from": {"address": "ada@mail.example", "name": "Ada Moss"}, "to": {}}}
    for submitter, name in ((ADA, "Ada Moss"), (CLEO, None)):
        told = ticket(comment(ADA, 9), via=via, submitter_id=submitter)
        assert {one.author.name for one in mentions_in(read_text(json.dumps(told))[1])} == {name}


def test_each_ticket_of_a_page_has_answers_of_its_own() -> None:
    page = {"tickets": [ticket(comment(CLEO, 9)), ticket(id=103), ticket(comment(MAX, 9), id=104)], "count": 3}
    assert [state for _, state in read(page)] == ["answered", "ours", "waits", "answered", "ours"]


def test_that_tickets_hold_comments_may_show_late() -> None:
    lines = [ticket(id=n) for n in range(60)]
    for one in lines:
        del one["comments"]
    lines.append(ticket(comment(CLEO, 9)))
    found = mentions_in(read_text("".join(json.dumps(one) + "\n" for one in lines))[1])
    assert [one.is_answered for one in found] == [*[False] * 60, True, False]


def test_comments_may_stand_beside_their_ticket() -> None:
    inner = ticket()
    beside = {"ticket": inner, "comments": [*inner.pop("comments"), comment(CLEO, 9)]}
    assert read(beside) == [("it broke", "answered"), ("words of 9 o'clock", "ours")]


def test_the_requester_and_who_is_listed_beside_the_tickets_have_names() -> None:
    users = [{"id": ADA, "name": "Ada Moss", "role": "end-user"}, {"id": MAX, "name": "Max Orr", "role": "agent"}]
    page = {"tickets": [ticket(comment(MAX, 9), comment(ADA, 10))], "users": users}
    found = mentions_in(read_text(json.dumps(page))[1])
    assert [one.author.name for one in found] == ["Ada Moss", "Max Orr", "Ada Moss"]
    whole = ticket(comment(ADA, 10), requester={"id": ADA, "name": "Ada Moss"})
    assert [one.author.name for one in mentions_in(read_text(json.dumps(whole))[1])] == ["Ada Moss", "Ada Moss"]


def test_roles_tell_more_than_any_other_sign() -> None:
    users = [{"id": BO, "name": "Bo Lind", "role": "end-user"}, {"id": MAX, "name": "Max Orr", "role": "admin"}]
    told = ticket(comment(BO, 9), comment(MAX, 10), assignee_id=BO, email_cc_ids=[MAX])
    assert [state for _, state in read({"tickets": [told], "users": users})] == ["answered", "answered", "ours"]


COMMENTS = [comment(ADA, 8), comment(CLEO, 9), comment(MAX, 10, public=False)]


def test_comments_alone_are_a_customers_unless_people_stand_beside_them() -> None:
    assert [state for _, state in read({"comments": COMMENTS, "count": 3})] == ["waits", "waits"]
    users = [{"id": CLEO, "name": "Cleo", "role": "agent"}]
    assert [state for _, state in read({"comments": COMMENTS, "users": users})] == ["waits", "ours"]


@pytest.mark.parametrize("lines", [False, True])
def test_that_nothing_tells_who_wrote_comments_is_told_unasked(*, lines: bool) -> None:
    written = "".join(json.dumps(one) + "\n" for one in COMMENTS) if lines else json.dumps({"comments": COMMENTS})
    notes = [item for item in read_text(written)[1] if isinstance(item, Note) and item.is_pressing]
    assert [(note.count, note.text.split(":")[0]) for note in notes] == [
        (2, "comments of which nothing tells whether we wrote them")
    ]


def say(number: int, kind: int | str, *, sender: str | None = "contact", **more: object) -> dict[str, object]:
    """Write a message of Chatwoot's, of the minute that is its number."""
    about = {"id": number, "content": f"message {number}", "message_type": kind, "content_type": "text", "inbox_id": 3}
    about |= {"conversation_id": 12, "private": False, "created_at": 1_794_900_000 + number * 60, "status": "sent"}
    return about | ({"sender": {"id": 7, "name": "Ada Moss", "type": sender}} if sender else {}) | more


CHAT = [
    say(1, 0),
    say(2, 3, sender=None),
    say(3, 1, sender="agent_bot"),
    say(4, 2, sender=None),
    say(5, 1, sender="user", private=True),
]
"""What stands in a chat before anybody of us has answered; one is a note, one a notice."""
WAITING = [("message 1", "waits"), ("message 2", "ours"), ("message 3", "ours")]


def talk(*messages: dict[str, object], status: str = "open") -> dict[str, object]:
    meta = {"sender": {"id": 7, "name": "Ada Moss"}, "assignee": {"id": 1, "name": "Cleo"}}
    return {"id": 12, "meta": meta, "messages": messages, "status": status, "created_at": 1_794_900_000}


@pytest.mark.parametrize(
    "around",
    [
        lambda messages: {"meta": {"contact": {"name": "Ada"}}, "payload": messages},
        lambda messages: talk(*messages),
        lambda messages: {"data": {"meta": {"all_count": 1}, "payload": [talk(*messages)]}},
    ],
    ids=["messages", "a conversation", "a page of conversations"],
)
def test_in_a_chat_only_a_person_of_ours_answers(around: Any) -> None:
    assert read(around(CHAT)) == WAITING
    assert read(around([*CHAT, say(6, 1, sender=None)])) == [*WAITING, ("message 6", "ours")]
    answered = read(around([*CHAT, say(6, 1, sender="user"), say(7, 0)]))
    assert answered == [("message 1", "answered"), *WAITING[1:], ("message 6", "ours"), ("message 7", "waits")]


def test_a_chats_events_name_kinds_by_words_and_the_conversation_inside() -> None:
    words = {0: "incoming", 1: "outgoing", 2: "activity", 3: "template"}
    events = []
    for message in [*CHAT, say(6, 1, sender="user")]:
        told = message | {"message_type": words[int(str(message["message_type"]))], "inbox": {"id": 3}}
        told |= {
            "conversation": {"id": told.pop("conversation_id"), "messages": [message]},
            "account": {"name": "Acme"},
        }
        events.append(told)
    found = mentions_in(read_text("".join(json.dumps(one) + "\n" for one in events))[1])
    assert [one.text for one in found if one.is_answered] == ["message 1"]
    assert [one.author.name for one in found if not one.ours] == ["Ada Moss"]


def test_how_a_chat_stood_as_somebody_wrote_does_not_tell_that_they_wait_no_more() -> None:
    event = say(1, "incoming", conversation={"id": 12, "status": "resolved"})
    assert read(event) == [("message 1", "waits")]


def test_who_wrote_last_in_a_resolved_chat_waits() -> None:
    assert read(talk(say(1, 0), status="resolved")) == [("message 1", "waits")]


def mail(number: int, *, inbound: bool, author: str | None = None, **more: object) -> dict[str, object]:
    """Write a message of Front's, of the minute that is its number."""
    link = "https://acme.api.frontapp.com/conversations/cnv_1"
    about = {"_links": {"self": "x", "related": {"conversation": link}}, "id": f"msg_{number}", "is_inbound": inbound}
    about |= {"text": f"message {number}", "blurb": "message", "created_at": 1_794_900_000.5 + number * 60}
    people = [{"name": "Ada Moss", "handle": "ada@mail.example", "role": "from"}, {"handle": "x", "role": "to"}]
    about |= {"recipients": people, "draft_mode": None, "error_type": None}
    return about | {"author": {"id": "tea_1", "username": author} if author else None} | more


@pytest.mark.parametrize(
    "reply",
    [mail(2, inbound=False), mail(2, inbound=False, author="cleo", draft_mode="shared")],
    ids=["nobody", "a draft"],
)
def test_a_mail_of_nobodys_and_a_draft_answer_nothing(reply: dict[str, object]) -> None:
    assert [state for _, state in read({"_results": [mail(1, inbound=True), reply]}) if state != "ours"] == ["waits"]


def test_a_mail_that_one_of_us_sent_answers_and_those_to_us_have_a_senders_name() -> None:
    page = {"_results": [mail(1, inbound=True), mail(2, inbound=False, author="cleo"), mail(3, inbound=True)]}
    assert [state for _, state in read(page)] == ["answered", "ours", "waits"]
    found = mentions_in(read_text(json.dumps(page))[1])
    assert [one.author.name or one.author.handle for one in found] == ["Ada Moss", "cleo", "Ada Moss"]


def conversation(last: dict[str, object], **more: object) -> dict[str, object]:
    about = {"id": "cnv_1", "subject": "No refund", "status": "archived", "created_at": 1_794_900_000.5}
    return about | {"last_message": last, "recipient": {"name": "Ada Moss"}} | more


def test_a_conversation_that_tells_its_last_message_is_that_or_else_its_subject() -> None:
    assert read({"_results": [conversation(mail(1, inbound=True))]}) == [("message 1", "waits")]
    assert read({"_results": [conversation(mail(1, inbound=False))]}) == [("No refund", "waits"), ("message 1", "ours")]
    sent = read({"_results": [conversation(mail(1, inbound=False, author="cleo"))]})
    assert sent == [("No refund", "answered"), ("message 1", "ours")]
    resolved = conversation(mail(1, inbound=True), status_category="resolved")
    assert read({"_results": [resolved]}) == [("message 1", "waits")]


def test_the_first_message_stands_below_the_subject_of_what_holds_it() -> None:
    (mention,) = mentions_in(read_text(json.dumps(conversation(mail(1, inbound=True))))[1])
    assert mention.text == "No refund\nmessage 1"


def test_replies_inside_a_ticket_tell_by_themselves_which_way_they_went() -> None:
    replies = [
        {"id": 3, "body_text": "on its way", "incoming": False, "private": False, "user_id": 9, "created_at": at(9)},
        {"id": 4, "body_text": "still nothing", "incoming": True, "private": False, "user_id": 7, "created_at": at(10)},
    ]
    about = {"id": 20, "subject": "Refund", "description": "<p>where is it?</p>", "status": 2, "created_at": at(8)}
    told = about | {"requester_id": 7, "requester": {"id": 7, "name": "Ada Moss"}, "fr_due_by": at(11)}
    assert read([told | {"conversations": replies}]) == [
        ("where is it?", "answered"),
        ("on its way", "ours"),
        ("still nothing", "waits"),
    ]


def test_messages_of_several_conversations_in_one_list_are_no_ticket() -> None:
    messages = [
        mail(1, inbound=True),
        mail(2, inbound=False, author="cleo") | {"_links": {"related": {"conversation": "cnv_2"}}},
    ]
    assert [state for _, state in read({"id": "page 1", "messages": messages})] == ["waits", "ours"]


def test_where_messages_name_what_they_answer_a_ticket_may_be_of_several_people() -> None:
    messages = [mail(n, inbound=True) for n in (1, 2)]
    sent = mail(3, inbound=False, author="cleo", in_reply_to="msg_1")
    assert [state for _, state in read({"id": "cnv_1", "messages": [*messages, sent]})] == ["waits", "waits", "ours"]


def test_comments_below_a_post_are_no_tickets_messages() -> None:
    post = {"id": 1, "text": "new kettles", "author": "acme", "created_at": at(8), "requester_id": None}
    below = [{"id": 2, "text": "mine broke", "author_id": "5", "created_at": at(9)}]
    assert read(post | {"comments": below}) == [("new kettles", "waits"), ("mine broke", "waits")]


def test_a_conversation_whose_names_are_flattened_is_read_as_it_is() -> None:
    flat = {"id": 1, "subject": "No refund", "created_at": at(8), "last_message.id": 5, "last_message.is_inbound": True}
    assert read([flat]) == [("No refund", "waits")]


def thread(hour: int, kind: str, by: str = "customer", **more: object) -> dict[str, object]:
    """Write a thread of Help Scout's; its text names its hour, if nothing else."""
    person = {"customer": ("Ada", "Moss"), "user": ("Cleo", "Hart")}[by]
    about = {"id": hour, "type": kind, "state": "published", "body": f"words of {hour} o'clock", "savedReplyId": 0}
    who = {"id": len(by), "type": by, "first": person[0], "last": person[1], "email": f"{by}@mail.example"}
    return about | {"createdBy": who, "source": {"type": "email", "via": by}, "createdAt": at(hour)} | more


def scouted(*threads: dict[str, object]) -> dict[str, object]:
    begun = {"id": 2201, "number": 118, "threads": 2, "type": "email", "status": "closed", "subject": "Lid"}
    begun |= {"preview": "", "mailboxId": 85, "primaryCustomer": {"id": 8, "type": "customer"}, "createdAt": at(8)}
    listed = [begun | {"_embedded": {"threads": [*threads, thread(8, "customer")]}}]
    return {"_embedded": {"conversations": listed}, "page": {"number": 1}}


def test_the_threads_of_help_scout_tell_by_their_type_who_wrote_them() -> None:
    found = mentions_in(read_text(json.dumps(scouted(thread(10, "customer"), thread(9, "message", "user"))))[1])
    assert [(one.text, one.author.name, one.ours, one.is_answered) for one in found] == [
        ("words of 10 o'clock", "Ada Moss", False, False),
        ("words of 9 o'clock", "Cleo Hart", True, False),
        ("Lid\nwords of 8 o'clock", "Ada Moss", False, True),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        thread(9, "note", "user"),
        thread(9, "lineitem", "user"),
        thread(9, "forwardparent", "user"),
        thread(9, "message", "user", state="draft"),
    ],
    ids=["a note", "an event", "to somebody else", "a draft"],
)
def test_what_help_scout_shows_to_colleagues_alone_answers_nobody(reply: dict[str, object]) -> None:
    assert read(scouted(reply)) == [("words of 8 o'clock", "waits")]


@pytest.mark.parametrize("more", [{"action": {"type": "workflow"}}, {"source": {"type": "api", "via": "user"}}])
def test_what_help_scouts_workflows_and_programs_send_answers_nobody(more: dict[str, object]) -> None:
    assert [state for _, state in read(scouted(thread(9, "message", "user", **more)))] == ["ours", "waits"]


def write(minute: int, actor: str, name: str | None, kind: str = "MESSAGE", **more: object) -> dict[str, object]:
    """Write a message of HubSpot's, of the minute that is its number; colleagues' comments have no direction."""
    about: dict[str, object] = {"type": kind, "id": f"m{minute}", "conversationsThreadId": "512", "createdBy": actor}
    about |= {"senders": [{"actorId": actor} | ({"name": name} if name else {})], "text": f"message {minute}"}
    if kind != "COMMENT":
        about["direction"] = "INCOMING" if actor.startswith("V") else "OUTGOING"
    return about | {"createdAt": f"2026-11-18T08:{minute:02}:00.210Z", "status": {"statusType": "SENT"}} | more


def test_an_agents_message_in_hubspot_answers_what_stands_before_it_in_its_thread() -> None:
    page = {"results": [write(1, "V-2", "Ada Moss"), write(2, "A-9", "Cleo Hart"), write(3, "V-2", None)]}
    found = mentions_in(read_text(json.dumps(page))[1])
    assert [(one.author.name, one.ours, one.is_answered) for one in found] == [
        ("Ada Moss", False, True),
        ("Cleo Hart", True, False),
        ("V-2", False, False),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        write(2, "A-9", "Cleo Hart", "COMMENT"),
        write(2, "S-hubspot", None, "WELCOME_MESSAGE"),
        write(2, "B-1", "Helper"),
        write(2, "A-9", "Cleo Hart", status={"statusType": "FAILED"}),
    ],
    ids=["a note", "a welcome", "a bot", "one that failed"],
)
def test_in_hubspot_no_note_no_bot_and_nothing_that_failed_answers(reply: dict[str, object]) -> None:
    states = [state for _, state in read({"results": [write(1, "V-2", "Ada Moss"), reply]})]
    assert [state for state in states if state != "ours"] == ["waits"]
