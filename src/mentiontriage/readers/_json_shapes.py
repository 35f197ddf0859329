"""Which names in the objects of JSON of no known vendor hold which of our fields, and by what an object is a post."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from mentiontriage.payloads.networks import read_source
from mentiontriage.readers._cells import tells_answer
from mentiontriage.readers._closing import DOUBTED, SILENT, Doubts, find_doubts
from mentiontriage.readers._directions import Directions, find_directions, has_mark
from mentiontriage.readers._fields import keep_known, map_text, match_fields, may_be_shown, normalise_name, tell_posts
from mentiontriage.readers._json import list_objects
from mentiontriage.readers._json_answers import read_conversation
from mentiontriage.readers._json_below import BELOW
from mentiontriage.readers._json_parties import is_comment, read_sender
from mentiontriage.readers._json_text import mend_mangled
from mentiontriage.readers._mails import may_be_mail, read_mail
from mentiontriage.readers._names import FIELDS, is_survey
from mentiontriage.readers._table_names import (
    SOLVED,
    TABLES,
    find_numbered,
    names_eithers_reply,
    tell_mails,
    tell_tickets,
)
from mentiontriage.text import escape_text, read_flag, read_name
from mentiontriage.times import parse_time

Row = dict[str, Any]
"""An object as the export has it."""
MAPPED = "the field given with --map"
_STARS = "stars without a text"
_WEAK = ("title", "description", _STARS)
# What only tickets call so, which are known by their subjects too (Help Scout): of what tables may call so (`TABLES`)
# that which is a text whatever it holds, and no list.
_OF_TICKETS = {
    "text": ("firstmessage", "firstusermessage", "firstcustomermessage", "initialmessage", "messagepreview", "preview"),
    "name": ("customername", "clientname", "contactname", "customerfullname"),
}
SOLVED_TICKETS = "posts of tickets that their status calls solved"
_A_TICKET = "a ticket, which begins with its first message"
_HELD = frozenset(
    {
        *("messages", "messagesdata", "messagesresults", "messageresults", "conversations", "threads"),
        *("embeddedmessages", "embeddedthreads", "lastmessage", "lastnonactivitymessage"),
    }
)
"""What holds a conversation's messages, as names are compared; a ticket's may be its comments or replies as well."""
_WORDS = frozenset({*FIELDS["text"], *TABLES["reply"]})
_STATUS = ("statuscategory", *TABLES["status"])
_WRAPPED = ("$date", "$number")
_MOST_SHAPES = 1000  # rows whose names are data would fill the memory with shapes


class Shape(msgspec.Struct, frozen=True):
    """What rows with the same names hold, and under which of the names."""

    fields: Mapping[str, str]
    """The name that holds each of our fields."""
    reason: str | None
    """By what a row is known as a post; None where it is none."""
    is_shown: bool = False
    """Whether the field of the handle may hold a name instead (`may_be_shown`)."""
    status: str | None = None
    """The name that tells whether a ticket is solved, which it is if one of the values in `solved` stands there."""
    solved: frozenset[str] = SOLVED
    doubts: Doubts = Doubts()
    """What speaks against such a status."""
    replies: tuple[str, ...] = ()
    """The names of what we wrote below a review."""
    below: tuple[str, ...] = ()
    """The names of what may hold answers to a post, which are posts as well."""
    is_answered_below: bool = False
    """Whether what stands below it is ours, as below reviews and in tickets."""
    held: tuple[str, ...] = ()
    """The names of what may hold the messages of a ticket."""
    ways: Directions = Directions()
    """What tells whether such a message came from a customer or from us."""
    is_ticket: bool = False
    is_comment: bool = False
    """Whether it is a comment of Zendesk's, which tells its author and whether only colleagues can read it."""
    is_of_mails: bool = False
    """Whether its text may be a mail, which quotes others."""

    @property
    def has_text(self) -> bool:
        """Whether it is a post by its text, and not by a title, a description or stars, as other things have too."""
        return self.reason is not None and not self.reason.endswith(_WEAK)


class Placed(NamedTuple):
    """A post as it stands in its record, with what the record tells of it."""

    row: Row
    talk: str | None = None
    """The ticket that holds it as a message, by a name that no other ticket of the record has."""
    ours: bool | None = None
    """Whether we wrote it; None where the row itself has marks that tell."""
    by_words: bool = False
    """Whether the messages around it tell if it was answered, and no status: in a solved ticket somebody may wait."""
    is_solved: bool = False
    """Whether the ticket around it is called solved."""
    is_unsaid: bool = False
    """Whether only colleagues have read it."""
    is_silent: bool = False
    """Whether it answers nobody, whoever wrote it: the ticket begins with it, or a machine sent it."""
    person: str | None = None
    """Who wrote it, by name, as the record around it tells."""
    source: str | None = None
    """The network that it is from, where the row does not tell."""


class Taken(NamedTuple):
    """What a row tells, under the names of our fields."""

    values: Row
    is_shown: bool
    """Whether its handle may be a name."""
    answered_by: str | None
    """By what it was answered, where no time tells."""
    talk: str | None
    """The conversation that it belongs to."""
    is_unsaid: bool = False
    """Whether only colleagues have read it."""
    is_ours: bool = False
    answers: bool = False
    """Whether a person of ours said it to somebody."""
    is_unsigned: bool = False
    """Whether nothing tells if we wrote it."""
    doubt: str | None = None
    """Why a status that calls it solved is not believed, unless words of ours answer it."""


class Shapes:
    """Remembers the names of rows, so that a name is looked up once a file and not once a row."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        """Begin with nothing but the user's `--map`, which is `columns`."""
        self._columns = columns
        self._text = map_text(columns)
        self._known: dict[tuple[str, ...], Shape] = {}

    def of(self, row: Row) -> Shape:
        """Find the shape of a row."""
        return self._of(flatten(row))

    def take(self, placed: Placed) -> Taken:
        """Take out of a row what it tells."""
        flat = flatten(placed.row)
        shape = self._of(flat)
        ways, by_marks = shape.ways, placed.ours is None
        values = _take_values(placed, flat, shape)
        if isinstance(text := values.get("text"), str) and (shape.is_of_mails or placed.by_words):
            values["text"] = _read_mail(text, values)
        talk = read_conversation(placed.row) if ways.ours and placed.talk is None else placed.talk
        answered_by, doubt = _judge_answer(placed, flat, shape)
        if not read_flag(values.get("ours")):
            is_unsigned = by_marks and shape.is_comment and not ways.ours
            is_unsaid = placed.is_unsaid or (is_unsigned and has_mark(flat, ways.unsaid))
            return Taken(
                values, shape.is_shown, answered_by, talk, is_unsaid=is_unsaid, is_unsigned=is_unsigned, doubt=doubt
            )
        is_unsaid = placed.is_unsaid or (by_marks and has_mark(flat, ways.unsaid))
        by_person = ways.person is None or has_mark(flat, ways.person)
        answers = by_person and not (is_unsaid or placed.is_silent or has_mark(flat, ways.automatic))
        if not answers:
            values.pop("in_reply_to", None)
        return Taken(values, shape.is_shown, answered_by, talk, is_unsaid, is_ours=True, answers=answers)

    def _of(self, flat: Row) -> Shape:
        names = tuple(flat)
        shape = self._known.get(names)
        if shape is None:
            shape = self._match(names)
            if len(self._known) < _MOST_SHAPES:
                self._known[names] = shape
        return shape

    def _match(self, names: tuple[str, ...]) -> Shape:
        plain = {name: normalise_name(name) for name in names}
        there = set(plain.values())
        fields = match_fields(names, keep_known(self._columns, names))
        is_ticket = tell_tickets(there)
        if is_ticket:
            fields = _find_of_ticket(names) | fields
        stars = _STARS if "rating" in fields and "created_at" in fields and {"handle", "name"} & fields.keys() else None
        is_answered_below = is_ticket or "rating" in fields
        below = tuple(name for name in names if plain[name] in BELOW)
        ways = find_directions(names)
        # A message may tell how its conversation stood as it was written, which says nothing of whether it still waits.
        statuses = [name for name in names if not (ways.ours and "." in name)]
        shape = Shape(
            fields,
            MAPPED if self._text in there else tell_posts(fields) or stars,
            is_shown="handle" in fields and may_be_shown(fields["handle"], self._columns),
            status=next((name for one in _STATUS for name in statuses if plain[name] == one), None),
            solved=SOLVED | find_numbered(there),
            doubts=find_doubts(names) if is_ticket else Doubts(),
            replies=_find_replies(names) if "rating" in fields and not is_survey(there) else (),
            below=() if is_answered_below else below,
            is_answered_below=is_answered_below,
            held=tuple(name for name in names if plain[name] in _HELD) + _name_objects(names, _HELD) + below,
            ways=ways,
            is_ticket=is_ticket,
            is_comment=is_comment(names),
            is_of_mails=tell_mails(there) or bool(ways.ours) or is_comment(names),
        )
        return replace(shape, reason=_A_TICKET) if is_ticket and _begins(shape) else shape


def _take_values(placed: Placed, flat: Row, shape: Shape) -> Row:
    """Take what stands under the names of our fields, and what the record tells of its author and network."""
    ways = shape.ways
    values = {field: _mend(flat[name]) for field, name in shape.fields.items()}
    if placed.person:
        values.pop("handle", None)
        values["name"] = placed.person
    elif values.keys().isdisjoint(("handle", "name")) and (ways.ours or shape.is_ticket):
        sender = read_sender(placed.row)
        if sender:
            values["name"] = sender
    if placed.source and "source" not in values:
        values["source"] = placed.source
    if "ours" not in values and (has_mark(flat, ways.ours) if placed.ours is None else placed.ours):
        values["ours"] = True
    return values


def _read_mail(text: str, values: Row) -> str:
    """Read a ticket's or a message's text, which may be a mail; written so that it can be made plain once more."""
    source = read_source(values.get("source"), read_name(values.get("url")))
    return escape_text(read_mail(text, values.get("title"))) if may_be_mail(source, is_of_tickets=True) else text


def _judge_answer(placed: Placed, flat: Row, shape: Shape) -> tuple[str | None, str | None]:
    """Say by what a row was answered without any time, and why a status that calls it solved is not believed."""
    if placed.by_words:
        return None, SILENT if placed.is_solved else None
    if tells_solved(flat, shape) and shape.doubts.tell(flat, parse_time):
        return None, DOUBTED
    return _tell_answer(flat, shape), None


def _tell_answer(flat: Row, shape: Shape) -> str | None:
    """Say by what a row was answered, if it was: by its status, or by words that we wrote below it."""
    if tells_solved(flat, shape):
        return SOLVED_TICKETS
    if any(_holds_answer(flat[name]) for name in shape.replies):
        return "reviews with an answer below them"
    return None


def _holds_answer(reply: Any) -> bool:
    """Tell words that we wrote below a review, or a list of objects that hold some (Bazaarvoice)."""
    words = (one[name] for one in list_objects(reply) for name in one if normalise_name(name) in _WORDS)
    return any(isinstance(one, str) and tells_answer(one) for one in (reply, *words))


def _find_replies(names: Iterable[str]) -> tuple[str, ...]:
    """Find what holds our answer to a review; but a `response` may be what somebody told a survey."""
    plain = ((normalise_name(name), name) for name in names)
    return tuple(name for one, name in plain if one in TABLES["reply"] and not names_eithers_reply(one))


def _begins(ticket: Shape) -> bool:
    """Tell a ticket with the message that it began with; one without a subject (from a chat) is known by its status."""
    if "text" not in ticket.fields or ticket.has_text:
        return False
    if ticket.reason is None:
        return ticket.status is not None and "created_at" in ticket.fields
    return "title" in ticket.fields  # the others stand in a list inside


def _name_objects(names: Iterable[str], among: frozenset[str]) -> tuple[str, ...]:
    """Name the objects of a row that are called as those `among`; flattened, it has only what is in them."""
    objects = dict.fromkeys(name.partition(".")[0] for name in names if "." in name)
    return tuple(name for name in objects if normalise_name(name) in among)


def tells_solved(flat: Row, shape: Shape) -> bool:
    """Tell a ticket that its status calls solved."""
    return shape.is_ticket and shape.status is not None and str(flat[shape.status]).casefold() in shape.solved


def flatten(row: Row) -> Row:
    """Write nested fields beside the row's own, as `author.name`; one level, empty ones left out."""
    flat: Row = {}
    for name, value in row.items():
        if not isinstance(value, dict):
            if value not in (None, ""):
                flat[name] = value
        elif len(value) == 1 and (told := _unwrap(value)) is not value:
            flat[name] = told
        else:
            for inner, one in value.items():
                if one not in (None, ""):
                    flat[f"{name}.{inner}"] = _unwrap(one) if isinstance(one, dict) else one
    return flat


def _mend(value: Any) -> Any:
    return mend_mangled(value) if isinstance(value, str) else value


def _unwrap(value: Any) -> Any:
    """Take out a time or a number as MongoDB exports it: `{"$date": {"$numberLong": "1784023200000"}}`."""
    while isinstance(value, dict) and len(value) == 1 and (name := next(iter(value))).startswith(_WRAPPED):
        value = value[name]
    return value


def _find_of_ticket(names: tuple[str, ...]) -> dict[str, str]:
    known = {normalise_name(name): name for name in reversed(names)}
    found = {field: [known[plain] for plain in usual if plain in known] for field, usual in _OF_TICKETS.items()}
    return {field: there[0] for field, there in found.items() if there}
