"""What the commands print with: errors and reports on stderr, results on stdout or in a file."""

import io
import os
import shutil
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from mentiontriage.errors import OutputError, UsageError

if TYPE_CHECKING:
    from mentiontriage.formats import View
    from mentiontriage.model import Note

_NARROWEST, _WIDEST = 40, 80
_LONGEST_READ_S, _LOOK_MS = 10, 10
_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def print_error(text: str) -> None:
    """Print an error for people, as one line without control characters."""
    print_note(f"triage: {text}")


def print_note(text: str) -> None:
    """Print a line for people on stderr; what came from files in it takes no effect."""
    try:
        print(make_harmless(text), file=sys.stderr)  # noqa: T201 (this is the place that prints)
    except OSError:  # nobody can be told; the result and the exit code still count
        _send_nowhere(sys.stderr)


def tell_note(note: "Note") -> None:
    """Print on stderr what there is to know of how an input was read."""
    print_note(f"note {note.where}: {note.text}")


def make_harmless(text: str) -> str:
    """Write out what acts, breaks the line or is never shown: names of files and columns are hostile too."""
    return "".join(f"\\x{ord(c):02x}" if _acts(c) else c for c in text)


def _acts(c: str) -> bool:
    if c.isascii():
        return not c.isprintable()
    return unicodedata.category(c) in _ACTING or "\ufff0" <= c <= "\ufff8" or c >= "\U000e0000"


def write_result(text: str, output: Path | None) -> None:
    """Write the result to stdout, or whole or not at all to a file.

    Raises OutputError where the file cannot be written.
    """
    write_parts((text,), output)


def write_json(result: object) -> None:
    """Write a result for programs to stdout."""
    write_result(to_json(result), None)


def to_json(result: object) -> str:
    """Write a result for programs: JSON that is harmless even when shown raw."""
    from mentiontriage.formats._record import encode

    return encode(result, indent=2).decode() + "\n"


def write_parts(parts: Iterable[str], output: Path | None) -> None:
    """Write a result that is made bit by bit, as `write_result` does."""
    if output is None:
        with writing_to_stdout():
            sys.stdout.writelines(parts)
        return
    try:
        if output.exists() and not output.is_file():  # a device or a pipe is written to, never replaced
            with output.open("w", encoding="utf-8", newline="") as target:
                target.writelines(parts)
        else:
            _replace(output, parts)
    except OSError as error:
        raise OutputError(f"{output} cannot be written: {error.strerror}") from error


@contextmanager
def writing_to_stdout() -> Iterator[None]:
    """Write to stdout within; raises OutputError where that fails.

    Whoever reads it may have read enough (`| head`): nothing is wrong then, and the command ends.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _send_nowhere(sys.stdout)
        raise SystemExit(0) from None
    except OSError as error:
        _send_nowhere(sys.stdout)
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def await_reader() -> None:
    """Wait until whoever reads our output through a pipe has taken it all; ends the command where they went away.

    A pipe takes up to 64 kB by itself, so that having written says nothing of having been read. Who only reads once
    we have ended is not waited for longer than `_LONGEST_READ_S`. Only Linux tells of a pipe what is left in it.
    """
    if sys.platform != "linux" or not _writes_to_pipe():
        return
    import select
    import time

    ends = time.monotonic() + _LONGEST_READ_S
    poll = select.poll()
    poll.register(sys.stdout.fileno(), 0)  # tells nothing but that nobody reads any more
    with writing_to_stdout():
        while _count_unread() and time.monotonic() < ends:
            if poll.poll(_LOOK_MS) and _count_unread():
                raise BrokenPipeError


def _writes_to_pipe() -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except io.UnsupportedOperation:  # whoever calls us from Python may catch what we print
        return False


def _count_unread() -> int:
    """Count the bytes that a pipe to which we write still holds (FIONREAD, pipe(7))."""
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(sys.stdout.fileno(), termios.FIONREAD, bytes(4)), sys.byteorder)


def spare_inputs(output: Path | None, read: Iterable[str | Path]) -> None:
    """Refuse to write over what is read, `-` being standard input: it may be the only copy. Raises UsageError."""
    if output is not None and any(_is_same_file(file, output) for file in read):
        raise UsageError(f"--output {output} is what is to be read, and would be lost; name another file")


def _is_same_file(file: str | Path, output: Path) -> bool:
    try:
        there = os.fstat(sys.stdin.fileno()) if str(file) == "-" else Path(file).stat()
        return stat.S_ISREG(there.st_mode) and os.path.samestat(there, output.stat())
    except (OSError, ValueError):  # what cannot be looked at is told when it is opened
        return False


def _send_nowhere(stream: TextIO) -> None:
    """Let what is still buffered go nowhere: Python would complain when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def open_closed_streams() -> None:
    """Open what was closed when we were started (`>&-`), lest a file of ours take its number.

    Closed input is empty, closed errors go nowhere, and closed output fails when it is written to.
    """
    for name, flags, mode in (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode))


def buffer_stdout() -> None:
    """Put a buffer before stdout where it has none (PYTHONUNBUFFERED, which many containers set).

    Without one Python drops, and does not say so, what a pipe or a disk does not take at once: a reader that
    went away or a disk that became full would look as if all had been written.
    """
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        sys.stdout = os.fdopen(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)


def _replace(output: Path, parts: Iterable[str]) -> None:
    """Write a file beside the one that is meant, and put it in its place, with its mode, once it is whole."""
    import tempfile

    output = Path(os.path.realpath(output))  # a link stays a link
    mode = output.stat().st_mode & 0o7777 if output.exists() else 0o666 & ~_read_umask()
    descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.writelines(parts)
        written.chmod(mode)
        written.replace(output)
    except BaseException:  # also when a full disk shows only as the file is closed
        written.unlink()
        raise


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def make_view(output: Path | None) -> "View":
    """Find out how wide the result may be and whether colour is wanted there."""
    from mentiontriage.formats import View

    to_terminal = output is None and sys.stdout.isatty()
    colour = to_terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        colour = True
    if os.environ.get("NO_COLOR"):
        colour = False
    return View(shutil.get_terminal_size((80, 24)).columns, colour)


def find_width() -> int:
    """Find how wide text for people may be: as the terminal is, at most 80 columns and at least 40."""
    return min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size((_WIDEST, 24)).columns))


class Progress:
    """Tells on stderr how far a command has come, after the first second and only on a terminal."""

    def __init__(self, what: str) -> None:
        import time

        self._what = self._doing = what
        self._clock = time.monotonic
        self._first = self._next = self._clock() + 1.0
        self._shown = False
        self._live = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, count: int, what: str | None = None) -> None:
        """Say how many posts have been read, or what else is done with them by now."""
        if not self._live:
            return
        doing = what or self._what
        if doing != self._doing:  # what comes next may say nothing more for long
            self._doing, self._next = doing, self._first
        if (moment := self._clock()) >= self._next:
            sys.stderr.write(f"\r\x1b[K{doing}: {count:,} posts")
            sys.stderr.flush()
            self._next, self._shown = moment + 0.2, True

    def close(self) -> None:
        """Wipe the line, so that what follows starts on a clean one."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
