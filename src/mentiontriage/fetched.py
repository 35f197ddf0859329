"""What came of a source that was to be fetched from, as it is told beside a queue."""

from datetime import datetime

import msgspec


class Fetched(msgspec.Struct, frozen=True):
    """What one source gave, and what went wrong; one that lacks something was not asked, and its error says what.

    `known` counts posts that were stored before, `forgotten` those that stay away, `unmatched` those that name nobody
    we look for, `gone` those that their authors have deleted. `notes` tell what was left out or may be missing.
    `full` says that it stopped at the most that was asked for; `waits_until` is when a network that limits us may be
    asked again.
    """

    source: str
    new: int = 0
    known: int = 0
    forgotten: int = 0
    unmatched: int = 0
    gone: int = 0
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    waits_until: datetime | None = None
    full: bool = False
