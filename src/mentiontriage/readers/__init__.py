"""Readers: one file a shape of export, chosen by what the file holds and never by its name.

A reader says whether it knows a shape (`claims`) and turns an export of that shape into mentions
(`read`). Exactly one reader may claim an export. Readers marked `fallback` know no vendor, only
the usual names of things; they are asked where no other reader claims.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, tzinfo
from functools import cache
from itertools import chain
from shlex import quote
from typing import Any, BinaryIO, Literal

import msgspec

from mentiontriage import plugins
from mentiontriage.errors import AmbiguousShapeError, ShapeError
from mentiontriage.model import Mention, Note, Repost, Skipped

Item = Mention | Repost | Skipped | Note
"""What a reader yields, in the order of the export."""

DateOrder = Literal["dmy", "mdy"]
"""Which number of `03/04/2026` is the day and which the month."""


class TimeStyle(msgspec.Struct, frozen=True):
    """How times are meant where an export leaves it open: the order of day and month (None: not told), and the zone."""

    order: DateOrder | None = None
    zone: tzinfo = UTC


UNTOLD = TimeStyle()
"""What holds where the user says nothing of times."""


Wanted = Callable[[str, str], bool]
"""Tells by source and id whether a mention is wanted in a second reading."""


class Sample(msgspec.Struct, frozen=True):
    """The beginning of an export, decoded: enough to tell what shape it is.

    `records` are the first values of a JSON export (an array counts as its elements) or the first
    rows of a table; `header` names a table's columns and is empty otherwise; `text` is the
    beginning as it stands. `columns` is the user's `--map`, for the readers of usual names.
    `above` are the rows around a table's header that are no posts and may say something of all of them.
    `repeated` tells of the names in `header` that were made because the table has another column of that name.
    """

    kind: Literal["json", "csv", "xml", "other"]
    text: str
    records: tuple[Any, ...] = ()
    header: tuple[str, ...] = ()
    columns: Mapping[str, str] = {}
    above: tuple[tuple[str, ...], ...] = ()
    repeated: Mapping[str, str] = {}


class Cursor:
    """Where a reader of lines stands: `line` holds what it gave last, counted from 1; 0 where that is not told.

    Whoever visits the mentions may say what the one lacks that was given last (see `lacking`).
    """

    __slots__ = ("lacking", "line")

    def __init__(self) -> None:
        self.line = 0
        self.lacking = 0


class Export(msgspec.Struct, frozen=True):
    """An input that has been opened and looked at, ready to be read as often as needed.

    `times` is what the user says of times, for exports that leave it open.
    `name` is what errors call it. `open_bytes` starts it anew, decompressed, as UTF-8 unless it
    is a table (whose encoding its own front decides). `columns` is the user's `--map`: our field
    name to the export's own. `is_lines` says that it is plain UTF-8 with a JSON value a line, so that
    lines from its middle can be read for themselves. Of such a part `count_before` counts the lines
    before it, which takes a while and is asked only where a line's number is to be told.

    A reader of lines moves `cursor`, if there is one, along; and of `chosen`, if it is there, it reads only
    the lines whose byte is not 0 (the first byte is of no line). Other readers need not know of either.

    `look_on` gives more values of a JSON export, for where the sample is of no shape that is known.
    `words` stand in the names of a table's columns, if it is of other things than posts.
    `is_packed` says that the input is gzip or Zstandard, so that its own size tells little of what it holds.
    `own` are the folded names of our accounts, for exports in which only these tell what we wrote.
    """

    name: str
    sample: Sample
    open_bytes: Callable[[], BinaryIO]
    columns: Mapping[str, str] = {}
    times: TimeStyle = UNTOLD
    is_lines: bool = False
    count_before: Callable[[], int] | None = None
    cursor: Cursor | None = None
    chosen: bytes | bytearray | None = None
    look_on: Callable[[], Iterator[Any]] = lambda: iter(())
    is_packed: bool = False
    words: frozenset[str] | None = None
    own: frozenset[str] = frozenset()

    def number(self, line: int) -> int:
        """Give the number that a line, counted from 1 in this part, has in the whole export."""
        return line if self.count_before is None else line + self.count_before()


class Reader(msgspec.Struct, frozen=True):
    """One shape of export.

    `claims` returns by what it recognises the shape ("`data` beside `includes`"), or None.
    `read` streams: it holds one record in memory at a time. It raises nothing for a bad record;
    that is a `Skipped`. `read_wanted` reads again and may leave out all that is not wanted, where
    that is quicker; None where it is not. `columns` tells, of a table, which of its columns serve which of our fields;
    None where a shape has no columns that a user could choose from. `needs_whole` tells an export of lines in which
    others say more of a post, so that no part of it can be read for itself.
    """

    name: str
    summary: str
    claims: Callable[[Sample], str | None]
    read: Callable[[Export], Iterator[Item]]
    fallback: bool = False
    columns: Callable[[Export], Mapping[str, tuple[str, ...]]] | None = None
    read_wanted: Callable[[Export, Wanted], Iterator[Item]] | None = None
    needs_whole: Callable[[Export], bool] = lambda _: False


def choose_reader(export: Export) -> tuple[Reader, str]:
    """Find the one reader that knows an export, and by what it knew it.

    Of files that were joined the first values tell, and what is of another shape is skipped. Raises ShapeError where
    no reader knows it, and AmbiguousShapeError where two do, which the tests ask of every recording and fixture.
    """
    sample = msgspec.structs.replace(export.sample, columns=export.columns)
    # Streams begin with notices of what was deleted, and other lists with what is no post either.
    later = (msgspec.structs.replace(sample, records=(value,)) for value in export.look_on())
    for looked_at in chain([sample], later):
        if found := _find_reader(export.name, looked_at):
            return found
    raise ShapeError(describe_unknown(export))


def _find_reader(name: str, sample: Sample) -> tuple[Reader, str] | None:
    for fallback in (False, True):
        claims = [(r, reason) for r in _list_readers() if r.fallback is fallback and (reason := r.claims(sample))]
        if len(claims) > 1 and sample.kind == "json":
            alone = (msgspec.structs.replace(sample, records=(value,)) for value in sample.records)
            told = ([(r, reason) for r, _ in claims if (reason := r.claims(one))] for one in alone)
            claims = next(filter(None, told), claims)
        if len(claims) > 1:
            known = " and like ".join(f"{reader.name} ({reason})" for reader, reason in claims)
            raise AmbiguousShapeError(f"{name} looks like {known}: put each tool's export into a file of its own")
        if claims:
            return claims[0]
    return None


def find_owner(value: Any) -> str | None:
    """Name the reader that knows a JSON value by itself; None where none does but by usual names."""
    sample = Sample("json", "", (value,))
    return next((reader.name for reader in _list_readers() if not reader.fallback and reader.claims(sample)), None)


@cache  # asked of every value that is not of its file's shape
def _list_readers() -> tuple[Reader, ...]:
    return plugins.load_all(__name__, Reader)


def describe_unknown(export: Export) -> str:
    """Say what an unrecognised export holds, and what the user can do."""
    sample = export.sample
    if _is_mail(sample.text):
        return (
            f"{export.name} is a mail; triage reads tables, JSON and feeds: "
            "put mails into a table, one a row, with columns such as text, author and date"
        )
    if sample.kind == "other":
        return (
            f"{export.name} is nothing that triage can read: neither JSON, nor a feed, "
            "nor a table whose first row names its columns (of a small one, say which is which: --map text=COLUMN)"
        )
    names = sample.header or tuple(next((r for r in sample.records if isinstance(r, dict)), ()))
    if not names:
        return f"{export.name} holds no posts that triage recognises"
    from mentiontriage.readers._proposal import propose_map  # it asks for what is defined here

    listed = ", ".join(str(name)[:40] for name in names[:30])
    proposed = propose_map(names, sample.records) or "text=COLUMN,author=COLUMN,date=COLUMN"
    return (
        f"{export.name} has no column that triage recognises as the post's text; it has: {listed}. "
        f"Say which is which: --map {quote(proposed)}"
    )


def _is_mail(text: str) -> bool:
    """Tell a mail (RFC 5322) by its head: an address that it is from, and what else nearly all of them have."""
    from email.parser import HeaderParser

    head = HeaderParser().parsestr(text.lstrip())
    return "@" in str(head.get("From", "")) and any(name in head for name in ("To", "Subject", "Message-ID"))
