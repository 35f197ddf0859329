"""Inputs: files and streams whose bytes can be started anew, as often as they have to be read."""

import io
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from mentiontriage.errors import InputError

_SPOOL_IN_MEMORY = 1 << 23
_ADDRESS = re.compile(r"(https?):/+(.*)", re.I | re.S)  # of its slashes a path keeps one
_BUFFER = 1 << 18  # lines of 150 KB, as pages of X have, are put together from few pieces


class Input(msgspec.Struct, frozen=True):
    """Something to read: what to call it, how to start its bytes anew, and how to let go of them."""

    name: str
    open_raw: Callable[[], BinaryIO]
    size: int
    close: Callable[[], None] = lambda: None
    is_file: bool = False


def name_file(path: Path) -> Input:
    """Make an input of a file; raises InputError where there is no file that can be opened."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(f"{path} is a directory; name the files in it: {path}/*")
        if not path.is_file():  # a pipe, such as the shell's <(...), gives its bytes once
            with path.open("rb") as stream:
                return spool(str(path), stream)
        path.open("rb").close()
    except OSError as error:
        if address := _ADDRESS.match(str(path)):
            told = f"{address[1]}://{address[2]} is an address; triage reads files, and `triage fetch` asks networks"
            raise InputError(told) from error
        raise InputError(f"{path} cannot be opened: {error.strerror}") from error
    return Input(str(path), lambda: path.open("rb", _BUFFER), size, is_file=True)


def spool(name: str, stream: BinaryIO) -> Input:
    """Make an input of a stream that can be read only once, by keeping its bytes.

    Up to 8 MB are kept in memory and more in a temporary file, which is gone with the process.

    Raises InputError where it cannot be read or there is no room for it.
    """
    kept = tempfile.SpooledTemporaryFile(max_size=_SPOOL_IN_MEMORY)  # noqa: SIM115 (lives as long as the input)
    try:
        while block := stream.read(1 << 20):
            kept.write(block)
        size = kept.tell()
    except OSError as error:
        with suppress(OSError):  # it writes what it still has
            kept.close()
        raise InputError(f"{name} cannot be kept to be read twice: {error.strerror}; name a file instead") from error

    return Input(name, lambda: io.BufferedReader(_Reading(kept, size), _BUFFER), size, kept.close)


class _Reading(io.RawIOBase):
    """Reads bytes that are kept from a place of its own: a table is read anew while it is being read."""

    def __init__(self, kept: IO[bytes], size: int) -> None:
        self._kept = kept
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is wider
        self._kept.seek(self._at)
        block = self._kept.read(len(buffer))
        buffer[: len(block)] = block
        self._at += len(block)
        return len(block)
