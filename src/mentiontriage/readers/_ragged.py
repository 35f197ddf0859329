"""Rows that are wider or narrower than their header: made to fit, or left out, never shifted.

A row that is too wide most often has a separator outside quotes in its text. It is put back where
only one cell can have been torn: all others must look like their columns (a number where numbers
stand, a time where times do).
"""

import re
from collections.abc import Callable, Iterator, Sequence

from mentiontriage.model import Note, Skipped
from mentiontriage.readers._dialect import Layout
from mentiontriage.times import parse_time

_NUMBER = re.compile(r"-?[\d.,]*\d(?:[.,]\d+)?(?:E[-+]?\d+)?", re.I)


class RowFitter:
    """Makes the rows of one table fit its header, and counts what it did."""

    def __init__(self, name: str, layout: Layout) -> None:
        self._width = len(layout.header)
        self._name = name
        self._separator = layout.separator
        rows = [row for row in layout.rows if len(row) == self._width]
        self._shapes = [_find_shape([row[at] for row in rows]) for at in range(self._width)]
        self._padded = 0
        self._joined = 0

    def fit(self, number: int, row: list[str], places: Sequence[int]) -> list[str] | Skipped:
        """Make a row of another width fit; `places` are those at which the header's columns stand in it."""
        if len(row) < self._width:
            self._padded += 1
            return row + [""] * (self._width - len(row))
        while len(row) > self._width and not row[-1].strip():
            row = row[:-1]
        if len(row) == self._width:
            return row
        choices = [joined for at in range(self._width) if (joined := self._join(row, at, places)) is not None]
        if len(choices) != 1:
            reason = f"{len(row)} cells under {self._width} names: a separator stands outside quotes"
            return Skipped(f"{self._name}:{number}", reason)
        self._joined += 1
        return choices[0]

    def report(self) -> Iterator[Note]:
        """Say how many rows were made to fit."""
        if self._padded:
            yield Note(self._name, f"rows that end early: {self._padded}; the cells that they lack count as empty")
        if self._joined:
            reason = f"rows with a separator outside quotes: {self._joined}; the torn cell was put together"
            yield Note(self._name, reason)

    def _join(self, row: list[str], at: int, places: Sequence[int]) -> list[str] | None:
        """Put the cells from `at` on together that are too many; None where the rest does not fit."""
        end = at + len(row) - self._width + 1
        joined = [*row[:at], self._separator.join(row[at:end]), *row[end:]]
        pairs = zip((joined[place] for place in places), self._shapes, strict=True)
        fits = all(not cell or shape is None or shape(cell) for cell, shape in pairs)
        return joined if fits else None


def _find_shape(cells: Sequence[str]) -> Callable[[str], object] | None:
    """Find what all cells of a column have in common; None where that is nothing."""
    cells = [cell for cell in cells if cell]
    if not cells:
        return str.isspace  # a column that is always empty has no text to tear
    for shape in (_NUMBER.fullmatch, parse_time, _is_flag, _is_link, _is_word):
        if all(map(shape, cells)):
            return shape
    return None


def _is_flag(cell: str) -> bool:
    return cell.lower() in ("true", "false", "yes", "no")


def _is_link(cell: str) -> bool:
    return cell.startswith(("http://", "https://")) and " " not in cell


def _is_word(cell: str) -> bool:
    return " " not in cell
