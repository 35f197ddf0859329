"""Lay out what an export holds."""

from collections.abc import Iterator, Mapping
from shlex import quote

from mentiontriage.formats._amounts import count_nouns
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._people import show_name
from mentiontriage.formats._wrapping import wrap_cells
from mentiontriage.inspection import Inspection

_LABEL = 12


def format_inspection(found: Inspection, width: int) -> str:
    """Lay out an inspection, at most so many columns wide: one labelled paragraph for each thing to know."""
    lines = [line for label, text in _tell(found) if text for line in _wrap(label, text, width)]
    return "\n".join([clean_line(found.name), *lines, ""])


def _wrap(label: str, text: str, width: int) -> list[str]:
    head = f"  {label:<{_LABEL}}"
    return wrap_cells(clean_line(text), width, first=head, indent=" " * len(head), most=8)


def _tell(found: Inspection) -> Iterator[tuple[str, str]]:
    if found.reader is None:
        yield "reader", "none knows this shape"
        yield "holds", ", ".join(found.header)
        yield "try", f"--map {quote(found.proposed_map)}" if found.proposed_map else "no column looks like a text"
        return
    yield "reader", f"{found.reader}: {found.summary}; known by {found.reason}"
    yield "rows", f"{found.rows:,}: {count_nouns(found.mentions, 'mention')}{_count_others(found)}"
    if found.first and found.last:
        yield "dates", f"{found.first:%Y-%m-%d %H:%M} to {found.last:%Y-%m-%d %H:%M} UTC"
    yield "columns", "; ".join(f"{field}: {', '.join(names)}" for field, names in found.used.items())
    yield "ignored", ", ".join(found.ignored)
    yield "networks", _list_counts(found.sources)
    yield "languages", _list_counts(found.languages)
    if found.followers_known is not None:
        yield "followers", f"known for {found.followers_known:.0%}"
    if found.damaged_ids:
        yield "damaged ids", f"{found.damaged_ids:,}, never used; link or author, time and text instead"
    yield "skipped", "; ".join(f"{count:,} {reason}" for reason, count in found.skipped.items())
    for note in found.notes:
        yield "note", note
    for sample in found.samples:
        who = show_name(sample.author) or "somebody"
        yield "for example", f"{who}: {sample.text[:300]}"


def _count_others(found: Inspection) -> str:
    counts = (
        (found.duplicates, "of them copies"),
        (found.reposts, "repost" if found.reposts == 1 else "reposts"),
        (found.ours, "our own"),
        (found.without_text, "without text"),
        (found.without_time, "without time"),
    )
    return "".join(f", {count:,} {what}" for count, what in counts if count)


def _list_counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())
