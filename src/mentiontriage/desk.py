"""What the desk decides by rule: when a reply answers, when and why a mention is back, what an undo undoes.

Pure: what it takes from the store are records, and the rule of which decisions hold.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

import msgspec

from mentiontriage.config import Returns
from mentiontriage.durations import format_moment
from mentiontriage.store.decisions import list_holding, list_moves
from mentiontriage.store.desk import Left
from mentiontriage.store.records import Decision

ITSELF = "triage"
"""Who decides where nobody does: what is answered by our reply or comes back by itself, is so in this name."""

WROTE_AGAIN = "its author wrote again"


def find_return(left: Left, people: int, rules: Returns) -> str | None:
    """Say why a mention that had left the queue comes back now, or None where it does not.

    `people` is how many have seen it by now. What was answered comes back by its author's next
    post for as long as the settings say; what is snoozed at any time.
    """
    if left.wrote_at is not None and left.wrote_at > left.since:
        recent = left.wrote_at - left.since <= timedelta(days=rules.days)
        if left.status == "snoozed" or recent:
            return WROTE_AGAIN
    before = left.people or 0
    if people >= rules.people and people >= before * rules.growth:
        return f"it takes off: about {people:,} people, {before:,} before"
    return None


def is_answered_by(decisions: Iterable[Decision], replied_at: datetime) -> bool:
    """Tell whether our reply of that time answers a mention: not if somebody snoozed or opened it since."""
    moves = list_moves(decisions)
    return not (moves and moves[-1].who != ITSELF and moves[-1].at >= replied_at)


def is_back_with_another(decisions: Iterable[Decision]) -> bool:
    """Tell whether an open mention is back only because its author wrote again; then an answer to that answers it."""
    moves = list_moves(decisions)
    return bool(moves) and (moves[-1].kind, moves[-1].who, moves[-1].detail) == ("reopen", ITSELF, WROTE_AGAIN)


class Hearing(msgspec.Struct, frozen=True):
    """By which decision an open mention is back because its author wrote again, and when it had left."""

    decision: int
    left_at: datetime


def find_hearing(decisions: Iterable[Decision]) -> Hearing | None:
    """Find for what an open mention is back, if that is only because its author wrote again."""
    moves = list_moves(decisions)
    return Hearing(moves[-1].no, moves[-2].at) if len(moves) > 1 and is_back_with_another(moves) else None


def explain_back(decisions: Iterable[Decision], now: datetime, zone: tzinfo = UTC) -> str | None:
    """Say why an open mention that had left the queue is back; None where it never left, or is not open.

    Times are told by the clocks of a zone.
    """
    moves = list_moves(decisions)
    if not moves:
        return None
    last = moves[-1]
    if last.kind == "snooze" and last.until is not None and last.until <= now:
        return f"snoozed until {format_moment(last.until, zone)}"
    if last.kind == "reopen":
        return last.detail if last.who == ITSELF else f"reopened by {last.who}"
    return None


def find_back(decisions: Iterable[Decision], posted_at: datetime | None) -> datetime | None:
    """Find when an open mention came back by itself after it was answered; None where it has waited all the time.

    So it has where it was only snoozed, which answers nobody, and where somebody opened it again by hand and says
    with that that it was never answered; and a review that its author has written anew since the answer waits from then
    (`posted_at`), however much later it was found.
    """
    back_at: datetime | None = None
    answered_at: datetime | None = None
    for move in list_moves(decisions):
        if move.kind in ("done", "dismiss"):
            answered_at = move.at
        elif move.kind == "reopen":
            if move.who != ITSELF:
                back_at = None
            elif answered_at is not None:
                back_at = None if posted_at is not None and posted_at > answered_at else move.at
            answered_at = None
    return back_at if answered_at is None else None


def is_decided(decisions: Iterable[Decision]) -> bool:
    """Tell whether anybody but the desk itself has decided something about a mention that holds."""
    return any(decision.who != ITSELF and decision.kind != "undo" for decision in list_holding(decisions))


def is_holding(decisions: Iterable[Decision], decision: Decision) -> bool:
    """Tell whether a decision holds, given all that was decided about its mention."""
    return any(holding.no == decision.no for holding in list_holding(decisions))
