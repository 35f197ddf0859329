"""A reply's body, as it arrives: unpacked here, since what is sent packed may hold a thousand times as much.

The library unpacks whatever it is sent, as often as a header says, and says nothing of what ends too soon.
"""

import zlib

from mentiontriage.sources._reply import FetchError

LARGEST = 32 * 1024 * 1024
PACKINGS = "gzip"
"""What we ask for, as `Accept-Encoding` has it."""
_GZIP = frozenset({"gzip", "x-gzip"})
_PACKED = _GZIP | {"deflate", "br", "zstd", "compress"}
_WITH_HEADER = 16 + zlib.MAX_WBITS


class Body:
    """What has come of a reply's body; no more of it is unpacked than is taken."""

    def __init__(self, host: str | None, coding: str) -> None:
        """`coding` is the reply's `Content-Encoding`. Raises FetchError for one that nobody asked for."""
        # Some call a body "none" or "utf-8" here, which is how it is written and not how it is packed.
        packed = [name for part in coding.split(",") if (name := part.strip().lower()) in _PACKED]
        if len(packed) > 1 or not _GZIP.issuperset(packed):
            raise FetchError(f"{host} sent a kind of compression that was not asked for", 406)
        self._host = host
        self._unpacking = zlib.decompressobj(_WITH_HEADER) if packed else None
        self._held = bytearray()
        self._came = False

    def add(self, chunk: bytes) -> None:
        """Take what came next. Raises FetchError where it is too much, or packed otherwise than it says."""
        self._came = self._came or bool(chunk)
        if self._unpacking is not None:
            if self._unpacking.eof:  # zlib would keep what stands behind the end, and copy all of it for each chunk
                return
            try:
                chunk = self._unpacking.decompress(chunk, LARGEST + 1 - len(self._held))
            except zlib.error:
                raise FetchError(f"{self._host} broke off, or sent damaged compressed data") from None
        self._held += chunk
        if len(self._held) > LARGEST:
            raise FetchError(f"{self._host} answered with more than {LARGEST:,} bytes", 413)

    def finish(self) -> bytes:
        """Give the whole. Raises FetchError where what was packed ends too soon: half a feed looks like one."""
        if self._unpacking is not None and self._came and not self._unpacking.eof:
            raise FetchError(f"{self._host} broke off")
        return bytes(self._held)
