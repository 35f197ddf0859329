"""Run functions in processes beside this one, which begin with its memory as it then is.

They are forked, so that what they work on need not be handed over, and hash strings as this process does.
Where forking is not safe (macOS) or not there (Windows), all work is done in this process.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from mentiontriage.crew import Crew, receive, send

if TYPE_CHECKING:  # it takes 10 ms to import, and small inputs are read without
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")
Tell = Callable[[int], None]
"""Takes how far something has come, as a count."""

_MOST_BY_ITSELF = 8
"""How many processes at most where nobody says how many: each takes memory, and no disk is read faster by more."""
_POLL_S = 0.2
_BATCH = 256


def count_jobs(asked: int | None) -> int:
    """Tell how many processes to use: as many as are asked for, or as there are cores for us."""
    if not hasattr(os, "sched_getaffinity"):  # where Linux is, forking is safe
        return 1
    return asked or min(_MOST_BY_ITSELF, len(os.sched_getaffinity(0)))


class Maximum:
    """The largest number that any of several processes has told; made before they begin."""

    def __init__(self, *, shared: bool) -> None:
        self._own = 0.0
        self._shared: Any = None
        if shared:
            from multiprocessing import get_context

            self._shared = get_context("fork").Value("d", 0.0)

    def raise_to(self, number: float) -> float:
        """Tell a number; gives the largest that was told."""
        if self._shared is None:
            self._own = max(self._own, number)
            return self._own
        with self._shared.get_lock():
            self._shared.value = found = max(self._shared.value, number)
        return float(found)


def run_all(tasks: Sequence[Callable[[Tell], T]], jobs: int, on_progress: Tell) -> list[T]:
    """Run tasks in so many processes, of which this is one, and give what they return, in the order of the tasks.

    Whoever is done with one takes the next, so that none waits for another long. Each task tells how
    far it has come; `on_progress` is told the sum. What a task raises is raised here.
    """
    if jobs == 1:
        return [answer for _, answer in _run_some(tasks, range(len(tasks)), on_progress)]
    from multiprocessing import get_context

    context = get_context("fork")
    counts = context.RawArray("q", jobs)
    taken = context.Value("q", 0)

    def take_turns() -> Iterator[int]:
        while True:
            with taken.get_lock():
                turn = taken.value
                taken.value += 1
            if turn >= len(tasks):
                return
            yield turn

    def begin(number: int) -> Callable[[Connection], None]:
        def tell(count: int) -> None:
            counts[number] = count

        def work(pipe: Connection) -> None:
            for answer in _run_some(tasks, take_turns(), tell):
                pipe.send((None, answer))
            pipe.send((None, None))

        return work

    with Crew([begin(number) for number in range(1, jobs)]) as crew:
        answers: _Answers[T] = _Answers(crew.pipes)

        def tell(count: int) -> None:
            counts[0] = count
            answers.listen(0)
            on_progress(sum(counts))

        for turn, answer in _run_some(tasks, take_turns(), tell):
            answers.found[turn] = answer
            answers.raise_failure()
        while answers.are_awaited:
            answers.listen(_POLL_S)
            answers.raise_failure()
            on_progress(sum(counts))
        return [answers.found[turn] for turn in range(len(tasks))]


class _Answers(Generic[T]):
    """What other processes answer, by the turn of the task, taken while this one works: until then both hold it."""

    def __init__(self, pipes: Iterable[Connection]) -> None:
        self.found: dict[int, T] = {}
        self._at_work = list(pipes)
        self._failure: Exception | None = None

    @property
    def are_awaited(self) -> bool:
        """Whether any process is still at work."""
        return bool(self._at_work)

    def listen(self, patience: float) -> None:
        """Take what is there, or comes within so many seconds; raises nothing, as a task may be under way."""
        from multiprocessing.connection import wait

        for pipe in cast("list[Connection]", wait(self._at_work, patience)):
            answer = None
            try:
                answer = receive(pipe)
            except Exception as error:  # noqa: BLE001 (whatever another process raised is raised again)
                self._failure = error
            if answer is None:
                self._at_work.remove(pipe)
            else:
                self.found[answer[0]] = answer[1]

    def raise_failure(self) -> None:
        """Raise what another process raised, if any did."""
        if self._failure is not None:
            raise self._failure


def _run_some(tasks: Sequence[Callable[[Tell], T]], turns: Iterable[int], tell: Tell) -> Iterator[tuple[int, T]]:
    """Run the tasks that fall to one process, each answer with its turn; tell how far it has come with all of them."""
    done = count = 0

    def tell_more(more: int) -> None:
        nonlocal count
        count = done + more
        tell(count)

    for turn in turns:
        yield turn, tasks[turn](tell_more)
        done = count


def map_in_order(
    function: Callable[[T], R],
    items: Iterable[T],
    jobs: int,
    pack: Callable[[list[T]], bytes],
    unpack: Callable[[bytes], list[T]],
) -> Iterator[tuple[T, R]]:
    """Give each item with what the function makes of it, in the order of the items.

    With more than one job the items are dealt out in batches, packed, to processes of which each has
    one batch at a time, so that few are in memory. What the function raises is raised here.
    """
    if jobs == 1:
        yield from ((item, function(item)) for item in items)
        return

    def work(pipe: Connection) -> None:
        while True:
            batch = unpack(pipe.recv_bytes())
            pipe.send((None, [function(item) for item in batch]))

    source = iter(items)
    with Crew([work] * jobs) as crew:
        dealt: deque[tuple[Connection, list[T]]] = deque()
        for pipe in cycle(crew.pipes):
            # Never more than one batch lies with a process: a second one could wait for it to read
            # while it waits for us to read its answer.
            if len(dealt) == jobs:
                yield from _take_answer(*dealt.popleft())
            if not (batch := list(islice(source, _BATCH))):
                break
            send(pipe, pack(batch))
            dealt.append((pipe, batch))
        for pipe, batch in dealt:
            yield from _take_answer(pipe, batch)


def _take_answer(pipe: Connection, batch: list[T]) -> Iterator[tuple[T, Any]]:
    answers: list[Any] = receive(pipe)
    return zip(batch, answers, strict=True)
