"""Which row above it a row answers, where a table numbers its rows: `1-2` is the second answer to the row that is 1."""

from collections.abc import Sequence


class Threads:
    """Follows the rows of one table, each of which is to be told in its order."""

    def __init__(self, places: Sequence[int]) -> None:
        """`places` are those of the rows' own numbers and of what they answer (`TableShape.thread`)."""
        self._number, self._answers = places
        self._above = ("", "", "")
        """The number of the last row that answers no other, its network and its id."""

    def follow(self, row: Sequence[str], source: str, ident: str) -> str | None:
        """Give the id of the row above that a row answers, or remember it as one that others below may answer."""
        number, hyphen, _ = row[self._answers].strip().partition("-")
        if not number:
            self._above = row[self._number].strip(), source, ident
        return self._above[2] if hyphen and (number, source) == self._above[:2] else None
