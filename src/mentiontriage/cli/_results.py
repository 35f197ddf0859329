"""Tell on stderr what came of each source: live on a terminal, only what went wrong in cron."""

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo

from mentiontriage.cli._console import make_harmless, print_error, print_note
from mentiontriage.durations import format_moment, tell_times
from mentiontriage.fetched import Fetched
from mentiontriage.fetching import Result
from mentiontriage.model import Note, Skipped
from mentiontriage.planning import Unready


class Board:
    """Tells of sources as they end, times by the clocks of a zone; on a terminal a last line shows which still run."""

    def __init__(self, names: list[str], *, verbose: bool, quiet: bool, zone: tzinfo = UTC) -> None:
        self._zone = zone
        self._running = dict.fromkeys(names, 0)
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet
        self._lines = self._live or verbose
        self._ended: set[str] = set()

    def announce(self, text: str) -> None:
        """Tell something beforehand, unless only failures are to be told."""
        if not self._quiet:
            print_note(text)

    def show(self, result: Result) -> None:
        """Note how far a source has come."""
        if result.source in self._running:
            self._running[result.source] = result.saved.new + result.saved.known
            self._draw()

    def end(self, result: Result) -> None:
        """Tell what came of a source that has ended."""
        self._running.pop(result.source, None)
        self.wipe()
        if self._lines:
            print_note(tell_times(describe(result), self._zone))
        elif result.waits_until and not result.errors and not self._quiet:
            told = f"triage: {result.source}: not asked; {_tell_wait(result, result.waits_until)}"
            print_note(tell_times(told, self._zone))
        for error in result.errors:
            print_error(tell_times(f"{result.source}: {error}", self._zone))
        self._draw()

    def wipe(self) -> None:
        """Take the live line away."""
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _draw(self) -> None:
        if self._live and self._running:
            told = ", ".join(f"{name} {count}" if count else name for name, count in self._running.items())
            sys.stderr.write(f"\r\x1b[K{make_harmless(f'fetching: {told}')[:120]}")
            sys.stderr.flush()


def describe(result: Result) -> str:
    """Describe what came of a source in a line, with times in UTC."""
    reasons = Counter(map(_say_note, result.notes))
    parts = [
        f"{result.saved.new:,} new",
        *([f"{result.saved.known:,} known"] if result.saved.known else []),
        *([f"{result.saved.forgotten:,} forgotten"] if result.saved.forgotten else []),
        *([f"{result.unmatched:,} name none of the brands"] if result.unmatched else []),
        *([f"{result.gone:,} deleted"] if result.gone else []),
        *(f"{count:,} x {reason}" if count > 1 else reason for reason, count in reasons.most_common(3)),
        *(["stopped at --max, the next run goes on"] if result.full else []),
        *([_tell_wait(result, result.waits_until)] if result.waits_until else []),
    ]
    return f"{result.source:<15} {', '.join(parts)} ({result.seconds:.1f} s)"


def tell_programs(results: Iterable[Result], unready: Iterable[Unready]) -> tuple[Fetched, ...]:
    """Say for programs what came of each source; one that could not be asked tells what it lacks as its error."""
    asked = [
        Fetched(
            source=result.source,
            new=result.saved.new,
            known=result.saved.known,
            forgotten=result.saved.forgotten,
            unmatched=result.unmatched,
            gone=result.gone,
            notes=tuple(f"{note.where}: {_say_note(note)}" for note in result.notes),
            errors=result.errors,
            waits_until=result.waits_until,
            full=result.full,
        )
        for result in results
    ]
    return (*asked, *(Fetched(lack.source.name, errors=(lack.reason,)) for lack in unready))


def _say_note(note: Skipped | Note) -> str:
    return note.reason if isinstance(note, Skipped) else note.text


def _tell_wait(result: Result, until: datetime) -> str:
    who = f"{', '.join(result.waiting) or 'it'} {'ask' if len(result.waiting) > 1 else 'asks'}"
    return f"{who} us to wait until {format_moment(until, UTC)}"
