"""Run sources side by side and save what they give; one that fails stops none of the others.

Each source runs in a thread of its own and hands its batches over; one thread saves them. A batch
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
from typing import Any

import msgspec

from mentiontriage.matching import Matcher
from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.planning import Plan
from mentiontriage.sources import Batch, Posted, Reach, Source, Stream
from mentiontriage.sources._paging import YOUNG
from mentiontriage.sources._reply import LONGEST_LEFT_ALONE, FetchError, RateLimitError
from mentiontriage.store import transaction
from mentiontriage.store.mentions import list_young
from mentiontriage.store.positions import read_positions, save_position, save_run
from mentiontriage.store.records import Finding, Saved
from mentiontriage.store.saving import drop_payloads, mark_gone, mark_there, save_findings
from mentiontriage.times import parse_time

_WAIT_STREAM = ""  # under this name stands until when a source wants to be left alone
_GRACE_S = 5.0
_UNSEEN = timedelta(minutes=65)  # a little more than the hour after which searches look back two days
_MOST_LOOKED_UP = 500
_LARGEST_PAYLOAD = 256 * 1024


class Result(msgspec.Struct, frozen=True):
    """What came of one source: posts saved, posts that name nobody we look for, and what went wrong.

    `waits_until` is set where the network limits us and was not asked, or not to the end. `refused`
    says that it turned down our credentials.
    """

    source: str
    saved: Saved = Saved()
    unmatched: int = 0
    gone: int = 0
    notes: tuple[Skipped | Note, ...] = ()
    errors: tuple[str, ...] = ()
    waits_until: datetime | None = None
    full: bool = False
    refused: bool = False
    seconds: float = 0.0


class _Got(msgspec.Struct, frozen=True):
    source: str
    stream: str
    batch: Batch


class _Done(msgspec.Struct, frozen=True):
    source: str
    errors: tuple[str, ...] = ()
    waits_until: datetime | None = None
    full: bool = False
    refused: bool = False


class Fetch:
    """One run over sources into a store."""

    def __init__(
        self,
        db: sqlite3.Connection,
        matcher: Matcher,
        reach: Reach,
        on_progress: Callable[[Result], None] = lambda _: None,
        on_end: Callable[[Result], None] = lambda _: None,
    ) -> None:
        """`on_progress` is called while a source runs, `on_end` once it has ended."""
        self._db = db
        self._matcher = matcher
        self._reach = reach
        self._on_progress = on_progress
        self._on_end = on_end
        self._plans: dict[str, Plan] = {}
        self._results: dict[str, Result] = {}
        self._began: dict[str, float] = {}
        self._stop = threading.Event()
        self._arrived: queue.Queue[_Got | _Done] = queue.Queue(maxsize=8)

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
        positions = read_positions(self._db, name)
        until = parse_time(positions.get(_WAIT_STREAM, {}).get("until"))
        if until is not None and timedelta() < until - self._reach.now <= LONGEST_LEFT_ALONE:
            threading.Thread(target=self._arrived.put, args=(_Done(name, (), until),), daemon=True).start()
            return
        # A daemon, since nothing can stop a thread that waits for a name server that never answers.
        work = threading.Thread(target=self._work, args=(plan, positions, self._list_known(plan.source)), daemon=True)
        work.start()

    def _list_known(self, source: Source) -> tuple[str, ...]:
        """List the young posts that the searches no longer show and that can be asked for: they may be deleted."""
        if source.is_own_id is None:
            return ()
        now = self._reach.now
        young = list_young(self._db, source.name, now - YOUNG, now - _UNSEEN)
        return tuple(islice(filter(source.is_own_id, young), _MOST_LOOKED_UP))

    def _work(self, plan: Plan, positions: Mapping[str, dict[str, Any]], known: tuple[str, ...]) -> None:
        """Fetch one source; in its own thread."""
        errors: list[FetchError] = []
        done = _Done(plan.source.name)
        try:
            with plan.connect(self._stop) as access:
                streams = plan.source.open(access)
                done = self._fetch_streams(plan.source.name, streams, positions, known, errors)
        except RateLimitError as error:
            done = _Done(plan.source.name, (str(error),), error.until)
        except FetchError as error:
            errors.append(error)
        except Exception as error:  # noqa: BLE001 (a fault in one source must not stop the others)
            done = _Done(plan.source.name, (f"a fault in it: {type(error).__name__}: {error}",))
        told = tuple(dict.fromkeys((*map(str, errors), *done.errors)))
        refused = any(error.status == 401 for error in errors)
        self._arrived.put(msgspec.structs.replace(done, errors=told, refused=refused))

    def _fetch_streams(
        self,
        name: str,
        streams: Iterable[Stream],
        positions: Mapping[str, dict[str, Any]],
        known: tuple[str, ...],
        errors: list[FetchError],
    ) -> _Done:
        """Fetch stream by stream; a stream that fails is added to `errors` and stops no other."""
        left = self._reach.most
        for stream in streams:
            reach = msgspec.structs.replace(self._reach, most=left, known=known)
            try:
                for batch in stream.fetch(positions.get(stream.key, {}), reach):
                    self._arrived.put(_Got(name, stream.key, batch))
                    left = None if left is None else left - len(batch.posts)
            except RateLimitError:
                raise
            except FetchError as error:
                errors.append(error)
                if error.status in (401, 408):  # no other stream would fare better
                    break
            if left is not None and left <= 0:
                return _Done(name, full=True)
        return _Done(name)

    def _take_next(self, ends: dict[str, float]) -> None:
        """Save what arrives next; give up on sources whose time is over."""
        try:
            arrived = self._arrived.get(timeout=max(0.05, min(ends.values()) - time.monotonic()))
        except queue.Empty:
            arrived = None
        if isinstance(arrived, _Got):
            self._save(arrived)
        elif isinstance(arrived, _Done) and ends.pop(arrived.source, None) is not None:
            self._finish(arrived)
        for name in [name for name, end in ends.items() if time.monotonic() > end]:
            del ends[name]
            self._finish(_Done(name, ("it did not end in time and was left behind",)))

    def _save(self, got: _Got) -> None:
        result = self._results[got.source]
        findings = list(self._find(got.batch.posts))
        with transaction(self._db):
            saved = save_findings(self._db, findings, self._reach.now)
            mark_there(self._db, map(_identify, findings))
            gone = mark_gone(self._db, got.source, got.batch.gone, self._reach.now)
            save_position(self._db, got.source, got.stream, got.batch.position, self._reach.now)
        result = msgspec.structs.replace(
            result,
            saved=result.saved + saved,
            unmatched=result.unmatched + len(got.batch.posts) - len(findings),
            gone=result.gone + gone,
            notes=(*result.notes, *got.batch.notes),
        )
        self._results[got.source] = result
        self._on_progress(result)

    def _find(self, posts: Iterable[Posted]) -> Iterator[Finding]:
        """Keep the posts that name somebody we look for, with whom."""
        for posted in posts:
            item = posted.item
            mention = item.original if isinstance(item, Repost) else item
            payload = posted.payload if posted.payload and len(posted.payload) <= _LARGEST_PAYLOAD else None
            if mention is None:  # a repost that only names its original: spread, if we know that one
                yield Finding(item, hidden=posted.hidden)
                continue
            match = self._matcher.match(mention, posted.brand)
            if match is None:
                continue
            mention = msgspec.structs.replace(mention, ours=match.ours)
            found: Mention | Repost = mention
            if isinstance(item, Repost):
                found = msgspec.structs.replace(item, original=mention)
            yield Finding(found, match.brands, match.competitor, posted.hidden, payload)

    def _finish(self, done: _Done) -> None:
        """Save and tell what came of a source; all that is told of it passes here, and secrets do not."""
        blot = self._plans[done.source].secrets.blot
        errors = tuple(map(blot, done.errors))
        waits = f"asked to be left alone until {done.waits_until:%Y-%m-%d %H:%M} UTC" if done.waits_until else None
        with transaction(self._db):
            save_run(self._db, done.source, "; ".join(errors) or waits, self._reach.now)
            until = {"until": done.waits_until.isoformat()} if done.waits_until else {}
            save_position(self._db, done.source, _WAIT_STREAM, until, self._reach.now)
        seconds = time.monotonic() - self._began[done.source]
        result = msgspec.structs.replace(
            self._results[done.source],
            notes=tuple(_blot(note, blot) for note in self._results[done.source].notes),
            errors=errors,
            waits_until=done.waits_until,
            full=done.full,
            refused=done.refused,
            seconds=seconds,
        )
        self._results[done.source] = result
        self._on_end(result)


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
