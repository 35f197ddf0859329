"""The front of every reader of JSON: one value at a time, out of whatever stands around it.

Understands one value a line (NDJSON), an array, several documents one after the other, and the
JavaScript of an X archive (`window.YTD.tweets.part0 = [...]`), which is read and never executed.
An array is streamed element by element; a document is read whole, since its parts may refer to
one another. Damage costs the damaged value only: reading goes on at the next one.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, compress, islice
from typing import Any, BinaryIO, TypeVar, cast, get_args

import msgspec

from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.payloads._each import FAULTS
from mentiontriage.readers import Cursor, Export, Item, Reader, Sample, Wanted, find_owner
from mentiontriage.readers._json_lines import OddLines, is_lines, read_head
from mentiontriage.readers._json_scan import Scanner
from mentiontriage.readers._json_text import TOO_DEEP

Record = TypeVar("Record")


Understood = Iterable[Mention | Repost | Skipped | Note]
_KINDS = {type(None): "null", bool: "true or false", int: "number", float: "number", str: "string", list: "list"}


def json_reader(  # noqa: PLR0913, PLR0915, PLR0917 (a reader's file reads as one sentence: each is needed once)
    name: str,
    summary: str,
    claims: Callable[[Any], str | None],
    record: type[Record],
    to_items: Callable[[Record], Understood],
    otherwise: Callable[[dict[str, Any]], Understood] | None = None,
    keep: Callable[[Record, Wanted], Record | None] | None = None,
) -> Reader:
    """Build a reader from a JSON record's type and a pure function that understands one record.

    `claims` is asked for each of the first records, as plain Python values. `record` names only
    the fields that are needed: all others are passed over at the speed of the parser. An object
    that does not fit `record` as a whole is filled in field by field, or given to `otherwise`.
    In a second reading `keep` leaves of a record what is wanted again (None: nothing), so that
    the rest need not be understood once more.
    """

    def claims_sample(sample: Sample) -> str | None:
        if sample.kind != "json":
            return None
        return next((reason for value in sample.records if (reason := claims(value))), None)

    def read_all(export: Export) -> Iterator[Item]:
        return read(export, None)

    def read_wanted(export: Export, wanted: Wanted) -> Iterator[Item]:
        return read(export, wanted)

    def read(export: Export, wanted: Wanted | None) -> Iterator[Item]:
        with export.open_bytes() as stream:
            lines, head = find_lines(export, stream)
            if lines is None:
                yield from understand(export.name, Scanner(export.name, stream, head).scan())
                return
            decode = msgspec.json.Decoder(record).decode
            odd = OddLines(export.name)
            cursor = export.cursor or Cursor()
            # Nearly all lines of a million go through these few steps: each is worth a tenth of a second.
            for number, line in _choose(enumerate(lines, 1), export.chosen):
                cursor.line = number
                try:
                    value = decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                    yield from understand(export.name, odd.read(export.number(number), line))
                    continue
                try:
                    if wanted is not None:
                        kept = keep_safely(value, wanted)
                        if kept is None:
                            continue
                        value = kept
                    item = None
                    for item in to_items(value):
                        is_whole = type(item) is Mention or type(item) is Repost
                        yield item if is_whole else place_item(item, export.name, export.number(number))
                    if item is None:
                        yield from check_empty(f"{export.name}:{export.number(number)}", msgspec.json.decode(line))
                except FAULTS as error:
                    yield Skipped(f"{export.name}:{export.number(number)}", f"a post of another shape: {error}")

    def keep_safely(value: Record, wanted: Wanted) -> Record | None:
        """Keep what is wanted, or all where a part cannot be judged: to understand it costs that part alone."""
        try:
            return keep(value, wanted) if keep else value
        except FAULTS:
            return value

    def understand(name: str, values: Iterable[tuple[int, Any] | Skipped | Note]) -> Iterator[Item]:
        for found in values:
            if isinstance(found, Skipped | Note):
                yield found
                continue
            where = f"{name}:{found[0]}"
            value = _fit(where, found[1], record, as_filled=otherwise is None)
            if isinstance(value, Skipped):
                yield value
                continue
            item = None
            try:
                for item in otherwise(value) if otherwise and isinstance(value, dict) else to_items(value):
                    yield place_item(item, name, found[0])
                if item is None:
                    yield from check_empty(where, found[1])
            except FAULTS as error:
                yield Skipped(where, f"a post of another shape: {error}")

    def check_empty(where: str, value: Any) -> Iterator[Skipped]:
        if claims(value) is None:  # else it is an empty page, or an event that is no post
            yield Skipped(where, tell_foreign(value, name))

    return Reader(name, summary, claims_sample, read_all, read_wanted=read_wanted if keep else None)


def find_lines(export: Export, stream: BinaryIO) -> tuple[Iterable[bytes] | None, list[bytes]]:
    """Give an export's lines, or None where it is no sequence of lines, and what was read to tell."""
    if export.count_before is not None:  # a part is cut only from what is one
        return stream, []
    head = read_head(stream)
    return chain(head, stream) if is_lines(head) else None, head


def _choose(lines: Iterable[tuple[int, bytes]], chosen: bytes | bytearray | None) -> Iterable[tuple[int, bytes]]:
    """Choose the numbered lines whose byte is not 0; `chosen` begins with a byte that is of no line."""
    return lines if chosen is None else compress(lines, islice(chosen, 1, None))


def place_item(item: Item, name: str, number: int) -> Item:
    """Say in which record of the export something stands that was found within a record."""
    if isinstance(item, Skipped | Note):
        return msgspec.structs.replace(item, where=f"{name}:{number} {item.where}".rstrip())
    return item


def read_records(
    export: Export, record: type[Record], *, as_filled: bool = True
) -> Iterator[tuple[int, Any] | Skipped | Note]:
    """Read an export's values as records of one type, each with its number (a line's, or a count).

    The typed parser is tried first. What it refuses (lone surrogates, NaN, a count that is a
    word) goes through the standard library's, which takes all that real exports hold. An object
    that fits no record comes filled in as far as it goes, or as it is without `as_filled`.
    """
    with export.open_bytes() as stream:
        lines, head = find_lines(export, stream)
        if lines is None:
            yield from _fit_values(export.name, Scanner(export.name, stream, head).scan(), record, as_filled=as_filled)
            return
        decode = msgspec.json.Decoder(record).decode
        odd = OddLines(export.name)
        for number, line in enumerate(lines, export.number(1)):
            try:
                yield number, decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                yield from _fit_values(export.name, odd.read(number, line), record, as_filled=as_filled)


def iterate_values(name: str, stream: BinaryIO) -> Iterator[tuple[int, Any] | Skipped]:
    """Read a stream's values as plain Python values; arrays are opened up one level."""
    head = read_head(stream)
    if is_lines(head):
        odd = OddLines(name)
        lines = enumerate(chain(head, stream), 1)
        values = chain.from_iterable(odd.read(number, line) for number, line in lines)
    else:
        values = chain(Scanner(name, stream, head).scan())
    return (value for value in values if not isinstance(value, Note))


def _fit_values(
    name: str, values: Iterable[tuple[int, Any] | Skipped | Note], record: type[Record], *, as_filled: bool
) -> Iterator[tuple[int, Any] | Skipped | Note]:
    """Make records of plain values; the whole value at once where that goes, else field by field."""
    for value in values:
        if isinstance(value, Skipped | Note):
            yield value
            continue
        fitted = _fit(f"{name}:{value[0]}", value[1], record, as_filled=as_filled)
        yield fitted if isinstance(fitted, Skipped) else (value[0], fitted)


def _fit(where: str, value: Any, record: type[Record], *, as_filled: bool) -> Any:
    """Make a record of a plain value, or leave it plain where it fits none and is not to be filled in; or a Skipped."""
    try:
        return _make_record(value, record, as_filled=as_filled)
    except msgspec.ValidationError:
        return Skipped(where, f"no post but a single {_KINDS.get(type(value), 'value')}")
    except RecursionError:
        return Skipped(where, TOO_DEEP)


def _make_record(value: Any, record: type[Record], *, as_filled: bool) -> Any:
    try:
        return msgspec.convert(value, record)
    except (msgspec.ValidationError, RecursionError):
        if not isinstance(value, dict) or not _is_record(record):
            raise
    return fill_record(value, record) if as_filled else value


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def tell_foreign(value: Any, name: str) -> str:
    """Say that a value is not of the shape of those around it, which the named reader reads."""
    owner = find_owner(value)
    told = f"that of {owner}" if owner else "none that triage knows"
    return f"its shape is {told}, and this file's is that of {name}: read it from a file of its own"


def fill_record(value: dict[str, Any], record: type[Record]) -> Record:
    """Build a record from a plain value, field by field; a field of another type is left out.

    This is the slow way for values that the typed parser refuses as a whole because of one field.
    """
    found = {}
    for field in msgspec.structs.fields(record):  # type: ignore[arg-type]  # every record is a Struct
        if field.encode_name in value:
            try:
                found[field.name] = _fit_field(value[field.encode_name], field.type)
            except (ValueError, TypeError):
                continue
    return record(**found)


def _fit_field(value: Any, wanted: Any) -> Any:
    kinds = get_args(wanted) or (wanted,)
    if isinstance(value, dict):
        for kind in kinds:
            if _is_record(kind):
                return fill_record(value, kind)
    if isinstance(value, list) and (item := _item_type(wanted, kinds)):
        return [fill_record(one, item) for one in value if isinstance(one, dict)]
    return msgspec.convert(value, wanted, strict=False)


def _item_type(wanted: Any, kinds: tuple[Any, ...]) -> type[msgspec.Struct] | None:
    """Name the record type in `list[Record]`, `list[Record] | None` or `list[Record | str]`."""
    for kind in (wanted, *kinds):
        if getattr(kind, "__origin__", None) is list:
            (item,) = get_args(kind)
            return next(filter(_is_record, get_args(item) or (item,)), None)
    return None


def as_dict(value: Any) -> dict[str, Any]:
    """Take a JSON object as it is, and anything else as an empty one: networks lie about types."""
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def list_objects(value: Any) -> list[dict[str, Any]]:
    """List the objects of a JSON list, and leave out what else it holds; anything else than a list has none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def holds_object(value: Any, listed: str, names: frozenset[str]) -> bool:
    """Tell an object with all these names, or one that holds such in a list by the name ``listed``."""
    return any(one.keys() >= names for one in list_objects(as_dict(value).get(listed, [value])))
