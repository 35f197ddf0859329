"""When we answered the messages of a help desk's JSON: by what we wrote later in the same conversation."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from mentiontriage.model import Mention
from mentiontriage.readers._answers import find_last
from mentiontriage.readers._directions import NOTES, find_conversation, find_ours
from mentiontriage.readers._fields import match_fields
from mentiontriage.text import normalise_name


def tells_conversations(names: Iterable[str]) -> bool:
    """Tell by the names in its first posts whether an export says what we wrote, and in which conversation.

    Where messages name what they answer, several people may write in one (X).
    """
    there = tuple(names)
    return (
        bool(find_ours(there)) and find_conversation(there) is not None and "in_reply_to" not in match_fields(there, {})
    )


def is_note(row: Mapping[str, Any]) -> bool:
    """Tell a note among colleagues, which answers nobody."""
    return any(str(value).lower() in NOTES.get(normalise_name(name), ()) for name, value in row.items())


class JsonAnswers:
    """Finds when the messages of one export were answered by others of it."""

    def __init__(self, read_ours: Callable[[], Iterable[tuple[str, datetime]]]) -> None:
        """`read_ours` reads all that we wrote to people, each with its conversation and its time."""
        self._read_ours = read_ours

    @cached_property
    def _last_words(self) -> dict[str, datetime]:
        return find_last(self._read_ours())

    def mark(self, post: Mention, conversation: str | None) -> Mention:
        """Mark a post as answered if we wrote later in its conversation, and nothing else says when."""
        if post.ours or post.answered_at is not None or conversation is None:
            return post
        last = self._last_words.get(conversation)
        if last is None or (post.posted_at is not None and post.posted_at > last):
            return post
        return replace(post, answered_at=last)
