"""Rows that are wider or narrower than their header: made to fit, or left out, never shifted.

A row that is too wide most often has a separator outside quotes in its text. It is put back where
only one cell can have been torn: all others must look like their columns (a number where numbers
stand, a time where times do). A row that is too narrow ends early, as programs leave out empty cells; or
it is a piece of one that a line's end outside quotes has torn, which its cells tell.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from mentiontriage.model import Note, Skipped
from mentiontriage.readers._dialect import Layout
from mentiontriage.readers._fields import normalise_name
from mentiontriage.readers._names import FIELDS
from mentiontriage.times import parse_time

_MOST_PIECES = 100  # lines of one row; a text of more is none, but something else that stands in the file
_SAME_DIGIT = str.maketrans("123456789", "0" * 9)
_SPACE = re.compile(r"\s")
_NUMBER = re.compile(r"-?[\d.,]*\d(?:[.,]\d+)?(?:E[-+]?\d+)?", re.I)

Fitted = tuple[int, list[str]] | Skipped
"""A row as wide as its header with its number, or why there is none."""


class RowFitter:
    """Makes the rows of one table fit its header, and counts what it did.

    A narrow row is among the `waiting` until the next ones have told whether they were torn off it.
    """

    def __init__(self, name: str, layout: Layout) -> None:
        self._width = len(layout.header)
        self._name = name
        self._separator = layout.separator
        rows = [row for row in layout.rows if len(row) == self._width]
        self._has_seen = bool(rows)
        columns = enumerate(layout.header)
        self._shapes = [_find_shape([row[at] for row in rows]) if rows else _find_usual(name) for at, name in columns]
        self.waiting: list[tuple[int, list[str]]] = []
        self._padded = 0
        self._joined = 0
        self._mended = 0

    def fit(self, number: int, row: list[str], places: Sequence[int]) -> Iterator[Fitted]:
        """Make a row of another width fit; `places` are those at which the header's columns stand in it."""
        if len(row) > self._width:
            yield from self.release()
            yield self._fit_wide(number, row, places)
        elif not self._is_piece(row, places):
            if self.waiting:
                yield from self.release()
            self.waiting.append((number, row))
        elif not self.waiting:
            yield self._skip_piece(number, row)
        else:
            self.waiting.append((number, row))
            yield from self._mend(places)

    def release(self) -> Iterator[Fitted]:
        """Give the row that waits, if there is one, as a row that ends early; what came after it belongs to none."""
        for at, (number, row) in enumerate(self.waiting):
            if at:
                yield self._skip_piece(number, row)
            else:
                self._padded += 1
                yield number, row + [""] * (self._width - len(row))
        self.waiting.clear()

    def report(self) -> Iterator[Note]:
        """Say how many rows were made to fit."""
        if self._padded:
            yield Note(self._name, f"rows that end early: {self._padded}; the cells that they lack count as empty")
        if self._joined:
            reason = f"rows with a separator outside quotes: {self._joined}; the torn cell was put together"
            yield Note(self._name, reason)
        if self._mended:
            reason = f"rows with a line's end outside quotes: {self._mended}; the torn cell was put together"
            yield Note(self._name, reason)

    def _fit_wide(self, number: int, row: list[str], places: Sequence[int]) -> Fitted:
        width = max(self._width, next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0))
        row = row[:width]
        if width == self._width:
            return number, row
        choices = [joined for at in range(self._width) if (joined := self._join(row, at, places)) is not None]
        if len(choices) != 1:
            reason = f"{width} cells under {self._width} names: a separator stands outside quotes"
            return Skipped(f"{self._name}:{number}", reason)
        self._joined += 1
        return number, choices[0]

    def _join(self, row: list[str], at: int, places: Sequence[int]) -> list[str] | None:
        """Put the cells from `at` on together that are too many; None where the rest does not fit."""
        end = at + len(row) - self._width + 1
        joined = [*row[:at], self._separator.join(row[at:end]), *row[end:]]
        return joined if all(self._look(joined, places)) else None

    def _mend(self, places: Sequence[int]) -> Iterator[Fitted]:
        """Put the row that waits and its pieces together, as soon as they are as many cells as they should be."""
        number, whole = self.waiting[0][0], [""]
        for at, (_, row) in enumerate(self.waiting):
            whole = [*whole[:-1], f"{whole[-1]}\n{row[0]}" if at else row[0], *row[1:]]
        if len(whole) == self._width and all(self._look(whole, places)):
            self.waiting.clear()
            self._mended += 1
            yield number, whole
        elif len(whole) >= self._width or len(self.waiting) == _MOST_PIECES:
            yield from self.release()

    def _skip_piece(self, number: int, row: list[str]) -> Skipped:
        told = f"{len(row)} of {self._width} cells, and not what stands under these names"
        return Skipped(
            f"{self._name}:{number}", f"{told}: a line's end outside quotes has torn it off, or it is no row"
        )

    def _is_piece(self, row: list[str], places: Sequence[int]) -> bool:
        """Tell what was torn off a row from one that ends early: its cells look like other columns.

        A cell may look like none that was seen: it tells nothing where others speak for the row.
        """
        as_begun = list(self._look(row, places))
        if as_begun and all(as_begun):
            return False
        as_torn_off = list(self._look(row, places, self._width - len(row)))
        if not self._has_seen:  # the names of columns promise a look, but nobody has seen it
            return sum(as_begun) < sum(as_torn_off)
        return _weigh(as_begun) < max(0, _weigh(as_torn_off))

    def _look(self, row: list[str], places: Sequence[int], first: int = 0) -> Iterator[bool]:
        """Tell of each cell whether it looks like its column, if that has a look; the first is of place `first`."""
        for place, shape in zip(places, self._shapes, strict=True):
            if shape and 0 <= place - first < len(row) and (cell := row[place - first]):
                yield bool(shape(cell))


def _weigh(looks: Sequence[bool]) -> int:
    """Weigh the cells that look like their columns against those that do not."""
    return 2 * sum(looks) - len(looks)


def _find_shape(cells: Sequence[str]) -> Callable[[str], object] | None:
    """Find what all cells of a column have in common; None where that is nothing."""
    cells = [cell for cell in cells if cell]
    if not cells:
        return str.isspace  # a column that is always empty has no text to tear
    for shape in (_NUMBER.fullmatch, parse_time, _is_flag, _is_link, _is_word):
        if all(map(shape, cells)):
            return _resemble(cells) if shape is parse_time else shape
    return None


def _resemble(times: Sequence[str]) -> Callable[[str], object]:
    """Know a time by what its column's look like but for their digits: that is told far sooner than what it says."""
    seen = frozenset(time.translate(_SAME_DIGIT) for time in times)
    return lambda cell: cell.translate(_SAME_DIGIT) in seen or parse_time(cell)


def _find_usual(name: str) -> Callable[[str], object] | None:
    """Find by its name what a column looks like that no row of the table's width shows."""
    return parse_time if normalise_name(name) in FIELDS["created_at"] else None


def _is_flag(cell: str) -> bool:
    return cell.lower() in ("true", "false", "yes", "no")


def _is_link(cell: str) -> bool:
    return cell.startswith(("http://", "https://")) and " " not in cell


def _is_word(cell: str) -> bool:
    return _SPACE.search(cell) is None
