"""Gather mentions from files: open each, find its reader, read it; nothing bad stops the rest.

An input that cannot be opened or recognised is kept as the error that it raised; a row that
cannot be understood is a `Skipped`. Both are reported, and everything else is read.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TypeVar

from mentiontriage.census import Census
from mentiontriage.copies import Copies
from mentiontriage.errors import InputError, TriageError
from mentiontriage.handles import fold_handles
from mentiontriage.inputs import Input
from mentiontriage.lacking import NEVER
from mentiontriage.memory import give_back
from mentiontriage.merging import Learned
from mentiontriage.model import Mention, Note, Skipped
from mentiontriage.packing import pack_all, unpack_all
from mentiontriage.processes import Tell, count_jobs, map_in_order, run_all
from mentiontriage.readers import UNTOLD, Cursor, Export, Item, TimeStyle, Wanted, choose_reader
from mentiontriage.readers._mapping import check_map, takes_map, uses_map
from mentiontriage.readers._open import open_export
from mentiontriage.shares import Opened, Share, prepare, share_out

_SMALL_BYTES = 1 << 20
_PROGRESS_EVERY = 1024
_MOST_NAMED = 3
READING_WORTH = 1 << 24
"""Bytes from which it pays to read an input in several processes: a third of a second's work."""
SCORING_WORTH = 1 << 21
"""The same where every post is scored."""

T = TypeVar("T")
Visit = Callable[[Iterator[Mention], Cursor], T]
"""Goes over the mentions of one share, and may tell the cursor what each lacks that has no chance."""


class Collection:
    """All inputs of one run, what went wrong with some of them, and what reading has taught."""

    def __init__(  # noqa: PLR0913 (each is one thing that the user may say of the inputs)
        self,
        inputs: Iterable[Input | InputError],
        columns: Mapping[str, str],
        own_handles: Iterable[str] = (),
        *,
        on_progress: Callable[[int], None] = lambda _: None,
        times: TimeStyle = UNTOLD,
        jobs: int | None = 1,
    ) -> None:
        self.opened: list[Opened] = []
        self.failures: list[TriageError] = []
        self._own_handles = tuple(own_handles)
        self.census = Census(self._own_handles)
        self.learned = Learned()
        self._on_progress = on_progress
        self._jobs = jobs
        self._readers = 1
        self._shares: list[Share] = []
        self._inputs = list(inputs)
        mapped: list[Export] = []
        for found in self._inputs:
            try:
                if isinstance(found, InputError):
                    raise found
                export = open_export(found.name, found.open_raw, columns, times)
                mapped.append(export)
                reader, reason = choose_reader(export)
                opened = Opened(export, reader, reason, found.size, found.is_file)
                in_lines = export.is_lines and not reader.needs_whole(export)
                self.opened.append(prepare(opened, own=fold_handles(self._own_handles), is_lines=in_lines))
                if not takes_map(reader):
                    mapped.pop()
                if columns and not uses_map(reader, export):
                    told = f"--map is not used: it is known as {reader.name} ({reason})"
                    self.census.notes.append(Note(found.name, told))
            except TriageError as error:
                self.failures.append(error)
                self.census.skipped.append(Skipped(getattr(found, "name", "input"), str(error)))
        check_map(columns, mapped)

    def close(self) -> None:
        """Let go of all inputs; nothing can be read afterwards."""
        for found in self._inputs:
            if isinstance(found, Input):
                found.close()

    @property
    def size(self) -> int:
        """How many bytes there are to read, packed where they are."""
        return sum(opened.size for opened in self.opened)

    @property
    def is_small(self) -> bool:
        """Whether reading and scoring everything takes no longer than a moment, whether it is packed or not."""
        return self.size <= _SMALL_BYTES and sum(map(_measure, self.opened)) <= _SMALL_BYTES

    def count_jobs(self, worth: int) -> int:
        """Tell how many processes to use: what was asked for, or one where less than `worth` bytes are to be read."""
        return 1 if self._jobs is None and self.size < worth else count_jobs(self._jobs)

    def survey(self, visit: Visit[T], worth: int = READING_WORTH) -> list[T]:
        """Read everything once, each mention as it comes, copies too, and learn what there is.

        Each share of the input is read by a process of its own where there are `worth` bytes to read,
        and visited there; gives what the visits returned, in the order of the input.
        """
        self._readers = self.count_jobs(worth)
        self._shares = share_out(self.opened, self._readers)
        found = self._join(self._read_shares(partial(self._learn, visit), self._shares))
        self._tidy()  # the keys of all posts left much behind where they had no more room to grow
        self.learned = self.census.settle()
        self.census.ask(self.name_inputs())
        self._tidy()  # the keys are gone: only what they told is kept
        return found

    def revisit_changed(self, visit: Visit[T]) -> list[T]:
        """Go over the mentions of which `survey` taught more than it gave, each once and with all that was learned.

        Those that gained no more than they lack are left out. The last of the visits is to those of which several
        items tell, or none but those who passed them on.
        """
        return [*self._read_changed(visit), visit(self.learned.list_set_aside(), Cursor())]

    def revisit_all(self, visit: Visit[T]) -> list[T]:
        """Go over all mentions once more after `revisit_changed`, each once and with all that was learned of it."""

        def read(share: Share, tell: Tell) -> T:
            return visit(self.learned.read_single(self._read(share, tell)), Cursor())

        return [*self._read_shares(read, self._shares), visit(self.learned.list_set_aside(), Cursor())]

    def map_all(self, function: Callable[[Mention], T]) -> Iterator[tuple[Mention, T]]:
        """Give each mention with what the function makes of it, in the order of `read_all`.

        Where there is much to read, mentions are dealt out to processes and the function called there.
        """
        return map_in_order(function, self.read_all(), self.count_jobs(SCORING_WORTH), pack_all, unpack_all)

    def read_all(self) -> Iterator[Mention]:
        """Read each mention once and with all that is known of it, in the order of the input."""
        self.survey(exhaust, SCORING_WORTH)
        if self.learned.has_copies:
            self._read_changed(exhaust)
        yield from self.learned.read_in_order(self._read(self.opened, self._on_progress))

    def read_items(self) -> Iterator[Item]:
        """Read everything once as the readers give it: copies, reposts, skipped rows and notes too."""
        return self._read(self.opened, self._on_progress, failures=self.failures)

    def name_inputs(self) -> str:
        """Name the inputs in a few words: where something stands that is of all of them."""
        named = ", ".join(opened.export.name for opened in self.opened[:_MOST_NAMED])
        return f"{named} and {len(self.opened) - _MOST_NAMED} more" if len(self.opened) > _MOST_NAMED else named

    def _learn(self, visit: Visit[T], share: Share, tell: Tell) -> tuple[T, Census, list[TriageError]]:
        census, failures = Census(self._own_handles), list[TriageError]()
        cursor = Cursor()
        # Lines of several inputs would have the same numbers.
        placed = [prepare(opened, cursor=cursor) for opened in share] if len(share) == 1 else share
        found = visit(census.read_first(self._read(placed, tell, failures=failures), cursor), cursor)
        return found, census, failures

    def _tidy(self) -> None:
        """Give back what reading has freed, where there was much to read."""
        if self.size >= READING_WORTH:
            give_back()

    def _join(self, learned: Iterable[tuple[T, Census, list[TriageError]]]) -> list[T]:
        """Join what was learned of each share; gives what the visits returned."""
        visited = []
        for found, census, failures in learned:
            self.census.join(census)
            self.failures += failures
            visited.append(found)
        return visited

    def _read_changed(self, visit: Visit[T]) -> list[T]:
        """Read again what changed: visit what one item tells of, and gather what several do."""

        def read(share: Share, tell: Tell) -> tuple[T, Copies]:
            copies = Copies()
            items = self._read(share, tell, wanted=self.learned.is_wanted_again)
            return visit(self.learned.read_changed(items, copies), Cursor()), copies

        _, *chosen = self.learned.changed_lines  # the census of all has read nothing by itself
        shares = [_choose(share, lines) for share, lines in zip(self._shares, chosen, strict=True)]
        found = self._read_shares(read, shares)
        self.learned.take_copies(copies for _, copies in found)
        return [told for told, _ in found]

    def _read_shares(self, read: Callable[[Share, Tell], T], shares: list[Share]) -> list[T]:
        tasks = [partial(read, share) for share in shares]
        return run_all(tasks, min(self._readers, len(tasks)), self._on_progress)

    def _read(
        self,
        inputs: Iterable[Opened],
        tell: Tell,
        *,
        wanted: Wanted | None = None,
        failures: list[TriageError] | None = None,
    ) -> Iterator[Item]:
        """Read inputs as the readers give them; with `wanted`, what it does not want may be left out.

        An input that fails is told of in `failures`; without it, that was told at an earlier reading.
        """
        count = 0
        for opened in inputs:
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
                        tell(count)
            except (OSError, EOFError, zlib.error) as error:
                yield Skipped(opened.export.name, f"the rest cannot be read: {error}")
            except TriageError as error:
                if failures is not None:
                    failures.append(error)
                yield Skipped(opened.export.name, str(error))


def _choose(share: Share, lines: bytearray | None) -> Share:
    """Give what is left to read of a share: all of it, its chosen lines, or nothing where none was chosen."""
    if lines is None:
        return share
    return [prepare(opened, chosen=lines) for opened in share] if 1 in lines else []


def _measure(opened: Opened) -> int:
    """Count an input's bytes as they are unpacked, as far as it may be small."""
    if not opened.export.is_packed:
        return opened.size
    with opened.export.open_bytes() as stream, suppress(OSError):
        return len(stream.read(_SMALL_BYTES + 1))
    return 0


def exhaust(mentions: Iterator[Mention], cursor: Cursor) -> None:
    """Visit mentions for nothing but what reading them teaches; none is wanted again for being lifted."""
    for _ in mentions:
        cursor.lacking = NEVER
