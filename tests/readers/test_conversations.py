"""An export of a support tool's messages tells by our own which of the others are answered."""

import json

import pytest
from tests.readers import reading
from tests.readers.tables import mentions, open_bytes, read_text

from mentiontriage.inspection import inspect_export
from mentiontriage.model import Note, Repost
from mentiontriage.readers._closing import SILENT

HEAD = "Message ID,Conversation ID,Contact Primary Identifier,Created at,Direction,Content\n"
TOLD = {
    "asked": "m1,c1,ada,2026-11-19 08:00:00,inbound,where is my bag",
    "asked on": "m2,c1,ada,2026-11-19 08:05:00,inbound,hello?",
    "our answer": "m3,c1,ada,2026-11-19 09:00:00,outbound,which flight?",
    "asked again": "m4,c1,ada,2026-11-19 10:00:00,inbound,still no bag",
    "another's": "m5,c2,bob,2026-11-19 08:30:00,inbound,same here",
    "our answer to nobody": "m6,,bob,2026-11-19 11:00:00,outbound,hi",
    "in no conversation": "m7,,eve,2026-11-19 08:30:00,inbound,no bag either",
    "of unknown time": "m8,c1,ada,,inbound,and no word",
}


def list_answered(*names: str) -> list[str]:
    items = read_text(HEAD + "\n".join(TOLD[name] for name in names) + "\n")
    return [name for name, mention in zip(names, mentions(items), strict=True) if mention.is_answered]


def test_what_we_write_answers_what_was_written_before_in_that_conversation() -> None:
    assert list_answered(*TOLD) == ["asked", "asked on"]


def test_where_in_the_file_our_answer_stands_does_not_matter() -> None:
    assert list_answered("our answer", "asked again", "asked") == ["asked"]
    assert list_answered("asked again", "asked", "our answer") == ["asked"]


def test_nothing_is_answered_where_we_wrote_nothing() -> None:
    assert list_answered("asked", "asked again", "another's") == []


@pytest.mark.parametrize("text", ["Text", "Content"])
@pytest.mark.parametrize(
    ("agent", "answers"), [(",", False), (",Automation", False), ("ag-1,Automation", False), ("ag-1,Lea", True)]
)
def test_what_no_agent_is_named_for_was_sent_by_a_machine_and_answers_nothing(
    text: str, agent: str, *, answers: bool
) -> None:
    head = HEAD.replace("Content", f"Agent ID,Agent Name,{text}")
    rows = (TOLD["asked"].replace("where", ",,where"), TOLD["our answer"].replace("which", f"{agent},which"))
    asked, sent = mentions(read_text(head + "\n".join(rows) + "\n"))
    assert (asked.is_answered, sent.ours) == (answers, True)
    assert inspect_export(open_bytes(head.encode())).used["automatic"] == ("Agent ID", "Agent Name")


def test_who_has_no_first_identifier_is_known_by_the_second() -> None:
    head = HEAD.replace(",Created", ",Contact Secondary Identifier,Created")
    items = read_text(head + TOLD["asked"].replace("ada,", ",@ada.moon,") + "\n")
    assert [post.author.handle for post in mentions(items)] == ["ada.moon"]


ENGAGE = """created_at,content_thread_id,id,status,auto_submitted,creator_id,author_name,body,body_as_text,\
in_reply_to_id
2026-11-19T08:00:00Z,t1,m1,Assigned,false,,Marta,no bag,no bag,
2026-11-19T08:01:00Z,t1,m2,Agent reply,true,a1,Velora,thanks,we have got your message,m1
2026-11-19T08:02:00Z,t1,m3,Assigned,false,,Ivo,same here,same here,
2026-11-19T09:00:00Z,t1,m4,Agent reply,false,a1,Velora,which flight?,which flight?,m3
2026-11-19T08:03:00Z,t2,m5,Replied,false,,Ana,no refund,no refund,
2026-11-19T08:04:00Z,t2,m6,Agent message,false,,Velora,hello all,hello all,
"""


def test_a_machines_thanks_answer_nothing_and_a_status_may_tell_what_no_message_does() -> None:
    found = mentions(read_text(ENGAGE))
    assert [mention.text for mention in found if mention.is_answered] == ["same here", "no refund"]
    assert [mention.text for mention in found if mention.ours] == [
        "we have got your message",
        "which flight?",
        "hello all",
    ]


def test_an_export_without_its_column_of_conversations_is_read_all_the_same() -> None:
    rows = HEAD + "".join(row + "\n" for row in TOLD.values())
    kept = "\n".join(",".join(row.split(",")[:1] + row.split(",")[2:]) for row in rows.splitlines())
    assert [mention.is_answered for mention in mentions(read_text(kept))] == [False] * len(TOLD)


START = 1_794_900_000


def talk(state: str, *parts: tuple[int, str, str, str]) -> list[str]:
    """Read a conversation of Intercom's API that Ada begins at 0 s; gives what counts as answered, by its text."""
    told = [
        {"part_type": kind, "author": {"type": who}, "body": f"<p>{text}</p>", "created_at": START + second}
        for second, who, kind, text in parts
    ]
    begun = {"id": "1", "body": "no refund", "author": {"type": "user", "name": "Ada"}}
    around = {"type": "conversation", "id": "2", "created_at": START, "state": state, "source": begun}
    name, items = reading.read_text(json.dumps(around | {"conversation_parts": {"conversation_parts": told}}))
    assert name == "intercom-api"
    return [mention.text for mention in reading.mentions_in(items) if mention.is_answered]


AGAIN = (60, "user", "comment", "hello?")


def test_of_intercoms_api_what_an_admin_writes_to_a_person_answers_what_stands_before_it() -> None:
    assert talk("open", AGAIN, (90, "admin", "comment", "which order?"), (120, "lead", "comment", "12")) == [
        "no refund",
        "hello?",
    ]
    assert talk("open", (30, "admin", "comment", "which order?"), AGAIN) == ["no refund"]


def test_of_intercoms_api_neither_bots_nor_notes_answer_anything() -> None:
    assert talk("open", AGAIN, (90, "bot", "comment", "we are away"), (95, "admin", "note", "angry")) == []
    assert talk("open", AGAIN, (90, "admin", "comment", ""), (95, "admin", "assignment", "")) == []


def test_of_intercoms_api_no_conversation_is_answered_by_closing_it() -> None:
    assert talk("closed", AGAIN) == talk("snoozed", AGAIN) == []
    assert talk("closed", AGAIN, (90, "bot", "comment", "bye"), (95, "bot", "close", "")) == []
    assert talk("closed", (30, "admin", "comment", "which order?"), AGAIN, (90, "admin", "close", "")) == ["no refund"]


@pytest.mark.parametrize(
    ("state", "more", "answered"),
    [
        ("closed", {}, True),
        ("open", {}, False),
        ("closed", {"waiting_since": 1_794_900_000}, False),
        ("closed", {"statistics": {"last_contact_reply_at": START, "last_admin_reply_at": START + 90}}, True),
        ("open", {"statistics": {"last_contact_reply_at": START, "last_admin_reply_at": START + 90}}, True),
        ("closed", {"statistics": {"last_contact_reply_at": START + 95, "last_admin_reply_at": START + 90}}, False),
        ("closed", {"statistics": {"last_contact_reply_at": START, "last_admin_reply_at": None}}, False),
    ],
)
def test_a_page_of_intercoms_api_tells_who_wrote_last_or_else_its_state_is_believed(
    state: str, more: dict[str, object], *, answered: bool
) -> None:
    begun = {"id": "1", "body": "no refund", "author": {"type": "user", "name": "Ada"}}
    around = {"type": "conversation", "id": "2", "created_at": START, "state": state, "source": begun, **more}
    _, items = reading.read_text(json.dumps({"type": "conversation.list", "conversations": [around]}))
    assert [mention.is_answered for mention in reading.mentions_in(items)] == [answered]
    told = [item.text.partition(":")[0] for item in items if isinstance(item, Note)]
    assert told == ([] if answered or state == "open" else [SILENT])


def test_a_reply_in_a_forums_topic_names_what_it_answers_by_its_place_there() -> None:
    name, items = reading.read_file(reading.FIXTURES / "discourse" / "topic.json")
    asked, ours, other = reading.mentions_in(items)
    assert (name, ours.in_reply_to, other.in_reply_to) == ("discourse", asked.id, None)


def test_two_forums_that_count_alike_have_posts_of_their_own() -> None:
    topic = json.loads((reading.FIXTURES / "discourse" / "topic.json").read_text("utf-8"))
    (here, *_) = reading.mentions_in(reading.read_text(json.dumps(topic))[1])
    topic["post_stream"]["posts"][0]["created_at"] = "2025-01-01T00:00:00.001Z"
    (there, *_) = reading.mentions_in(reading.read_text(json.dumps(topic))[1])
    assert here.id != there.id


def test_a_community_of_vk_answers_the_comment_in_a_thread_that_its_reply_names() -> None:
    _, items = reading.read_file(reading.FIXTURES / "vk" / "comments.json")
    asked, ours, again, _ = reading.mentions_in(items)
    assert (ours.author.handle, ours.in_reply_to, again.in_reply_to) == ("brightwell", asked.id, ours.id)


def test_a_post_that_a_forums_search_finds_is_the_one_in_its_topic() -> None:
    (of_topic, _, other), (found, again) = (
        reading.mentions_in(reading.read_file(reading.FIXTURES / "discourse" / name)[1])
        for name in ("topic.json", "search.json")
    )
    assert (found.id, found.text) == (of_topic.id, of_topic.text)
    assert again.id == other.id


def test_posts_on_a_topics_other_pages_are_said_and_not_lost_silently() -> None:
    _, items = reading.read_file(reading.FIXTURES / "discourse" / "topic.json")
    assert [item.text[:12] for item in items if isinstance(item, Note)] == ["2 more posts"]


def test_what_a_post_on_vk_passes_on_without_a_word_is_spread_of_the_other() -> None:
    _, items = reading.read_file(reading.FIXTURES / "vk" / "wall.json")
    kettles, leaks = reading.mentions_in(items)
    (repost,) = (item for item in items if isinstance(item, Repost))
    assert (repost.of, repost.by.followers, leaks.quotes) == (kettles.id, 1200, kettles.id)
    assert [item.text[:21] for item in items if isinstance(item, Note)] == ["VK left 3 replies in "]


def test_what_cannot_be_told_of_a_post_that_is_passed_on_costs_nobody_their_own_words_on_vk() -> None:
    post = {"id": 1, "from_id": 7, "owner_id": 7, "date": 1_795_000_000, "text": "no refund from Acme"}
    _, items = reading.read_text(json.dumps({"items": [post | {"copy_history": [{"text": "our new kettle"}]}]}))
    (mention,) = reading.mentions_in(items)
    assert (mention.text, mention.quotes) == ("no refund from Acme", None)


def test_a_comment_on_vk_is_one_in_a_monitoring_tools_table_and_on_vks_own_page() -> None:
    (asked, *_) = reading.mentions_in(reading.read_file(reading.FIXTURES / "vk" / "comments.json")[1])
    (row,) = mentions(read_text(f"Date,Author,Text,URL,Source\n2026-11-17,Ada,{asked.text},{asked.url},ВКонтакте\n"))
    assert (row.source, row.id) == (asked.source, asked.id)
