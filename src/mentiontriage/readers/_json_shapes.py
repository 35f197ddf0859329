"""Which names in the objects of JSON of no known vendor hold which of our fields, and by what an object is a post."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from mentiontriage.readers._cells import tells_answer
from mentiontriage.readers._directions import find_conversation, find_ours
from mentiontriage.readers._fields import keep_known, map_text, match_fields, may_be_shown, normalise_name, tell_posts
from mentiontriage.readers._json_below import BELOW
from mentiontriage.readers._json_text import mend_mangled
from mentiontriage.readers._names import is_survey
from mentiontriage.readers._table_names import SOLVED, TABLES, find_numbered, names_eithers_reply, tell_tickets

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
_WRAPPED = ("$date", "$number")
_MOST_SHAPES = 1000  # rows whose names are data would fill the memory with shapes


class Shape(msgspec.Struct, frozen=True):
    """Which of a row's names holds which of our fields, and by what it is a post (None: it is none).

    `is_shown` says that the field of the handle may hold a name (`may_be_shown`). `status` is the field of a ticket's
    that tells whether it is solved, by one of the values `solved`; `replies` are those of what we wrote below a review;
    `below` are the names of what may hold answers to
    a post, each a post as well, unless it `is_answered_below` by us, as reviews and tickets are; `ours` are those that
    tell what we wrote, with the values that say so (`find_ours`), and `talk` is the one that tells to which
    conversation it belongs.
    """

    fields: Mapping[str, str]
    reason: str | None
    is_shown: bool = False
    status: str | None = None
    solved: frozenset[str] = SOLVED
    replies: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    is_answered_below: bool = False
    ours: Mapping[str, tuple[str, ...]] = {}
    talk: str | None = None

    @property
    def has_text(self) -> bool:
        """Whether it is a post by its text, and not by a title, a description or stars, as other things have too."""
        return self.reason is not None and not self.reason.endswith(_WEAK)


class Taken(NamedTuple):
    """What stands in a row under the names of our fields, and whether its handle may be a name.

    `answered_by` says by what it was answered, where no time tells; `talk` names the conversation to which it belongs.
    """

    values: Row
    is_shown: bool
    answered_by: str | None
    talk: str | None


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

    def take(self, row: Row) -> Taken:
        """Take out of a row what stands under the names of our fields."""
        flat = flatten(row)
        shape = self._of(flat)
        values = {field: _mend(flat[name]) for field, name in shape.fields.items()}
        if "ours" not in values and any(str(flat[name]).strip().lower() in told for name, told in shape.ours.items()):
            values["ours"] = True
        talk = None if shape.talk is None else str(flat[shape.talk])
        return Taken(values, shape.is_shown, _tell_answer(flat, shape), talk)

    def _of(self, flat: Row) -> Shape:
        names = tuple(flat)
        shape = self._known.get(names)
        if shape is None:
            shape = self._match(names)
            if len(self._known) < _MOST_SHAPES:
                self._known[names] = shape
        return shape

    def _match(self, names: tuple[str, ...]) -> Shape:
        plain = set(map(normalise_name, names))
        fields = match_fields(names, keep_known(self._columns, names))
        is_ticket = tell_tickets(plain)
        if is_ticket:
            fields = _find_of_ticket(names) | fields
        stars = _STARS if "rating" in fields and "created_at" in fields and {"handle", "name"} & fields.keys() else None
        is_shown = "handle" in fields and may_be_shown(fields["handle"], self._columns)
        ours, talk = find_ours(names), find_conversation(names)
        reason = MAPPED if self._text in plain else tell_posts(fields) or stars
        if is_ticket and reason and reason.endswith(_WEAK) and {"title", "text"} <= fields.keys():
            reason = "a ticket, which begins with its first message"  # the others stand in a list inside
        is_answered_below = is_ticket or "rating" in fields
        status = next((n for n in names if is_ticket and normalise_name(n) in TABLES["status"]), None)
        below = () if is_answered_below else tuple(n for n in names if normalise_name(n) in BELOW)
        solved = SOLVED | find_numbered(plain)
        replies = _find_replies(names) if "rating" in fields and not is_survey(plain) else ()
        return Shape(fields, reason, is_shown, status, solved, replies, below, is_answered_below, ours, talk)


def _tell_answer(flat: Row, shape: Shape) -> str | None:
    """Say by what a row was answered, if it was: by its status, or by words that we wrote below it."""
    if shape.status is not None and str(flat[shape.status]).casefold() in shape.solved:
        return "tickets that their status calls solved"
    if any(isinstance(flat[name], str) and tells_answer(flat[name]) for name in shape.replies):
        return "reviews with an answer below them"
    return None


def _find_replies(names: Iterable[str]) -> tuple[str, ...]:
    """Find what holds our answer to a review; but a `response` may be what somebody told a survey."""
    plain = ((normalise_name(name), name) for name in names)
    return tuple(name for one, name in plain if one in TABLES["reply"] and not names_eithers_reply(one))


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
