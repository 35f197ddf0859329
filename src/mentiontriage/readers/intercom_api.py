"""Conversations as Intercom's API gives them: one by itself with its parts, or a page of them, with the first message.

https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/conversation
The rules are those of Prodsight's table (`intercom`): what an admin writes answers what stands before it, and a bot's
words do not. A note among colleagues is no post. Who writes into a closed conversation opens it, so in one that is
closed nobody waits. A page lacks all but the first message, and so does not tell whether an open one is answered.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.model import Author, Mention, Skipped
from mentiontriage.readers._answers import SOME_TIME
from mentiontriage.readers._cells import read_person
from mentiontriage.readers._fields import join_title
from mentiontriage.readers._json import as_dict, json_reader, list_objects
from mentiontriage.text import make_id, plain_text, read_name
from mentiontriage.times import parse_time

_THEIRS = frozenset({"user", "lead", "contact"})
_NOTES = frozenset({"note", "note_and_reopen"})
_BEGUN_BY = ("source", "conversation_message")
"""What holds the first message, in the API's versions from 2.0 on and in those before."""


class _Record(msgspec.Struct):
    """A conversation, or a page of them."""

    type: Any = None
    id: Any = None
    created_at: Any = None
    state: Any = None
    source: Any = None
    conversation_message: Any = None
    conversation_parts: Any = None
    conversations: Any = None


def claims(value: Any) -> str | None:
    """Know a conversation, alone or in a page, by its type and its first message."""
    found = next(_find_conversations(as_dict(value)), None)
    return "`type` is `conversation`" if found else None


def to_items(record: _Record) -> Iterator[Mention | Skipped]:
    """Understand the messages of one conversation, or of each in a page."""
    for conversation in _find_conversations(msgspec.structs.asdict(record)):
        mentions = list(_read_messages(conversation))
        yield from mentions
        if not mentions:
            yield Skipped(f"conversation {read_name(conversation.get('id'))}", "none of its messages has a text")


def _read_messages(conversation: dict[str, Any]) -> Iterator[Mention]:
    begun = next(as_dict(conversation[name]) for name in _BEGUN_BY if conversation.get(name))
    listed = conversation.get("conversation_parts")
    parts = as_dict(listed).get("conversation_parts", listed)  # tools that copy them leave out what is around
    messages = [
        {"part_type": "comment", "created_at": conversation.get("created_at")} | begun,
        *list_objects(parts),
    ]
    told = [moment for one in messages if _answers(one) and (moment := parse_time(one.get("created_at")))]
    last = max(told, default=None)
    for message in messages:
        if mention := _build(message, last, is_closed=conversation.get("state") == "closed"):
            yield mention


def _find_conversations(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    listed = value.get("conversations")
    for one in listed if isinstance(listed, list) else [value]:
        if isinstance(one, dict) and one.get("type") == "conversation" and any(as_dict(one.get(n)) for n in _BEGUN_BY):
            yield one


def _answers(message: dict[str, Any]) -> bool:
    """Tell an admin's words to the person; Intercom's machine may write in an admin's name, and says so."""
    author = as_dict(message.get("author"))
    is_public = message.get("part_type") == "comment" and bool(_read_text(message))
    return is_public and author.get("type") == "admin" and not author.get("from_ai_agent")


def _build(message: dict[str, Any], last: datetime | None, *, is_closed: bool) -> Mention | None:
    """Build what one message says; None of a note, of what only tells what was done, and of what was taken back."""
    text = _read_text(message)
    if not text or message.get("part_type") in _NOTES:
        return None
    author = as_dict(message.get("author"))
    name = read_person(read_name(author.get("name")) or "")
    posted_at = parse_time(message.get("created_at"))
    ours = bool(author.get("type")) and author["type"] not in _THEIRS
    answered_at = last if last and (posted_at is None or posted_at <= last) else None
    if is_closed:
        answered_at = answered_at or posted_at or SOME_TIME
    return Mention(
        id=read_name(message.get("id")) or make_id(name, posted_at, text),
        source="intercom",
        text=text,
        author=Author(name=name),
        posted_at=posted_at,
        ours=ours,
        answered_at=None if ours else answered_at,
    )


def _read_text(message: dict[str, Any]) -> str:
    return join_title(plain_text(message.get("subject")), plain_text(message.get("body")))


READER = json_reader(
    "intercom-api", "Intercom's API: a conversation with its parts, or a page", claims, _Record, to_items
)
