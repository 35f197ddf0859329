"""Bytes to lines of text: which encoding an input is in, and what to do with bytes that are not.

UTF-8, UTF-16 (either order, with or without its mark) and Windows-1252. Bytes that are no UTF-8
inside UTF-8 text are read as Windows-1252, one by one: programs that join files of both kinds
make such mixtures.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

BARE_CR = "\ufdd0"
"""Stands for a carriage return that ends no line; a code point that text may not hold."""
LENIENT = "mentiontriage.cp1252"
"""How a decoder is told to take what is no UTF-8 for Windows-1252."""
NOT_UTF8 = "not all of it is UTF-8; the other bytes were read as Windows-1252"

_BLOCK = 1 << 16
_ENDS = ("\n", "\r")
_BARE = re.compile(r"\r(?!\n)")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LEAST_NULS = 0.1  # of the half that holds them: even in Cyrillic text, spaces and separators do


def find_encoding(head: bytes) -> str:
    """Tell an input's encoding from its first bytes, as a codec's name."""
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    pairs = len(head) // 2
    if pairs:
        first, second = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
        if second > _LEAST_NULS * pairs and first < second / 10:
            return "utf-16-le"
        if first > _LEAST_NULS * pairs and second < first / 10:
            return "utf-16-be"
    return "utf-8"


def decode_head(head: bytes) -> str:
    """Decode an input's first bytes; a character that was cut at their end is left out."""
    decoder = codecs.getincrementaldecoder(find_encoding(head))("strict")
    return _decode(decoder, head, final=False)[0]


class Lines:
    r"""The lines of a byte stream, one at a time, each with its end.

    `newline` is what ends a line, as `open` has it: "\n", or "" for all of "\n", "\r" and "\r\n". With "\n" a
    carriage return within a line is handed out as BARE_CR, and `marked` is set. NUL bytes are dropped, since they
    stand for no character: programs fill up with them, or leave them where UTF-16 was pasted into UTF-8. `nuls`
    counts them; `odd_bytes` tells afterwards whether there was something that is no UTF-8.
    """

    def __init__(self, stream: BinaryIO, encoding: str, newline: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._newline = newline
        self.odd_bytes = False
        self.nuls = 0
        self.marked = False

    def __iter__(self) -> Iterator[str]:
        newline, rest, held = self._newline, list[str](), ""
        block = b"start"
        while block:
            block = self._stream.read(_BLOCK)
            text, odd = _decode(self._decoder, block, final=not block)
            self.odd_bytes |= odd
            if nuls := text.count("\x00"):
                self.nuls += nuls
                text = text.replace("\x00", "")
            text = held + text
            held = "\r" if block and text.endswith("\r") else ""  # its line feed may come next
            if held:
                text = text[:-1]
            if newline == "\n" and "\r" in text:
                text = self._mark_bare(text)
            lines = split_lines(text, newline)
            begun = [lines.pop()] if lines and not text.endswith(_ENDS) else []
            if lines:
                lines[0] = "".join([*rest, lines[0]])
                rest = begun
            else:
                rest += begun
            yield from lines
        if last := "".join(rest):
            yield last

    def _mark_bare(self, text: str) -> str:
        if text.count("\r") == text.count("\r\n"):
            return text
        self.marked = True
        return _BARE.sub(BARE_CR, text)


def split_lines(text: str, newline: str) -> list[str]:
    """Split a text into its lines, each with its end (see `Lines`)."""
    return io.StringIO(text, newline).readlines()


def _decode(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool) -> tuple[str, bool]:
    try:
        return decoder.decode(block, final), False
    except UnicodeDecodeError:
        # A buffering decoder that fails has kept what it had: it can be asked again, leniently.
        decoder.errors = LENIENT
        text = decoder.decode(block, final)
        decoder.errors = "strict"
        return text, True


def _read_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode what a decoder refused as Windows-1252, and its five unused bytes as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    refused = error.object[error.start : error.end]
    if "16" in error.encoding:
        return "\ufffd", error.end
    return "".join(_CP1252[byte] for byte in refused), error.end


_CP1252 = [bytes([n]).decode("cp1252", "replace").replace("\ufffd", chr(n)) for n in range(256)]
codecs.register_error(LENIENT, _read_as_cp1252)
