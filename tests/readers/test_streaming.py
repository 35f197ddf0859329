"""Memory is flat however long a table is."""

import io
import tracemalloc

from mentiontriage.readers import choose_reader
from mentiontriage.readers._open import open_export

HEADER = b"id,created_at,author,followers,text,likes,url\n"
LINE = b'%d,2026-11-01 00:00:01,user%d,12,"no bag, no answer %d",3,https://x.com/user/status/%d\n'


class Endless(io.RawIOBase):
    """A table of many rows that is never whole in memory."""

    def __init__(self, rows: int) -> None:
        self._left = rows
        self._rows = rows
        self._ready = HEADER

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        assert (offset, whence) == (0, 0)
        self._left, self._ready = self._rows, HEADER
        return 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is wider
        while self._left and len(self._ready) < len(buffer):
            n = self._rows - self._left
            self._ready += LINE % (n, n, n, n)
            self._left -= 1
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def measure_peak(rows: int) -> int:
    """Read a table to its end and return the most bytes that were held at once."""
    export = open_export("long.csv", lambda: io.BufferedReader(Endless(rows)), {})
    reader, _ = choose_reader(export)
    tracemalloc.start()
    try:
        assert sum(1 for _ in reader.read(export)) == rows
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_times_the_rows_take_no_more_memory() -> None:
    measure_peak(1_000)  # caches fill once
    assert measure_peak(30_000) < measure_peak(3_000) + 300_000
