"""The front of every reader of JSON: one value at a time, out of whatever stands around it.

Understands one value a line (NDJSON), an array, several documents one after the other, and the
JavaScript of an X archive (`window.YTD.tweets.part0 = [...]`), which is read and never executed.
An array is streamed element by element; a document is read whole, since its parts may refer to
one another. Damage costs the damaged value only: reading goes on at the next one.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, TypeVar, cast, get_args

import msgspec

from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.readers import Export, Item, Reader, Sample

Record = TypeVar("Record")

_BLOCK = 1 << 16
_LARGEST_VALUE = 1 << 28  # characters; past this a value that does not end is called damaged
_SAMPLED_LINES = 5
_NEXT_VALUE = re.compile(r"[}\]]\s*,?\s*(?=[{\[])")
_ASSIGNMENT = re.compile(r"\s*window\.YTD\.[\w.]+\s*=\s*")


def json_reader(
    name: str,
    summary: str,
    claims: Callable[[Any], str | None],
    record: type[Record],
    to_items: Callable[[Record], Iterable[Mention | Repost | Skipped]],
) -> Reader:
    """Build a reader from a JSON record's type and a pure function that understands one record.

    `claims` is asked for each of the first records, as plain Python values. `record` names only
    the fields that are needed: all others are passed over at the speed of the parser.
    """

    def claims_sample(sample: Sample) -> str | None:
        if sample.kind != "json":
            return None
        return next((reason for value in sample.records if (reason := claims(value))), None)

    def read(export: Export) -> Iterator[Item]:
        for found in read_records(export, record):
            if isinstance(found, Skipped | Note):
                yield found
                continue
            number, value = found
            try:
                yield from to_items(value)
            except (ValueError, TypeError, AttributeError, KeyError) as error:
                yield Skipped(f"{export.name}:{number}", f"a post of another shape: {error}")

    return Reader(name, summary, claims_sample, read)


def read_records(export: Export, record: type[Record]) -> Iterator[tuple[int, Record] | Skipped | Note]:
    """Read an export's values as records of one type, each with its number (a line's, or a count).

    The typed parser is tried first. What it refuses (lone surrogates, NaN, a count that is a
    word) goes through the standard library's, which takes all that real exports hold.
    """
    stream = export.open_bytes()
    if not _is_lines(stream):
        for found in iterate_values(export.name, stream):
            if isinstance(found, Skipped):
                yield found
            else:
                yield found[0], fill_record(found[1], record)
        return
    decode = msgspec.json.Decoder(record).decode
    for number, line in enumerate(stream, 1):
        try:
            yield number, decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            for found in _read_odd_line(export.name, number, line):
                if isinstance(found, Skipped | Note):
                    yield found
                else:
                    yield number, fill_record(found, record)


def iterate_values(name: str, stream: BinaryIO) -> Iterator[tuple[int, Any] | Skipped]:
    """Read a stream's values as plain Python values; arrays are opened up one level."""
    if _is_lines(stream):
        for number, line in enumerate(stream, 1):
            for found in _read_odd_line(name, number, line):
                if isinstance(found, Skipped):
                    yield found
                elif not isinstance(found, Note):
                    yield number, found
    else:
        yield from _Scanner(name, stream).scan()


def fill_record(value: Any, record: type[Record]) -> Record:
    """Build a record from a plain value, field by field; a field of another type is left out.

    This is the slow way for values that the typed parser refuses as a whole because of one field.
    """
    if not isinstance(value, dict):
        raise ValueError(f"expected an object, found {type(value).__name__}")
    found = {}
    for field in msgspec.structs.fields(record):  # type: ignore[arg-type]  # every record is a Struct
        if field.encode_name in value:
            try:
                found[field.name] = _fit(value[field.encode_name], field.type)
            except (ValueError, TypeError):
                continue
    return record(**found)


def _fit(value: Any, wanted: Any) -> Any:
    kinds = get_args(wanted) or (wanted,)
    if isinstance(value, dict):
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
                return fill_record(value, kind)
    if isinstance(value, list) and (item := _item_type(wanted, kinds)):
        return [fill_record(one, item) for one in value if isinstance(one, dict)]
    return msgspec.convert(value, wanted, strict=False)


def _item_type(wanted: Any, kinds: tuple[Any, ...]) -> type[msgspec.Struct] | None:
    """Name the record type in `list[Record]` or `list[Record] | None`."""
    for kind in (wanted, *kinds):
        items = get_args(kind)
        if getattr(kind, "__origin__", None) is list and isinstance(items[0], type):
            return items[0] if issubclass(items[0], msgspec.Struct) else None
    return None


def _is_lines(stream: BinaryIO) -> bool:
    """Tell one value a line from anything else, and leave the stream at its beginning."""
    lines = [stream.readline() for _ in range(_SAMPLED_LINES)]
    stream.seek(0)
    first = next((line for line in lines if line.strip()), b"").lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    return first.startswith(b"{") and any(_is_value(line) for line in lines)


def _is_value(line: bytes) -> bool:
    text = line.decode("utf-8-sig", "replace").replace("\x00", "").strip()
    if not text.startswith("{"):
        return False
    try:
        return isinstance(json.loads(text, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _read_odd_line(name: str, number: int, line: bytes) -> Iterator[Any]:
    """Read a line that the typed parser refused: an array, odd characters, or no JSON at all."""
    where = f"{name}:{number}"
    text = line.decode("utf-8-sig", "replace")
    if "\ufffd" in text and "\ufffd".encode() not in line:
        text = line.decode("cp1252", "replace")
        yield Note(where, "not UTF-8; read as Windows-1252")
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
        yield from value if isinstance(value, list) else (value,)


class _Scanner:
    """Finds the values of a stream that is no sequence of lines, holding one value at a time."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        self._name = name
        self._stream = stream
        self._decode_bytes = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode
        self._decode_value = json.JSONDecoder(strict=False).raw_decode
        self._text = ""
        self._at = 0
        self._ended = False
        self._number = 0

    def scan(self) -> Iterator[tuple[int, Any] | Skipped]:
        self._fill(_BLOCK)
        if assignment := _ASSIGNMENT.match(self._text):
            self._at = assignment.end()
        while self._skip_separators():
            self._number += 1
            found = self._take_value()
            if isinstance(found, Skipped):
                yield found
                if not self._skip_to_next():
                    return
            else:
                for value in found if isinstance(found, list) else (found,):
                    yield self._number, value

    def _fill(self, size: int) -> None:
        """Read on until at least `size` characters lie ahead, or the stream ends."""
        parts = [self._text[self._at :]]
        length = len(parts[0])
        while length < size and not self._ended:
            block = self._stream.read(max(_BLOCK, size - length))
            self._ended = not block
            parts.append(self._decode_bytes(block, self._ended).replace("\x00", ""))
            length += len(parts[-1])
        self._text, self._at = "".join(parts), 0

    def _skip_separators(self) -> bool:
        """Go to the next value's first character; an array's brackets and commas are passed over."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in "[],; \t\r\n\ufeff\x1e":
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
            except ValueError as error:
                # The value may only not have been read to its end: twice as much, so that the
                # work stays linear in the value's length.
                if self._ended or size > _LARGEST_VALUE:
                    return self._skip(f"no valid JSON: {error}")
                size = max(size, len(self._text) - self._at) * 2
                self._fill(size)
            else:
                # A number or word at the very end of what was read may go on.
                if end < len(self._text) or self._ended or isinstance(value, dict):
                    self._at = end
                    return value
                self._fill(size * 2)

    def _skip(self, reason: str) -> Skipped:
        return Skipped(f"{self._name}: value {self._number}", reason)

    def _skip_to_next(self) -> bool:
        """After damage, go to where the next object seems to begin."""
        while True:
            if match := _NEXT_VALUE.search(self._text, self._at + 1):
                self._at = match.end()
                return True
            if self._ended:
                return False
            self._at = max(self._at, len(self._text) - 64)
            self._fill(_BLOCK)


def as_dict(value: Any) -> dict[str, Any]:
    """Take a JSON object as it is, and anything else as an empty one: networks lie about types."""
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}
