"""Say in a line what somebody decided."""

from datetime import tzinfo

from mentiontriage.durations import format_moment
from mentiontriage.formats._clean import clean_line
from mentiontriage.store.records import Decision

INDENT = 7
"""Columns that the number of a decision takes."""
_SAID = {
    "assign": "assigned",
    "snooze": "snoozed",
    "done": "done",
    "dismiss": "dismissed",
    "reopen": "reopened",
    "note": "noted",
    "undo": "undid",
}


def say_decision(decision: Decision, zone: tzinfo) -> str:
    """Say number, time by the clocks of a zone, who and what, in that order."""
    told = [_SAID[decision.kind]]
    if decision.kind == "assign":
        told.append(f"to {decision.detail or 'nobody'}")
    elif decision.kind == "undo":
        told.append(str(decision.undoes))
    elif decision.detail:
        told.append(decision.detail)
    if decision.until:
        told.append(f"until {format_moment(decision.until, zone)}")
    at = format_moment(decision.at, zone)
    return f"{decision.no:>5}  {at}  {clean_line(decision.who):<10} {clean_line(' '.join(told))}"
