"""Columns of one table that have the same name: one of them is meant by it, the others are told apart.

Everything finds its columns by their names, so all but one would never be read, and nobody could ask for them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

from mentiontriage.model import Note
from mentiontriage.readers import Export


def name_apart(header: Sequence[str], records: Collection[Sequence[str]]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Name the columns so that no two have one name, and give for each new name (`Date 2`) the one in the table.

    The name stays with the first that holds anything in the first rows, `records`, or with the first of all.
    """
    places: dict[str, list[int]] = {}
    for at, name in enumerate(header):
        if name.strip():
            places.setdefault(name.strip().casefold(), []).append(at)
    names, repeated = list(header), dict[str, str]()
    for same in places.values():
        kept = next((at for at in same if any(row[at].strip() for row in records)), same[0])
        for at in same:
            if at != kept:
                names[at] = _number(header[at].strip(), {name.casefold() for name in (*header, *names)})
                repeated[names[at]] = header[kept]
    return tuple(names), repeated


def _number(name: str, others: Collection[str]) -> str:
    return next(new for number in count(2) if (new := f"{name} {number}").casefold() not in others)


def tell_ignored(export: Export, places: Mapping[str, tuple[int, ...]]) -> Iterator[Note]:
    """Say which columns are not read although one of the same name is, if they hold other things; `places` are read."""
    header, records = export.sample.header, export.sample.records
    used = {at: field for field, found in places.items() for at in found}
    for other, name in export.sample.repeated.items():
        at, first = header.index(other), header.index(name)
        field = used.get(first)
        if field is None or at in used or not any(row[at].strip() not in {"", row[first].strip()} for row in records):
            continue
        told = f"several columns are called {name!r}; one is read, another is known as {other!r}"
        yield Note(export.name, f"{told} (--map {field}={other!r} reads that)")
