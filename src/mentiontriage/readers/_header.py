"""The header of a table, where it stands again below: in files that were joined, in sheets of the same columns.

It is no post, and it may have the columns in another order. Nor are the rows right below it a post in which surveys
say what a column holds.
"""

from collections.abc import Iterator, Sequence

from mentiontriage.model import Note
from mentiontriage.readers._survey_rows import MOST_ROWS, find_survey

_MARKS = '\ufeff" \t'  # a file's mark stands in the middle of joined ones, and hides the quote behind it
_MOST_MARKS = 8  # characters around a name; a cell that is longer than any name needs no further look


class Header:
    """The names of a table's columns, and at which place of a row each of them stands now."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        self.width = len(columns)
        self.places = list(range(self.width))
        self._name = name
        self._columns = [_fold(column) for column in columns]
        self._known = frozenset(filter(None, self._columns))
        self._longest = max(map(len, self._columns), default=0) + _MOST_MARKS
        self._probe = next((at for at, column in enumerate(self._columns) if column), 0)
        self._moved = False
        self._again = 0
        self._is_above = find_survey(columns)
        self._may_be_above = MOST_ROWS
        self._above = 0
        self.told: list[tuple[str, ...]] = []
        """The rows right below the first header in which a survey says what its columns hold."""

    def find(self, row: Sequence[str]) -> list[int] | None:
        """Find at which place of a row each name stands; None where the row does not hold exactly these names."""
        cells = [_fold(cell) for cell in row]
        while len(cells) > self.width and not cells[-1]:
            cells.pop()
        cells += [""] * (self.width - len(cells))
        if sorted(cells) != sorted(self._columns):
            return None
        places: dict[str, list[int]] = {}
        for at in reversed(range(self.width)):
            places.setdefault(cells[at], []).append(at)
        return [places[column].pop() for column in self._columns]

    def follow(self, places: list[int]) -> None:
        """Take rows from here on to have their columns at these places."""
        self.places = places
        self._moved = places != sorted(places)
        self._may_be_above = MOST_ROWS

    def take(self, row: list[str]) -> list[str] | None:
        """Give a row in the order of the first header; None for one that is the header once more or belongs to it."""
        cell = row[self._probe]
        if len(cell) <= self._longest and _fold(cell) in self._known and (places := self.find(row)) is not None:
            self._again += 1
            self.follow(places)
            return None
        if self._moved:
            row = self.arrange(row)
        if self._may_be_above:
            self._may_be_above -= 1
            if self._is_above(row):
                self._above += 1
                if not self._again:
                    self.told.append(tuple(row))
                return None
            self._may_be_above = 0
        return row

    def arrange(self, row: list[str]) -> list[str]:
        """Bring a row into the order of the first header, wherever the last one has its columns."""
        return [row[at] for at in self.places]

    def report(self) -> Iterator[Note]:
        """Say how often the header stood again, and what stood below it."""
        if self._again:
            told = "they are no posts, and tell the order of the columns below them"
            yield Note(self._name, f"rows that are the header again: {self._again:,}; {told}")
        if self._above:
            told = "they tell what a survey's columns hold, and are no posts"
            yield Note(self._name, f"rows that belong to the header: {self._above:,}; {told}")


def _fold(cell: str) -> str:
    return cell.strip(_MARKS).casefold()
