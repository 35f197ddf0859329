"""Posts that people have marked, as `triage evaluate` and `triage train` take them out of an export."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from mentiontriage.cli._console import print_note, tell_note
from mentiontriage.formats._amounts import count_nouns
from mentiontriage.labelled import Labelled, read_labelled
from mentiontriage.model import Note, Skipped
from mentiontriage.readers import Export

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""When marked posts are scored: nothing asked of them depends on the wait, but a scorer stands at a moment."""


_REASONS = 3
"""How many reasons for which rows were skipped are told, the most common first."""


class MarkedPosts:
    """The marked posts of an export, to be gone over once; what else there is in it is told on stderr."""

    def __init__(self, export: Export, label: str, positive: str | None) -> None:
        self._export = export
        self._label = label
        self._positive = positive
        self._reasons: Counter[str] = Counter()

    @property
    def skipped(self) -> int:
        """How many rows were of no use so far."""
        return self._reasons.total()

    def __iter__(self) -> Iterator[Labelled]:
        """Read them."""
        for found in read_labelled(self._export, self._label, self._positive):
            if isinstance(found, Labelled):
                yield found
            elif isinstance(found, Skipped):
                self._reasons[found.reason] += 1
            elif isinstance(found, Note):
                tell_note(found)
        if self.skipped:
            print_note(f"{count_nouns(self.skipped, 'row')} skipped: {self._tell_reasons()}")

    def _tell_reasons(self) -> str:
        if len(self._reasons) == 1:
            return next(iter(self._reasons))
        told = [f"{reason} ({count:,})" for reason, count in self._reasons.most_common(_REASONS)]
        return "; ".join(told) + ("; …" if len(self._reasons) > _REASONS else "")
