"""A status that calls a ticket solved answers nobody where the export shows that nobody was answered."""

import json

import pytest
from tests.readers.reading import mentions_in, read_text
from tests.readers.tables import notes

from mentiontriage.readers._closing import DOUBTED, SILENT

SOLVED = "posts of tickets that their status calls solved"
BELIEVED = "rows that 'Status' calls solved or the customer's turn"


def tell(written: str) -> tuple[list[bool], list[str]]:
    """Tell which posts of customers count as answered, and what is told of that, with the number of posts."""
    _, items = read_text(written)
    told = [text.partition(";")[0] for text in notes(items)]
    return [one.is_answered for one in mentions_in(items) if not one.ours], told


DOUBTS = [
    ("Last message by", "Customer", "Agent"),
    ("Last Comment From", "end-user", "agent"),
    ("Latest message direction", "inbound", "outbound"),
    ("Closed by", "Automation", "Cleo Reed"),
    ("Resolved By", "System", "Autumn Reed"),
    ("Solved by", "Auto-close after 3 days", "Cleo Reed"),
    ("Agent interactions", "0", "2"),
    ("Agent replies", "0", "1"),
]


@pytest.mark.parametrize(("name", "doubt", "sound"), DOUBTS)
def test_what_stands_beside_the_status_of_a_row_may_speak_against_it(name: str, doubt: str, sound: str) -> None:
    head = f"Ticket ID,Created,Status,Message,{name}\n"
    rows = (("closed", doubt), ("closed", sound), ("closed", ""), ("open", sound))
    table = "".join(f"{n},2026-07-1{n},{status},no refund {n},{cell}\n" for n, (status, cell) in enumerate(rows))
    assert tell(head + table) == ([False, True, True, False], [f"{BELIEVED}: 2", f"{DOUBTED}: 1"])


@pytest.mark.parametrize(("name", "doubt", "sound"), DOUBTS)
def test_so_it_is_of_tickets_in_json(name: str, doubt: str, sound: str) -> None:
    about = {"subject": "No refund", "description": "where is it?", "requester_id": 1, "created_at": "2026-07-14"}
    field = name.lower().replace(" ", "_")
    tickets = [about | {"id": n, "status": "closed", field: cell} for n, cell in enumerate((doubt, sound, None))]
    assert tell(json.dumps(tickets)) == ([False, True, True], [f"{SOLVED}: 2", f"{DOUBTED}: 1"])


@pytest.mark.parametrize(
    ("theirs", "ours", "answered"),
    [
        ("2026-07-15T09:00:00Z", "2026-07-15T10:00:00Z", True),
        ("2026-07-15T11:00:00Z", "2026-07-15T10:00:00Z", False),
        ("", "2026-07-15T10:00:00Z", True),
        ("2026-07-15T11:00:00Z", "", False),
        ("", "", True),
    ],
)
def test_who_wrote_last_may_be_told_by_two_times(theirs: str, ours: str, *, answered: bool) -> None:
    head = "Ticket ID,Created,Status,Message,Requester responded at,Agent responded at\n"
    row = f"1,2026-07-14T08:00:00Z,closed,no refund,{theirs},{ours}\n"
    assert tell(head + row + "2,2026-07-14T09:00:00Z,open,no refund!,,\n")[0] == [answered, False]
    about = {"id": 1, "subject": "No refund", "description": "where is it?", "fr_due_by": "2026-07-16T08:00:00Z"}
    stats = {"requester_responded_at": theirs or None, "agent_responded_at": ours or None}
    told = {"status": 5, "requester_id": 1, "created_at": "2026-07-14T08:00:00Z", "stats": stats}
    assert tell(json.dumps([about | told]))[0] == [answered]


@pytest.mark.parametrize(("last", "answered"), [("2026-07-15T09:00:00", False), ("2026-07-15T10:00:00", True)])
def test_who_wrote_last_may_be_told_by_when_anybody_did(last: str, *, answered: bool) -> None:
    about = {"id": 1, "status": "closed", "subject": "Refund", "created_datetime": "2026-07-14T09:00:00"}
    told = about | {"customer_name": "Ada", "assignee_user": {"id": 1}, "excerpt": "where is my refund"}
    dates = {"last_received_message_datetime": "2026-07-15T09:00:00", "last_message_datetime": last}
    assert tell(json.dumps([told | dates]))[0] == [answered]
    del dates["last_message_datetime"]
    assert tell(json.dumps([told | dates]))[0] == [True]


@pytest.mark.parametrize("status", ["Auto-closed", "auto closed", "Automatically closed"])
def test_what_a_machine_closed_waits_in_a_table_of_tickets(status: str) -> None:
    table = f"Ticket ID,Created,Status,Subject\n7,2026-07-14 14:05,{status},the lid\n8,2026-07-14 15:05,Closed,thanks\n"
    assert tell(table) == ([False, True], [f"{BELIEVED}: 1"])


HEAD = "ID,Ticket ID,Created at,Message,Incoming,Ticket status\n"
MESSAGES = (
    "1,55,2026-07-14 09:00,where is my bag,true,closed\n",
    "2,55,2026-07-14 10:00,it is on its way,false,closed\n",
    "3,55,2026-07-14 11:00,it never came,true,closed\n",
    "4,56,2026-07-14 09:00,no refund,true,closed\n",
    "5,57,2026-07-14 09:00,the lid is broken,true,open\n",
)


def test_in_a_table_of_messages_our_words_answer_and_no_status() -> None:
    assert tell(HEAD + "".join(MESSAGES)) == ([True, False, False, False], [f"{SILENT}: 2"])


def test_in_json_too() -> None:
    names = ("id", "ticket_id", "created_at", "body_text", "incoming", "status")
    rows = [dict(zip(names, line.strip().split(","), strict=True)) for line in MESSAGES]
    assert tell(json.dumps(rows)) == ([True, False, False, False], [f"{SILENT}: 2"])
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    assert tell(lines) == ([True, False, False, False], [f"{SILENT}: 2"])


def test_where_nothing_of_ours_is_there_the_status_is_the_only_witness() -> None:
    theirs = [line for line in MESSAGES if ",true," in line]
    told = "rows that 'Ticket status' calls solved or the customer's turn: 3"
    assert tell(HEAD + "".join(theirs)) == ([True, True, True, False], [told])


def test_a_row_for_each_ticket_holds_no_messages_though_we_began_some() -> None:
    begun = "6,58,2026-07-14 09:00,we call back your kettle,false,closed\n"
    alone = [MESSAGES[0], MESSAGES[3], MESSAGES[4], begun]
    assert tell(HEAD + "".join(alone))[0] == [True, True, False]
    names = ("id", "ticket_id", "created_at", "body_text", "incoming", "status")
    rows = [dict(zip(names, line.strip().split(","), strict=True)) for line in alone]
    assert tell(json.dumps(rows))[0] == [True, True, False]


def test_who_waits_in_a_solved_ticket_that_holds_its_messages_is_counted() -> None:
    about = {"id": 1, "subject": "No refund", "description": "where is it?", "requester_id": 1, "status": "solved"}
    note = {"id": 2, "author_id": 2, "audit_id": 3, "body": "called her", "public": False}
    told = about | {"created_at": "2026-07-14T08:00:00Z", "comments": [note | {"created_at": "2026-07-14T09:00:00Z"}]}
    answered, counted = tell(json.dumps({"tickets": [told]}))
    assert answered == [False]
    assert counted[0] == f"{SILENT}: 1"


def test_whoever_maps_a_status_is_believed() -> None:
    table = "Ticket ID,Created,How it stands,Message,Closed by\n1,2026-07-14,closed,no refund,Automation\n"
    _, items = read_text(table, status="how it stands")
    assert [one.is_answered for one in mentions_in(items)] == [True]


@pytest.mark.parametrize("column", ["First response at", "conversation_first_response_at"])
def test_that_somebody_was_first_responded_to_is_no_answer_as_it_may_have_been_a_bots(column: str) -> None:
    head = f"Conversation ID,Created at,Message,Author type,{column}\n"
    rows = "81,2026-07-14 09:00,no refund,user,2026-07-14 09:01\n81,2026-07-14 10:00,still none,user,2026-07-14 09:01\n"
    assert tell(head + rows) == ([False, False], [])
