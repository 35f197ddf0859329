"""Which post a row of a table is: named by its link, its id or its page, or by its words alone.

The same post in two exports must be one: so network and id come from the link first, unless others refer to it by
an id that no other post has (else see `_own_ids`), and a damaged id is never used. Two posts must not be one: so what
names none of them counts for nothing (see `_identity`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from mentiontriage.model import Note
from mentiontriage.payloads.links import read_link
from mentiontriage.readers._cells import is_damaged_id, is_rounded_column, read_id
from mentiontriage.readers._identity import (
    SHARED,
    THE_IDS,
    Link,
    Words,
    find_shared,
    is_below,
    list_kinds,
    name_by_link,
    names_post,
)
from mentiontriage.readers._own_ids import OwnIds, Referring, find_own_ids
from mentiontriage.readers._shape import TableShape
from mentiontriage.readers._sources import drop_above, name_page, name_source, read_host

DAMAGED_IDS = "ids damaged by a spreadsheet"
"""How the note on damaged ids begins; it tells their count."""


class Naming:
    """Names the posts of one table, and counts what did not serve for it."""

    def __init__(
        self,
        at: Mapping[str, int],
        shape: TableShape,
        vendor: str,
        sample: Sequence[tuple[list[str], Words | None]],
        *,
        refers: Referring | None,
    ) -> None:
        """Look at the first rows: a row of the `sample` comes with its words, or None where it passes on a post.

        `refers` is None where no rows of the table refer to one another.
        """
        self._id, self._url, self._network = at["id"], at["url"], at["source"]
        self._source = shape.source
        self._native = shape.native_id
        self._joins = not (vendor or shape.source) and refers is None
        self._vendor = vendor
        self._rounded = is_rounded_column([row[self._id] for row, _ in sample])
        answered = refers.answered if refers else ()
        self._by_ids = self._native and any(read_id(row[self._id]) in answered for row, _ in sample)
        names = (self._list_names(row, words) for row, words in sample if words)
        self._shared = find_shared(chain.from_iterable(names))
        self._shares_ids = THE_IDS in self._shared
        self._by_link = self._by_words = 0
        self.own_ids = OwnIds()
        """By which rows are referred to, where their links name them."""
        if self._native and refers:
            linked = list(self._list_linked(row for row, _ in sample))
            self.own_ids = find_own_ids(linked, refers, is_shown=self._by_ids)

    def name(self, row: list[str], url: str, link: Link | None) -> tuple[str, str | None, bool]:
        """Tell network and id, and whether the id is only half a name: of one post together with who wrote it and when.

        The id is None where only the row's words tell.
        """
        given = row[self._id]
        damaged = given and (self._rounded or not given.isdecimal()) and (self._rounded or is_damaged_id(given))
        ident = None if damaged or not given else read_id(given)
        if link and ident and ident != link[1] and self._keeps_id(ident, link):
            return link[0], drop_above(link[0], ident), self._shares_ids
        if link and self._is_named_by(link, ident, url):
            self._by_link += bool(damaged)
            return *link, False
        source = self._name_source(row, url, link)
        if ident and self._native:
            ident = drop_above(source, ident)
            is_told = bool(link or row[self._network].strip())
            return source, ident, self._shares_ids or (self._joins and not names_post(source, ident, is_told=is_told))
        if url and not link and (host := read_host(url)) not in self._shared:
            self._by_link += bool(damaged)
            return self._source or name_page(row[self._network], host), _strip_page(url), self._joins
        self._by_words += bool(damaged)
        # Another vendor may give the same number to another post.
        return source, f"{self._vendor}:{ident}" if ident else None, self._shares_ids

    def _is_named_by(self, link: Link, ident: str | None, url: str) -> bool:
        """Tell a link that is the row's own from one that others have as well, such as that of the post above it."""
        return link[0] not in self._shared and not (ident and self._native and is_below(ident, link, url))

    def _keeps_id(self, ident: str, link: Link) -> bool:
        """Tell an id by which others refer to a post whatever its link calls it, and that is no other export's."""
        return name_by_link(ident, link) is not None or (self._by_ids and names_post("", ident, is_told=False))

    @property
    def damaged(self) -> int:
        """How many ids a spreadsheet had damaged, so far."""
        return self._by_link + self._by_words

    def report(self, where: str) -> Iterator[Note]:
        """Say what did not serve to name the posts."""
        if self.damaged:
            instead = [f"their link ({self._by_link})"] if self._by_link else []
            if self._by_words:
                instead.append(f"author, time and text ({self._by_words})")
            told = f"{DAMAGED_IDS}: {self.damaged}; told apart by {' or '.join(instead)} instead"
            yield Note(where, told, count=self.damaged)
        for told in self.tell_shared():
            yield Note(where, told)

    def tell_shared(self) -> Iterator[str]:
        """Say what stands at posts of several people."""
        if self._shared:
            yield f"{SHARED}: {list_kinds(self._shared)}"

    def _list_linked(self, rows: Iterable[list[str]]) -> Iterator[tuple[str, Link]]:
        """List the ids of rows that are named by their links, each with what its link says."""
        for row in rows:
            ident, link = read_id(row[self._id]), read_link(url := row[self._url].strip())
            if ident and link and self._is_named_by(link, ident, url):
                yield ident, link

    def _list_names(self, row: list[str], words: Words) -> Iterator[tuple[str, str, Words]]:
        """List what may name the post of a row, its id and its link, each with what kind of name it is."""
        if (ident := read_id(row[self._id])) and not self._rounded:
            yield THE_IDS, ident, words
        if "://" in (url := row[self._url].strip()):
            kind, name = read_link(url) or (read_host(url), _strip_page(url))
            yield kind, name, words

    def _name_source(self, row: list[str], url: str, link: Link | None) -> str:
        if self._source or link is None:
            return self._source or name_source(row[self._network], read_host(url) if url else "")
        return link[0]


def _strip_page(url: str) -> str:
    return url.partition("#")[0].rstrip("/")
