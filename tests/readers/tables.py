"""Open bytes as an export and read it, as the command does."""

import io
from collections.abc import Mapping

from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.readers import Export, Item, Reader, choose_reader
from mentiontriage.readers._open import open_export


def open_bytes(data: bytes, columns: Mapping[str, str] | None = None, name: str = "posts.csv") -> Export:
    return open_export(name, lambda: io.BytesIO(data), columns or {})


def read_bytes(data: bytes, columns: Mapping[str, str] | None = None) -> list[Item]:
    return read_export(open_bytes(data, columns))[1]


def read_text(text: str, columns: Mapping[str, str] | None = None) -> list[Item]:
    return read_bytes(text.encode(), columns)


def read_export(export: Export) -> tuple[Reader, list[Item]]:
    reader, _ = choose_reader(export)
    return reader, list(reader.read(export))


def mentions(items: list[Item]) -> list[Mention]:
    return [item for item in items if isinstance(item, Mention)]


def reposts(items: list[Item]) -> list[Repost]:
    return [item for item in items if isinstance(item, Repost)]


def notes(items: list[Item]) -> list[str]:
    return [item.text for item in items if isinstance(item, Note)]


def skipped(items: list[Item]) -> list[Skipped]:
    return [item for item in items if isinstance(item, Skipped)]
