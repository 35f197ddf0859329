"""Tickets and conversations in JSON that hold their messages: each message is a post, and ours answer those before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from mentiontriage.readers._directions import has_mark
from mentiontriage.readers._json import list_objects
from mentiontriage.readers._json_answers import read_conversation
from mentiontriage.readers._json_below import BELOW, name_network
from mentiontriage.readers._json_parties import Parties, Person, read_author
from mentiontriage.readers._json_shapes import Placed, Row, Shapes, flatten, tells_solved
from mentiontriage.text import is_beginning, join_runs, normalise_name, plain_text, read_name
from mentiontriage.times import parse_time

_WHOLES = frozenset({"ticket", "conversation", "case"})
"""What a ticket is called that stands beside its messages."""
_FIRST = 5  # objects of a list that show what all of it is
_AT_ONCE = timedelta(seconds=2)
_LATE = datetime.max.replace(tzinfo=UTC)


def find_messages(value: Row, shapes: Shapes) -> list[Row]:
    """Find the messages that a ticket holds, each once, if anything tells which way they went."""
    shape = shapes.of(value)
    if not shape.held or shape.ways.ours:
        return []
    flat = flatten(value)
    parties = Parties(flatten(_find_whole(value, shapes)), {})
    found: list[Row] = []
    for name in shape.held:
        inner = value.get(name)  # a single one, as flattened it is gone
        objects = [inner] if isinstance(inner, dict) else list_objects(flat.get(name))
        is_others = normalise_name(name) in BELOW and not shape.is_ticket
        if any(_tells_way(one, parties, shapes, is_others=is_others) for one in objects[:_FIRST]):
            known = {ident for one in found if (ident := read_name(one.get("id")))}
            found += [one for one in objects if read_name(one.get("id")) not in known]
    return found


def open_ticket(post: Row, number: str, people: Mapping[str, Person], shapes: Shapes) -> Iterator[Placed]:
    """Give the messages that a ticket holds, and itself if none of them says what it does; any other post as it is.

    `number` tells the ticket from others of its record, and `people` are those whom the record lists.
    """
    if messages := find_messages(post, shapes):
        yield from _open(_find_whole(post, shapes), messages, number, people, shapes)
    else:
        yield Placed(post, person=_name_requester(post, people, shapes) if people else None)


def _open(
    whole: Row, messages: list[Row], number: str, people: Mapping[str, Person], shapes: Shapes
) -> Iterator[Placed]:
    flat, shape = flatten(whole), shapes.of(whole)
    parties = Parties(flat, people)
    told = _list_values(whole, shapes)
    talk = number if (shape.is_ticket or "id" in told) and _are_of_one(messages, shapes) else None
    opening, is_same = _find_opening(told, [_list_values(one, shapes) for one in messages])
    begun = Placed(whole, talk, by_words=True, is_solved=tells_solved(flat, shape), source=name_network(told))
    placed = [
        _place(begun._replace(row=one, is_silent=at == opening), parties, shapes)
        for at, one in enumerate(messages)
        if not (is_same and at == opening)
    ]
    asked = [at for at, one in enumerate(placed) if not shapes.take(one).is_ours]
    if "text" in told or (shape.reason and not asked):
        yield begun._replace(ours=False, person=_name_requester(whole, people, shapes))
    elif "title" in told and asked:
        first = min(asked, key=lambda at: _read_moment(shapes.take(placed[at]).values))
        placed[first] = _head(placed[first], {shape.fields["title"]: told["title"]}, shapes)
    yield from placed


def _list_values(row: Row, shapes: Shapes) -> Row:
    """List what a row holds under the names of our fields, as it is written there."""
    flat = flatten(row)
    return {field: flat[name] for field, name in shapes.of(row).fields.items()}


def _tells_way(message: Row, parties: Parties, shapes: Shapes, *, is_others: bool) -> bool:
    """Tell a message of which it is known whether we wrote it, by itself or by its author.

    `is_others` says that it stands where others comment on a post.
    """
    shape = shapes.of(message)
    if not shape.has_text:
        return False
    if shape.is_comment:
        return True
    return not is_others and bool(shape.ways.ours or (parties.requester and read_author(flatten(message))))


def _find_whole(value: Row, shapes: Shapes) -> Row:
    """Find the ticket whose messages a value holds: the value itself, or an object that stands beside them."""
    if not shapes.of(value).fields.keys().isdisjoint(("text", "title")):
        return value
    wholes = (inner for name, inner in value.items() if normalise_name(name) in _WHOLES and isinstance(inner, dict))
    return next(wholes, value)


def _name_requester(ticket: Row, people: Mapping[str, Person], shapes: Shapes) -> str | None:
    """Name whoever asked, by the people beside a ticket, where it does not do so itself."""
    if not shapes.of(ticket).fields.keys().isdisjoint(("handle", "name")):
        return None
    parties = Parties(flatten(ticket), people)
    return parties.name(parties.requester)


def _are_of_one(messages: list[Row], shapes: Shapes) -> bool:
    """Tell messages with one person, which name neither several conversations nor what each of them answers."""
    if any("in_reply_to" in shapes.of(one).fields for one in messages):
        return False
    return len({read_conversation(one) for one in messages} - {None}) < 2


def _head(placed: Placed, title: Row, shapes: Shapes) -> Placed:
    """Put a ticket's subject above the message that it begins with."""
    return placed if "title" in shapes.of(placed.row).fields else placed._replace(row=title | placed.row)


def _place(placed: Placed, parties: Parties, shapes: Shapes) -> Placed:
    """Say of a ticket's message who wrote it, where it does not tell itself."""
    flat, shape = flatten(placed.row), shapes.of(placed.row)
    author = read_author(flat)
    placed = placed._replace(person=parties.name(author))
    if shape.ways.ours or not parties.tell(author):
        return placed
    return placed._replace(
        ours=parties.is_ours(author),
        is_unsaid=has_mark(flat, shape.ways.unsaid) and not parties.is_outside(author),
        is_silent=placed.is_silent or parties.is_machine(author) or not shape.ways.tells_notes,
    )


def _find_opening(ticket: Mapping[str, Any], messages: Sequence[Mapping[str, Any]]) -> tuple[int | None, bool]:
    """Find the message that is the ticket's own text, by its number, and whether it says the same still.

    All are given as the values of our fields. It was written as the ticket was, and is the first in time.
    """
    told = _read_words(ticket)
    if not told or not messages:
        return None, False
    first = min(range(len(messages)), key=lambda at: _read_moment(messages[at]))
    said = _read_words(messages[first])
    begun, moment = parse_time(ticket.get("created_at")), parse_time(messages[first].get("created_at"))
    is_at_once = begun is not None and moment is not None and abs(moment - begun) <= _AT_ONCE
    is_same = said == told or (is_at_once and said != "" and (is_beginning(said, told) or is_beginning(told, said)))
    return (first if is_same or is_at_once else None), is_same


def _read_moment(values: Mapping[str, Any]) -> datetime:
    """Read when a message was written, to put several in order; those of unknown time come last."""
    return parse_time(values.get("created_at")) or _LATE


def _read_words(values: Mapping[str, Any]) -> str:
    return " ".join(plain_text(join_runs(values.get("text"))).split())
