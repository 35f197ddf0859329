"""Open a table in a test, and sort what was read out of it."""

import io
from collections.abc import Mapping

from tests.readers.reading import mentions_in as mentions

from mentiontriage.model import Note, Repost, Skipped
from mentiontriage.readers import UNTOLD, Export, Item, TimeStyle, choose_reader
from mentiontriage.readers._open import open_export

__all__ = ["given_ids", "mentions", "notes", "open_bytes", "read_bytes", "read_text", "reposts", "skipped"]


def open_bytes(data: bytes, columns: Mapping[str, str] | None = None, times: TimeStyle = UNTOLD) -> Export:
    """Open a table from memory."""
    return open_export("posts.csv", lambda: io.BytesIO(data), columns or {}, times)


def read_bytes(data: bytes, columns: Mapping[str, str] | None = None, times: TimeStyle = UNTOLD) -> list[Item]:
    """Read a table from memory."""
    export = open_bytes(data, columns, times)
    return list(choose_reader(export)[0].read(export))


def read_text(text: str, columns: Mapping[str, str] | None = None, times: TimeStyle = UNTOLD) -> list[Item]:
    """Read a table from a string."""
    return read_bytes(text.encode(), columns, times)


def given_ids(items: list[Item]) -> list[str]:
    """List the ids of the mentions as their rows give them, without what makes them unlike those of other tables."""
    return [mention.id.partition("~")[0] for mention in mentions(items)]


def reposts(items: list[Item]) -> list[Repost]:
    """Keep the reposts."""
    return [item for item in items if isinstance(item, Repost)]


def notes(items: list[Item]) -> list[str]:
    """Keep the notes' texts."""
    return [item.text for item in items if isinstance(item, Note)]


def skipped(items: list[Item]) -> list[Skipped]:
    """Keep what was left out."""
    return [item for item in items if isinstance(item, Skipped)]
