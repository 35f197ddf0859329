"""What servers call their posts, in sixteen bytes each, for posts that refer to one another by that.

A network of many servers knows a post by one address everywhere, but each server also has an id of
its own for it; Mastodon tells by that one what a post answers and quotes. Retweets that are known by their text alone
tell of a post by its author and how it begins.
"""

from array import array
from collections.abc import Sequence

from mentiontriage.keylog import SHARDS, KeyLog


class LocalIds:
    """A list of local ids, each with the post that it stands for, both as 64-bit keys."""

    def __init__(self) -> None:
        self._shards = [(array("q"), array("q")) for _ in range(SHARDS)]

    def __len__(self) -> int:
        return sum(len(names) for names, _ in self._shards)

    def add(self, name: int, post: int) -> None:
        """Note that a name stands for a post."""
        names, posts = self._shards[name & (SHARDS - 1)]
        names.append(name)
        posts.append(post)

    def extend(self, other: "LocalIds") -> None:
        """Add what another list holds."""
        for columns, more in zip(self._shards, other._shards, strict=True):
            for column, further in zip(columns, more, strict=True):
                column.extend(further)

    def find_all(self, asked: set[int]) -> dict[int, int]:
        """Find the posts that names stand for, as `find` does those of one shard."""
        shards = range(SHARDS) if asked else ()
        return {name: post for shard in shards for name, post in self.find(shard, asked).items()}

    def find_met(self, logs: Sequence[KeyLog]) -> dict[int, int]:
        """Find the posts that those names stand for which are in the logs: something was told under them too.

        None that lead on to another name: of two posts that name one another neither is the other.
        """
        found: dict[int, int] = {}
        for shard, (names, _) in enumerate(self._shards):
            if names:
                asked = set(names)
                found |= self.find(shard, set().union(*(log.find(shard, asked) for log in logs)))
        return {name: post for name, post in found.items() if post not in found}

    def find(self, shard: int, asked: set[int]) -> dict[int, int]:
        """Find the posts that names, all of one shard, stand for; a name of several posts stands for none."""
        found: dict[int, int] = {}
        several: set[int] = set()
        for name, post in zip(*self._shards[shard], strict=True):
            if name in asked and found.setdefault(name, post) != post:
                several.add(name)
        return {name: post for name, post in found.items() if name not in several}
