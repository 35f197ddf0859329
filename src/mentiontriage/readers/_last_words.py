"""When we wrote last in each conversation, or to each contact where a table of messages names no conversation.

Providers of WhatsApp and SMS export such tables. All that was ever exchanged with somebody stands there under one
number, campaigns and bots' messages too, so only what a person of ours surely wrote answers what came before.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


def find_last(said: Iterable[tuple[str, datetime]]) -> dict[str, datetime]:
    """Find when we wrote last in each conversation, of what we said in which and when."""
    last: dict[str, datetime] = {}
    for name, told in said:
        last[name] = max(told, last.get(name, told))
    return last


class Asked(NamedTuple):
    """A message to us: from which contact, by which name, and whether somebody of ours is named at it."""

    contact: str
    name: str
    is_assigned: bool


class Said(NamedTuple):
    """A message that a person of ours is said to have written: to which contact, a hash of its text, and when."""

    contact: str
    words: int
    moment: datetime


def find_last_said(said: Iterable[Said], asked: Iterable[Asked]) -> dict[str, datetime]:
    """Find when we wrote last to each contact, where it is sure that one of us did and that it was to them alone.

    If somebody of ours is named at messages to us too, the column tells who looks after a contact, and not who wrote.
    A contact under whom people of several names wrote is none: the number may be our own. What went to several in the
    same words is a campaign's.
    """
    names: dict[str, str] = {}
    shared = set[str]()
    for contact, name, is_assigned in asked:
        if is_assigned:
            return {}
        if name and names.setdefault(contact, name) != name:
            shared.add(contact)
    messages = list(said)
    first = {one.words: one.contact for one in reversed(messages)}
    repeated = {one.words for one in messages if one.contact != first[one.words]}
    return find_last(
        (contact, moment)
        for contact, words, moment in messages
        if contact and contact not in shared and words not in repeated
    )
