"""Chats that Telegram Desktop has exported as JSON (`result.json`): one of them, or all of an account's.

A message's id is unique in its chat only. People are known by shown names, which anybody may take: where several in a
chat have one name, each goes by the account's number.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from mentiontriage.model import Author, Mention, Skipped
from mentiontriage.payloads._each import Found
from mentiontriage.readers._cells import leave_out_nobody, read_person
from mentiontriage.readers._chat_reader import NO_WORDS, chat_reader, list_messages, names_us, read_chat
from mentiontriage.readers._json import as_dict
from mentiontriage.text import join_runs, read_name
from mentiontriage.times import parse_time

_SOURCE = "telegram"
_WITH_NOBODY = frozenset({"bot_chat", "saved_messages"})
_LINKED = frozenset({"private_supergroup", "public_supergroup", "private_channel", "public_channel"})
_PERSONAL = "personal_chat"
_KINDS = _WITH_NOBODY | _LINKED | {_PERSONAL, "private_group", "public_group"}


class _Chat(NamedTuple):
    """A chat, and what tells our own messages in it: our names, and the number of our account or of the other's."""

    ident: str
    kind: str
    own: Collection[str]
    account: str | None
    other: str | None
    shared: Collection[str]
    """Names that several in it have."""


def claims(value: dict[str, Any]) -> str | None:
    """Know a chat by its kind, and all of an account by the list of them."""
    return "chats of Telegram Desktop" if next(_find_chats(value), None) else None


def to_items(value: dict[str, Any], own: Collection[str]) -> Iterator[Found]:
    """Understand one chat, or all of an account's."""
    user = read_name(as_dict(value.get("personal_information")).get("user_id"))
    for found in _find_chats(value):
        messages = list_messages(found)
        ident, kind = read_name(found.get("id")) or "", found["type"]
        if kind in _WITH_NOBODY:
            yield Skipped(f"chat {ident}", "nobody writes to us in it but ourselves or a bot")
            continue
        other = f"user{ident}" if kind == _PERSONAL else None
        is_other_told = any(message.get("from_id") == other for message in messages)
        account = f"user{user}" if user else None
        chat = _Chat(ident, kind, own, account, other if is_other_told else None, _find_shared(messages))
        yield from read_chat(messages, partial(_understand, chat), with_one=kind == _PERSONAL)


def _find_chats(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for listed in (as_dict(value.get(name)).get("list") for name in ("chats", "left_chats")):
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict):
                yield from _find_chats(one)
    kind = value.get("type")
    if isinstance(kind, str) and kind in _KINDS and "id" in value and isinstance(value.get("messages"), list):
        yield value


def _find_shared(messages: Sequence[dict[str, Any]]) -> set[str]:
    known: dict[str, Any] = {}
    named = ((one["from"], one.get("from_id")) for one in messages if isinstance(one.get("from"), str))
    return {name for name, ident in named if known.setdefault(name, ident) != ident}


def _understand(chat: _Chat, message: dict[str, Any]) -> Mention | Skipped:
    ident = read_name(message.get("id"))
    text = join_runs(message.get("text"))
    if message.get("type") == "message" and ident and isinstance(text, str) and text.strip():
        return _build(chat, message, ident, text.strip())
    return Skipped(f"message {ident}", NO_WORDS)


def _build(chat: _Chat, message: dict[str, Any], ident: str, text: str) -> Mention:
    number, name = read_name(message.get("from_id")), read_name(message.get("from"))
    told = leave_out_nobody(Author(name=read_person(name or "")), "", "")
    author = told if told.name and name not in chat.shared else Author(number, told.name)
    answered = read_name(message.get("reply_to_message_id"))
    is_elsewhere = "reply_to_peer_id" in message
    return Mention(
        id=f"{chat.ident}/{ident}",
        source=_SOURCE,
        text=text,
        author=author,
        posted_at=parse_time(message.get("date_unixtime")) or parse_time(message.get("date")),
        url=f"https://t.me/c/{chat.ident}/{ident}" if chat.kind in _LINKED else None,
        in_reply_to=f"{chat.ident}/{answered}" if answered and not is_elsewhere else None,
        ours=_is_ours(chat, number, author),
    )


def _is_ours(chat: _Chat, number: str | None, author: Author) -> bool:
    if number and number.startswith("user") and (number == chat.account or (chat.other and number != chat.other)):
        return True
    return names_us(Author(number) if author.handle else author, chat.own, number)


READER = chat_reader(_SOURCE, "Telegram Desktop, chats exported as JSON", claims, to_items)
