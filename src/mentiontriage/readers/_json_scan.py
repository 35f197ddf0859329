"""JSON that is no sequence of lines: find its values one by one, and get over damage."""

import codecs
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from mentiontriage.model import Note, Skipped
from mentiontriage.readers._encoding import LENIENT, NOT_UTF8
from mentiontriage.readers._json_text import ENDLESS_NUMBER, HALF, TOO_DEEP, strip_start
from mentiontriage.text import mend_surrogates

_BLOCK = 1 << 16
_LARGEST_VALUE = 1 << 28  # characters; past this a value that does not end is called damaged
_NEAR = 1 << 13  # characters in which a damaged value of a list mostly ends
_MOST_INNER = 32  # values in the lists inside a damaged one that are passed over
_NEXT_VALUE = re.compile(r"[}\]]\s*+(?:,\s*+)?(?=[{\[])|\n(?=\{)")
_LIST = re.compile(r":\s*\[\s*(?=\{)")
_FIRST_NAME = re.compile(r'\{\s*"(?:[^"\\]|\\.)*"\s*:')
# A string, a bracket, or a quote that begins no string: what JSON has after one does not follow.
_MARK = re.compile(r'"(?:[^"\\]|\\.)*+"(?=\s*(?:[,:}\]]|\Z))|["{}\[\]]', re.S)
_CLOSING = {"{": "}", "[": "]"}
_ASSIGNMENT = re.compile(r"window\.YTD\.[\w.]{1,100}\s{0,9}=\s{0,9}")
_LONGEST_ASSIGNMENT = 150


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
        self._fault = 0
        self._cut = False
        self._entered = False

    def scan(self) -> Iterator[tuple[int, Any] | Skipped | Note]:
        self._fill(_BLOCK)
        is_document = strip_start(self._text[self._at : self._at + 64].encode()).startswith(b"{")
        while self._skip_separators():
            self._number += 1
            found = self._take_value()
            if self._decoder.errors == LENIENT and not self._told:
                self._told = True
                yield Note(self._name, NOT_UTF8)
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
            self._decoder.errors = LENIENT
            return self._decoder.decode(block, self._ended)

    def _skip_separators(self) -> bool:
        """Go to the next value's first character; an array's brackets and commas are passed over.

        So is what an archive of X has before each of its parts, of which several may stand in one file.
        """
        while True:
            while self._at < len(self._text) and self._text[self._at] in "[],; \t\r\n\ufeff\x1e":
                if self._entered and self._text[self._at] == "]":
                    return False
                self._at += 1
            if assignment := _ASSIGNMENT.match(self._text, self._at):
                self._at = assignment.end()
            elif self._ended or len(self._text) - self._at > _LONGEST_ASSIGNMENT:
                return self._at < len(self._text)
            else:
                self._fill(_BLOCK)

    def _take_value(self) -> Any:
        size = _BLOCK
        self._fault = 1
        while True:
            try:
                value, end = self._decode_value(self._text, self._at)
                if HALF.search(self._text, self._at, end):
                    value = mend_surrogates(value)
            except RecursionError:
                return self._skip(TOO_DEEP)
            except json.JSONDecodeError as error:
                # The value may only not have been read to its end: twice as much, so that the
                # work stays linear in the value's length.
                if self._ended or size > _LARGEST_VALUE or self._is_damaged(error):
                    self._cut = self._ended and not self._is_damaged(error)
                    self._fault = self._find_fault(error.pos) - self._at
                    return self._skip(f"no valid JSON: {error}")
                size = max(size, len(self._text) - self._at) * 2
                self._fill(size)
            except ValueError:
                return self._skip(ENDLESS_NUMBER)
            else:
                # A number or word at the very end of what was read may go on.
                if end < len(self._text) or self._ended or isinstance(value, dict):
                    self._at = end
                    return value
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

    def _find_fault(self, pos: int) -> int:
        """Find where a damaged value is no longer what was meant: a string without an end runs into the next value."""
        closing = self._text.rfind('"', self._at, pos)
        return max(self._text.rfind('"', self._at, max(closing, self._at)), self._at) + 1

    def _skip_to_next(self) -> bool:
        """After damage, go to the damaged value's end, or else to where the next seems to begin."""
        if self._cut:
            return False
        if end := self._find_end():
            self._at = end
            return True
        name = _FIRST_NAME.match(self._text, self._at)
        self._at += self._fault
        if len(self._text) - self._at < _NEAR:
            self._fill(_BLOCK)
        if name and self._go_to(name[0]):
            return True
        while not self._go_to():
            if self._ended:
                return False
            self._at = max(self._at, len(self._text) - 64)
            self._fill(_BLOCK)
        return True

    def _go_to(self, name: str = "") -> bool:
        """Go to where a value seems to begin, and with this name: those of a list mostly begin with the same."""
        for match in islice(_NEXT_VALUE.finditer(self._text, self._at), _MOST_INNER):
            if self._text.startswith(name, match.end()):
                self._at = match.end()
                return True
        return False

    def _find_end(self) -> int | None:
        """Find where the brackets of a damaged value close, as far as has been read.

        None where its quotes do not fit: behind one too many all that was outside strings seems inside.
        """
        waiting: list[str] = []
        for mark in _MARK.finditer(self._text, self._at):
            kind = mark[0]
            if kind in _CLOSING:
                waiting.append(_CLOSING[kind])
            elif kind in {"}", "]", '"'}:
                if not waiting or waiting.pop() != kind:
                    return None
                if not waiting:
                    return mark.end()
            elif not waiting:
                return None
        return None
