"""Chats that programs have exported as JSON: who of us wrote what in them, and whom it answers."""

import io
import json
from typing import Any

import pytest
from msgspec.structs import replace
from tests.readers.reading import mentions_in

from mentiontriage.handles import fold_handles
from mentiontriage.model import Mention, Note, Skipped
from mentiontriage.readers import Item, choose_reader
from mentiontriage.readers._open import open_export


def read_items(own: str, chat: Any) -> list[Item]:
    """Read an export as somebody does who names one account of theirs."""
    export = open_export("chat", lambda: io.BytesIO(json.dumps(chat).encode()), {})
    export = replace(export, own=fold_handles((own,)))
    return list(choose_reader(export)[0].read(export))


def read_as(own: str, chat: Any) -> list[Mention]:
    return mentions_in(read_items(own, chat))


def answered_in(mentions: list[Mention]) -> list[str]:
    return [mention.text for mention in mentions if mention.is_answered]


def say(who: str, minute: int, text: str) -> dict[str, Any]:
    """Write a message as Meta's download has it."""
    return {"sender_name": who, "timestamp_ms": 1794816000000 + minute * 60_000, "content": text}


def talk(*messages: dict[str, Any], title: str = "Ada", others: tuple[str, ...] = ()) -> dict[str, Any]:
    people = [{"name": name} for name in ("Ada", "Velora", *others)]
    return {"participants": people, "messages": list(messages), "title": title}


def test_a_conversation_of_two_is_called_by_the_other_so_what_else_stands_in_it_is_ours() -> None:
    chat = talk(say("Ada", 40, "and now?"), say("Velora", 30, "it is in Genoa"), say("Ada", 0, "no bag"))
    mentions = read_as("", chat)
    assert [mention.text for mention in mentions if mention.ours] == ["it is in Genoa"]
    assert answered_in(mentions) == ["no bag"]


def test_without_the_others_name_a_conversation_tells_who_we_are_only_by_our_own() -> None:
    chat = talk(say("Velora", 30, "it is in Genoa"), say("Ada", 0, "no bag"), title="Lost bags")
    assert answered_in(read_as("", chat)) == []
    assert answered_in(read_as("Velora", chat)) == ["no bag"]


def test_a_chat_that_does_not_tell_who_we_are_asks_for_it() -> None:
    chat = talk(say("Velora", 30, "it is in Genoa"), say("Ada", 0, "no bag"), title="Lost bags")
    items = read_items("", chat)
    assert [item.text for item in items if isinstance(item, Note) and "--handle" in item.text]
    assert not [item for item in read_items("Velora", chat) if isinstance(item, Note)]


def test_in_a_group_nobody_is_answered_by_what_we_write() -> None:
    chat = talk(say("Velora", 30, "it is in Genoa"), say("Ada", 0, "no bag"), others=("Bo",))
    assert answered_in(read_as("Velora", chat)) == []


def test_what_meta_itself_tells_of_is_no_message() -> None:
    heart = "\u2764".encode().decode("latin-1")
    told = f"Reacted {heart} to your message ", "Liked a message", "Ada sent an attachment.", "You sent an attachment."
    texts = ["I reacted to your message", "No reply since I sent an attachment."]
    chat = talk(*(say("Ada", minute, text) for minute, text in enumerate((*told, *texts))))
    assert [mention.text for mention in read_as("", chat)] == texts


def test_of_three_people_two_may_have_one_name() -> None:
    chat = talk(say("Velora", 30, "it is in Genoa"), say("Ada", 0, "no bag"), others=("Ada",))
    assert answered_in(read_as("Velora", chat)) == []
    assert not any(mention.ours for mention in read_as("", chat))


def test_a_call_is_no_message_and_answers_nothing() -> None:
    missed = say("Velora", 30, "You missed a call from Velora.") | {"call_duration": 0}
    assert answered_in(read_as("", talk(missed, say("Ada", 0, "no bag")))) == []


def write(ident: int, who: str | None, number: Any, text: Any, **more: Any) -> dict[str, Any]:
    """Write a message as Telegram Desktop has it, one a quarter of an hour."""
    told = {"id": ident, "type": "message", "date_unixtime": str(1794646800 + ident * 900)}
    return told | {"from": who, "from_id": number, "text": text} | more


def group(*messages: dict[str, Any], kind: str = "private_supergroup", ident: int = 5) -> dict[str, Any]:
    return {"name": "Ada", "type": kind, "id": ident, "messages": list(messages)}


def test_in_a_personal_chat_of_telegram_what_the_other_did_not_write_is_ours() -> None:
    messages = (write(1, "Ada", "user5", "no bag"), write(2, "Velora", "user9", "it is in Genoa"))
    mentions = read_as("", group(*messages, kind="personal_chat"))
    assert [mention.ours for mention in mentions] == [False, True]
    assert answered_in(mentions) == ["no bag"]


def test_where_a_personal_chat_of_telegram_numbers_people_otherwise_than_itself_nobody_is_taken_for_us() -> None:
    messages = (write(1, "Ada", 5, "no bag"), write(2, "Velora", 9, "it is in Genoa"))
    mentions = read_as("", group(*messages, kind="personal_chat", ident=4294967301))
    assert not any(mention.ours or mention.is_answered for mention in mentions)


def test_a_name_is_ours_in_a_group_of_telegram_unless_several_there_have_it() -> None:
    told = write(1, "Velora", "channel5", "hello"), write(2, "Ada", "user6", "hi")
    assert [mention.ours for mention in read_as("velora", group(*told))] == [True, False]
    feigned = write(3, "Velora", "user7", "write to me for a refund")
    assert not any(mention.ours for mention in read_as("velora", group(*told, feigned)))
    assert [mention.ours for mention in read_as("channel5", group(*told, feigned))] == [True, False, False]


def test_messages_of_two_chats_of_telegram_with_one_number_are_two() -> None:
    chats = {"chats": {"list": [group(write(1, "Ada", "user6", "no bag"), ident=ident) for ident in (5, 8)]}}
    assert {mention.id for mention in read_as("", chats)} == {"5/1", "8/1"}


@pytest.mark.parametrize("number", [7, "", "?", {"id": 5}])
def test_whose_number_cannot_be_read_is_not_taken_for_us(number: Any) -> None:
    messages = (write(1, "Ada", "user5", "no bag"), write(2, "Ada", number, "and now?"))
    assert not any(mention.ours for mention in read_as("", group(*messages, kind="personal_chat")))


SLACK = {"type": "message", "user": "U09", "ts": "1794646810.000200", "text": "On it!"}


@pytest.mark.parametrize("own", ["U09", "velora", "Velora Support", "@velora"])
def test_on_slack_we_are_known_by_number_handle_or_name(own: str) -> None:
    profile = {"name": "velora", "real_name": "Velora Support", "display_name": "Velora"}
    (mention,) = read_as(own, [SLACK | {"user_profile": profile}])
    assert mention.ours


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("see <https://velora.example>", "see https://velora.example"),
        ("<mailto:help@velora.example|help@velora.example>", "help@velora.example"),
        ("<!subteam^S01|@care> &lt;b&gt; &amp;lt;", "@care <b> &lt;"),
        ("a < b > c", "a < b > c"),
        ("since <!date^1794646810^{date_num}|2026-11-14>", "since 2026-11-14"),
    ],
)
def test_slacks_marks_are_taken_off(written: str, text: str) -> None:
    assert [mention.text for mention in read_as("", [SLACK | {"text": written}])] == [text]


def test_a_message_of_another_tool_among_chats_is_skipped_and_not_lost_silently() -> None:
    items = read_items("", [SLACK, {"body": "no bag"}])
    assert [type(item) for item in items] == [Mention, Skipped]


def test_what_slackdump_puts_inside_a_threads_first_message_answers_it() -> None:
    thread = {"thread_ts": "1794646800.000100"}
    asked = SLACK | thread | {"user": "U01", "ts": "1794646800.000100", "text": "no bag"}
    chat = {"channel_id": "C1", "messages": [asked | {"slackdump_thread_replies": [SLACK | thread, {"type": "odd"}]}]}
    items = read_items("U09", chat)
    assert [type(item) for item in items] == [Mention, Mention, Skipped]
    first, second = mentions_in(items)
    assert (second.in_reply_to, second.ours) == (first.id, True)


def discord(*messages: Any) -> dict[str, Any]:
    return {"guild": {"id": "7"}, "channel": {"id": "8"}, "messages": list(messages)}


ON_DISCORD = {"id": "1", "type": "Default", "content": "no bag", "author": {"name": "ada_m"}}


@pytest.mark.parametrize(
    "chat",
    [
        {"messages": [SLACK, SLACK | {"subtype": ["bot_message"]}, SLACK]},
        group(write(1, "Ada", "user5", "no bag"), write(2, "Ada", [5], [1]), write(3, "Ada", "user5", "hm")),
        talk(say("Ada", 0, "no bag"), say("Ada", 1, "odd") | {"type": ["Call"]}, say("Ada", 2, "hm")),
        discord(ON_DISCORD, ON_DISCORD | {"type": ["Default"]}, ON_DISCORD),
    ],
)
def test_an_odd_message_costs_only_itself(chat: Any) -> None:
    items = read_items("", chat)
    assert len(mentions_in(items)) == 2
    assert len([item for item in items if isinstance(item, Skipped)]) == 1


@pytest.mark.parametrize("odd", [None, "no bag", ["no bag"], 7])
def test_what_is_no_message_costs_a_channel_of_discord_nothing(odd: Any) -> None:
    assert len(read_as("", discord(odd, ON_DISCORD, odd))) == 1


def test_what_is_forwarded_on_discord_is_read() -> None:
    forwarded = ON_DISCORD | {"content": "", "forwardedMessage": {"content": "no refund either"}}
    assert [mention.text for mention in read_as("", discord(forwarded))] == ["no refund either"]
