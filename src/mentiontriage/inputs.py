"""Inputs: files and streams whose bytes can be started anew, as often as they have to be read."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

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

    def open_raw() -> BinaryIO:
        kept.seek(0)
        return cast(BinaryIO, _Unclosed(kept))

    return Input(name, open_raw, size, kept.close)


class _Unclosed:
    """Lends a stream to readers that close what they read, and keeps it open for the next one."""

    def __init__(self, stream: object) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def __iter__(self) -> Iterator[bytes]:
        return iter(cast(BinaryIO, self._stream))

    def __enter__(self) -> "_Unclosed":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the stream open."""
