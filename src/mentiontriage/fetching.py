"""Run sources side by side and save what they give; one that fails stops none of the others.

Each source runs in threads of its own and hands its batches over; one thread saves them. A batch
and the position that it leads to are saved in one transaction, so that a run that is killed has
either both or neither.
"""

import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice

import msgspec

from mentiontriage.matching import Matcher
from mentiontriage.model import Note, Repost, Skipped
from mentiontriage.planning import Plan
from mentiontriage.sources import Posted, Reach, Source
from mentiontriage.sources._paging import YOUNG
from mentiontriage.store import transaction
from mentiontriage.store.mentions import list_young
from mentiontriage.store.positions import read_positions, save_position, save_run
from mentiontriage.store.records import Finding, Saved
from mentiontriage.store.saving import drop_payloads, mark_gone, mark_there, save_findings
from mentiontriage.visiting import LEFT_BEHIND, Done, Got, Left, Visit, find_wait, name_host_stream

_GRACE_S = 5.0
_UNSEEN = timedelta(minutes=65)  # a little more than the hour after which searches look back two days
_MOST_LOOKED_UP = 500
_LARGEST_PAYLOAD = 256 * 1024


class Result(msgspec.Struct, frozen=True):
    """What came of one source: posts saved, posts that name nobody we look for, and what went wrong.

    `waits_until` is set where the network limits us and was not asked, or not to the end; `waiting`
    names those of its hosts, where it has several. `refused` says that it turned down our credentials.
    """

    source: str
    saved: Saved = Saved()
    unmatched: int = 0
    gone: int = 0
    notes: tuple[Skipped | Note, ...] = ()
    errors: tuple[str, ...] = ()
    waits_until: datetime | None = None
    waiting: tuple[str, ...] = ()
    full: bool = False
    refused: bool = False
    seconds: float = 0.0


class Fetch:
    """One run over sources into a store."""

    def __init__(  # noqa: PLR0913 (where to, of what, and what is told meanwhile)
        self,
        db: sqlite3.Connection,
        matcher: Matcher,
        reach: Reach,
        on_progress: Callable[[Result], None] = lambda _: None,
        on_end: Callable[[Result], None] = lambda _: None,
        *,
        drop_known: Callable[[], int] = lambda: 0,
    ) -> None:
        """`on_progress` is called while a source runs, `on_end` once it has ended.

        `drop_known` is for dry runs: it takes out of what was saved what another store knows, and
        gives how many that were.
        """
        self._db = db
        self._matcher = matcher
        self._reach = reach
        self._on_progress = on_progress
        self._on_end = on_end
        self._drop_known = drop_known
        self._plans: dict[str, Plan] = {}
        self._results: dict[str, Result] = {}
        self._began: dict[str, float] = {}
        self._stop = threading.Event()
        self._arrived: queue.Queue[Got | Done] = queue.Queue(maxsize=8)

    def run(self, plans: Iterable[Plan], keep_payloads: timedelta) -> list[Result]:
        """Fetch from every source; returns what came of each, in the order of the plans.

        Raises StoreError where the store cannot be written; what was saved before stays saved.
        """
        ends: dict[str, float] = {}
        try:
            for plan in plans:
                self._start(plan)
                ends[plan.source.name] = time.monotonic() + plan.options.seconds + _GRACE_S
            while ends:
                self._take_next(ends)
        finally:
            self._stop.set()
        with transaction(self._db):
            drop_payloads(self._db, self._reach.now - keep_payloads)
        return list(self._results.values())

    def _start(self, plan: Plan) -> None:
        name = plan.source.name
        self._plans[name] = plan
        self._results[name], self._began[name] = Result(name), time.monotonic()
        reach = msgspec.structs.replace(self._reach, known=self._list_known(plan.source))
        visit = Visit(plan, read_positions(self._db, name), reach, self._arrived.put, self._stop)
        threading.Thread(target=visit.run, daemon=True).start()

    def _list_known(self, source: Source) -> tuple[str, ...]:
        """List the young posts that the searches no longer show and that can be asked for: they may be deleted."""
        if source.is_own_id is None:
            return ()
        now = self._reach.now
        young = list_young(self._db, source.name, now - YOUNG, now - _UNSEEN)
        return tuple(islice(filter(source.is_own_id, young), _MOST_LOOKED_UP))

    def _take_next(self, ends: dict[str, float]) -> None:
        """Save what arrives next; give up on sources whose time is over."""
        try:
            arrived = self._arrived.get(timeout=max(0.05, min(ends.values()) - time.monotonic()))
        except queue.Empty:
            arrived = None
        if isinstance(arrived, Got):
            self._save(arrived)
        elif isinstance(arrived, Done) and ends.pop(arrived.source, None) is not None:
            self._finish(arrived.source, arrived.hosts)
        for name in [name for name, end in ends.items() if time.monotonic() > end]:
            del ends[name]
            self._finish(name, {}, (f"it {LEFT_BEHIND}",))

    def _save(self, got: Got) -> None:
        result = self._results[got.source]
        findings = list(self._find(got.batch.posts))
        with transaction(self._db):
            saved = save_findings(self._db, findings, self._reach.now, own=self._matcher.own)
            mark_there(self._db, map(_identify, findings))
            gone = mark_gone(self._db, got.source, got.batch.gone, self._reach.now)
            save_position(self._db, got.source, got.stream, got.batch.position, self._reach.now)
        dropped = self._drop_known()
        result = msgspec.structs.replace(
            result,
            saved=result.saved + saved + Saved(new=-dropped, known=dropped),
            unmatched=result.unmatched + len(got.batch.posts) - len(findings),
            gone=result.gone + gone,
            notes=(*result.notes, *got.batch.notes),
        )
        self._results[got.source] = result
        self._on_progress(result)

    def _find(self, posts: Iterable[Posted]) -> Iterator[Finding]:
        """Keep the posts that name somebody we look for, with whom."""
        for posted in posts:
            item = self._matcher.mark_ours(posted.item)
            mention = item.original if isinstance(item, Repost) else item
            payload = posted.payload if posted.payload and len(posted.payload) <= _LARGEST_PAYLOAD else None
            if mention is None:  # a repost that only names its original: spread, if we know that one
                yield Finding(item)
                continue
            match = self._matcher.match(mention, posted.brand)
            if match is None:
                continue
            yield Finding(item, match.brands, match.competitor, payload)

    def _finish(self, name: str, hosts: Mapping[str, Left], lost: tuple[str, ...] = ()) -> None:
        """Save and tell what came of a source; all that is told of it passes here, and secrets do not."""
        blot = self._plans[name].secrets.blot
        errors = tuple(dict.fromkeys(map(blot, (*lost, *(error for left in hosts.values() for error in left.errors)))))
        waits = {host: left.until for host, left in hosts.items() if left.until}
        # The only host of a source has no name: `lstrip` takes off the blank behind it.
        told = (f"{host} asks us to wait until {until:%Y-%m-%d %H:%M} UTC" for host, until in waits.items())
        with transaction(self._db):
            save_run(self._db, name, "; ".join(errors or map(str.lstrip, told)) or None, self._reach.now)
            for host, left in hosts.items():
                save_position(self._db, name, name_host_stream(host), left.describe(), self._reach.now)
        result = msgspec.structs.replace(
            self._results[name],
            notes=tuple(_blot(note, blot) for note in self._results[name].notes),
            errors=errors,
            waits_until=min(waits.values(), default=None),
            waiting=tuple(filter(None, waits)),
            full=any(left.full for left in hosts.values()),
            refused=any(left.refused for left in hosts.values()),
            seconds=time.monotonic() - self._began[name],
        )
        self._results[name] = result
        self._on_end(result)


def is_waiting(db: sqlite3.Connection, source: str, now: datetime) -> bool:
    """Tell whether a source with one host wants to be left alone, so that a run does not ask it."""
    return find_wait(read_positions(db, source), "", now) is not None


def _identify(finding: Finding) -> tuple[str, str]:
    item = finding.item
    return item.source, item.of if isinstance(item, Repost) else item.id


def _blot(note: Skipped | Note, blot: Callable[[str], str]) -> Skipped | Note:
    """Blot secrets out of a note, which may quote what a service said."""
    return (
        Skipped(note.where, blot(note.reason))
        if isinstance(note, Skipped)
        else msgspec.structs.replace(note, text=blot(note.text))
    )
