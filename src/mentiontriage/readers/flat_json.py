"""JSON of no vendor we know: objects with the usual names, one a line, in an array or in a list."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from typing import Any

from msgspec.structs import replace

from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.payloads._each import FAULTS
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.readers._answers import SOME_TIME, read_answer
from mentiontriage.readers._fields import build_mention
from mentiontriage.readers._identity import tells_retweets
from mentiontriage.readers._json import read_records
from mentiontriage.readers._json_answers import JsonAnswers, is_note, tells_conversations
from mentiontriage.readers._json_naming import Naming
from mentiontriage.readers._json_places import find_rows
from mentiontriage.readers._json_shapes import Row, Shapes, flatten
from mentiontriage.readers._json_times import JsonTimes
from mentiontriage.readers._proposal import tell_untold_time
from mentiontriage.readers._zones import settle_zone
from mentiontriage.text import read_flag
from mentiontriage.times import parse_time


def claims(sample: Sample) -> str | None:
    """Know posts by a field with a usual name for a text, or by the user's `--map`."""
    if sample.kind != "json":
        return None
    shapes = Shapes(sample.columns)
    return next((reason for row in _sample_rows(sample, shapes) if (reason := shapes.of(row).reason)), None)


def read(export: Export) -> Iterator[Item]:
    """Read rows with the usual names."""
    posts = _Posts(export)
    for found in read_records(export, dict[str, Any]):
        if isinstance(found, Skipped | Note):
            yield found
            continue
        where = f"{export.name}:{found[0]}"
        rows = find_rows(found[1], posts.shapes)
        if not rows:
            yield Skipped(where, "it holds no post: no field with a usual name for a text")
        for place, row in enumerate(rows, 1):
            try:
                yield posts.build(row)
            except FAULTS as error:
                inside = "" if row is found[1] else f" post {place}"
                yield Skipped(where + inside, f"it cannot be read as a post: {error}")
    yield from posts.report(f"{export.name}:1")


class _Posts:
    """Makes mentions of the rows of one export."""

    def __init__(self, export: Export) -> None:
        """Settle by the first rows what holds for all of them."""
        self.shapes = Shapes(export.columns)
        sample = _sample_rows(export.sample, self.shapes)
        first = [self.shapes.take(row).values for row in sample]
        names = dict.fromkeys(name for row in sample for name in (*row, *flatten(row)))
        fields = [self.shapes.of(row).fields for row in sample]
        style = settle_zone(export.times, filter(None, (found.get("created_at") for found in fields)))
        self._zone = style.zone
        self._naming = Naming(names, first, is_retweeted=tells_retweets(export.sample))
        self._times = JsonTimes(first, style)
        self._answers = JsonAnswers(lambda: self._read_ours(export)) if needs_whole(export) else None
        self._marked = Counter[str]()
        self._untold = None if any("created_at" in values for values in first) else self._tell_untold(sample)

    def build(self, row: Row) -> Mention | Repost:
        """Build what one row says; raises one of FAULTS where it cannot be read as a post."""
        taken = self.shapes.take(row)
        values = taken.values
        self._times.settle(values)
        post = self._naming.build(values, self._zone, is_shown=taken.is_shown)
        if isinstance(post, Repost):
            return post
        if post.posted_at is not None:
            self._untold = None
        elif written := values.get("created_at"):
            self._times.miss(written)
        if post.ours:
            return post
        if written := values.get("answered_at"):
            told = read_answer(str(written).strip(), post.posted_at, self._times.parse, self._zone)
            post = replace(post, answered_at=told)
        if self._answers:
            post = self._answers.mark(post, taken.talk)
        if taken.answered_by and post.answered_at is None:
            post = replace(post, answered_at=post.posted_at or SOME_TIME)
            self._marked[taken.answered_by] += 1
        return post

    def report(self, where: str) -> Iterator[Note]:
        """Say what was odd about the export as a whole."""
        yield from self._naming.report(where)
        yield from self._times.report(where)
        if self._untold:
            yield Note(where, self._untold, is_of_all=True, is_pressing=True)
        for told, count in self._marked.items():
            text = f"{told}: {count:,}; they count as answered (--answered ranks them too)"
            yield Note(where, text, is_of_all=True, count=count)

    def _tell_untold(self, sample: list[Row]) -> str | None:
        rows = list(map(flatten, sample))
        taken = (name for row in sample for name in self.shapes.of(row).fields.values())
        return tell_untold_time(list(dict.fromkeys(chain.from_iterable(rows))), rows, taken)

    def _read_ours(self, export: Export) -> Iterator[tuple[str, datetime]]:
        """Read all that we wrote in conversations, each with its conversation and time; no notes among colleagues."""
        for found in read_records(export, dict[str, Any]):
            if isinstance(found, Skipped | Note):
                continue
            for row in find_rows(found[1], self.shapes):
                with suppress(*FAULTS):  # which is told where the row is read as a post
                    if said := self._read_said(row):
                        yield said

    def _read_said(self, row: Row) -> tuple[str, datetime] | None:
        """Read in which conversation and when we wrote a message; None of one that is another's, or nobody's answer."""
        values, talk = (taken := self.shapes.take(row)).values, taken.talk
        if talk is None or not read_flag(values.get("ours")) or is_note(row):
            return None
        self._times.settle(values)
        moment = parse_time(values.get("created_at"), self._zone)
        return (talk, moment) if moment else None


def needs_whole(export: Export) -> bool:
    """Tell whether what we wrote in one place answers what stands in another, by the names in the first posts."""
    rows = _sample_rows(export.sample, Shapes(export.columns))
    return tells_conversations(dict.fromkeys(name for row in rows for name in (*row, *flatten(row))))


def list_names(export: Export) -> tuple[str, ...]:
    """List the names in the first posts of an export, or in its first objects where none is a post."""
    rows = _sample_rows(export.sample, Shapes(export.columns))
    rows = rows or [value for value in export.sample.records if isinstance(value, dict)]
    return tuple(dict.fromkeys(name for row in rows for name in flatten(row)))


def read_row(row: Row) -> Mention | Repost:
    """Read a row by itself; raises ValueError where it has no text, id or link under a usual name."""
    taken = Shapes({}).take(row)
    return build_mention(taken.values, is_shown=taken.is_shown)


def _sample_rows(sample: Sample, shapes: Shapes) -> list[Row]:
    return [row for value in sample.records for row in find_rows(value, shapes)]


READER = Reader(
    "flat-json",
    "JSON with the usual names for text, author, date, ...",
    claims,
    read,
    fallback=True,
    needs_whole=needs_whole,
)
