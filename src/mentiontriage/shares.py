"""Shares of the inputs: what each of several processes reads."""

from collections.abc import Sequence
from typing import Any

import msgspec

from mentiontriage.readers import Export, Reader
from mentiontriage.readers._parts import cut_lines

_SHARES_EACH = 8


class Opened(msgspec.Struct, frozen=True):
    """An input whose shape is known: its reader, by what the reader knew it, and its size in bytes.

    `is_apart` says that several processes can read it at a time, each from a place of its own.
    """

    export: Export
    reader: Reader
    reason: str
    size: int = 0
    is_apart: bool = False


Share = list[Opened]
"""What one process reads: inputs or parts of them, in order."""


def share_out(inputs: Sequence[Opened], jobs: int) -> list[Share]:
    """Cut the inputs into shares of about the same size, as far as they can be cut: several for each process.

    The oldest posts, whose texts are read most, mostly stand together.
    """
    size = sum(opened.size for opened in inputs)
    if jobs == 1 or not size or not all(opened.is_apart for opened in inputs):
        return [list(inputs)]
    count = jobs * _SHARES_EACH
    shares: list[Share] = [[] for _ in range(count)]
    at = 0
    for opened in inputs:
        end = at + opened.size
        if opened.export.is_lines:
            for number, share in enumerate(shares):
                first, last = max(at, size * number // count), min(end, size * (number + 1) // count)
                if first < last:
                    part = cut_lines(opened.export, first - at, last - at)
                    share.append(msgspec.structs.replace(opened, export=part))
        else:
            # The middle of an empty one at the end is one byte behind the last share.
            middle = min((at + end) // 2, size - 1)
            shares[middle * count // size].append(opened)
        at = end
    return [share for share in shares if share]


def prepare(opened: Opened, **how: Any) -> Opened:
    """Give an input with its export to be read in another way."""
    return msgspec.structs.replace(opened, export=msgspec.structs.replace(opened.export, **how))
