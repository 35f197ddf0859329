"""Parts of an export of lines: those that begin between two of its bytes, read for themselves."""

import io
from collections.abc import Iterator
from functools import cached_property, partial
from itertools import chain
from typing import BinaryIO, cast

import msgspec

from mentiontriage.readers import Export

_BLOCK = 1 << 20


def cut_lines(export: Export, start: int, end: int) -> Export:
    """Give the part of an export of lines that begins within `start` and `end`, in bytes.

    Parts that touch hold every line once, wherever they are cut.
    """
    return msgspec.structs.replace(
        export,
        open_bytes=partial(_open_part, export, start, end),
        count_before=_LinesBefore(export, start),
    )


def _open_part(export: Export, start: int, end: int) -> BinaryIO:
    return cast(BinaryIO, _Part(export.open_bytes(), start, end))


class _Part:
    """The lines of a part, as far as readers of lines ask for a stream."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        self._stream = stream
        self._start = start
        self._end = end

    def __enter__(self) -> "_Part":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __iter__(self) -> Iterator[bytes]:
        # A BytesIO gives its lines as fast as a file does; a loop of our own here would cost as much as parsing.
        return chain.from_iterable(map(io.BytesIO, self._read_blocks()))

    def _read_blocks(self) -> Iterator[bytes]:
        at = _find_line(self._stream, self._start)
        while at < self._end and (block := self._stream.read(min(_BLOCK, self._end - at))):
            if not block.endswith(b"\n"):
                block += self._stream.readline()
            at += len(block)
            yield block


def _find_line(stream: BinaryIO, start: int) -> int:
    """Go to the first line that begins at `start` or after it; returns where that is."""
    if start:
        stream.seek(start - 1)
        stream.readline()
    return stream.tell()


class _LinesBefore:
    """Counts the lines that begin before a part, once."""

    def __init__(self, export: Export, start: int) -> None:
        self._export = export
        self._start = start

    def __call__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        with self._export.open_bytes() as stream:
            left = _find_line(stream, self._start)
            stream.seek(0)
            lines = 0
            while left and (block := stream.read(min(_BLOCK, left))):
                lines += block.count(b"\n")
                left -= len(block)
        return lines
