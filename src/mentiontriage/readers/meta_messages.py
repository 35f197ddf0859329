"""Messages in the download of one's own information from Facebook and Instagram: a conversation a file, newest first.

Texts and names are mangled there (`mend_mangled`). A conversation of two is called by the other one's name, so what
is by anybody else is by whoever downloaded it. Messages have no ids.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from mentiontriage.idents import make_id
from mentiontriage.model import Author, Mention, Skipped
from mentiontriage.payloads._each import Found
from mentiontriage.readers._cells import leave_out_nobody, read_person
from mentiontriage.readers._chat_reader import NO_WORDS, chat_reader, list_messages, names_us, read_chat
from mentiontriage.readers._json_text import mend_mangled
from mentiontriage.times import parse_time

_SOURCE = "facebook"
_NOTICE = re.compile(r"Reacted \S{1,20} to your message|Liked a message")
_SENT = " sent an attachment."
_NO_MESSAGES = frozenset({"Call", "Subscribe", "Unsubscribe"})


def claims(value: dict[str, Any]) -> str | None:
    """Know a conversation by who takes part in it and by how its messages name sender and time."""
    is_one = isinstance(value.get("participants"), list) and any(
        {"sender_name", "timestamp_ms"} <= message.keys() for message in list_messages(value)
    )
    return "`participants` beside messages with `sender_name` and `timestamp_ms`" if is_one else None


def to_items(chat: dict[str, Any], own: Collection[str]) -> Iterator[Found]:
    """Understand one conversation."""
    is_of_two = len(chat["participants"]) <= 2  # and not by their names, which two of three may share
    people = {name for one in chat["participants"] if isinstance(one, dict) and (name := _read_text(one.get("name")))}
    ours = {name for name in people if names_us(Author(name=name), own)}
    if not ours and is_of_two and (other := _read_text(chat.get("title"))) in people:
        ours = people - {other}
    numbered = enumerate(list_messages(chat), 1)
    yield from read_chat(numbered, lambda one: _understand(*one, ours), with_one=is_of_two)


def _understand(number: int, message: dict[str, Any], ours: set[str]) -> Mention | Skipped:
    text = _read_text(message.get("content"))
    if not text or _is_notice(message, text):
        return Skipped(f"message {number}", NO_WORDS)
    return _build(message, text, ours)


def _is_notice(message: dict[str, Any], text: str) -> bool:
    """Tell what Meta writes itself: also "Ada sent an attachment.", which people may write of themselves or others."""
    is_call = "call_duration" in message  # by which newer downloads tell it, as they name no type
    if is_call or message.get("type") in _NO_MESSAGES or message.get("is_unsent") or _NOTICE.fullmatch(text):
        return True
    name = text.removesuffix(_SENT)
    return name != text and (name == "You" or _read_text(message.get("sender_name")).startswith(name))


def _build(message: dict[str, Any], text: str, ours: set[str]) -> Mention:
    sender = _read_text(message.get("sender_name"))
    posted_at = parse_time(message.get("timestamp_ms"))
    return Mention(
        id=make_id(sender, posted_at, text),
        source=_SOURCE,
        text=text,
        author=leave_out_nobody(Author(name=read_person(sender)), sender, ""),
        posted_at=posted_at,
        ours=sender in ours,
    )


def _read_text(value: Any) -> str:
    return mend_mangled(value).strip() if isinstance(value, str) else ""  # half of an emoji may look like a blank


READER = chat_reader("meta-messages", "Facebook and Instagram, messages in one's own download", claims, to_items)
