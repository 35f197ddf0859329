"""Lay out what was decided and imported: its number, when, who or how much, and what."""

from collections.abc import Iterator
from datetime import tzinfo

from mentiontriage.durations import format_moment
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._wrapping import wrap_cells
from mentiontriage.model import SOME_TIME
from mentiontriage.store.imports import Import
from mentiontriage.store.records import Decision

_MOST_NAMED = 3
_NUMBER, _NAME = 5, 8  # columns that a number and a name take at least
_SAID = {
    "assign": "assigned",
    "snooze": "snoozed",
    "done": "done",
    "dismiss": "dismissed",
    "reopen": "reopened",
    "note": "noted",
    "undo": "undid",
}


def lay_out_decision(decision: Decision, zone: tzinfo, width: int, *more: str) -> list[str]:
    """Lay out number, time by the clocks of a zone, who, what, and more that stands behind it, in columns."""
    who, what = clean_line(decision.who), clean_line(" ".join((*_list_words(decision, zone), *more)))
    head = f"{decision.no:>{_NUMBER}}  {format_moment(decision.at, zone)}  "
    if len(who) <= _NAME:
        head += f"{who:<{_NAME}} "
    else:
        what = f"{who} {what}"
    return wrap_cells(what, width, first=head, indent=" " * (_NUMBER + 2))


def record_decision(decision: Decision) -> dict[str, object]:
    """Write a decision for programs; `at` is null where our reply is known and nobody told when it was written."""
    return {
        "no": decision.no,
        "at": None if decision.at == SOME_TIME else decision.at,
        "who": decision.who,
        "kind": decision.kind,
        "detail": decision.detail,
        "until": decision.until,
        "undoes": decision.undoes,
    }


def lay_out_import(imported: Import, zone: tzinfo, width: int) -> list[str]:
    """Lay out number, time by the clocks of a zone, how much was new, of what, and when it was taken back."""
    head = f"{imported.no:>{_NUMBER}}  {format_moment(imported.at, zone)}  "
    told = f"{imported.new:,} new, {imported.known:,} seen before: {say_inputs(imported)}"
    if imported.undone_at:
        told += f"; taken back {format_moment(imported.undone_at, zone)}"
    return wrap_cells(told, width, first=head, indent=" " * (_NUMBER + 2))


def say_inputs(imported: Import) -> str:
    """Name the first inputs of an import, and say how many more there were."""
    more = f" and {len(imported.inputs) - _MOST_NAMED:,} more" if len(imported.inputs) > _MOST_NAMED else ""
    return clean_line(", ".join(imported.inputs[:_MOST_NAMED]) + more)


def _list_words(decision: Decision, zone: tzinfo) -> Iterator[str]:
    yield _SAID[decision.kind]
    if decision.kind == "assign":
        yield f"to {decision.detail or 'nobody'}"
    elif decision.kind == "undo":
        yield str(decision.undoes)
    elif decision.detail:
        yield decision.detail
    if decision.until:
        yield f"until {format_moment(decision.until, zone)}"
