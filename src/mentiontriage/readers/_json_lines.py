"""JSON of one value a line: tell it from other JSON, and read the lines that are odd or broken."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from mentiontriage.model import Note, Skipped
from mentiontriage.readers._encoding import LENIENT, NOT_UTF8
from mentiontriage.readers._json_text import ENDLESS_NUMBER, HALF, TOO_DEEP, strip_start
from mentiontriage.text import mend_surrogates

_BLOCK = 1 << 16
_SAMPLED_LINES = 5
_MOST_LINES = 200  # where the first are damaged


def read_head(stream: BinaryIO) -> list[bytes]:
    """Read the first lines; of what is surely no sequence of lines, only the first block.

    Of a stream that fails soon the lines before that: whoever reads on meets the fault.
    """
    head: list[bytes] = []
    try:
        while not _is_enough(head) and (part := stream.readline(_BLOCK)):
            start = strip_start(part)
            if not head and start and not start.startswith(b"{"):
                return [part]
            head.append(part if part.endswith(b"\n") else part + stream.readline())
    except OSError:
        if not head:
            raise
    return head


def _is_enough(head: list[bytes]) -> bool:
    """Tell whether a front shows what it is; where its lines are damaged, the one after them does."""
    if len(head) < _SAMPLED_LINES:
        return False
    if len(head) == _SAMPLED_LINES:
        return is_lines(head) or any(map(_goes_on, head))
    return len(head) >= _MOST_LINES or _goes_on(head[-1]) or _is_value(head[-1])


def _goes_on(line: bytes) -> bool:
    return line.rstrip().endswith((b"[", b"{", b",", b":"))


def is_lines(head: list[bytes]) -> bool:
    """Tell one value a line from anything else, by the first lines.

    A first line that is no value may be a damaged one, or the beginning of a document over many
    lines, some of which may look like values: a document's lines go on after `[`, `{`, `,` or `:`.
    """
    lines = [line.rstrip() for line in head if strip_start(line)]
    if not lines or not strip_start(lines[0]).startswith(b"{"):
        return False
    if _is_value(lines[0]):
        return True
    return not any(map(_goes_on, lines)) and any(map(_is_value, lines[1:]))


def _is_value(line: bytes) -> bool:
    text = strip_start(line).decode("utf-8", "replace").replace("\x00", "").strip()
    if not text.startswith("{"):
        return False
    try:
        return isinstance(json.loads(text, strict=False), dict)
    except (ValueError, RecursionError):
        return False


class OddLines:
    """Reads lines that the typed parser refuses: an array, odd characters, or no JSON at all."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told = False

    def read(self, number: int, line: bytes) -> Iterator[tuple[int, Any] | Skipped | Note]:
        where = f"{self._name}:{number}"
        text = self._decode(line)
        if text is None:
            text = line.decode("utf-8-sig", LENIENT)
            if not self._told:
                self._told = True
                yield Note(where, NOT_UTF8, is_of_all=True)
        text = text.replace("\x00", "").strip().lstrip("\x1e")  # RFC 7464 writes a record separator
        if not text:
            return
        try:
            value = json.loads(text, strict=False)
            value = mend_surrogates(value) if HALF.search(text) else value
        except json.JSONDecodeError as error:
            yield Skipped(where, f"no valid JSON: {error}")
        except ValueError:  # the only other one that it raises
            yield Skipped(where, ENDLESS_NUMBER)
        except RecursionError:
            yield Skipped(where, TOO_DEEP)
        else:
            yield from ((number, one) for one in (value if isinstance(value, list) else (value,)))

    @staticmethod
    def _decode(line: bytes) -> str | None:
        try:
            return line.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
