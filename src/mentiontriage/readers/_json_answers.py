"""When we answered the messages of a help desk's JSON: by what we wrote later in the same conversation."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from mentiontriage.model import Mention
from mentiontriage.readers._directions import find_directions, weigh_conversation
from mentiontriage.readers._fields import match_fields
from mentiontriage.text import normalise_name, read_name

_OBJECTS = frozenset({"conversation", "ticket", "case"})
_DEEPEST = 3  # levels: {"_links": {"related": {"conversation": ...}}}


def tells_conversations(posts: Iterable[Mapping[str, Any]], names: Iterable[str]) -> bool:
    """Tell by its first posts whether an export says what we wrote, and in which conversation.

    `names` are all that stand in them, flattened. Where messages name what they answer, several people may write in
    one (X).
    """
    there = tuple(names)
    if not find_directions(there).ours or "in_reply_to" in match_fields(there, {}):
        return False
    return any(read_conversation(post) is not None for post in posts)


def read_conversation(post: Mapping[str, Any]) -> str | None:
    """Read to which conversation a message belongs, by its id or a link to it, however its export nests that.

    What stands least deep counts. Of two that differ none does, as only one of them can be the message's own.
    """
    level = [post]
    for _ in range(_DEEPEST):
        told = [found for one in level for found in _list_named(one)]
        if told:
            best = min(weight for weight, _ in told)
            names = {name for weight, name in told if weight == best}
            return names.pop() if len(names) == 1 else None
        level = [inner for one in level for inner in one.values() if isinstance(inner, dict)]
    return None


def _list_named(one: Mapping[str, Any]) -> Iterator[tuple[tuple[bool, int], str]]:
    """List the conversations that an object names, each with how well it does; it may hold one, or link to it."""
    for name, value in one.items():
        plain = normalise_name(name)
        weight = weigh_conversation(f"{plain}id" if plain in _OBJECTS else plain)
        if weight and (told := read_name(value.get("id") if isinstance(value, dict) else value)):
            yield weight, told


def mark_answered(post: Mention, last: datetime | None) -> Mention:
    """Mark a post as answered by what we wrote `last` in its conversation, if nothing else says when."""
    if last is None or post.answered_at is not None or post.posted_at is None or post.posted_at > last:
        return post
    return replace(post, answered_at=last)
