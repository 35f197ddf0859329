"""Read an export in a test, and write what was read in a form that a person can check."""

import io
import json
import os
from pathlib import Path
from typing import Any

import msgspec

from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.readers import Item, choose_reader
from mentiontriage.readers._open import open_export

FIXTURES = Path(__file__).parents[1] / "fixtures"
EXPORTS = [path for path in sorted(FIXTURES.glob("*/*")) if not path.name.endswith(".expected.json")]
"""Every export that a reader is shown, in the folder of the reader that it belongs to."""


def read_bytes(content: bytes, /, **columns: str) -> tuple[str, list[Item]]:
    """Read an export from memory; returns the reader's name and what it read."""
    export = open_export("export", lambda: io.BytesIO(content), columns)
    reader, _ = choose_reader(export)
    return reader.name, list(reader.read(export))


def read_file(path: Path, /, **columns: str) -> tuple[str, list[Item]]:
    """Read an export from a file; it is named as the file is."""
    export = open_export(path.name, lambda: path.open("rb"), columns)
    reader, _ = choose_reader(export)
    return reader.name, list(reader.read(export))


def read_text(text: str, /, **columns: str) -> tuple[str, list[Item]]:
    """Read an export from a string."""
    return read_bytes(text.encode(), **columns)


def mentions_in(items: list[Item]) -> list[Mention]:
    """Keep the mentions."""
    return [item for item in items if isinstance(item, Mention)]


def describe(item: Item) -> dict[str, Any]:
    """Write an item with its kind and those fields that are not empty."""
    fields = {name: _describe_value(value) for name, value in msgspec.structs.asdict(item).items()}
    return {"kind": type(item).__name__, **{k: v for k, v in fields.items() if v not in (None, {}, (), [], False)}}


def _describe_value(value: Any) -> Any:
    if isinstance(value, Mention | Repost | Skipped | Note):
        return describe(value)
    if isinstance(value, msgspec.Struct):
        return {k: v for k, v in msgspec.structs.asdict(value).items() if v is not None}
    return list(msgspec.to_builtins(value)) if isinstance(value, tuple) else msgspec.to_builtins(value)


def read_expected(path: Path, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Read what a fixture should give, from the file beside it; with UPDATE_GOLDEN that file is written anew first."""
    beside = path.with_suffix(".expected.json")
    if os.environ.get("UPDATE_GOLDEN"):
        lines = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in given)
        beside.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    assert beside.exists(), f"{beside} is missing; UPDATE_GOLDEN=1 makes it, and then read whether it is right"
    found: list[dict[str, Any]] = json.loads(beside.read_text("utf-8"))
    return found
