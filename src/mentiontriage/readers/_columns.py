"""A reader of tables from a list of columns: what a vendor calls which of our fields.

A vendor's file declares its columns and nothing else; how a row becomes a mention is written once,
in `_rows`. Names of columns are compared by letters and digits only. Several names for one field
mean: the first that is there and holds something in this row.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

import msgspec

from mentiontriage.model import Skipped
from mentiontriage.readers import Export, Item, Reader, Sample, Wanted
from mentiontriage.readers._addressed import Addressed
from mentiontriage.readers._answers import mark_answered
from mentiontriage.readers._csv import read_rows
from mentiontriage.readers._fields import keep_known, match_fields, normalise_name
from mentiontriage.readers._repeated import tell_ignored
from mentiontriage.readers._rows import RowReader
from mentiontriage.readers._shape import TableShape
from mentiontriage.readers._table_fields import match_table


class Signature(msgspec.Struct, frozen=True):
    """By which columns a vendor's export is known.

    All of `needs` must be there, at least `at_least` of `some`, and none of `lacks`.
    """

    needs: tuple[str, ...]
    some: tuple[str, ...] = ()
    at_least: int = 0
    lacks: tuple[str, ...] = ()

    def match(self, header: tuple[str, ...]) -> str | None:
        """Say which columns gave the vendor away; None where it is another's export."""
        there = _normalise_all(header)
        if not all(normalise_name(name) in there for name in self.needs):
            return None
        if any(normalise_name(name) in there for name in self.lacks):
            return None
        found = [name for name in self.some if normalise_name(name) in there]
        if len(found) < self.at_least:
            return None
        return "the columns " + ", ".join((*self.needs, *found))


@lru_cache(8)
def _normalise_all(header: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normalise_name, header))


def table_reader(
    name: str,
    summary: str,
    signature: Signature | tuple[Signature, ...],
    columns: Mapping[str, str | tuple[str, ...]],
    shape: TableShape | None = None,
) -> Reader:
    """Build a reader from the columns of a vendor's export.

    `columns` gives for each of our fields (see `_rows`) the vendor's names for it, the best first.
    """
    signatures = signature if isinstance(signature, tuple) else (signature,)
    shape = shape or TableShape()

    def claims(sample: Sample) -> str | None:
        if sample.kind != "csv":
            return None
        return next((reason for one in signatures if (reason := one.match(sample.header))), None)

    def read(export: Export, wanted: Wanted | None = None) -> Iterator[Item]:
        places = find_places(export, columns)
        status = next((export.sample.header[at] for at in places.get("status", ())), None)
        marked = mark_answered(shape, export, status=status)
        return read_table(export, places, marked, name, wanted)

    def name_columns(export: Export) -> dict[str, tuple[str, ...]]:
        return name_places(export, find_places(export, columns)) | name_marks(export.sample.header, shape)

    return Reader(name, summary, claims, read, columns=name_columns, read_wanted=read)


def name_places(export: Export, places: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[str, ...]]:
    """Name the columns that stand at the places of each field."""
    return {field: tuple(export.sample.header[at] for at in found) for field, found in places.items()}


def name_marks(header: tuple[str, ...], shape: TableShape) -> dict[str, tuple[str, ...]]:
    """Name the columns that tell of a row what no field does."""
    roles = {
        "ours": shape.ours_where,
        "repost": shape.repost_where,
        "conversation": shape.conversation or (),
        "automatic": (*shape.automatic_where, *(shape.person_where or ())),
        "answered": shape.answered_where,
        "identity": shape.identity,
    }
    found = {}
    for role, names in roles.items():
        plain = set(map(normalise_name, names))
        if there := tuple(name for name in header if normalise_name(name) in plain):
            found[role] = there
    return found


def find_places(export: Export, columns: Mapping[str, str | tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """Find at which places of a row each field stands; the user's `--map` wins over the vendor's names.

    If the export has none of a vendor's columns for the time, the usual names tell it.
    """
    header = export.sample.header
    known: dict[str, int] = {}
    for at, name in enumerate(header):
        known.setdefault(normalise_name(name), at)
    places = {}
    for field, names in columns.items():
        plain = map(normalise_name, (names,) if isinstance(names, str) else names)
        if found := tuple(dict.fromkeys(known[name] for name in plain if name in known)):
            places[field] = found
    if "created_at" in columns and "created_at" not in places:  # tools rename columns, and without times nobody waits
        usual = match_table(header, export.sample.records, {}).get("created_at")
        places |= {"created_at": (header.index(usual),)} if usual else {}
    if there := keep_known(export.columns, header):
        mapped = match_fields(header, there)
        chosen = set(map(normalise_name, there.values()))
        places |= {f: (header.index(c),) for f, c in mapped.items() if normalise_name(c) in chosen}
    return places


def read_table(
    export: Export,
    places: Mapping[str, tuple[int, ...]],
    shape: TableShape,
    vendor: str = "",
    wanted: Wanted | None = None,
) -> Iterator[Item]:
    """Read a table's rows as mentions, and say at the end what was odd about them.

    `vendor` stands before an id that is the vendor's and not the network's. What is not `wanted`
    (all, if that is None) may be left out.
    """
    reader = RowReader(export, places, shape, lambda: _read_all(export), vendor)
    build = reader.build
    addressed = _find_addressed(export, places, shape, vendor)
    for found in read_rows(export):
        if not isinstance(found, tuple):
            yield found
            continue
        try:
            if (item := build(found[1], wanted)) is not None:
                yield addressed.tell(item) if addressed and reader.may_answer(found[1]) else item
        except ValueError as error:
            yield Skipped(f"{export.name}:{found[0]}", str(error))
    yield from reader.report(export.name)
    yield from tell_ignored(export, places)


def _find_addressed(
    export: Export, places: Mapping[str, tuple[int, ...]], shape: TableShape, vendor: str
) -> Addressed | None:
    """Prepare to find what our posts answer, where we are told who we are and no column tells it."""
    if not export.own or shape.thread or "in_reply_to" in places or not {"handle", "url"} & places.keys():
        return None
    read_all = partial(_read_all, export)
    return Addressed(
        export.own,
        places.get("handle", ()),
        places.get("url", ()),
        read_all,
        lambda: RowReader(export, places, shape, read_all, vendor).build,
    )


def _read_all(export: Export) -> Iterator[list[str]]:
    return (found[1] for found in read_rows(export) if type(found) is tuple)
