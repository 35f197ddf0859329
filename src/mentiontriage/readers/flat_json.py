"""JSON of no vendor we know: objects with the usual names, one a line, in an array or in a list."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any

from msgspec.structs import replace

from mentiontriage.model import SOME_TIME, Mention, Note, Repost, Skipped
from mentiontriage.payloads._each import FAULTS
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.readers._answers import read_answer
from mentiontriage.readers._closing import SILENT
from mentiontriage.readers._fields import build_mention
from mentiontriage.readers._identity import tells_retweets
from mentiontriage.readers._json import read_records
from mentiontriage.readers._json_answers import mark_answered, tells_conversations
from mentiontriage.readers._json_naming import Naming, refer_to_named
from mentiontriage.readers._json_places import find_rows
from mentiontriage.readers._json_shapes import SOLVED_TICKETS, Placed, Row, Shapes, Taken, flatten
from mentiontriage.readers._json_times import JsonTimes
from mentiontriage.readers._last_words import find_last
from mentiontriage.readers._proposal import tell_untold_time
from mentiontriage.readers._zones import settle_zone
from mentiontriage.times import parse_time


def claims(sample: Sample) -> str | None:
    """Know posts by a field with a usual name for a text, or by the user's `--map`."""
    if sample.kind != "json":
        return None
    shapes = Shapes(sample.columns)
    return next((reason for row in _sample_rows(sample, shapes) if (reason := shapes.of(row.row).reason)), None)


def read(export: Export) -> Iterator[Item]:
    """Read rows with the usual names."""
    posts = _Posts(export)
    for found in read_records(export, dict[str, Any]):
        if isinstance(found, Skipped | Note):
            yield found
        else:
            yield from posts.read_record(f"{export.name}:{found[0]}", found[1])
    yield from posts.report(f"{export.name}:1")


class _Posts:
    """Makes mentions of the rows of one export."""

    def __init__(self, export: Export) -> None:
        """Settle by the first rows what holds for all of them."""
        self.shapes = Shapes(export.columns)
        sample = _sample_rows(export.sample, self.shapes)
        first = [self.shapes.take(row).values for row in sample]
        names = dict.fromkeys(name for row in sample for name in (*row.row, *flatten(row.row)))
        fields = [self.shapes.of(row.row).fields for row in sample]
        style = settle_zone(export.times, filter(None, (found.get("created_at") for found in fields)))
        self._export = export
        self._zone = style.zone
        self._naming = Naming(names, first, head=export.sample, is_retweeted=tells_retweets(export.sample))
        self._times = JsonTimes(first, style)
        self._marked, self._unanswered = Counter[str](), Counter[str]()
        self._unsaid = self._unsigned = 0
        self._untold = None if any("created_at" in values for values in first) else self._tell_untold(sample)

    def read_record(self, where: str, record: Row) -> Iterator[Item]:
        """Read the posts of one record, each with what others of it tell of it."""
        rows = find_rows(record, self.shapes)
        if not rows:
            yield Skipped(where, "it holds no post: no field with a usual name for a text")
            return
        if len(rows) == 1:  # nearly always
            inside = where if rows[0].row is record else f"{where} post 1"
            if item := self._read_post(inside, self._take(rows[0]), {} if rows[0].talk else None):
                yield item
            return
        pairs = [(row, self._take(row)) for row in rows]
        last_words = find_last(last for row, one in pairs if row.talk and (last := self._read_said(one)))
        items: list[tuple[str | None, Item]] = []
        for place, (row, one) in enumerate(pairs, 1):
            inside = where if row.row is record else f"{where} post {place}"
            if item := self._read_post(inside, one, last_words if row.talk else None):
                items.append((self._naming.name_reference(one.values), item))
        yield from refer_to_named(items)

    def _read_post(self, where: str, taken: Taken, last_words: Mapping[str, datetime] | None) -> Item | None:
        """Read one post; None of what is none.

        `last_words` are what we wrote last in its record, None where others of the export hold its answers.
        """
        if taken.is_unsaid:
            self._unsaid += 1
            return None
        self._unsigned += taken.is_unsigned
        try:
            return self._build(taken, last_words)
        except FAULTS as error:
            return Skipped(where, f"it cannot be read as a post: {error}")

    def _build(self, taken: Taken, last_words: Mapping[str, datetime] | None) -> Mention | Repost:
        values = taken.values
        post = self._naming.build(values, self._zone, is_shown=taken.is_shown)
        if isinstance(post, Repost):
            return post
        if post.posted_at is None and post.source == "x":
            post = replace(post, posted_at=self._read_time_of_id(post, values))
        if post.posted_at is not None:
            self._untold = None
        elif written := values.get("created_at"):
            self._times.miss(written)
        if post.ours:
            return post
        if written := values.get("answered_at"):
            told = read_answer(str(written).strip(), post.posted_at, self._times.parse, self._zone)
            post = replace(post, answered_at=told)
        if taken.talk is not None:
            words = self._last_words if last_words is None else last_words
            post = mark_answered(post, words.get(taken.talk))
        if post.answered_at is not None:
            return post
        mark = taken.answered_by
        doubt = SILENT if mark == SOLVED_TICKETS and self._holds_messages else taken.doubt
        if mark and not doubt:
            post = replace(post, answered_at=post.posted_at or SOME_TIME)
            self._marked[mark] += 1
        elif doubt:
            self._unanswered[doubt] += 1
        return post

    def _read_time_of_id(self, post: Mention, values: Mapping[str, Any]) -> datetime | None:
        """Read a time out of an id on X that the export gives; what is made of author and text holds none."""
        if post.id not in f"{values.get('id')} {post.url}":
            return None
        return self._times.read_time_of_id(post.id, values.get("created_at", ""))

    def report(self, where: str) -> Iterator[Note]:
        """Say what was odd about the export as a whole."""
        yield from self._naming.report(where)
        yield from self._times.report(where)
        if self._untold:
            yield Note(where, self._untold, is_of_all=True, is_pressing=True)
        for told, count in self._marked.items():
            text = f"{told}: {count:,}; they count as answered (--answered ranks them too)"
            yield Note(where, text, is_of_all=True, count=count)
        for told, count in self._unanswered.items():
            yield Note(where, f"{told}: {count:,}; they count as unanswered", is_of_all=True, count=count)
        if unsaid := self._unsaid:
            told = f"notes among colleagues, drafts and notices of the help desk: {unsaid:,}"
            yield Note(where, f"{told}; they are no posts and answer nobody", is_of_all=True, count=unsaid)
        if unsigned := self._unsigned:
            told = f"comments of which nothing tells whether we wrote them: {unsigned:,}"
            told = f"{told}; each counts as a customer's. Export them inside their tickets, or with include=users"
            yield Note(where, told, is_of_all=True, count=unsigned, is_pressing=True)

    def _tell_untold(self, sample: list[Placed]) -> str | None:
        rows = [flatten(row.row) for row in sample]
        taken = (name for row in sample for name in self.shapes.of(row.row).fields.values())
        return tell_untold_time(list(dict.fromkeys(chain.from_iterable(rows))), rows, taken)

    def _take(self, row: Placed) -> Taken:
        taken = self.shapes.take(row)
        with suppress(*FAULTS):  # a time that cannot be settled counts as one that cannot be read
            self._times.settle(taken.values)
        return taken

    @cached_property
    def _last_words(self) -> dict[str, datetime]:
        """When we wrote last in each conversation, where records answer one another."""
        if not needs_whole(self._export):
            return {}
        return find_last(said for taken in self._take_all() if (said := self._read_said(taken)))

    @cached_property
    def _holds_messages(self) -> bool:
        """Whether we wrote where others did, so that our words tell more than a status: no record is a whole ticket."""
        last = self._last_words
        return bool(last) and any(taken.talk in last for taken in self._take_all() if not taken.is_ours)

    def _read_said(self, taken: Taken) -> tuple[str, datetime] | None:
        """Tell in which conversation and when we wrote a message; None of one that answers nobody."""
        if not taken.answers or taken.talk is None:
            return None
        moment = parse_time(taken.values.get("created_at"), self._zone)
        return (taken.talk, moment) if moment else None

    def _take_all(self) -> Iterator[Taken]:
        """Read all messages that may answer one another; what tickets hold is left out."""
        for found in read_records(self._export, dict[str, Any]):
            if isinstance(found, Skipped | Note):
                continue
            for row in find_rows(found[1], self.shapes):
                with suppress(*FAULTS):
                    if row.talk is None:
                        yield self._take(row)


def needs_whole(export: Export) -> bool:
    """Tell by its first posts whether what we wrote in one record answers what stands in another."""
    rows = [placed.row for placed in _sample_rows(export.sample, Shapes(export.columns)) if placed.talk is None]
    return tells_conversations(rows, dict.fromkeys(name for row in rows for name in (*row, *flatten(row))))


def list_names(export: Export) -> tuple[str, ...]:
    """List the names in the first posts of an export, or in its first objects where none is a post."""
    rows = [placed.row for placed in _sample_rows(export.sample, Shapes(export.columns))]
    rows = rows or [value for value in export.sample.records if isinstance(value, dict)]
    return tuple(dict.fromkeys(name for row in rows for name in flatten(row)))


def name_columns(export: Export) -> dict[str, tuple[str, ...]]:
    """Name what serves which of our fields in the first posts, and what tells which way messages went."""
    shapes = Shapes(export.columns)
    used: dict[str, dict[str, None]] = {}
    for placed in _sample_rows(export.sample, shapes):
        flat, shape = flatten(placed.row), shapes.of(placed.row)
        roles: dict[str, tuple[str, ...]] = {field: (name,) for field, name in shape.fields.items()}
        roles["messages"] = tuple(name for name in shape.held if isinstance(flat.get(name), list))
        if "replies" in roles and roles["replies"][0] in roles["messages"]:
            del roles["replies"]  # which are there, and no count of them
        if shape.ways.ours or placed.ours:
            ways = shape.ways
            roles |= {"ours": tuple(ways.ours), "automatic": (*ways.unsaid, *ways.automatic)}
            roles["conversation"] = (ways.talk,) if ways.talk else ()
        if shape.is_ticket and shape.status:
            roles["status"] = (shape.status,)
        for role, names in roles.items():
            used.setdefault(role, {}).update(dict.fromkeys(names))
    return {role: tuple(names) for role, names in used.items() if names}


def read_row(row: Row) -> Mention | Repost:
    """Read a row by itself; raises ValueError where it has no text, id or link under a usual name."""
    taken = Shapes({}).take(Placed(row))
    return build_mention(taken.values, is_shown=taken.is_shown)


def _sample_rows(sample: Sample, shapes: Shapes) -> list[Placed]:
    return [row for value in sample.records for row in find_rows(value, shapes)]


READER = Reader(
    "flat-json",
    "JSON with the usual names for text, author, date, ...",
    claims,
    read,
    fallback=True,
    columns=name_columns,
    needs_whole=needs_whole,
)
