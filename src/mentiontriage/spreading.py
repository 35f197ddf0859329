"""Who passed which post on and which one we answered, in twenty-four bytes each until it is asked of one post.

In a large input every eighth post is an answer to another one, so that a record for each would
outweigh all else that has to be kept.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping

from mentiontriage.keylog import SHARDS

_US = -1
"""Who answers for us, among the people; nobody else's, as Python's `hash` never gives -1."""


class SpreadLog:
    """Notes of who passed on what and what we answered, by 64-bit keys; first they are added, then settled, then found.

    Keys of people are what `hash` gives.
    """

    def __init__(self) -> None:
        self._shards = [(array("q"), array("q"), array("q")) for _ in range(SHARDS)]

    def __len__(self) -> int:
        return sum(len(of) for of, _, _ in self._shards)

    def __contains__(self, of: int) -> bool:
        """Tell whether a post was passed on or answered; after `settle`."""
        ofs = self._shards[of & (SHARDS - 1)][0]
        at = bisect_left(ofs, of)
        return at < len(ofs) and ofs[at] == of

    def add(self, of: int, by: int, followers: int) -> None:
        """Note that the person `by`, whom so many follow, passed on the post `of`."""
        ofs, bys, numbers = self._shards[of & (SHARDS - 1)]
        ofs.append(of)
        bys.append(by)
        numbers.append(followers)

    def add_answer(self, of: int, at: int) -> None:
        """Note that we answered the post `of` at a time, in whole units of any kind."""
        self.add(of, _US, at)

    def extend(self, other: "SpreadLog") -> None:
        """Add the notes of another log; neither is settled yet."""
        for notes, more in zip(self._shards, other._shards, strict=True):
            for column, further in zip(notes, more, strict=True):
                column.extend(further)

    def redirect(self, find_posts: Callable[[int, set[int]], Mapping[int, int]]) -> None:
        """Note of posts what was noted of other names of theirs; before `settle`, which drops the names.

        `find_posts` finds the posts that stand behind the names among the keys of one shard.
        """
        named = SpreadLog()
        for place, (ofs, bys, numbers) in enumerate(self._shards):
            if posts := find_posts(place, set(ofs)):
                for of, by, number in zip(ofs, bys, numbers, strict=True):
                    if of in posts:
                        named.add(posts[of], by, number)
        self.extend(named)

    def settle(self, find_known: Callable[[int, set[int]], set[int]]) -> None:
        """Drop the notes of posts that are not known, and make ready for `find`.

        `find_known` finds the known ones among the posts of one shard, as a `KeyLog` has it.
        """
        for place, notes in enumerate(self._shards):
            posts = notes[0]
            known = find_known(place, set(posts))
            order = sorted([at for at, post in enumerate(posts) if post in known], key=posts.__getitem__)
            ofs, bys, numbers = [array("q", map(column.__getitem__, order)) for column in notes]
            self._shards[place] = ofs, bys, numbers

    def sum_up(self) -> Iterator[dict[int, int | None]]:
        """Give the posts that were passed on with the followers of all who did so; None if we answered it.

        A dictionary for each shard, after `settle`. Whoever passed it on twice is counted twice.
        """
        for ofs, bys, numbers in self._shards:
            totals: dict[int, int | None] = {}
            for of, by, number in zip(ofs, bys, numbers, strict=True):
                total = totals.get(of, 0)
                totals[of] = None if total is None or by == _US else total + number
            yield totals

    def find(self, of: int) -> tuple[dict[int, int], int | None]:
        """Find who passed on a post, with the most followers that was told of each, and when we answered it last.

        None where we did not. After `settle`.
        """
        ofs, bys, numbers = self._shards[of & (SHARDS - 1)]
        people: dict[int, int] = {}
        at = bisect_left(ofs, of)
        while at < len(ofs) and ofs[at] == of:
            people[bys[at]] = max(numbers[at], people.get(bys[at], 0))
            at += 1
        answered = people.pop(_US, None)
        return people, answered
