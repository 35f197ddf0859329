"""Help desks mark which way a message went: what we wrote is ours, and answers what stands before it."""

import json

import pytest
from tests.readers.reading import mentions_in, read_text

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


def test_in_a_table_it_answers_what_stands_before_it_in_its_ticket() -> None:
    _, items = read_text(HEAD + ASKED + ANSWERED + ASKED.replace("55", "56"))
    assert [(one.ours, one.is_answered) for one in mentions_in(items)] == [(False, True), (True, False), (False, False)]


def test_a_note_among_colleagues_is_ours_and_answers_nobody() -> None:
    _, items = read_text(HEAD + ASKED + NOTED)
    assert [(one.ours, one.is_answered) for one in mentions_in(items)] == [(False, False), (True, False)]


def test_where_messages_name_what_they_answer_a_conversation_may_be_of_several_people() -> None:
    head = "id,conversation_id,in_reply_to,created_at,text,direction\n"
    rows = "1,c,,2026-07-14 09:00,no bag,inbound\n2,c,,2026-07-14 09:01,same here,inbound\n"
    _, items = read_text(head + rows + "3,c,1,2026-07-14 10:00,which flight?,outbound\n")
    assert [(one.ours, one.is_answered) for one in mentions_in(items)] == [
        (False, False),
        (False, False),
        (True, False),
    ]
