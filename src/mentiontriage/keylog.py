"""Keys of 64 bits, written down as they come, and compared when all are there.

Each takes eight bytes, and four more where the line that it stood on is told.

To tell at once whether a key was met before takes a hash table, twice the memory and several times
the time: for a million posts a second. Nobody needs to know before the end of the first reading.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

SHARDS = 64
"""Keys are compared shard by shard, so that only a 64th of them stand in a Python set at a time.

A key's last six bits say which shard it is in.
"""


class KeyLog:
    """A list of keys, each with the line that it stood in if that is told; a key may stand in it more than once."""

    def __init__(self) -> None:
        self._shards = [array("q") for _ in range(SHARDS)]
        self._lines = [array("I") for _ in range(SHARDS)]

    def __len__(self) -> int:
        return sum(map(len, self._shards))

    def add(self, key: int, line: int | None = None) -> None:
        """Write down a key; of one log either all keys have lines or none."""
        self._shards[key & (SHARDS - 1)].append(key)
        if line is not None:
            self._lines[key & (SHARDS - 1)].append(line)

    def list_adders(self) -> list[tuple[Callable[[int], None], Callable[[int], None]]]:
        """Give what writes down a key by its last six bits, and its line, for a loop over millions."""
        return [(keys.append, lines.append) for keys, lines in zip(self._shards, self._lines, strict=True)]

    def choose_lines(self, marks: bytearray, chosen: bytearray) -> None:
        """Mark in `chosen` the line of each key that is marked: at the place in `marks` that its last bits tell."""
        last = len(marks) - 1
        for keys, lines in zip(self._shards, self._lines, strict=True):
            for line in [line for key, line in zip(keys, lines, strict=True) if marks[key & last]]:
                chosen[line] = 1

    def list_keys(self) -> Iterator[int]:
        """List the keys, as often as they were written down."""
        return chain.from_iterable(self._shards)

    def find(self, shard: int, keys: set[int]) -> set[int]:
        """Find those of these keys, all of one shard, that stand here."""
        return keys.intersection(self._shards[shard])


def compare(logs: Sequence[KeyLog]) -> tuple[int, set[int]]:
    """Count the different keys in all of the logs together, and find those that stand there more than once."""
    distinct = 0
    repeated: set[int] = set()
    for shards in zip(*(log._shards for log in logs), strict=True):
        met: set[int] = set()
        meet = met.add  # gives None: the comprehension is the quickest loop over what was met before
        repeated.update([key for key in chain.from_iterable(shards) if key in met or meet(key)])
        distinct += len(met)
    return distinct, repeated


def find_missing(asked: Sequence[KeyLog], logs: Sequence[KeyLog]) -> set[int]:
    """Find the keys that stand in a log that is asked about, and in none of the others."""
    missing: set[int] = set()
    for shard in range(SHARDS):
        keys = set().union(*(log._shards[shard] for log in asked))
        missing |= keys.difference(*(log._shards[shard] for log in logs))
    return missing
