"""Lines to records: Python's csv module takes them apart, and a quote that is never closed costs its line only."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from mentiontriage.readers._dialect import Layout
from mentiontriage.readers._encoding import BARE_CR, Lines, split_lines

_LARGEST_ROW = 1 << 23  # characters over several lines; a quote open longer than this is unclosed
_MOST_ATTEMPTS = 20  # to read a record out of lines that were given back: each of them is parsed that often at most
_UNCLOSED = "a quote that is never closed; reading went on at the next line"
_TOO_LONG = "a cell that is longer than can be read"


class PushbackLines:
    """Lines for the csv module, which takes as many as a record needs; they can be given back, to be read anew.

    `taken` are those of the record that is being read; whoever gets the record clears them. `is_cut` tells that
    a record was ended within a quote: by the end of the input, by its length, or because reading on is in vain.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.taken: list[str] = []
        self.is_cut = False
        self._fresh = iter(lines)
        self._back: deque[str] = deque()
        self._attempts = 0

    def __iter__(self) -> Iterator[str]:
        """Hand out the lines that were given back, and then those that are new."""
        self.is_cut = False
        taken, size = self.taken, 0
        while self._back:
            if taken and self._attempts >= _MOST_ATTEMPTS:
                self.is_cut = True
                return
            taken.append(self._back.popleft())
            yield taken[-1]
        self._attempts = 0
        for line in self._fresh:
            if taken:
                size += len(line)
                if size > _LARGEST_ROW:
                    self._back.append(line)
                    break
            else:
                size = 0
            taken.append(line)
            yield line
        self.is_cut = True

    def push_back(self, lines: Sequence[str]) -> None:
        """Have lines handed out in the next iteration, before all others; what has been taken is let go of."""
        self._back.extendleft(reversed(lines))
        self.taken.clear()

    def drop_line(self) -> None:
        """Let go of the first line that was taken, and give back the others.

        Within a quote each line leads to the same end, whichever line the quote began in. So where one record
        of these lines found no end none of the others will, and where many were torn all are taken to be.
        """
        self._attempts = self._attempts + 1 if not self.is_cut else _MOST_ATTEMPTS
        self.push_back(self.taken[1:])


class Form(msgspec.Struct, frozen=True):
    """How a table's records are written (RFC 4180): `whole` ones, and those `begun` that go on in the next line.

    `is_trimmed` says that most rows lack the empty cells at their ends, as some programs write them.
    """

    separator: str
    width: int
    is_trimmed: bool
    whole: re.Pattern[str]
    begun: re.Pattern[str]


def find_form(layout: Layout) -> Form:
    """Find how the records of a table are written; a cell with quotes in it is quoted, and they are doubled."""
    inside = r'"(?:[^"]++|"")*+'
    cell = rf'(?:{inside}"|[^"{layout.separator}\r\n]*+)'
    whole = rf"{cell}(?:[{layout.separator}]{cell})*+[\r\n]*"
    begun = rf"(?:{cell}[{layout.separator}])*+{inside}"
    width = len(layout.header)
    return Form(layout.separator, width, layout.is_trimmed, re.compile(whole), re.compile(begun))


def read_records(lines: Lines, layout: Layout) -> Iterator[tuple[int, list[str] | str]]:
    """Read the records below the header, each with its number; a string says why one could not be read."""
    form = find_form(layout)
    width = form.width
    above = layout.above + 1 + layout.hinted
    number = 0
    source = PushbackLines(lines)
    taken = source.taken
    while True:
        try:
            for row in csv.reader(source, delimiter=form.separator):
                number += 1
                if source.is_cut or (len(taken) > 1 and is_torn(taken, len(row), form)):
                    yield number, _UNCLOSED
                    source.drop_line()
                    break
                if lines.marked and len(row) != width and (several := _cut_records(taken, form)):
                    number -= 1
                    source.push_back(several)
                    break
                taken.clear()
                if number > above and row and (row[0] or any(row)):
                    yield number, [cell.replace(BARE_CR, "\r") for cell in row] if lines.marked else row
            else:
                return
        except csv.Error:  # a cell beyond the csv module's limit
            number += 1
            yield number, _TOO_LONG
            source.drop_line()


def is_torn(lines: Sequence[str], cells: int, form: Form) -> bool:
    """Tell a quote that was never closed from a cell of several lines, by the lines and cells of a record.

    Such a quote ends at the next one that there is, so a cell stands quoted that was not written so;
    or the row is of another width; and the next line by itself is a whole row or begins one.
    """
    if form.whole.fullmatch("".join(lines)):
        if cells == form.width:
            return False
        if cells < form.width and not form.is_trimmed:
            return True
    elif cells != form.width or form.begun.fullmatch("".join(lines[1:])):
        return True
    after: list[str] = next(csv.reader(lines[1:], delimiter=form.separator), [])
    return len(after) == form.width


def _cut_records(lines: Sequence[str], form: Form) -> list[str] | None:
    """Cut what counts as one record at its bare carriage returns, if they end records; None where they do not."""
    pieces = split_lines("".join(lines).replace(BARE_CR, "\r"), "")
    first = list(islice(csv.reader(pieces, delimiter=form.separator), 2))
    return pieces if len(first) == 2 and all(len(row) == form.width for row in first) else None
