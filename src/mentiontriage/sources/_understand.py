"""From what a service answered to posts: a record that cannot be understood costs only itself."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.payloads._each import FAULTS
from mentiontriage.sources import Posted
from mentiontriage.sources._reply import FetchError, cut_short, find_reason

Record = TypeVar("Record", bound=msgspec.Struct)
Found = Mention | Repost | Skipped | Note


def understand(
    records: Iterable[Any],
    kind: type[Record],
    to_items: Callable[[Record], Iterable[Found]],
    *,
    brand: str | None = None,
) -> tuple[tuple[Posted, ...], tuple[Skipped | Note, ...]]:
    """Turn records into posts with their payloads, and notes about those that were skipped.

    `brand` is whom all of them are about, where their place tells it.
    """
    posts: list[Posted] = []
    notes: list[Skipped | Note] = []
    for number, record in enumerate(records, 1):
        try:
            for item in to_items(msgspec.convert(record, kind, strict=False)):
                if isinstance(item, Mention | Repost):
                    posts.append(Posted(item, write_payload(record), brand))
                else:
                    notes.append(item)
        except FAULTS as error:
            notes.append(Skipped(f"post {number}", f"a post of another shape: {error}"))
    return tuple(posts), tuple(notes)


def write_payload(record: Any) -> bytes:
    """Write down what the network gave; half a surrogate pair, which UTF-8 cannot hold, as it stood in its JSON."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return json.dumps(record).encode()


def need_list(value: Any, *names: str) -> list[Any]:
    """Take the list of posts that a reply stands for.

    Raises FetchError where there is none: a notice, another service, nonsense. No posts are an empty list.
    """
    found = take(value, *names)
    if isinstance(found, list) and (not found or any(isinstance(record, Mapping) for record in found)):
        return found
    reason = cut_short(find_reason(value)) if isinstance(value, Mapping) else ""
    raise FetchError(f"answered without a list of posts{f': {reason}' if reason else ''}", 200)


def pick_kinds(records: Iterable[Any], name: str, wanted: tuple[str, ...]) -> tuple[list[Any], list[Skipped]]:
    """Pick the notifications of some kinds, and tell of those that do not say by `name` of which they are."""
    kinds = [(take(record, name), record) for record in records]
    odd = Skipped("a notification", "it does not say of which kind it is")
    return [record for told, record in kinds if told in wanted], [odd for told, _ in kinds if not isinstance(told, str)]


def find_missing(asked: Iterable[str], records: Iterable[Any], *names: str) -> tuple[str, ...]:
    """Find the posts that were asked for by id and are not there.

    A record that cannot be understood is there all the same; one without an id may be any of them.
    """
    there = [take(record, *names) for record in records]
    if not all(isinstance(ident, str) for ident in there):
        return ()
    return tuple(ident for ident in asked if ident not in there)


def take_list(value: Any, *names: str) -> list[Any]:
    """Take the list that stands under names, one inside the other; empty where it is none."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, list) else []


def take(value: Any, *names: str) -> Any:
    """Take the value that stands under names, one inside the other; None where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
