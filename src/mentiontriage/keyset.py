"""A set of 64-bit keys in thirteen to nineteen bytes each, for telling whether a post was met before.

A Python set of integers needs some seventy bytes for each. This one is an open-addressing hash
table (linear probing) over plain arrays, cut into shards so that growing copies only a small
part at a time and the peak stays close to the size.
"""

from array import array

_SHARD_BITS = 6
_SHARDS = 1 << _SHARD_BITS
_FIRST_SIZE = 64
# Together they settle memory (8 * growth / fullest bytes a key at worst: 19.4) against time: fuller tables
# are searched for longer, and smaller steps mean that every key is moved more often.
_GROWTH = 1.6
_FULLEST = 0.66


class KeySet:
    """A set of integers that fit 64 bits, signed; it only grows."""

    def __init__(self) -> None:
        self._tables = [array("q", bytes(8 * _FIRST_SIZE)) for _ in range(_SHARDS)]
        self._room = [int(_FIRST_SIZE * _FULLEST)] * _SHARDS
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, key: int) -> bool:
        key = key or 1  # zero marks an empty place
        table = self._tables[key & (_SHARDS - 1)]
        return table[_find(table, key)] == key

    def add(self, key: int) -> bool:
        """Add a key; True if it was not there before."""
        key = key or 1
        shard = key & (_SHARDS - 1)
        table = self._tables[shard]
        # _find's loop again, in line: this runs once for every post that is read.
        size = len(table)
        at = (key >> _SHARD_BITS) % size
        while (found := table[at]) != key:
            if not found:
                break
            at += 1
            if at == size:
                at = 0
        else:
            return False
        table[at] = key
        self._count += 1
        self._room[shard] -= 1
        if not self._room[shard]:
            self._grow(shard)
        return True

    def _grow(self, shard: int) -> None:
        old = self._tables[shard]
        size = int(len(old) * _GROWTH)
        table = array("q", bytes(8 * size))
        held = 0
        for key in old:
            if key:  # _find's loop once more; none of these keys is there twice
                at = (key >> _SHARD_BITS) % size
                while table[at]:
                    at += 1
                    if at == size:
                        at = 0
                table[at] = key
                held += 1
        self._tables[shard] = table
        self._room[shard] = int(size * _FULLEST) - held


def _find(table: "array[int]", key: int) -> int:
    """Find where a key stands, or the empty place where it would."""
    size = len(table)
    at = (key >> _SHARD_BITS) % size
    while (found := table[at]) and found != key:
        at += 1
        if at == size:
            at = 0
    return at
