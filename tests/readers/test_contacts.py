"""Providers of WhatsApp and SMS export messages that name no conversation: whom we answered is told by the contact."""

import pytest
from tests.readers.reading import mentions_in, read_text

from mentiontriage.model import Mention

HEAD = "Timestamp,Contact ID,Contact Name,Direction,Message,Agent"
ADA = "2026-11-20 09:00,1001,Ada Moon,Incoming,where is my parcel,"
BEN = "2026-11-20 09:05,1002,Ben Reed,Incoming,the kettle leaks,"
SENT = "2026-11-20 10:00,1001,Ada Moon,Outgoing,it left us today,Mira Stein"


def answered(*lines: str) -> list[str]:
    """Read a table; returns what was said to us and answered."""
    return [one.text for one in _read(lines) if one.is_answered]


def ours(*lines: str) -> list[str]:
    return [one.text for one in _read(lines) if one.ours]


def _read(lines: tuple[str, ...]) -> list[Mention]:
    return mentions_in(read_text("\n".join(lines) + "\n")[1])


def test_what_one_of_us_wrote_answers_what_that_contact_wrote_before_and_nobody_else() -> None:
    again = "2026-11-20 11:00,1001,Ada Moon,Incoming,it never came,"
    assert answered(HEAD, ADA, BEN, SENT, again) == ["where is my parcel"]
    assert ours(HEAD, ADA, BEN, SENT) == ["it left us today"]


@pytest.mark.parametrize(
    "agent",
    ["", "-", "Bot", "Acme Bot", "Chatbot", "WhatsApp API", "Auto Reply", "Welcome flow", "Black Friday campaign"],
)
def test_what_nobody_or_a_machine_is_named_for_answers_nobody(agent: str) -> None:
    assert answered(HEAD, ADA, BEN, SENT.replace("Mira Stein", agent)) == []
    assert ours(HEAD, ADA, BEN, SENT.replace("Mira Stein", agent)) == ["it left us today"]


def test_without_a_column_of_who_of_us_wrote_nobody_is_answered() -> None:
    assert answered(*(line.rpartition(",")[0] for line in (HEAD, ADA, BEN, SENT))) == []


def test_an_agent_who_is_named_at_a_customers_message_looks_after_them_and_need_not_have_written() -> None:
    assert answered(HEAD, ADA, f"{BEN}Mira Stein", SENT) == []


def test_a_number_under_which_several_people_write_may_be_our_own() -> None:
    shared = [line.replace("1002", "1001") for line in (HEAD, ADA, BEN, SENT)]
    assert answered(*shared) == []


@pytest.mark.parametrize(("named", "told"), [(True, ["where is my parcel"]), (False, [])])
def test_a_telephone_number_tells_a_contact_only_where_a_name_stands_beside_it(*, named: bool, told: list[str]) -> None:
    name = ",Contact Name" if named else ",Note"
    head = HEAD.replace("Contact ID", "Phone").replace(",Contact Name", name)
    assert answered(head, ADA, BEN, SENT) == told


def test_the_same_words_to_several_contacts_are_a_campaigns() -> None:
    offer = "2026-11-20 10:00,{},{},Outgoing,20 % off today,Mira Stein"
    assert answered(HEAD, ADA, BEN, offer.format(1001, "Ada Moon"), offer.format(1002, "Ben Reed")) == []


@pytest.mark.parametrize(
    ("column", "cell"), [("Campaign", "Winter"), ("Template Name", "hello_1"), ("Message Type", "template")]
)
def test_what_is_marked_as_a_campaigns_answers_nobody(column: str, cell: str) -> None:
    assert answered(f"{HEAD},{column}", f"{ADA},", f"{BEN},", f"{SENT},") == ["where is my parcel"]
    assert answered(f"{HEAD},{column}", f"{ADA},", f"{BEN},", f"{SENT},{cell}") == []


@pytest.mark.parametrize(
    ("role", "told"), [("user", ["my card was charged twice"]), ("broadcast", []), ("workflow", [])]
)
def test_the_role_of_the_sender_tells_whether_one_of_us_wrote(role: str, told: list[str]) -> None:
    head = "Date & Time,Sender ID,Sender Type,Contact ID,Message ID,Content Type,Message Type,Content"
    asked = "2026-11-20 09:00,7,contact,7,m1,text,incoming,my card was charged twice"
    sent = f"2026-11-20 10:00,31,{role},7,m2,text,outgoing,we paid one back"
    assert answered(head, asked, sent) == told


@pytest.mark.parametrize("beside", ["Route", "Bus", "Stop ID", "Call Duration"])
def test_the_direction_of_a_bus_or_a_call_is_no_messages_even_beside_a_contact_and_an_agent(beside: str) -> None:
    assert ours(f"{HEAD},{beside}", f"{ADA},7", f"{BEN},7", f"{SENT},7") == []


def test_a_conversation_that_is_named_tells_more_than_the_contact() -> None:
    head = f"{HEAD},Conversation ID"
    assert answered(head, f"{ADA},c1", f"{ADA.replace('parcel', 'refund')},c2", f"{SENT},c2") == ["where is my refund"]


def test_where_messages_name_what_they_answer_the_contact_tells_nothing() -> None:
    head = f"{HEAD},Message ID,Reply to message ID"
    assert answered(head, f"{ADA},m1,", f"{BEN},m2,", f"{SENT},m3,m2") == []


TWILIO = "From,To,Body,Status,SentDate,NumSegments,AccountSid,Sid,Direction"
TO_US = "+15550100,+15550199,my order is lost,received,2026-11-20T09:00:00Z,1,AC1,SM1,inbound"
BY_US = "+15550199,+15550100,here it comes,delivered,2026-11-20T10:00:00Z,1,AC1,SM2,{}"


@pytest.mark.parametrize("way", ["outbound-api", "outbound-reply", "outbound-call"])
def test_twilio_tells_what_we_sent_and_not_whether_a_person_wrote_it(way: str) -> None:
    assert ours(TWILIO, TO_US, BY_US.format(way)) == ["here it comes"]
    assert answered(TWILIO, TO_US, BY_US.format(way)) == []


def test_who_wrote_to_us_is_to_whom_we_write_where_only_numbers_tell_it() -> None:
    other = TO_US.replace("0100", "0101").replace("order", "ring")
    lines = (f"{TWILIO},Agent", f"{TO_US},", f"{other},", f"{BY_US.format('outbound-api')},Mira Stein")
    assert answered(*lines) == ["my order is lost"]
