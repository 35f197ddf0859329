"""Keys of 64 bits, written down as they come, and compared when all are there.

Each takes eight bytes, and four more where the line that it stood on is told, with what the post lacks.

To tell at once whether a key was met before takes a hash table, twice the memory and several times
the time: for a million posts a second. Nobody needs to know before the end of the first reading.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from mentiontriage.lacking import BITS, NEVER

SHARDS = 64
"""Keys are compared shard by shard, so that only a 64th of them stand in a Python set at a time.

A key's last six bits say which shard it is in.
"""
_PLACES = 1 << 32


def make_place(line: int, lacking: int) -> int:
    """Write a line's number and what its post lacks as one number; a line beyond 67 million is not told."""
    place = line << BITS | lacking
    return place if place < _PLACES else lacking


class KeyLog:
    """A list of keys, each with the place that it stood in if that is told; a key may stand in it more than once."""

    def __init__(self) -> None:
        self._shards = [array("q") for _ in range(SHARDS)]
        self._places = [array("I") for _ in range(SHARDS)]

    def __len__(self) -> int:
        return sum(map(len, self._shards))

    def add(self, key: int, place: int | None = None) -> None:
        """Write down a key, with what `make_place` gives; of one log either all keys have places or none."""
        self._shards[key & (SHARDS - 1)].append(key)
        if place is not None:
            self._places[key & (SHARDS - 1)].append(place)

    def list_adders(self) -> list[tuple[Callable[[int], None], Callable[[int], None]]]:
        """Give what writes down a key by its last six bits, and its place, for a loop over millions."""
        return [(keys.append, places.append) for keys, places in zip(self._shards, self._places, strict=True)]

    def list_lifted(self, marks: bytearray) -> Iterator[tuple[int, int]]:
        """List the keys, with their lines, of posts that gained more than they lack; a few others may be among them.

        `marks` holds what posts have gained (0: nothing), at the place that a key's last bits name; keys may share one.
        """
        last = len(marks) - 1
        for keys, places in zip(self._shards, self._places, strict=True):
            for key, place in zip(keys, places, strict=True):
                # Nearly all posts gained nothing, so that is asked first.
                if (gained := marks[key & last]) and gained > place & NEVER:
                    yield key, place >> BITS

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
