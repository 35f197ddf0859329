"""Slack's messages: a day of a channel in a workspace's export, a page of the API, or a channel that slackdump saved.

`ts` is a message's id in its channel and its time as well. Notices of who joined or what was deleted have a subtype,
and what bots write has a subtype or a bot's id. slackdump puts the replies of a thread inside its first message.
https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports, https://github.com/rusq/slackdump
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.readers._cells import read_person
from mentiontriage.readers._chat_reader import NO_WORDS, chat_reader, list_messages, names_us
from mentiontriage.readers._json import as_dict, list_objects
from mentiontriage.text import read_name
from mentiontriage.times import parse_time

_SOURCE = "slack"
_TS = re.compile(r"\d{10}\.\d{6}")
_BY_PEOPLE = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""The subtypes of what people write."""
_MARKED = re.compile(r"<([^<>|\s][^<>|\n]{0,2000})(?:\|([^<>\n]{0,2000}))?>")
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # Slack escapes these three, the last one last


def claims(value: dict[str, Any]) -> str | None:
    """Know a message by its type and its `ts`, and a page by its messages."""
    return "messages with Slack's `ts`" if any(map(_is_message, [value, *list_messages(value)[:50]])) else None


def to_items(value: dict[str, Any], own: Collection[str]) -> Iterator[Found]:
    """Understand one message, or all of a page, each by itself."""
    messages = [value] if _is_message(value) else list_messages(value)
    yield from understand_each(_unfold(messages), lambda message: _understand(message, own))


def _unfold(messages: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for message in messages:
        yield message
        yield from list_objects(message.get("slackdump_thread_replies"))


def _understand(message: dict[str, Any], own: Collection[str]) -> Mention | Skipped:
    where = f"message {message.get('ts')}"
    if not _is_message(message) or message.get("subtype") not in _BY_PEOPLE or message.get("bot_id"):
        return Skipped(where, "no person wrote it: a bot, or a notice of Slack's own")
    text = _read_text(message.get("text"))
    return _build(message, text, own) if text else Skipped(where, NO_WORDS)


def _is_message(value: dict[str, Any]) -> bool:
    told = value.get("ts")
    return value.get("type") == "message" and isinstance(told, str) and _TS.fullmatch(told) is not None


def _build(message: dict[str, Any], text: str, own: Collection[str]) -> Mention:
    profile = as_dict(message.get("user_profile"))
    user, called = read_name(message.get("user")), read_name(profile.get("name"))
    shown = read_name(profile.get("real_name")), read_name(profile.get("display_name"))
    author = Author(handle=called or user, name=read_person(next(filter(None, shown), "")))
    ts, thread = message["ts"], read_name(message.get("thread_ts"))
    return Mention(
        id=ts,
        source=_SOURCE,
        text=text,
        author=author,
        engagement=Engagement(replies=read_count(message.get("reply_count"))),
        posted_at=parse_time(ts),
        in_reply_to=thread if thread != ts else None,
        ours=names_us(author, own, user, *shown),
    )


def _read_text(value: Any) -> str:
    """Take Slack's marks off: `<@U01>`, `<#C01|general>`, `<!here>`, `<https://acme.example|our page>`."""
    text = _MARKED.sub(_unmark, value) if isinstance(value, str) else ""
    for escaped, character in _ESCAPED:
        text = text.replace(escaped, character)
    return text.strip()


def _unmark(match: re.Match[str]) -> str:
    target, label = match[1], match[2] or ""
    if target.startswith("!date^"):  # a moment, as each reader's own clock shows it; the label is for all others
        return label
    if target[0] in "@#!":
        sign = "#" if target[0] == "#" else "@"
        return sign + (label or target[1:]).lstrip("@#!")
    target = target.removeprefix("mailto:")
    return target if not label or target.endswith(label) else f"{label} ({target})"


READER = chat_reader(_SOURCE, "Slack: messages of a channel, exported or from the API", claims, to_items)
