"""Open an input: decompress it, find its encoding, and look at its beginning.

What an input is, is told by its bytes: gzip (RFC 1952) and Zstandard (RFC 8878) by their magic
numbers, UTF-16 and UTF-8 by their byte order marks, JSON and XML by their first character.
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import BinaryIO

import msgspec

from mentiontriage.errors import InputError
from mentiontriage.model import Skipped
from mentiontriage.readers import UNTOLD, Export, Sample, TimeStyle
from mentiontriage.readers._chat import begins_chat
from mentiontriage.readers._csv import sample_table
from mentiontriage.readers._encoding import decode_head, find_encoding
from mentiontriage.readers._json import iterate_values
from mentiontriage.readers._json_lines import is_lines, read_head
from mentiontriage.readers._json_text import TOO_DEEP
from mentiontriage.readers._unpacking import SalvagingReader, check_workbook, guard_unpacking
from mentiontriage.readers._xlsx import is_archive, is_workbook, sample_workbook

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_HEAD_BYTES = 65_536
_SAMPLE_RECORDS = 5
_MOST_LOOKED_AT = 200  # values, where the first are damaged or no posts


def open_export(
    name: str,
    open_raw: Callable[[], BinaryIO],
    columns: Mapping[str, str],
    times: TimeStyle = UNTOLD,
    words: frozenset[str] | None = None,
) -> Export:
    """Look at an input's beginning and tell what kind of text it is.

    `open_raw` starts the input's bytes anew each time it is called. `columns` and `times` are
    what the user says of it, and `words` stand in names of columns (see `Export`).

    Raises InputError for an empty input and for one of which nothing can be read.
    """
    try:
        export = _look(name, open_raw, columns, times, words)
        return msgspec.structs.replace(export, is_packed=_is_packed(open_raw), words=words)
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error}") from error


def _look(
    name: str,
    open_raw: Callable[[], BinaryIO],
    columns: Mapping[str, str],
    times: TimeStyle,
    words: frozenset[str] | None,
) -> Export:
    head = _read_head(name, open_raw)
    open_plain = partial(_open_decompressed, name, open_raw)
    if not head.strip(b"\x00 \t\r\n"):
        raise InputError(f"{name} is empty: there is nothing to read")
    if is_workbook(head):
        with open_plain() as stream:
            if is_archive(head):
                check_workbook(name, stream)
            sample = sample_workbook(name, stream, columns.values(), words)
        return Export(name, sample, open_plain, columns, times)
    if is_archive(head):
        raise InputError(f"{name} is a zip archive: unpack it and name the files in it")
    text = decode_head(head)
    if _is_binary(text):
        return Export(name, Sample("other", text), open_plain)
    if begins_chat(text):
        return Export(name, Sample("other", text), open_plain, columns, times)
    start = text.lstrip("\ufeff\x00\x1e \t\r\n")
    if start[:1] in ("{", "[") or start.startswith("window.YTD."):
        encoding = find_encoding(head).removesuffix("-sig")
        open_utf8 = open_plain if encoding == "utf-8" else partial(_open_transcoded, open_plain, encoding)
        export = Export(name, _sample_json(name, text, open_utf8), open_utf8, columns, times)
        in_lines = encoding == "utf-8" and _stands_in_lines(open_raw)
        return msgspec.structs.replace(export, is_lines=in_lines, look_on=partial(_look_on, name, open_utf8))
    if start.startswith("<"):
        return Export(name, Sample("xml", text), open_plain, columns)
    return Export(name, sample_table(text, columns, words), open_plain, columns, times)


def _open_transcoded(open_plain: Callable[[], BinaryIO], encoding: str) -> BinaryIO:
    return SalvagingReader(_Transcoded(open_plain(), encoding), _HEAD_BYTES)


def _sample_json(name: str, text: str, open_utf8: Callable[[], BinaryIO]) -> Sample:
    """Look at the first values; raises InputError where there are none, or none that can be read."""
    with open_utf8() as stream:
        found = _sample_values(name, stream)
    whole = [one[1] for one in found if not isinstance(one, Skipped)]
    if records := tuple([value for value in whole if isinstance(value, dict)] or whole):
        return Sample("json", text, records)
    if not found:
        raise InputError(f"{name} holds an empty list: there is nothing to read")
    if any(isinstance(one, Skipped) and one.reason == TOO_DEEP for one in found):
        raise InputError(f"{name} holds nothing that can be read: it is {TOO_DEEP}")
    raise InputError(f"{name} begins like JSON but holds no complete value: it is cut short or damaged")


def _sample_values(name: str, stream: BinaryIO) -> list[tuple[int, object] | Skipped]:
    found: list[tuple[int, object] | Skipped] = []
    objects = 0
    try:
        for value in islice(iterate_values(name, stream), _MOST_LOOKED_AT):
            found.append(value)
            objects += not isinstance(value, Skipped) and isinstance(value[1], dict)
            if objects == _SAMPLE_RECORDS:
                break
    except OSError:
        if not found:
            raise
    return found


def _look_on(name: str, open_utf8: Callable[[], BinaryIO]) -> Iterator[object]:
    """Give the values of an export whose first ones tell nothing; what fails there fails again when it is read."""
    with open_utf8() as stream, suppress(OSError):
        for value in islice(iterate_values(name, stream), _MOST_LOOKED_AT):
            if not isinstance(value, Skipped):
                yield value[1]


def _read_head(name: str, open_raw: Callable[[], BinaryIO]) -> bytes:
    with _open_decompressed(name, open_raw) as stream:
        return stream.read(_HEAD_BYTES)


def _open_decompressed(name: str, open_raw: Callable[[], BinaryIO]) -> BinaryIO:
    raw = open_raw()
    magic = raw.read(4)
    raw.seek(0)
    if magic.startswith(_GZIP):
        return guard_unpacking(name, gzip.GzipFile(fileobj=raw), raw, zlib.error)
    if magic == _ZSTD:
        from mentiontriage.readers._zstd import zstd

        return guard_unpacking(name, zstd.ZstdFile(raw), raw, zstd.ZstdError)
    return raw


def _stands_in_lines(open_raw: Callable[[], BinaryIO]) -> bool:
    """Tell whether the bytes as they are stand in lines; those of a packed input do not begin like JSON."""
    with open_raw() as raw:
        return is_lines(read_head(raw))


def _is_packed(open_raw: Callable[[], BinaryIO]) -> bool:
    with open_raw() as raw:
        return raw.read(4).startswith((_GZIP, _ZSTD))


def _is_binary(text: str) -> bool:
    """Tell text from a picture or a program: text holds next to no control characters.

    Compressed data holds one in nine. NUL bytes do not count, as real exports hold them, nor
    does the separator of JSON text sequences (RFC 7464).
    """
    start = text[:4096].replace("\x00", "")
    odd = sum(1 for c in start if c < " " and c not in "\t\r\n\x1b\x1e")
    return not start or odd > len(start) / 50


class _Transcoded(io.RawIOBase):
    """A stream of UTF-8 bytes over a stream of another encoding."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._ready = b""

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is wider
        while not self._ready:
            block = self._stream.read(_HEAD_BYTES)
            self._ready = self._decoder.decode(block, final=not block).encode()
            if not block:
                break
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size
