"""Ask one source: its hosts side by side, the streams of each one after the other.

A host that hangs, turns us down or wants to be left alone stops its own streams and no others.
Where it is left before its last stream, the next run begins with the one that comes then, so that
each has its turn. Nothing can stop a thread that waits for a name server, or for a reply whose head
comes by the letter: such a host is left behind, and what the others gave holds all the same.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from mentiontriage.planning import Plan
from mentiontriage.sources import Batch, Reach, Stream
from mentiontriage.sources._reply import LONGEST_LEFT_ALONE, FetchError, RateLimitError
from mentiontriage.times import parse_time

Positions = Mapping[str, Mapping[str, Any]]

LINGER_S = 2.0  # beyond a run's end, within which requests end by themselves
LEFT_BEHIND = "did not end in time and was left behind"


class Got(msgspec.Struct, frozen=True):
    """A batch of one stream, to be saved."""

    source: str
    stream: str
    batch: Batch


class Left(msgspec.Struct, frozen=True):
    """How a host was left: what went wrong, until when it wants to be left alone, and which stream is next."""

    errors: tuple[str, ...] = ()
    until: datetime | None = None
    begin: str | None = None
    full: bool = False
    refused: bool = False

    def describe(self) -> dict[str, str]:
        """Write down what the next run needs to know."""
        until = {"until": self.until.isoformat()} if self.until else {}
        return until | ({"begin": self.begin} if self.begin else {})


class Done(msgspec.Struct, frozen=True):
    """A source has ended; how each of its hosts was left."""

    source: str
    hosts: Mapping[str, Left]


def name_host_stream(host: str) -> str:
    """Name the stream under which stands how a host was left."""
    return f"host:{host}"


def find_wait(positions: Positions, host: str, now: datetime) -> datetime | None:
    """Find until when a host wants to be left alone; None where it may be asked."""
    until = parse_time(positions.get(name_host_stream(host), {}).get("until"))
    return until if until is not None and timedelta() < until - now <= LONGEST_LEFT_ALONE else None


class Visit:
    """One run of one source; `put` takes what it gives, the end last."""

    def __init__(
        self, plan: Plan, positions: Positions, reach: Reach, put: Callable[[Got | Done], None], stop: threading.Event
    ) -> None:
        self._plan = plan
        self._positions = positions
        self._reach = reach
        self._put = put
        self._stop = stop
        self._ends = time.monotonic() + plan.options.seconds
        self._hosts: dict[str, Left] = {}

    def run(self) -> None:
        """Ask all hosts, and wait for none of them beyond the end. Threads are daemons, to stop no program's end."""
        streams: dict[str, list[Stream]] = {}
        try:
            with self._plan.connect(self._stop) as access:
                for stream in self._plan.source.open(access):
                    streams.setdefault(stream.host, []).append(stream)
                self._hosts = dict.fromkeys(streams, Left())  # told in this order
                threads = [threading.Thread(target=self._ask, args=host, daemon=True) for host in streams.items()]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join(max(0.0, self._ends + LINGER_S - time.monotonic()))
                self._put(Done(self._plan.source.name, dict(self._hosts)))
                for thread in threads:  # connections are closed once nobody uses them
                    thread.join()
        except Exception as error:  # noqa: BLE001 (a fault in one source must not stop the others)
            self._put(Done(self._plan.source.name, self._hosts | {"": Left((_describe(error),))}))

    def _ask(self, host: str, streams: Sequence[Stream]) -> None:
        begin = self._positions.get(name_host_stream(host), {}).get("begin")
        if until := find_wait(self._positions, host, self._reach.now):
            self._hosts[host] = Left(until=until, begin=begin)
            return
        try:
            self._hosts[host] = self._read(host, _rotate(streams, begin))
        except Exception as error:  # noqa: BLE001 (nor must one in a host stop the other hosts)
            self._hosts[host] = Left((_describe(error),), begin=begin)

    def _read(self, host: str, streams: Sequence[Stream]) -> Left:
        """Read stream by stream; one that fails stops no other, unless those would fare no better."""
        failed: list[FetchError] = []
        left = self._reach.most
        for stream, after in zip(streams, [*streams[1:], streams[0]], strict=True):
            if time.monotonic() > self._ends:
                return _leave([*failed, FetchError("it took longer than a run may take", 408)], stream)
            self._hosts[host] = _leave([*failed, FetchError(f"{host or 'it'} {LEFT_BEHIND}")], after)  # until it ends
            try:
                for batch in stream.fetch(
                    self._positions.get(stream.key, {}), msgspec.structs.replace(self._reach, most=left)
                ):
                    self._put(Got(self._plan.source.name, stream.key, batch))
                    left = None if left is None else left - len(batch.posts) + batch.again
            except FetchError as error:
                failed.append(error)
                if error.status in (401, 408, 429):
                    return _leave(failed, after)
            except Exception as error:  # noqa: BLE001 (a fault in one stream must not stop the others of its host)
                failed.append(FetchError(_describe(error)))
            if left is not None and left <= 0:
                return msgspec.structs.replace(_leave(failed, after), full=True)
        return _leave(failed)


def _rotate(streams: Sequence[Stream], begin: Any) -> Sequence[Stream]:
    start = next((number for number, stream in enumerate(streams) if stream.key == begin), 0)
    return [*streams[start:], *streams[:start]]


def _leave(failed: Sequence[FetchError], begin: Stream | None = None) -> Left:
    return Left(
        tuple(map(str, failed)),
        next((error.until for error in failed if isinstance(error, RateLimitError)), None),
        begin.key if begin else None,
        refused=any(error.status == 401 for error in failed),
    )


def _describe(error: Exception) -> str:
    return str(error) if isinstance(error, FetchError) else f"a fault in it: {type(error).__name__}: {error}"
