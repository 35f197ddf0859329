"""Conversations as Intercom's API gives them: one by itself with its parts, or a page of them, with the first message.

https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/conversation
The rules are those of Prodsight's table (`intercom`): what an admin writes answers what stands before it, and a bot's
words do not, nor does closing a conversation. A note among colleagues is no post. A page lacks all but the first
message: who waits, and when people wrote last, is told beside it, and only where nothing of that is the state believed.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.idents import make_id
from mentiontriage.model import Author, Mention, Note, Skipped
from mentiontriage.readers import Export, Item, Reader
from mentiontriage.readers._cells import read_person
from mentiontriage.readers._closing import SILENT
from mentiontriage.readers._fields import join_title
from mentiontriage.readers._json import as_dict, json_reader, list_objects
from mentiontriage.readers._mails import read_mail
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time

_THEIRS = frozenset({"user", "lead", "contact"})
_CLOSED = "closed"
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
    statistics: Any = None
    waiting_since: Any = None
    conversations: Any = None


def claims(value: Any) -> str | None:
    """Know a conversation, alone or in a page, by its type and its first message."""
    found = next(_find_conversations(as_dict(value)), None)
    return "`type` is `conversation`" if found else None


def to_items(record: _Record) -> Iterator[Mention | Skipped | Note]:
    """Understand the messages of one conversation, or of each in a page, and count who waits in one that is closed."""
    for conversation in _find_conversations(msgspec.structs.asdict(record)):
        mentions = list(_read_messages(conversation))
        yield from mentions
        if conversation.get("state") == _CLOSED and (waiting := sum(not (m.ours or m.answered_at) for m in mentions)):
            yield Note("", SILENT, is_of_all=True, count=waiting)
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
    last = max(told, default=None) if isinstance(parts, list) else _find_answer(conversation)
    for message in messages:
        if mention := _build(message, last):
            yield mention


def _find_answer(conversation: dict[str, Any]) -> datetime | None:
    """Find when we answered a conversation last of which only the first message is there, if nobody waits since."""
    if conversation.get("waiting_since"):
        return None
    told = as_dict(conversation.get("statistics"))
    ours, theirs = (parse_time(told.get(f"last_{who}_reply_at")) for who in ("admin", "contact"))
    if ours or theirs:
        return ours if ours and (theirs is None or theirs <= ours) else None
    return parse_time(conversation.get("created_at")) if conversation.get("state") == _CLOSED else None


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


def _build(message: dict[str, Any], last: datetime | None) -> Mention | None:
    """Build what one message says; None of a note, of what only tells what was done, and of what was taken back."""
    text = _read_text(message)
    if not text or message.get("part_type") in _NOTES:
        return None
    author = as_dict(message.get("author"))
    name = read_person(read_name(author.get("name")) or "")
    posted_at = parse_time(message.get("created_at"))
    ours = bool(author.get("type")) and author["type"] not in _THEIRS
    answered_at = last if last and posted_at and posted_at <= last else None
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
    subject = plain_text(message.get("subject"))
    return join_title(subject, read_mail(message.get("body"), subject))


_READER = json_reader(
    "intercom-api", "Intercom's API: a conversation with its parts, or a page", claims, _Record, to_items
)


def read(export: Export) -> Iterator[Item]:
    """Read an export, and say at its end how many wait in conversations that are closed."""
    waiting = 0
    for item in _READER.read(export):
        if type(item) is Note and item.text == SILENT:
            waiting += item.count
        else:
            yield item
    if waiting:
        told = f"{SILENT}: {waiting:,}; they count as unanswered"
        yield Note(f"{export.name}:1", told, is_of_all=True, count=waiting)


READER: Reader = msgspec.structs.replace(_READER, read=read)
