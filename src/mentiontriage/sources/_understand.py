"""From what a service answered to posts: a record that cannot be understood costs only itself."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.sources import Posted

Record = TypeVar("Record", bound=msgspec.Struct)
Found = Mention | Repost | Skipped | Note
_FAULTS = (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)


def understand(
    records: Iterable[Any], kind: type[Record], to_items: Callable[[Record], Iterable[Found]], **about: Any
) -> tuple[tuple[Posted, ...], tuple[Skipped | Note, ...]]:
    """Turn records into posts with their payloads, and notes about those that were skipped.

    `about` is what else is known of all of them (`brand`, `hidden`).
    """
    posts: list[Posted] = []
    notes: list[Skipped | Note] = []
    for number, record in enumerate(records, 1):
        try:
            for item in to_items(msgspec.convert(record, kind, strict=False)):
                if isinstance(item, Mention | Repost):
                    posts.append(Posted(item, msgspec.json.encode(record), **about))
                else:
                    notes.append(item)
        except _FAULTS as error:
            notes.append(Skipped(f"post {number}", f"a post of another shape: {error}"))
    return tuple(posts), tuple(notes)


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
