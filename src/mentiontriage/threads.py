"""Who wrote in which thread of one level, and whom our replies there name, to find what these answer (`addressing`).

Whoever a reply names may stand anywhere in the inputs, so all is matched when everything is read. Each name by which
somebody is known takes 8 bytes a post, as it may have begun a thread, and 24 more if it answers another one; a reply of
ours that names somebody takes 56.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator

from mentiontriage.addressing import Addressed, find_answered, fold_people
from mentiontriage.keylog import SHARDS
from mentiontriage.merging import UNKNOWN
from mentiontriage.model import Mention
from mentiontriage.times import to_micros

_NOBODY = 0
"""A name that is not there."""
_NAMES = 4
"""Names that whom a reply begins with may have, at most."""


class _Shard:
    """What is known of some of the threads, in columns of numbers; a name is hashed together with its thread."""

    def __init__(self) -> None:
        self.begun = array("q")
        """The names of everybody else who wrote a post, as it may begin a thread."""
        self.said = (array("q"), array("q"), array("q"))
        """What others wrote in threads: the name, the post and its time."""
        self.replies = tuple(array("q") for _ in range(3 + _NAMES))
        """What we wrote: the thread, the time, whether it marks whom it names, and the names."""

    def extend(self, other: "_Shard") -> None:
        for column, further in zip(self._list_columns(), other._list_columns(), strict=True):
            column.extend(further)

    def find_answers(self) -> Iterator[tuple[int, int]]:
        threads, times, marks, *names = self.replies
        asked = set().union(*names)
        began = asked.intersection(self.begun)
        said: defaultdict[int, list[tuple[int | None, int]]] = defaultdict(list)
        for name, post, moment in zip(*self.said, strict=True):
            if name in asked:
                said[name].append((moment or None, post))
        for thread, at, is_marked, *called in zip(threads, times, marks, *names, strict=True):
            known = ([(None, thread)] if name in began else said.get(name, ()) for name in called)
            answered = find_answered(known, thread, at or None, is_marked=bool(is_marked))
            if answered is not None:
                yield answered, at

    def _list_columns(self) -> Iterator["array[int]"]:
        yield self.begun
        yield from self.said
        yield from self.replies


class ThreadLog:
    """Notes of what stands in threads, by the 64-bit keys of posts; first they are added, then asked."""

    def __init__(self) -> None:
        self._shards = [_Shard() for _ in range(SHARDS)]

    def add_post(self, mention: Mention, key: int, above: int | None) -> None:
        """Note what somebody else wrote, which answers the post `above`, if any."""
        self.add_begun(mention, key)
        for name in fold_people(mention.author):
            if above is not None:
                names, posts, times = self._shards[above & (SHARDS - 1)].said
                names.append(hash((above, name)))
                posts.append(key)
                times.append(to_micros(mention.posted_at) or UNKNOWN)

    def add_begun(self, mention: Mention, key: int) -> None:
        """Note who wrote what may begin a thread, by any key by which answers may refer to it."""
        begun = self._shards[key & (SHARDS - 1)].begun
        begun.extend(hash((key, name)) for name in fold_people(mention.author))

    def add_reply(self, mention: Mention, above: int, addressed: Addressed) -> None:
        """Note a reply of ours below the post `above`, which begins with somebody's name."""
        named = [hash((above, name)) for name in addressed.names]
        named += [_NOBODY] * (_NAMES - len(named))
        numbers = above, to_micros(mention.posted_at) or UNKNOWN, addressed.is_marked, *named
        for column, number in zip(self._shards[above & (SHARDS - 1)].replies, numbers, strict=True):
            column.append(number)

    def extend(self, other: "ThreadLog") -> None:
        """Add the notes of another log."""
        for shard, further in zip(self._shards, other._shards, strict=True):
            shard.extend(further)

    def find_answers(self) -> Iterator[tuple[int, int]]:
        """Find which posts our replies answer, each with the time of the reply, `UNKNOWN` where that is not told."""
        for shard in self._shards:
            yield from shard.find_answers()
