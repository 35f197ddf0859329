"""What an export holds, before anything is done with it: for `triage inspect`.

It is read once and to its end, in flat memory. Nothing is scored, merged or stored.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from mentiontriage.errors import ShapeError
from mentiontriage.keylog import KeyLog, compare
from mentiontriage.language import detect_language, normalise_language
from mentiontriage.model import Mention, Repost, Skipped
from mentiontriage.readers import Export, Item, choose_reader
from mentiontriage.readers._naming import DAMAGED_IDS
from mentiontriage.readers._proposal import propose_map

_SAMPLES = 3
_DETECTED = 10_000
"""Mentions whose language is detected where the export does not tell it: a picture, not a census."""


class Inspection(msgspec.Struct, frozen=True):
    """What an export is and what is in it.

    `reader` and `reason` (by what it knew the export) are None where no reader knows it; then
    `proposed_map` is the `--map` to try, or None where no column looks like a text. `used` names the
    columns for each of our fields; `ignored` are all others. `skipped` counts rows by reason.
    `first` and `last` are None where no mention has a time. `languages` counts the detected ones.
    `followers_known` is the share of mentions, 0 to 1, or None where there are none.
    """

    name: str
    kind: str
    header: tuple[str, ...]
    reader: str | None = None
    summary: str | None = None
    reason: str | None = None
    proposed_map: str | None = None
    used: Mapping[str, tuple[str, ...]] = {}
    ignored: tuple[str, ...] = ()
    mentions: int = 0
    reposts: int = 0
    duplicates: int = 0
    ours: int = 0
    without_text: int = 0
    without_time: int = 0
    damaged_ids: int = 0
    first: datetime | None = None
    last: datetime | None = None
    skipped: Mapping[str, int] = {}
    notes: tuple[str, ...] = ()
    sources: Mapping[str, int] = {}
    languages: Mapping[str, int] = {}
    followers_known: float | None = None
    samples: tuple[Mention, ...] = ()

    @property
    def rows(self) -> int:
        """How many posts the export holds, read or not."""
        return self.mentions + self.reposts + sum(self.skipped.values())


def inspect_export(export: Export) -> Inspection:
    """Read an export to its end and say what it holds; one that no reader knows is described too."""
    header = tuple(map(str, export.sample.header)) or _name_fields(export)
    try:
        reader, reason = choose_reader(export)
    except ShapeError:
        proposed = propose_map(header, export.sample.records)
        return Inspection(export.name, export.sample.kind, header, proposed_map=proposed)
    used: Mapping[str, tuple[str, ...]] = {}
    if reader.columns is not None:
        used = reader.columns(export)
    # What stands in an object inside a post is named with it: `author.name`.
    taken = {part for columns in used.values() for column in columns for part in (column, column.partition(".")[0])}
    tally = _Tally()
    tally.count_all(reader.read(export))
    return msgspec.structs.replace(
        tally.sum_up(Inspection(export.name, export.sample.kind, header)),
        reader=reader.name,
        summary=reader.summary,
        reason=reason,
        used=used,
        ignored=() if taken.isdisjoint(header) else tuple(name for name in header if name and name not in taken),
    )


def _name_fields(export: Export) -> tuple[str, ...]:
    """Name the fields of the first records of an export that is no table."""
    names = (str(name) for record in export.sample.records if isinstance(record, dict) for name in record)
    return tuple(dict.fromkeys(names))


class _Tally:
    """Counts what a reader gives."""

    def __init__(self) -> None:
        self._keys = KeyLog()
        self._counts = Counter[str]()
        self._skipped = Counter[str]()
        self._sources = Counter[str]()
        self._languages = Counter[str]()
        self._notes: list[str] = []
        self._damaged_ids = 0
        self._samples: list[Mention] = []
        self._first: datetime | None = None
        self._last: datetime | None = None

    def count_all(self, items: Iterable[Item]) -> None:
        for item in items:
            if isinstance(item, Mention):
                self._count(item)
            elif isinstance(item, Repost):
                self._counts["reposts"] += 1
            elif isinstance(item, Skipped):
                self._skipped[item.reason] += 1
            else:
                self._notes.append(item.text)
                self._damaged_ids += item.count if item.text.startswith(DAMAGED_IDS) else 0

    def _count(self, mention: Mention) -> None:
        counts = self._counts
        counts["mentions"] += 1
        self._keys.add(hash((mention.source, mention.id)))
        counts["ours"] += mention.ours
        counts["without_text"] += not mention.text
        counts["followers"] += mention.author.followers is not None
        self._sources[mention.source] += 1
        if mention.posted_at is None:
            counts["without_time"] += 1
        else:
            self._first = min(self._first or mention.posted_at, mention.posted_at)
            self._last = max(self._last or mention.posted_at, mention.posted_at)
        if language := normalise_language(mention.lang):
            self._languages[language] += 1
        elif mention.text and counts["detected"] < _DETECTED:
            counts["detected"] += 1
            self._languages[detect_language(mention.text, mention.text.split())] += 1
        if mention.text and len(self._samples) < _SAMPLES:
            self._samples.append(mention)

    def sum_up(self, empty: Inspection) -> Inspection:
        """Fill in what was counted."""
        counts = self._counts
        return msgspec.structs.replace(
            empty,
            mentions=counts["mentions"],
            reposts=counts["reposts"],
            duplicates=len(self._keys) - compare([self._keys])[0],
            ours=counts["ours"],
            without_text=counts["without_text"],
            without_time=counts["without_time"],
            damaged_ids=self._damaged_ids,
            first=self._first,
            last=self._last,
            skipped=dict(self._skipped.most_common()),
            notes=tuple(self._notes),
            sources=dict(self._sources.most_common()),
            languages=dict(self._languages.most_common()),
            followers_known=counts["followers"] / counts["mentions"] if counts["mentions"] else None,
            samples=tuple(self._samples),
        )
