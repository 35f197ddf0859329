"""Gather mentions from files: open each, find its reader, read it; nothing bad stops the rest.

An input that cannot be opened or recognised is kept as the error that it raised; a row that
cannot be understood is a `Skipped`. Both are reported, and everything else is read.
"""

import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from mentiontriage.errors import InputError, TriageError
from mentiontriage.merging import Census
from mentiontriage.model import Mention, Note, Skipped
from mentiontriage.readers import DateOrder, Export, Item, Reader, Wanted, choose_reader
from mentiontriage.readers._open import open_export

_SPOOL_IN_MEMORY = 1 << 23
_BUFFER = 1 << 18  # lines of 150 KB, as pages of X have, are put together from few pieces
_SMALL_BYTES = 1 << 19
_PROGRESS_EVERY = 4096


class Input(msgspec.Struct, frozen=True):
    """Something to read: what to call it, how to start its bytes anew, and how to let go of them."""

    name: str
    open_raw: Callable[[], BinaryIO]
    size: int
    close: Callable[[], None] = lambda: None


class Opened(msgspec.Struct, frozen=True):
    """An input whose shape is known: its reader, and by what the reader knew it."""

    export: Export
    reader: Reader
    reason: str


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
        raise InputError(f"{path} cannot be opened: {error.strerror}") from error
    return Input(str(path), lambda: path.open("rb", _BUFFER), size)


def spool(name: str, stream: BinaryIO) -> Input:
    """Make an input of a stream that can be read only once, by keeping its bytes.

    Up to 8 MB are kept in memory and more in a temporary file, which is gone with the process.
    """
    kept = tempfile.SpooledTemporaryFile(max_size=_SPOOL_IN_MEMORY)  # noqa: SIM115 (lives as long as the input)
    while block := stream.read(1 << 20):
        kept.write(block)
    size = kept.tell()

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


class Collection:
    """All inputs of one run, what went wrong with some of them, and what reading has taught."""

    def __init__(
        self,
        inputs: Iterable[Input | InputError],
        columns: Mapping[str, str],
        own_handles: Iterable[str] = (),
        on_progress: Callable[[int], None] = lambda _: None,
        dates: DateOrder | None = None,
    ) -> None:
        self.opened: list[Opened] = []
        self.failures: list[TriageError] = []
        self.census = Census(own_handles)
        self._size = 0
        self._on_progress = on_progress
        self._inputs = list(inputs)
        for found in self._inputs:
            try:
                if isinstance(found, InputError):
                    raise found
                export = open_export(found.name, found.open_raw, columns, dates)
                reader, reason = choose_reader(export)
                self.opened.append(Opened(export, reader, reason))
                if columns and not reader.fallback:
                    told = f"--map is not used: it is known as {reader.name} ({reason})"
                    self.census.notes.append(Note(found.name, told))
                self._size += found.size
            except TriageError as error:
                self.failures.append(error)
                self.census.skipped.append(Skipped(getattr(found, "name", "input"), str(error)))

    def close(self) -> None:
        """Let go of all inputs; nothing can be read afterwards."""
        for found in self._inputs:
            if isinstance(found, Input):
                found.close()

    @property
    def is_small(self) -> bool:
        """Whether reading and scoring everything takes no longer than a moment."""
        return self._size <= _SMALL_BYTES

    def read_first(self) -> Iterator[Mention]:
        """Read everything once, each distinct mention as its first copy has it."""
        return self.census.read_first(self.read_items())

    def read_again(self, *, only_changed: bool = False) -> Iterator[Mention]:
        """Read everything again, each mention with all that the first reading taught of it."""
        wanted = self.census.is_known_better if only_changed else None
        return self.census.read_again(self.read_items(wanted), only_changed=only_changed)

    def read_all(self) -> Iterator[Mention]:
        """Read each mention with all that is known of it, which takes two readings."""
        for _ in self.read_first():
            pass
        return self.read_again()

    def read_items(self, wanted: Wanted | None = None) -> Iterator[Item]:
        """Read everything as the readers give it: copies, reposts, skipped rows and notes too.

        With `wanted`, what it does not want may be left out.
        """
        count = 0
        for opened in self.opened:
            read_wanted = opened.reader.read_wanted
            try:
                items = (
                    opened.reader.read(opened.export)
                    if wanted is None or read_wanted is None
                    else read_wanted(opened.export, wanted)
                )
                for item in items:
                    yield item
                    count += 1
                    if not count % _PROGRESS_EVERY:
                        self._on_progress(count)
            except (OSError, EOFError, zlib.error) as error:
                yield Skipped(opened.export.name, f"the rest cannot be read: {error}")
            except TriageError as error:
                self.failures.append(error)
                yield Skipped(opened.export.name, str(error))
