"""A channel of Discord as DiscordChatExporter writes it in JSON.

https://github.com/Tyrrrz/DiscordChatExporter
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.readers._cells import read_person
from mentiontriage.readers._json import as_dict, json_reader, list_objects
from mentiontriage.text import read_name
from mentiontriage.times import parse_time

_BY_PEOPLE = frozenset({"Default", "Reply"})
_EMOJI = re.compile(r"<a?(:\w{1,50}:)\d{1,25}>")
_GONE = "Deleted User"
_NO_NUMBERS = frozenset({None, "0", "0000"})
"""The discriminators of people whose names are nobody else's, as all names have been since 2023."""


class _Record(msgspec.Struct):
    """What was exported of one channel."""

    guild: Any = None
    channel: Any = None
    messages: Any = None  # were it a list of objects, one that is something else would cost all of them


def claims(value: Any) -> str | None:
    """Know an export by its server, its channel and its messages."""
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        return None
    is_one = isinstance(value.get("guild"), dict) and isinstance(value.get("channel"), dict)
    return "`messages` beside `guild` and `channel`" if is_one else None


def to_items(record: _Record) -> Iterator[Found]:
    """Understand the messages of one channel, each by itself."""
    guild, channel = (read_name(as_dict(one).get("id")) for one in (record.guild, record.channel))
    server = "@me" if guild in _NO_NUMBERS else guild
    yield from understand_each(list_objects(record.messages), lambda one: _understand(one, f"{server}/{channel}"))


def _understand(message: dict[str, Any], place: str) -> Mention | Skipped:
    ident, writer = read_name(message.get("id")), as_dict(message.get("author"))
    if ident is None:
        raise ValueError("it has no id")
    if message.get("type") not in _BY_PEOPLE or writer.get("isBot"):
        return Skipped(f"message {ident}", "no person wrote it: a bot, or a notice of Discord's own")
    # What somebody forwards counts as theirs, as on Telegram: the file does not tell who wrote it.
    words = (read_name(one.get("content")) for one in (message, as_dict(message.get("forwardedMessage"))))
    text = _EMOJI.sub(r"\1", next(filter(None, words), ""))
    if not text:
        return Skipped(f"message {ident}", "it has no words: a picture, a sticker or a file")
    is_reply = message["type"] == "Reply"
    return Mention(
        id=ident,
        source="discord",
        text=text,
        author=_read_author(writer),
        engagement=Engagement(likes=_count_reactions(message.get("reactions"))),
        posted_at=parse_time(message.get("timestamp")),
        url=f"https://discord.com/channels/{place}/{ident}",
        in_reply_to=read_name(as_dict(message.get("reference")).get("messageId")) if is_reply else None,
    )


def _read_author(writer: dict[str, Any]) -> Author:
    name, number = read_name(writer.get("name")), read_name(writer.get("discriminator"))
    if name in {None, _GONE}:
        return Author()
    shown = read_person(read_name(writer.get("nickname")) or "")
    return Author(name if number in _NO_NUMBERS else f"{name}#{number}", shown if shown != name else None)


def _count_reactions(reactions: Any) -> int | None:
    if not isinstance(reactions, list):
        return None
    return sum(read_count(as_dict(one).get("count")) or 0 for one in reactions)


READER = json_reader("discord", "Discord: a channel exported by DiscordChatExporter", claims, _Record, to_items)
