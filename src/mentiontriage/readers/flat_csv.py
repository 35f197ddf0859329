"""Any table with usual names of columns, of no vendor that we know; or with the user's `--map`."""

from collections.abc import Iterator, Mapping
from shlex import quote

import msgspec

from mentiontriage.model import Note
from mentiontriage.readers import Export, Item, Reader, Sample, Wanted
from mentiontriage.readers._answers import mark_answered
from mentiontriage.readers._columns import name_marks, name_places, read_table
from mentiontriage.readers._directions import find_directions, may_be_own
from mentiontriage.readers._fields import keep_known, map_text, normalise_name, tell_posts
from mentiontriage.readers._proposal import find_wordier, spell_column, tell_untold_time
from mentiontriage.readers._shape import TableShape
from mentiontriage.readers._sources import tells_facebook, tells_x
from mentiontriage.readers._table_fields import find_name_parts, find_parts, match_table
from mentiontriage.readers._table_names import tell_mails


def claims(sample: Sample) -> str | None:
    """Know a table of posts by its column for the text."""
    if sample.kind != "csv":
        return None
    text = map_text(sample.columns)
    if text is not None and text in map(normalise_name, sample.header):
        return "the column given with --map"
    return tell_posts(match_table(sample.header, sample.records, {}))


def read(export: Export, wanted: Wanted | None = None) -> Iterator[Item]:
    """Read each row by the names of its columns; what is not `wanted` may be left out."""
    header = export.sample.header
    found = _find_columns(export)
    places = _find_places(export)
    source = _tell_source(export, places)
    directions = _find_directions(header, found)
    is_talk = bool(directions.conversation) and directions.contact_names is None
    is_of_tickets = tell_mails(map(normalise_name, header)) or is_talk
    shape = msgspec.structs.replace(directions, source=source, parted=("text", "name"), is_of_tickets=is_of_tickets)
    marked = mark_answered(shape, export, status=found.get("status"), reply=found.get("reply"))
    yield from read_table(export, places, marked, wanted=wanted)
    if "text" not in found and (wordier := find_wordier(header, export.sample.records, found)):
        told = f"each post is read by {found['title'][:60]!r} alone; {wordier[:60]!r} holds more"
        yield Note(export.name, f"{told}: --map {quote(f'text={spell_column(wordier)}')}", is_pressing=True)
    if "created_at" not in found and (untold := tell_untold_time(header, export.sample.records, found.values())):
        yield Note(export.name, untold, is_pressing=True)


def _tell_source(export: Export, places: Mapping[str, tuple[int, ...]]) -> str | None:
    """Tell the network that all of a table is from by what only its exports have."""
    header = export.sample.header
    rows = [row for row in export.sample.records if len(row) == len(header)]
    at = places.get("source", ())
    if tells_x(header, (row[at[0]] for row in rows if at), has_source=bool(at)):
        return "x"
    idents = (row[n] for field in ("id", "in_reply_to") for n in places.get(field, ()) for row in rows)
    return "facebook" if not at and tells_facebook(header, idents) else None


def _find_columns(export: Export) -> Mapping[str, str]:
    header = export.sample.header
    return match_table(header, export.sample.records, keep_known(export.columns, header))


def _find_directions(header: tuple[str, ...], found: Mapping[str, str]) -> TableShape:
    """Find what tells our messages, and to which conversation they belong.

    Where messages name what they answer, several people may write in one conversation (X).
    """
    ways = find_directions(header)
    if not ways.ours:
        return TableShape(native_id=True)
    shape = TableShape(
        native_id=True,
        ours_where=ways.ours,
        automatic_where={**ways.unsaid, **ways.automatic},
        person_where=ways.person,
    )
    if "in_reply_to" in found:
        return shape
    if ways.talk:
        return msgspec.structs.replace(shape, conversation=(ways.talk, ways.talk))
    names = tuple(found[field] for field in ("handle", "name") if field in found)
    if not ways.contact or (not names and may_be_own(ways.contact[0])):
        return shape
    return msgspec.structs.replace(shape, conversation=ways.contact, contact_names=names, person_where=ways.writer)


def _name_columns(export: Export) -> dict[str, tuple[str, ...]]:
    header = export.sample.header
    marks = name_marks(header, _find_directions(header, _find_columns(export)))
    return marks | name_places(export, _find_places(export))


def _find_places(export: Export) -> dict[str, tuple[int, ...]]:
    header, found = export.sample.header, _find_columns(export)
    parts = find_parts(header, export.sample.records, keep_known(export.columns, header), found.get("text"))
    places: dict[str, tuple[int, ...]] = {field: (header.index(column),) for field, column in found.items()}
    is_told = "name" in map(normalise_name, export.columns)
    names = () if is_told else find_name_parts(header, found)
    told = {"text": parts, "name": names}
    return places | {field: tuple(map(header.index, columns)) for field, columns in told.items() if columns}


READER = Reader(
    "flat-csv",
    "a table with usual names of columns, or with --map",
    claims,
    read,
    fallback=True,
    columns=_name_columns,
    read_wanted=read,
)
