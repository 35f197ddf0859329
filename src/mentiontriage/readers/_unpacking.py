"""Unpack no more than an export can hold: a small file that unpacks to gigabytes fills the memory.

Posts pack to a tenth of their size, seldom to a fiftieth. What packs better by far was made to.
"""

import io
import zipfile
import zlib
from typing import BinaryIO, cast

from mentiontriage.errors import InputError
from mentiontriage.readers._areas import Area, measure_part

_HARMLESS = 1 << 24
"""Bytes that may come out of a file however small it is."""
_LARGEST_RATIO = 200
_MOST_CELLS = 1 << 26
"""Cells of a sheet, filled or not, that there is memory for."""
_BLOCK = 1 << 18
_PIECE = 1 << 14
"""As much as is unpacked at a time: of a damaged piece all is lost."""
_LONGEST_TAG = 1 << 12


def guard_unpacking(name: str, unpacked: io.BufferedIOBase, packed: BinaryIO, *faults: type[Exception]) -> BinaryIO:
    """Read what unpacks from `packed`, until it is too much for its size: that is an InputError.

    Where it is damaged or cut short, that is an OSError. `faults` are what `unpacked` may raise for it,
    beside OSError and EOFError.
    """
    return cast(BinaryIO, SalvagingReader(_Guarded(name, unpacked, packed, (OSError, EOFError, *faults)), _BLOCK))


def check_workbook(name: str, stream: BinaryIO) -> None:
    """Look through a workbook that is an archive (XLSX, XLSB, ODS) before a library reads it whole.

    What the parts' headers say of their sizes is not relied on. The stream is left at its beginning.

    Raises InputError for parts that unpack to too much for the file's size, and for a sheet whose
    rectangle of cells is too large for the memory.
    """
    packed = stream.seek(0, io.SEEK_END)
    size = 0
    try:
        with zipfile.ZipFile(stream) as archive:
            for entry in archive.infolist():
                entry.file_size = 1 << 62  # else unpacking ends where the header says, and calamine's does not
                with archive.open(entry) as part:
                    size = _check_part(name, entry.filename, cast(BinaryIO, part), size, packed)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error):
        pass  # calamine tells what is wrong with it
    stream.seek(0)


def _check_part(name: str, title: str, part: BinaryIO, size: int, packed: int) -> int:
    """Look through one part; returns how much has been unpacked in all, `size` having been before it."""
    measure = measure_part(title)
    rest = b""
    while block := part.read(_BLOCK):
        size += len(block)
        _check_size(name, size, packed)
        block = rest + block
        cut = max(0, block.rfind(b"<", -_LONGEST_TAG))  # the last tag may go on in the next block
        rest = block[cut:] if len(block) - cut < _LONGEST_TAG else b""
        _check_area(name, measure(block[: len(block) - len(rest)]))
    _check_area(name, measure(rest))
    return size


def _check_area(name: str, area: Area) -> None:
    if area.cells > _MOST_CELLS:
        told = f"{area.rows:,} rows by {area.columns:,} columns"
        raise InputError(f"{name} has a sheet of {told}, too large for the memory: save it as CSV UTF-8")


def _check_size(name: str, unpacked: int, packed: int) -> None:
    if unpacked > _HARMLESS and unpacked > _LARGEST_RATIO * packed:
        ratio = f"more than {_LARGEST_RATIO} times its size, which no export of posts does"
        raise InputError(f"{name} unpacks to {ratio}; if it is one, unpack it first and read that")


class SalvagingReader(io.BufferedReader):
    """Reads a stream that may fail, and fails only when there is nothing more to give."""

    def read(self, size: int | None = -1) -> bytes:
        left = -1 if size is None else size
        parts = []
        try:
            while left and (part := self.read1(left if left > 0 else _BLOCK)):
                parts.append(part)
                left -= len(part) if left > 0 else 0
        except OSError:
            if not parts:
                raise
        return b"".join(parts)


class _Guarded(io.RawIOBase):
    """A stream of unpacked bytes that counts them."""

    def __init__(
        self, name: str, unpacked: io.BufferedIOBase, packed: BinaryIO, faults: tuple[type[Exception], ...]
    ) -> None:
        self._name = name
        self._unpacked = unpacked
        self._packed = packed
        self._faults = faults
        self._fault: OSError | None = None

    def close(self) -> None:
        self._unpacked.close()
        self._packed.close()
        super().close()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._fault = None
        try:
            return self._unpacked.seek(offset, whence)
        except self._faults as error:
            raise _tell_damage(error) from error

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is wider
        if self._fault:
            raise self._fault
        try:
            block = self._unpacked.read1(min(len(buffer), _PIECE))
        except self._faults as error:
            self._fault = _tell_damage(error)
            raise self._fault from error
        buffer[: len(block)] = block
        _check_size(self._name, self._unpacked.tell(), self._packed.tell())
        return len(block)


def _tell_damage(error: Exception) -> OSError:
    return OSError(f"what it packs is damaged or cut short: {error}")
