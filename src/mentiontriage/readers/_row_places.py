"""Where the fields stand in the rows of a table, also those that several columns hold."""

from collections.abc import Container, Iterable, Mapping, Sequence

from mentiontriage.readers._text_parts import join_parts

COUNTS = ("replies", "reposts", "likes", "views")
_FIELDS = ("id", "url", "text", "title", "handle", "name", "followers", "verified", "created_at", "time", "lang",
           "source", "in_reply_to", "quote_of", "repost_of", "rating", "vendor_sentiment", "answered_at", "ours",
           "hidden", "local_id", *COUNTS)  # fmt: skip
_ZEROS = frozenset({"0", "0.0", "0,0", "0.00"})


class RowPlaces:
    """Gives each field one place, in rows that are longer than the table's: see `extend`.

    There is a further cell for each field that has several columns, and then an empty one, where all fields look that
    have no column.
    """

    def __init__(self, columns: Mapping[str, tuple[int, ...]], width: int, parted: Container[str]) -> None:
        """`columns` are the places of each field's columns; of the fields that are `parted` each holds a part."""
        self._several = [
            (at, _JOINS.get(field, _choose) if field in parted else _choose)
            for field, at in columns.items()
            if len(at) > 1
        ]
        added = {at: width + n for n, (at, _) in enumerate(self._several)}
        empty = width + len(self._several)
        self.at = {field: added.get(at, at[0]) if (at := columns.get(field, ())) else empty for field in _FIELDS}

    def extend(self, row: Iterable[str]) -> list[str]:
        """Give a row with its further cells."""
        longer = list(row)
        for places, take in self._several:
            longer.append(take(longer, places))
        longer.append("")
        return longer


def _choose(row: Sequence[str], places: Iterable[int]) -> str:
    """Choose the first cell that holds something: a network's own column may hold a count where the others hold 0."""
    value = ""
    for at in places:
        if row[at]:
            value = row[at]
            if value not in _ZEROS:
                break
    return value


def _join_text(row: Sequence[str], places: Iterable[int]) -> str:
    return join_parts(row[at] for at in places)


def _join_name(row: Sequence[str], places: Iterable[int]) -> str:
    return " ".join(filter(None, (row[at].strip() for at in places)))


_JOINS = {"text": _join_text, "name": _join_name}
