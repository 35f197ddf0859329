"""Help desks mark which way a message went: what we wrote is ours, and answers what stands before it."""

import json
from pathlib import Path

import pytest
from tests.cli.commands import triage
from tests.readers.reading import mentions_in, read_text

from mentiontriage.model import Note

HEAD = "Ticket ID,Created at,Message,Incoming,Private\n"
ASKED = "55,2026-07-14 09:00,where is my bag,true,false\n"
ANSWERED = "55,2026-07-14 10:00,it is on its way,false,false\n"
NOTED = "55,2026-07-14 10:00,this one shouts,false,true\n"


def list_ours(*posts: dict[str, object]) -> list[bool]:
    _, items = read_text(json.dumps([{"text": f"message {n}"} | post for n, post in enumerate(posts)]))
    return [mention.ours for mention in mentions_in(items)]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"is_inbound": True}, {"is_inbound": False}),
        ({"incoming": True}, {"incoming": False}),
        ({"from_agent": False}, {"from_agent": True}),
        ({"direction": "INCOMING", "recipients": []}, {"direction": "OUTGOING", "recipients": []}),
        (
            {"direction": "inbound", "messaging_service_sid": 1},
            {"direction": "outbound-api", "messaging_service_sid": 1},
        ),
        ({"message_type": "incoming"}, {"message_type": "outgoing"}),
        ({"message": {"text": "hi", "is_inbound": True}}, {"message": {"text": "hi", "is_inbound": False}}),
        (
            {"message_type": 0, "conversation_id": 1, "inbox_id": 2, "private": False},
            {"message_type": 1, "conversation_id": 1, "inbox_id": 2, "private": False},
        ),
    ],
)
def test_what_is_marked_as_sent_is_ours(theirs: dict[str, object], ours: dict[str, object]) -> None:
    assert list_ours(theirs, ours) == [False, True]


@pytest.mark.parametrize(
    "mark",
    [
        {"incoming": 0},
        {"incoming": None},
        {"is_inbound": "unknown"},
        {"message_type": 1},
        {"direction": "north", "recipients": []},
        {"direction": "outbound", "route": "Bus 7"},
    ],
)
def test_what_is_no_known_word_and_no_messages_direction_marks_nothing(mark: dict[str, object]) -> None:
    assert list_ours(mark) == [False]


def test_a_sent_message_answers_the_one_that_it_names() -> None:
    posts = [
        {"id": "m1", "text": "where is my bag", "is_inbound": True, "in_reply_to": None},
        {"id": "m2", "text": "it is on its way", "is_inbound": False, "in_reply_to": "m1"},
    ]
    _, items = read_text(json.dumps(posts))
    assert [(one.id, one.ours, one.in_reply_to) for one in mentions_in(items)] == [
        ("m1", False, None),
        ("m2", True, "m1"),
    ]


def say(number: int, ticket: int, hour: int, *, incoming: bool, private: bool = False) -> dict[str, object]:
    about = {"id": number, "ticket_id": ticket, "incoming": incoming, "private": private}
    return about | {"body_text": f"message {number}", "created_at": f"2026-07-14T{hour:02}:00:00Z"}


MESSAGES = [
    say(1, 55, 9, incoming=True),
    say(2, 56, 9, incoming=True),
    say(3, 55, 10, incoming=False),
    say(4, 55, 11, incoming=True),
    say(5, 56, 12, incoming=False, private=True),
    say(6, 57, 8, incoming=False),
    say(7, 57, 9, incoming=True),
]
LINES = "".join(json.dumps(one) + "\n" for one in MESSAGES)


@pytest.mark.parametrize("written", [json.dumps(MESSAGES), json.dumps({"results": MESSAGES}), LINES])
def test_in_json_too_it_answers_what_stands_before_it_in_its_ticket_and_a_note_is_no_post(written: str) -> None:
    _, items = read_text(written)
    assert [one.text for one in mentions_in(items) if one.is_answered] == ["message 1"]
    assert [one.text for one in mentions_in(items) if one.ours] == ["message 3", "message 6"]
    (note,) = (item for item in items if isinstance(item, Note))
    assert (note.text.partition(";")[0], note.count) == (
        "notes among colleagues, drafts and notices of the help desk: 1",
        1,
    )


def test_in_what_process_an_answer_is_read_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "messages.ndjson"
    headers = "Received: by mail.example " * 250  # what is small is not dealt out
    others = [say(n, n, 9, incoming=True) | {"headers": headers} for n in range(100, 200)]
    file.write_text("".join(json.dumps(one) + "\n" for one in (MESSAGES[0], *others, MESSAGES[2])))
    how = ("rank", file, "--format", "json", "--now", "2026-07-15T00:00:00Z", "--jobs")
    alone, shared = (triage(*how, jobs) for jobs in ("1", "2"))
    assert (json.loads(alone.out)["answered"], alone.code) == (1, 0)
    assert alone.out == shared.out


def test_in_a_table_it_answers_what_stands_before_it_in_its_ticket() -> None:
    _, items = read_text(HEAD + ASKED + ANSWERED + ASKED.replace("55", "56"))
    assert [(one.ours, one.is_answered) for one in mentions_in(items)] == [(False, True), (True, False), (False, False)]


def test_a_note_among_colleagues_is_ours_and_answers_nobody() -> None:
    _, items = read_text(HEAD + ASKED + NOTED)
    assert [(one.ours, one.is_answered) for one in mentions_in(items)] == [(False, False), (True, False)]


def test_where_messages_name_what_they_answer_a_conversation_may_be_of_several_people() -> None:
    about: dict[str, object] = {"conversation_id": "c", "created_at": "2026-07-14T09:00:00Z", "in_reply_to": None}
    posts = [about | {"id": n, "text": "no bag", "direction": "inbound"} for n in (1, 2)]
    sent = about | {"id": 3, "text": "which flight?", "direction": "outbound", "in_reply_to": 1}
    _, told = read_text(json.dumps([*posts, sent]))
    assert not any(one.is_answered for one in mentions_in(told))
    head = "id,conversation_id,in_reply_to,created_at,text,direction\n"
    rows = "1,c,,2026-07-14 09:00,no bag,inbound\n2,c,,2026-07-14 09:01,same here,inbound\n"
    _, items = read_text(head + rows + "3,c,1,2026-07-14 10:00,which flight?,outbound\n")
    assert [(one.ours, one.is_answered) for one in mentions_in(items)] == [
        (False, False),
        (False, False),
        (True, False),
    ]


def test_a_conversation_is_known_by_its_number_too_and_not_by_who_has_it() -> None:
    head = "Conversation Display ID,Conversation assignee ID,Post ID,Published,Text,Direction\n"
    rows = (
        "7,1,a1,2026-07-14 09:00,no refund,Incoming\n7,1,a2,2026-07-14 10:00,on its way,Outgoing\n"
        "8,1,a3,2026-07-14 09:00,it broke,Incoming\n"
    )
    _, items = read_text(head + rows)
    assert [post.is_answered for post in mentions_in(items) if not post.ours] == [True, False]


def list_answered(*sent: dict[str, object], **asked: object) -> list[bool]:
    """Read a message to us at 9, each with another conversation, and what we sent at 10 in each."""
    about = [{"conversation_id": n, "text": f"message {n}"} for n in range(len(sent))]
    theirs = [one | {"is_inbound": True, "created_at": "2026-07-14T09:00:00Z"} | asked for one in about]
    ours = [one | {"is_inbound": False, "created_at": "2026-07-14T10:00:00Z"} for one in about]
    said = [one | {"text": "we look into it"} | more for one, more in zip(ours, sent, strict=True)]
    found = mentions_in(read_text(json.dumps([*theirs, *said]))[1])
    return [one.is_answered for one in found if not one.ours]


MACHINES: list[dict[str, object]] = [
    {"is_automated": True},
    {"auto_response": "true"},
    {"rule_id": 4},
    {"automation_id": 9},
    {"source": 8},
    {"via": "rule"},
    {"via": {"channel": "api", "source": {}}},
    {"sender": {"type": "agent_bot", "name": "Botty"}},
    {"author_type": "Bot"},
    {"agent_name": "Automation"},
]
UNSENT: list[dict[str, object]] = [
    {"private": True},
    {"public": False},
    {"is_draft": True},
    {"draft_mode": "shared"},
    {"error_type": "bounced"},
    {"outgoing_failures": [{"email": "ada"}]},
    {"status": "failed"},
    {"failed_datetime": "2026-07-14T10:00:01Z"},
]


@pytest.mark.parametrize("mark", [*MACHINES, *UNSENT])
def test_neither_a_machine_nor_what_nobody_has_read_answers(mark: dict[str, object]) -> None:
    assert list_answered(mark, {}) == [False, True]


@pytest.mark.parametrize("mark", MACHINES)
def test_what_a_machine_sends_below_a_message_does_not_answer_it_either(mark: dict[str, object]) -> None:
    (sent,) = mentions_in(read_text(json.dumps([{"text": "thanks", "from_agent": True, "in_reply_to": 5} | mark]))[1])
    assert (sent.ours, sent.in_reply_to) == (True, None)


@pytest.mark.parametrize(
    "person", [{"via": "helpdesk"}, {"rule_id": None}, {"status": "sent"}, {"error_type": None}, {"is_draft": False}]
)
def test_what_says_that_it_is_neither_does(person: dict[str, object]) -> None:
    assert list_answered(person) == [True]


def test_marks_of_what_a_machine_sends_mean_nothing_on_what_was_sent_to_us() -> None:
    assert list_answered({}, via="api", status="failed", is_automated=True) == [True]


def test_in_a_table_too_a_machine_answers_nobody() -> None:
    head = HEAD.replace("Private", "Automated")
    _, items = read_text(head + ASKED + ANSWERED.replace("false,false", "false,true"))
    assert [(one.ours, one.is_answered) for one in mentions_in(items)] == [(False, False), (True, False)]


PARTS = "Conversation ID,Part type,Created at,Author type,Author name,Body\n"
OPENED = "7,initial,2026-07-14 09:00,user,Ada Moon,<p>no refund</p>\n"


@pytest.mark.parametrize(
    ("part", "answers"),
    [
        ("comment,2026-07-14 10:00,admin,Cy Dunn,it is sent", True),
        ("comment,2026-07-14 10:00,Agent,Cy Dunn,it is sent", True),
        ("comment,2026-07-14 10:00,bot,Fin,did you look at it?", False),
        ("note,2026-07-14 10:00,admin,Cy Dunn,an angry one", False),
    ],
)
def test_in_a_conversation_the_side_of_who_wrote_tells_which_way_a_message_went(part: str, *, answers: bool) -> None:
    asked, sent = mentions_in(read_text(f"{PARTS}{OPENED}7,{part}\n")[1])
    assert (asked.ours, asked.is_answered, sent.ours) == (False, answers, True)


@pytest.mark.parametrize(
    ("marks", "answers"),
    [("true,false,7", False), ("false,true,7", False), ("false,false,", False), ("false,false,7", True)],
)
def test_in_a_table_too_what_a_machine_sends_or_nobody_has_read_answers_nothing_that_it_names(
    marks: str, *, answers: bool
) -> None:
    head = "id,ticket_id,in_reply_to,created_at,text,incoming,automated,private,agent_id\n"
    rows = "1,9,,2026-07-14 09:00,no bag,true,,,\n" + f"2,9,1,2026-07-14 09:01,we look into it,false,{marks}\n"
    assert [one.in_reply_to for one in mentions_in(read_text(head + rows)[1])] == [None, "1" if answers else None]


def test_in_a_table_what_no_agent_is_named_for_answers_nobody() -> None:
    head = HEAD.replace("Private", "Agent ID")
    for agent, answers in (("", False), ("17", True)):
        _, items = read_text(head + ASKED.replace(",false", ",") + ANSWERED.replace("false,false", f"false,{agent}"))
        assert [(one.ours, one.is_answered) for one in mentions_in(items)] == [(False, answers), (True, False)]


def test_what_an_agent_did_without_a_word_answers_nobody() -> None:
    (asked,) = mentions_in(read_text(f"{PARTS}{OPENED}7,snoozed,2026-07-14 10:00,admin,Cy Dunn,\n")[1])
    assert not asked.is_answered


def test_the_staff_of_a_forum_are_not_the_firms() -> None:
    head = "Thread ID,Created at,Author role,Author name,Body\n"
    _, items = read_text(f"{head}7,2026-07-14 09:00,member,Ada Moon,no refund\n7,2026-07-14 10:00,staff,mod,be kind\n")
    assert not any(one.ours or one.is_answered for one in mentions_in(items))


FAR = [
    {"conversation": {"id": "cnv_1"}},
    {"_links": {"self": "x", "related": {"conversation": "https://acme.api.frontapp.com/conversations/cnv_1"}}},
    {"data": {"message": {"conversation_id": "cnv_1"}}},
    {"ticket": 1},
]


@pytest.mark.parametrize("told", FAR)
@pytest.mark.parametrize("page", [False, True])
def test_a_conversation_is_known_however_deep_its_id_stands(told: dict[str, object], *, page: bool) -> None:
    asked = {"id": "m1", "text": "where is my bag", "is_inbound": True, "created_at": "2026-07-14T09:00:00Z"} | told
    sent = asked | {"id": "m2", "text": "on its way", "is_inbound": False, "created_at": "2026-07-14T10:00:00Z"}
    posts = [asked, sent]
    written = json.dumps({"_results": posts}) if page else "".join(json.dumps(one) + "\n" for one in posts)
    assert [(one.ours, one.is_answered) for one in mentions_in(read_text(written)[1])] == [(False, True), (True, False)]


def test_of_two_conversations_that_a_message_names_none_counts() -> None:
    two = {"old": {"conversation": {"id": 1}}, "new": {"conversation": {"id": 2}}}
    asked = {"text": "where is my bag", "is_inbound": True, "created_at": "2026-07-14T09:00:00Z"} | two
    sent = asked | {"text": "on its way", "is_inbound": False, "created_at": "2026-07-14T10:00:00Z"}
    assert not any(one.is_answered for one in mentions_in(read_text(json.dumps([asked, sent]))[1]))
