"""Who passed which post on, in twenty-four bytes each until it is asked of one post.

In a large input every eighth post is an answer to another one, so that a record for each would
outweigh all else that has to be kept.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable

from mentiontriage.keylog import SHARDS


class SpreadLog:
    """Notes of who passed on what, by 64-bit keys; first they are added, then settled, then found."""

    def __init__(self) -> None:
        self._shards = [(array("q"), array("q"), array("q")) for _ in range(SHARDS)]

    def __len__(self) -> int:
        return sum(len(of) for of, _, _ in self._shards)

    def __contains__(self, of: int) -> bool:
        """Tell whether a post was passed on; after `settle`."""
        ofs = self._shards[of & (SHARDS - 1)][0]
        at = bisect_left(ofs, of)
        return at < len(ofs) and ofs[at] == of

    def add(self, of: int, by: int, followers: int) -> None:
        """Note that the person `by`, whom so many follow, passed on the post `of`."""
        ofs, bys, numbers = self._shards[of & (SHARDS - 1)]
        ofs.append(of)
        bys.append(by)
        numbers.append(followers)

    def extend(self, other: "SpreadLog") -> None:
        """Add the notes of another log; neither is settled yet."""
        for notes, more in zip(self._shards, other._shards, strict=True):
            for column, further in zip(notes, more, strict=True):
                column.extend(further)

    def settle(self, find_known: Callable[[int, set[int]], set[int]]) -> None:
        """Drop what was passed on but is not known, and make ready for `find`.

        `find_known` finds the known ones among the posts of one shard, as a `KeyLog` has it.
        """
        for place, notes in enumerate(self._shards):
            posts = notes[0]
            known = find_known(place, set(posts))
            order = sorted([at for at, post in enumerate(posts) if post in known], key=posts.__getitem__)
            ofs, bys, numbers = [array("q", map(column.__getitem__, order)) for column in notes]
            self._shards[place] = ofs, bys, numbers

    def list_posts(self) -> "list[array[int]]":
        """List the keys of the posts that were passed on, a key as often as that happened."""
        return [ofs for ofs, _, _ in self._shards]

    def find(self, of: int) -> dict[int, int]:
        """Find who passed on a post, with the most followers that was told of each; after `settle`."""
        ofs, bys, numbers = self._shards[of & (SHARDS - 1)]
        people: dict[int, int] = {}
        at = bisect_left(ofs, of)
        while at < len(ofs) and ofs[at] == of:
            people[bys[at]] = max(numbers[at], people.get(bys[at], 0))
            at += 1
        return people
