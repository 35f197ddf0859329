"""What there is to know of a vendor's rows beside the names of their columns."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from mentiontriage.readers._closing import Doubts
from mentiontriage.readers._fields import normalise_name
from mentiontriage.text import plain_text

Mark = tuple[int, frozenset[str]]
"""A place in a row and the values, in small letters, that mark it; any value if there are none."""
_NOTHING = frozenset({"", "-", "--", "\u2013", "\u2014", "n/a", "none", "null", "nil"})
"""What is written where there is nothing, in small letters."""


class TableShape(msgspec.Struct, frozen=True):
    """What there is to know of a vendor's rows beside their columns.

    `source` is the network, where the export is of one only. `native_id` says that the column of
    the id holds the network's own ids and not the vendor's. `ours` says that we wrote all of it;
    `ours_where` and `repost_where` name a column and the values (any, if there are none) that
    mark a row as ours or as a repost. `conversation` names the column that tells to which conversation
    with one person a message of theirs belongs, and the column that tells it of ours: what we write
    answers all that they wrote there before, unless `automatic_where` marks it as a machine's, or `person_where`, if
    it is there, does not mark it as a person's. Where a conversation is all that was exchanged with one contact,
    `contact_names` are the columns of people's names (`_last_words`).
    `thread` names a column that numbers rows and one in which those that answer another, which stands above them,
    have its number before a hyphen (`1-2`). `answered_where` marks a row as answered, without values by the words
    of an answer (`tells_answer`); as no time is told, from its own on; `marks_told` says, of those columns that
    people are to be told of, by what they do so. One of them may be the `status` of a ticket, against which what we
    wrote counts more, and so do `doubts`. Of the fields that are `parted` (text, name) each column holds a part.
    `sentiments` puts the vendor's marks into words.
    In the fields of `zero_is_unknown` a 0 stands for a count that is not known.
    `identity` names the columns that tell two rows without id apart. `read_text` unpacks a text; where texts are of
    tickets (`is_of_tickets`), what mails quote is left out.
    """

    source: str | None = None
    native_id: bool = False
    ours: bool = False
    ours_where: Mapping[str, tuple[str, ...]] = {}
    repost_where: Mapping[str, tuple[str, ...]] = {}
    conversation: tuple[str, str] | None = None
    contact_names: tuple[str, ...] | None = None
    thread: tuple[str, str] | None = None
    automatic_where: Mapping[str, tuple[str, ...]] = {}
    person_where: Mapping[str, tuple[str, ...]] | None = None
    answered_where: Mapping[str, tuple[str, ...]] = {}
    marks_told: Mapping[str, str] = {}
    status: str | None = None
    doubts: Doubts = Doubts()
    parted: tuple[str, ...] = ()
    sentiments: Mapping[str, str] = {}
    zero_is_unknown: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    is_of_tickets: bool = False
    read_text: Callable[[str], str] = plain_text


def find_columns(header: tuple[str, ...], names: Iterable[str]) -> list[int]:
    """Find where columns stand, in the order of their names; those that are not there are left out."""
    known = {normalise_name(name): at for at, name in reversed(list(enumerate(header)))}
    return [known[plain] for name in names if (plain := normalise_name(name)) in known]


def find_marks(header: tuple[str, ...], where: Mapping[str, tuple[str, ...]]) -> list[Mark]:
    """Find where the columns that mark rows stand; those that are not there mark nothing."""
    known = {normalise_name(name): at for at, name in enumerate(header)}
    return [
        (known[plain], frozenset(value.lower() for value in values))
        for name, values in where.items()
        if (plain := normalise_name(name)) in known
    ]


def is_marked(row: list[str], mark: Mark) -> bool:
    """Tell whether a row is marked; what stands in brackets at a cell's end may be the mark, with its brackets."""
    cell = row[mark[0]].strip().lower()
    if not mark[1]:
        return cell not in _NOTHING
    return cell in mark[1] or (cell.endswith(")") and cell[cell.rfind("(") :] in mark[1])


def has_mark(row: list[str], marks: list[Mark]) -> bool:
    """Tell whether any of several marks is on a row."""
    return bool(marks) and any(is_marked(row, mark) for mark in marks)
