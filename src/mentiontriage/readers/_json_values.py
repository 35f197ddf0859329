"""Find the values in JSON text, whatever stands around and between them, and get over damage."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from mentiontriage.model import Note, Skipped

_BLOCK = 1 << 16
_LARGEST_VALUE = 1 << 28  # characters; past this a value that does not end is called damaged
_SAMPLED_LINES = 5
_NEXT_VALUE = re.compile(r"[}\]]\s*,?\s*(?=[{\[])|\n(?=\{)")
_LIST = re.compile(r":\s*\[\s*(?=\{)")
_MARK = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.S)
_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}
_ASSIGNMENT = re.compile(r"\s*window\.YTD\.[\w.]+\s*=\s*")


def read_head(stream: BinaryIO) -> list[bytes]:
    """Read the first lines; of what is surely no sequence of lines, only the first block."""
    head: list[bytes] = []
    while len(head) < _SAMPLED_LINES and (part := stream.readline(_BLOCK)):
        start = _strip_start(part)
        if not head and start and not start.startswith(b"{"):
            return [part]
        head.append(part if part.endswith(b"\n") else part + stream.readline())
    return head


def _strip_start(line: bytes) -> bytes:
    return line.lstrip(b"\xef\xbb\xbf\x00\x1e \t\r\n")


def is_lines(head: list[bytes]) -> bool:
    """Tell one value a line from anything else, by the first lines.

    A first line that is no value may be a damaged one, or the beginning of a document over many
    lines, some of which may look like values: a document's lines go on after `[`, `{`, `,` or `:`.
    """
    lines = [line.rstrip() for line in head if _strip_start(line)]
    if not lines or not _strip_start(lines[0]).startswith(b"{"):
        return False
    if _is_value(lines[0]):
        return True
    return not any(line.endswith((b"[", b"{", b",", b":")) for line in lines) and any(map(_is_value, lines[1:]))


def _is_value(line: bytes) -> bool:
    text = _strip_start(line).decode("utf-8", "replace").replace("\x00", "").strip()
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
            text = line.decode("utf-8-sig", _LENIENT)
            if not self._told:
                self._told = True
                yield Note(where, _NOT_UTF8)
        text = text.replace("\x00", "").strip().lstrip("\x1e")  # RFC 7464 writes a record separator
        if not text:
            return
        try:
            value = json.loads(text, strict=False)
        except ValueError as error:
            yield Skipped(where, f"no valid JSON: {error}")
        except RecursionError:
            yield Skipped(where, "nested too deeply to be a post")
        else:
            value = _mend_surrogates(value) if _HALF.search(text) else value
            yield from ((number, one) for one in (value if isinstance(value, list) else (value,)))

    @staticmethod
    def _decode(line: bytes) -> str | None:
        try:
            return line.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None


def _read_windows_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


# Bytes that are no UTF-8 are Windows-1252 in nearly every real export, and only those bytes: some
# tools paste the two together in one file.
_LENIENT = "mentiontriage.windows_bytes"
_NOT_UTF8 = "not all of it is UTF-8; the rest was read as Windows-1252"
codecs.register_error(_LENIENT, _read_windows_bytes)


# An escaped half of a character (UTF-16's surrogates) without its other half beside it.
_HALF = re.compile(r"\\u[dD](?:[89abAB]..(?!\\u[dD][c-fC-F])|[c-fC-F]..(?<!\\u[dD][89abAB]..\\u[dD][c-fC-F]..))")


def _mend_surrogates(value: Any) -> Any:
    r"""Replace halves of characters that were cut apart (`"\ud83d"`): no text may hold them."""
    if isinstance(value, str):
        if value.isascii():
            return value
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_mend_surrogates(key): _mend_surrogates(one) for key, one in value.items()}
    return [_mend_surrogates(one) for one in value] if isinstance(value, list) else value


class Scanner:
    """Finds the values of a stream that is no sequence of lines, holding one value at a time."""

    def __init__(self, name: str, stream: BinaryIO, head: list[bytes]) -> None:
        self._name = name
        self._stream = stream
        self._head = b"".join(head)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._decode_value = json.JSONDecoder(strict=False).raw_decode
        self._text = ""
        self._at = 0
        self._ended = False
        self._number = 0
        self._told = False
        self._cut = False
        self._entered = False

    def scan(self) -> Iterator[tuple[int, Any] | Skipped | Note]:
        self._fill(_BLOCK)
        if assignment := _ASSIGNMENT.match(self._text):
            self._at = assignment.end()
        is_document = _strip_start(self._text[self._at : self._at + 64].encode()).startswith(b"{")
        while self._skip_separators():
            self._number += 1
            found = self._take_value()
            if self._decoder.errors == _LENIENT and not self._told:
                self._told = True
                yield Note(self._name, _NOT_UTF8)
            if isinstance(found, Skipped):
                yield found
                if not ((is_document and self._number == 1 and self._enter_list()) or self._skip_to_next()):
                    return
            else:
                for value in found if isinstance(found, list) else (found,):
                    yield self._number, value

    def _fill(self, size: int) -> None:
        """Read on until at least `size` characters lie ahead, or the stream ends."""
        parts = [self._text[self._at :]]
        length = len(parts[0])
        while length < size and not self._ended:
            block, self._head = self._head or self._stream.read(max(_BLOCK, size - length)), b""
            self._ended = not block
            parts.append(self._decode(block).replace("\x00", ""))
            length += len(parts[-1])
        self._text, self._at = "".join(parts), 0

    def _decode(self, block: bytes) -> str:
        try:
            return self._decoder.decode(block, self._ended)
        except UnicodeDecodeError:  # the decoder has kept its state, so the block can be given again
            self._decoder.errors = _LENIENT
            return self._decoder.decode(block, self._ended)

    def _skip_separators(self) -> bool:
        """Go to the next value's first character; an array's brackets and commas are passed over."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in "[],; \t\r\n\ufeff\x1e":
                if self._entered and self._text[self._at] == "]":
                    return False
                self._at += 1
            if self._at < len(self._text):
                return True
            if self._ended:
                return False
            self._fill(_BLOCK)

    def _take_value(self) -> Any:
        size = _BLOCK
        while True:
            try:
                value, end = self._decode_value(self._text, self._at)
            except RecursionError:
                return self._skip("nested too deeply to be a post")
            except json.JSONDecodeError as error:
                # The value may only not have been read to its end: twice as much, so that the
                # work stays linear in the value's length.
                if self._ended or size > _LARGEST_VALUE or self._is_damaged(error):
                    self._cut = self._ended and not self._is_damaged(error)
                    return self._skip(f"no valid JSON: {error}")
                size = max(size, len(self._text) - self._at) * 2
                self._fill(size)
            except ValueError as error:  # a number of more digits than Python reads
                return self._skip(f"no valid JSON: {error}")
            else:
                # A number or word at the very end of what was read may go on.
                if end < len(self._text) or self._ended or isinstance(value, dict):
                    half = _HALF.search(self._text, self._at, end)
                    self._at = end
                    return _mend_surrogates(value) if half else value
                self._fill(size * 2)

    def _is_damaged(self, error: json.JSONDecodeError) -> bool:
        """Tell a fault from an end: a fault stands before the last word of what has been read."""
        return not error.msg.startswith("Unterminated string") and error.pos < len(self._text) - 16

    def _skip(self, reason: str) -> Skipped:
        return Skipped(f"{self._name}: value {self._number}", reason)

    def _enter_list(self) -> bool:
        """Go into the first list of a damaged document: what stands whole in it can still be read.

        Not so the lists after it: they may hold what the first one only refers to.
        """
        found = _LIST.search(self._text, self._at)
        if found:
            self._at, self._cut, self._entered = found.end(), False, True
        return found is not None

    def _skip_to_next(self) -> bool:
        """After damage, go to the damaged value's end, or else to where the next seems to begin."""
        if self._cut:
            return False
        if end := self._find_end():
            self._at = end
            return True
        while True:
            if match := _NEXT_VALUE.search(self._text, self._at + 1):
                self._at = match.end()
                return True
            if self._ended:
                return False
            self._at = max(self._at, len(self._text) - 64)
            self._fill(_BLOCK)

    def _find_end(self) -> int | None:
        """Find where the brackets of a damaged value close, as far as has been read."""
        depth = 0
        for mark in _MARK.finditer(self._text, self._at):
            depth += _DEPTH.get(mark[0], 0)
            if depth <= 0:
                return mark.end() if depth == 0 and mark.start() > self._at else None
        return None
