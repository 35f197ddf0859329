"""JSON of no vendor we know: objects with the usual names, one a line, in an array or in a list."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

import msgspec

from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.payloads._each import FAULTS
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.readers._answers import SOME_TIME
from mentiontriage.readers._directions import find_conversation, find_ours
from mentiontriage.readers._fields import (
    build_mention,
    keep_known,
    map_text,
    match_fields,
    may_be_shown,
    normalise_name,
    tell_posts,
)
from mentiontriage.readers._identity import tells_retweets
from mentiontriage.readers._json import read_records
from mentiontriage.readers._json_answers import JsonAnswers, is_note, tells_conversations
from mentiontriage.readers._json_below import BELOW, place_below
from mentiontriage.readers._json_naming import Naming
from mentiontriage.readers._json_times import JsonTimes
from mentiontriage.readers._table_names import SOLVED, TABLES, find_numbered, tell_tickets
from mentiontriage.text import read_flag
from mentiontriage.times import parse_time

_Row = dict[str, Any]
_STARS = "stars without a text"
_WEAK = ("title", "description", _STARS)
_MAPPED = "the field given with --map"
_DEEPEST = 3  # a list of posts inside other things stands no deeper than this
# What posts stand under, and what a text elsewhere must have beside it to be a post.
_PLACES = frozenset(
    {
        *("posts", "post", "tweets", "statuses", "mentions", "mention", "messages", "message", "comments"),
        *("reviews", "feedback", "items", "item", "results", "result", "hits", "entries", "data", "docs"),
        *("documents", "records", "rows", "values", "value", "response"),
    }
)
_TELLING = frozenset({"created_at", "handle", "followers", "rating", "likes"})
# What only tickets call so, which are known by their subjects too (Help Scout): of what tables may call so (`TABLES`)
# that which is a text whatever it holds, and no list.
_OF_TICKETS = {
    "text": ("firstmessage", "firstusermessage", "firstcustomermessage", "initialmessage", "messagepreview", "preview"),
    "name": ("customername", "clientname", "contactname", "customerfullname"),
}
_MOST_SHAPES = 1000  # rows whose names are data would fill the memory with shapes


class _Shape(msgspec.Struct, frozen=True):
    """Which of a row's names holds which of our fields, and by what it is a post (None: it is none).

    `is_shown` says that the field of the handle may hold a name (`may_be_shown`). `status` is the field of a ticket's
    that tells whether it is solved, by one of the values `solved`; `below` are the names of what may hold answers to
    a post, each a post as well; `ours` are those that tell what we wrote, with the values that say so (`find_ours`),
    and `talk` is the one that tells to which conversation it belongs.
    """

    fields: Mapping[str, str]
    reason: str | None
    is_shown: bool = False
    status: str | None = None
    solved: frozenset[str] = SOLVED
    below: tuple[str, ...] = ()
    ours: Mapping[str, tuple[str, ...]] = {}
    talk: str | None = None


def claims(sample: Sample) -> str | None:
    """Know posts by a field with a usual name for a text, or by the user's `--map`."""
    if sample.kind != "json":
        return None
    shapes = _Shapes(sample.columns)
    rows = (row for value in sample.records for row in shapes.find_rows(value))
    return next((reason for row in rows if (reason := shapes.of(flatten(row)).reason)), None)


def read(export: Export) -> Iterator[Item]:
    """Read rows with the usual names."""
    shapes = _Shapes(export.columns)
    sample = [row for value in export.sample.records for row in shapes.find_rows(value)]
    first = [_take(row, shapes).values for row in sample]
    names = dict.fromkeys(name for row in sample for name in row)
    naming = Naming(names, first, is_retweeted=tells_retweets(export.sample))
    times = JsonTimes(first, export.times)
    answers = JsonAnswers(lambda: _read_ours(export, shapes, times)) if needs_whole(export) else None
    solved = 0
    for found in read_records(export, dict[str, Any]):
        if isinstance(found, Skipped | Note):
            yield found
            continue
        where = f"{export.name}:{found[0]}"
        rows_found = shapes.find_rows(found[1])
        if not rows_found:
            yield Skipped(where, "it holds no post: no field with a usual name for a text")
        for place, row in enumerate(rows_found, 1):
            try:
                values, is_shown, is_solved, talk = _take(row, shapes)
                times.settle(values)
                post = build_mention(values, zone=export.times.zone, is_shown=is_shown)
                if answers and type(post) is Mention:
                    post = answers.mark(post, talk)
                if is_solved and type(post) is Mention and post.answered_at is None:
                    post = msgspec.structs.replace(post, answered_at=post.posted_at or SOME_TIME)
                    solved += 1
                if type(post) is Mention and post.posted_at is None and (written := values.get("created_at")):
                    times.miss(written)
                yield naming.name(post, values)
            except FAULTS as error:
                inside = "" if row is found[1] else f" post {place}"
                yield Skipped(where + inside, f"it cannot be read as a post: {error}")
    for told in naming.report():
        yield Note(f"{export.name}:1", told, is_of_all=True)
    yield from times.report(f"{export.name}:1")
    if solved:
        told = f"tickets that their status calls solved: {solved:,}; they count as answered (--answered ranks them too)"
        yield Note(f"{export.name}:1", told, is_of_all=True, count=solved)


def needs_whole(export: Export) -> bool:
    """Tell whether what we wrote in one place answers what stands in another, by the names in the first posts."""
    shapes = _Shapes(export.columns)
    rows = (row for value in export.sample.records for row in shapes.find_rows(value))
    return tells_conversations(dict.fromkeys(name for row in rows for name in (*row, *flatten(row))))


def _read_ours(export: Export, shapes: "_Shapes", times: JsonTimes) -> Iterator[tuple[str, datetime]]:
    """Read all that we wrote in conversations, notes among colleagues left out, each with its conversation and time."""
    for found in read_records(export, dict[str, Any]):
        if isinstance(found, Skipped | Note):
            continue
        for row in shapes.find_rows(found[1]):
            with suppress(*FAULTS):  # which is told where the row is read as a post
                if said := _read_said(row, shapes, times, export.times.zone):
                    yield said


def _read_said(row: _Row, shapes: "_Shapes", times: JsonTimes, zone: tzinfo) -> tuple[str, datetime] | None:
    """Read in which conversation and when we wrote a message; None of one that is another's, or nobody's answer."""
    values, _, _, talk = _take(row, shapes)
    if talk is None or not read_flag(values.get("ours")) or is_note(row):
        return None
    times.settle(values)
    moment = parse_time(values.get("created_at"), zone)
    return (talk, moment) if moment else None


def list_names(export: Export) -> tuple[str, ...]:
    """List the names in the first posts of an export, or in its first objects where none is a post."""
    shapes = _Shapes(export.columns)
    rows = [row for value in export.sample.records for row in shapes.find_rows(value)]
    rows = rows or [value for value in export.sample.records if isinstance(value, dict)]
    return tuple(dict.fromkeys(name for row in rows for name in flatten(row)))


def read_row(row: _Row) -> Mention | Repost:
    """Read a row by itself; raises ValueError where it has no text, id or link under a usual name."""
    values, is_shown, _, _ = _take(row, _Shapes({}))
    return build_mention(values, is_shown=is_shown)


class _Taken(NamedTuple):
    """What stands in a row under the names of our fields; whether its handle may be a name, and a ticket is solved.

    `talk` names the conversation to which it belongs.
    """

    values: _Row
    is_shown: bool
    is_solved: bool
    talk: str | None


def _take(row: _Row, shapes: "_Shapes") -> _Taken:
    flat = flatten(row)
    shape = shapes.of(flat)
    is_solved = shape.status is not None and str(flat[shape.status]).casefold() in shape.solved
    values = {field: flat[name] for field, name in shape.fields.items()}
    if "ours" not in values and any(str(flat[name]).strip().lower() in told for name, told in shape.ours.items()):
        values["ours"] = True
    return _Taken(values, shape.is_shown, is_solved, None if shape.talk is None else str(flat[shape.talk]))


def flatten(row: _Row) -> _Row:
    """Write nested fields beside the row's own, as `author.name`; one level, empty ones left out."""
    flat: _Row = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat.update((f"{name}.{inner}", one) for inner, one in value.items() if one not in (None, ""))
        elif value not in (None, ""):
            flat[name] = value
    return flat


class _Shapes:
    """Remembers the names of rows, so that a name is looked up once a file and not once a row."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = columns
        self._text = map_text(columns)
        self._known: dict[tuple[str, ...], _Shape] = {}

    def of(self, flat: _Row) -> _Shape:
        names = tuple(flat)
        shape = self._known.get(names)
        if shape is None:
            shape = self._match(names)
            if len(self._known) < _MOST_SHAPES:
                self._known[names] = shape
        return shape

    def _match(self, names: tuple[str, ...]) -> _Shape:
        plain = set(map(normalise_name, names))
        fields = match_fields(names, keep_known(self._columns, names))
        is_ticket = tell_tickets(plain)
        if is_ticket:
            fields = _find_of_ticket(names) | fields
        stars = _STARS if "rating" in fields and "created_at" in fields and {"handle", "name"} & fields.keys() else None
        is_shown = "handle" in fields and may_be_shown(fields["handle"], self._columns)
        ours, talk = find_ours(names), find_conversation(names)
        reason = _MAPPED if self._text in plain else tell_posts(fields) or stars
        if not is_ticket:
            # Below a review stands what we wrote.
            below = () if "rating" in fields else tuple(n for n in names if normalise_name(n) in BELOW)
            return _Shape(fields, reason, is_shown, below=below, ours=ours, talk=talk)
        if reason and reason.endswith(_WEAK) and {"title", "text"} <= fields.keys():
            reason = "a ticket, which begins with its first message"  # the others stand in a list inside
        status = next((n for n in names if normalise_name(n) in TABLES["status"]), None)
        return _Shape(fields, reason, is_shown, status, SOLVED | find_numbered(plain), ours=ours, talk=talk)

    def find_rows(self, value: Any) -> list[_Row]:
        """Find the posts in a value: the value itself, or the objects of a list inside it, with what stands below."""
        if not isinstance(value, dict):
            return []
        if "error" in value or "errors" in value:  # a service's refusal has a message too
            return []
        shape = self.of(flatten(value))
        reason = shape.reason
        if reason is not None and not reason.endswith(_WEAK):
            return self._unfold([value]) if shape.below else [value]
        return self._unfold(self._find_list(value, 1) or ([value] if reason else []))

    def _unfold(self, posts: list[_Row]) -> list[_Row]:
        """Put behind posts the answers that stand inside them, and theirs; each names what it answers."""
        unfolded = list(posts)
        for post in unfolded:  # which grows meanwhile
            if any(isinstance(one, list | dict) for one in post.values()):
                unfolded += self._find_below(post)
        return unfolded

    def _find_below(self, post: _Row) -> Iterator[_Row]:
        flat = flatten(post)
        shape = self.of(flat)
        around = {field: flat[name] for field, name in shape.fields.items()}
        for name in shape.below:
            inner = flat[name]
            objects = [one for one in inner if isinstance(one, dict)] if isinstance(inner, list) else []
            if any(self._is_post(one, "comments") for one in objects[:5]):
                yield from place_below(objects, [_take(one, self).values for one in objects], around)

    def _find_list(self, value: _Row, depth: int) -> list[_Row]:
        """Find the list of posts inside an object (the longest one), or a single post that it wraps."""
        found: list[_Row] = []
        for name, inner in value.items():
            rows: list[_Row] = []
            if isinstance(inner, list):
                objects = [one for one in inner if isinstance(one, dict)]
                rows = objects if any(self._is_post(one, name) for one in objects[:5]) else []
            elif isinstance(inner, dict):
                rows = [self._date(inner, value)] if self._is_post(inner, name) else []
                if not rows and depth < _DEEPEST:
                    rows = self._find_list(inner, depth + 1)
            found = max(found, rows, key=self._weigh)
        return found

    def _date(self, post: _Row, around: _Row) -> _Row:
        """Give a post the time of what it stands in, where it has none: a conversation's first message."""
        told = self.of(flatten(around)).fields.get("created_at")
        if told not in around or "created_at" in self.of(flatten(post)).fields:
            return post
        return post | {told: around[told]}

    def _weigh(self, rows: list[_Row]) -> tuple[bool, int]:
        """Prefer posts with texts to things with titles, as a forum's reply lists both."""
        reasons = [self.of(flatten(row)).reason for row in rows[:5]]
        return any(reason and not reason.endswith(_WEAK) for reason in reasons), len(rows)

    def _is_post(self, row: _Row, place: str) -> bool:
        """Tell a post from a rule, a label or whatever else has a text inside something else."""
        shape = self.of(flatten(row))
        if shape.reason == _MAPPED:
            return True
        if shape.reason is None or (shape.reason.endswith(_WEAK) and "created_at" not in shape.fields):
            return False
        return normalise_name(place) in _PLACES or not _TELLING.isdisjoint(shape.fields)


def _find_of_ticket(names: tuple[str, ...]) -> dict[str, str]:
    known = {normalise_name(name): name for name in reversed(names)}
    found = {field: [known[plain] for plain in usual if plain in known] for field, usual in _OF_TICKETS.items()}
    return {field: there[0] for field, there in found.items() if there}


READER = Reader(
    "flat-json",
    "JSON with the usual names for text, author, date, ...",
    claims,
    read,
    fallback=True,
    needs_whole=needs_whole,
)
