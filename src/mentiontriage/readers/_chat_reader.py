"""The front of readers of chats in JSON: what is said there need not name what it answers, so who we are counts."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeVar

from mentiontriage.handles import fold_handle
from mentiontriage.model import Author, Mention, Note, Skipped
from mentiontriage.payloads._each import FAULTS, Found, understand_each
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.readers._chat_answers import mark_answered
from mentiontriage.readers._json import list_objects, place_item, read_records, tell_foreign

Message = TypeVar("Message")
NO_WORDS = "it has no words: a notice, a picture or a file"


def chat_reader(
    name: str,
    summary: str,
    claims: Callable[[dict[str, Any]], str | None],
    to_items: Callable[[dict[str, Any], Collection[str]], Iterable[Found]],
) -> Reader:
    """Build a reader from how an object is known and a function that understands one.

    `to_items` gets the folded names of our accounts too.
    """

    def claims_sample(sample: Sample) -> str | None:
        objects = (value for value in sample.records if sample.kind == "json" and isinstance(value, dict))
        return next((reason for value in objects if (reason := claims(value))), None)

    def read(export: Export) -> Iterator[Item]:
        for found in read_records(export, dict[str, Any]):
            if isinstance(found, Skipped | Note):
                yield found
                continue
            number, value = found
            where = f"{export.name}:{number}"
            if claims(value) is None:
                yield Skipped(where, tell_foreign(value, name))
                continue
            try:
                for item in to_items(value, export.own):
                    yield place_item(item, export.name, number)
            except FAULTS as error:
                yield Skipped(where, f"a chat of another shape: {error}")

    return Reader(name, summary, claims_sample, read)


def read_chat(
    messages: Iterable[Message], understand: Callable[[Message], Found], *, with_one: bool
) -> Iterator[Found]:
    """Understand the messages of one chat, each by itself; in a chat with one person, what we write there answers them.

    What is no message comes first: whether one was answered is known only when all have been read.
    """
    found = list(understand_each(messages, understand))
    said = [one for one in found if isinstance(one, Mention)]
    yield from (one for one in found if not isinstance(one, Mention))
    yield from mark_answered(said) if with_one else said


def list_messages(chat: dict[str, Any]) -> list[dict[str, Any]]:
    """List the messages of a chat; none where it has no such list."""
    return list_objects(chat.get("messages"))


def names_us(author: Author, own: Collection[str], *others: str | None) -> bool:
    """Tell whether one of our accounts is called as an author is, or as one of that author's `others`."""
    return any(fold_handle(name) in own for name in (author.handle, author.name, *others) if name)
