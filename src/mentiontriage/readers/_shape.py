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
    """What there is to know of a vendor's rows beside which column holds which field.

    Columns are named as the vendor does. Where several values are named with one, a row is marked by any of them; where
    none is, by whatever stands in the column.
    """

    source: str | None = None
    """The network, where an export is of one only."""
    native_id: bool = False
    """Whether the column of the id holds the network's own ids, and not the vendor's."""
    ours: bool = False
    """Whether we wrote every row."""
    ours_where: Mapping[str, tuple[str, ...]] = {}
    """What marks a row that we wrote."""
    repost_where: Mapping[str, tuple[str, ...]] = {}
    """What marks a row that only passes on another post."""
    conversation: tuple[str, str] | None = None
    """Which conversation with one person a row belongs to: the column that tells it of theirs, and of ours.

    What we write there answers all that they wrote there before.
    """
    contact_names: tuple[str, ...] | None = None
    """The columns of people's names, where a conversation is all that was ever exchanged with one contact.

    None where it is not. See `_last_words`.
    """
    automatic_where: Mapping[str, tuple[str, ...]] = {}
    """What marks a row of ours that answers nobody, as a machine wrote it or nobody else has read it."""
    person_where: Mapping[str, tuple[str, ...]] | None = None
    """What marks a row of ours as a person's: where an export has such a column, no other row of ours answers."""
    thread: tuple[str, str] | None = None
    """The column that numbers rows, and the one in which a row has the number of the row above that it answers.

    Behind that number stand a hyphen and its own (`1-2`).
    """
    answered_where: Mapping[str, tuple[str, ...]] = {}
    """What marks a row that we answered; without values, the words of an answer (`tells_answer`).

    As no column tells when, such a row counts as answered from its own time on.
    """
    marks_told: Mapping[str, str] = {}
    """Of these columns those that people are told of, with the words that say by what rows count as answered."""
    status: str | None = None
    """Which of these columns is the status of a ticket: what we wrote counts more than that, and so do `doubts`."""
    doubts: Doubts = Doubts()
    """What in a row speaks against a status that calls it solved."""
    parted: tuple[str, ...] = ()
    """The fields (text, name) of which each column holds a part."""
    sentiments: Mapping[str, str] = {}
    """The vendor's marks of sentiment, each with the word for it."""
    zero_is_unknown: tuple[str, ...] = ()
    """The fields in which a 0 stands for a count that is not known."""
    identity: tuple[str, ...] = ()
    """The columns that tell two rows without an id apart."""
    is_of_tickets: bool = False
    """Whether texts are of tickets: what mails quote is left out of them."""
    read_text: Callable[[str], str] = plain_text
    """How a text is unpacked."""


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
