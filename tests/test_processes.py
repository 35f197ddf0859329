"""Work in several processes gives what one process would give, in the same order, or the same error."""

import errno
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count

import pytest

from mentiontriage.errors import ConfigError, TriageError
from mentiontriage.processes import Maximum, Tell, count_jobs, map_in_order, run_all

TESTER = os.getpid()


def pack(items: Sequence[object]) -> bytes:
    return json.dumps(items).encode()


def work(number: int, tell: Tell) -> tuple[int, int]:
    tell(number)
    return number, os.getpid()


def nobody(_: int) -> None:
    pass


def test_processes_of_which_this_is_one_work_side_by_side_and_answers_come_in_order() -> None:
    all_at_work = multiprocessing.get_context("fork").Barrier(3)

    def meet(number: int, _: Tell) -> tuple[int, int]:
        all_at_work.wait(60)
        return number, os.getpid()

    found = run_all([partial(meet, number) for number in range(6)], 3, nobody)
    assert [number for number, _ in found] == list(range(6))
    assert os.getpid() in {process for _, process in found}
    assert len({process for _, process in found}) == 3


def test_who_is_done_takes_the_next_so_that_one_long_task_holds_up_no_other() -> None:
    left = multiprocessing.get_context("fork").Value("i", 8)

    def work_off(number: int, _: Tell) -> int:
        while number == 0 and left.value:  # until all the others are done
            time.sleep(0.01)
        with left.get_lock():
            left.value -= number > 0
        return os.getpid()

    first, *others = run_all([partial(work_off, number) for number in range(9)], 2, nobody)
    assert len(set(others)) == 1
    assert first not in others


def test_answers_are_taken_while_this_process_works_so_that_none_waits_to_be_rid_of_a_large_one() -> None:
    left = multiprocessing.get_context("fork").Value("i", 5)

    def answer(number: int, tell: Tell) -> bytes:
        if os.getpid() == TESTER:
            ends = time.monotonic() + 60
            while left.value and time.monotonic() < ends:
                tell(number)
            return bytes(left.value)
        with left.get_lock():
            left.value -= 1
        return bytes(1 << 20)

    found = run_all([partial(answer, number) for number in range(6)], 2, nobody)
    assert sorted(map(len, found)) == [0] + [1 << 20] * 5


def test_a_single_task_stays_in_this_process() -> None:
    told: list[int] = []
    assert run_all([partial(work, 7)], 1, told.append) == [(7, os.getpid())]
    assert told == [7]


def test_the_sum_of_what_all_have_done_is_told() -> None:
    told: list[int] = []
    run_all([partial(work, number) for number in (3, 4, 5)], 2, told.append)
    assert told[-1] == 12


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("items", [0, 1, 256, 1000])
def test_items_are_dealt_out_and_come_back_in_order(jobs: int, items: int) -> None:
    found = map_in_order(lambda number: number * 2, range(items), jobs, pack, json.loads)
    assert list(found) == [(number, number * 2) for number in range(items)]


def test_items_and_answers_that_fill_every_pipe_do_not_stop_the_work() -> None:
    texts = [f"{number} " + "x" * 4_000 for number in range(2_000)]  # a megabyte a batch, and more than two for each
    found = map_in_order(lambda text: text + "!", texts, 2, pack, json.loads)
    assert list(found) == [(text, text + "!") for text in texts]


def test_items_are_taken_only_as_fast_as_they_are_worked_on() -> None:
    numbers = count()
    found = map_in_order(lambda number: number, numbers, 2, pack, json.loads)
    assert next(found) == (0, 0)
    assert next(numbers) < 2_000
    del found


def refuse(number: int, _: Tell = nobody) -> int:
    if number == 2:
        raise ConfigError("there is no such model")
    return number


DOOMED_IS_HERE = multiprocessing.get_context("fork").Event()


def die(number: int, _: Tell = nobody) -> int:
    """Kill the process that this runs in, unless it is the one that tests, which waits for that."""
    if os.getpid() == TESTER:
        DOOMED_IS_HERE.wait(60)
        return number
    DOOMED_IS_HERE.set()
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("it outlived its end")


@pytest.mark.parametrize(
    ("task", "error", "words"),
    [(refuse, ConfigError, "no such model"), (die, TriageError, "try --jobs 1")],
    ids=["what is raised", "to be killed"],
)
def test_what_goes_wrong_over_there_is_an_error_here_that_says_so(
    task: Callable[..., int], error: type[TriageError], words: str
) -> None:
    with pytest.raises(error, match=words):
        run_all([partial(task, number) for number in range(4)], 2, nobody)
    with pytest.raises(error, match=words):
        list(map_in_order(task, range(10_000), 2, pack, json.loads))


def test_where_no_process_can_be_started_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    left, fork = iter([True]), os.fork

    def fork_once() -> int:
        if next(left, False):
            return fork()
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fork_once)
    with pytest.raises(TriageError, match=r"Resource temporarily unavailable; try --jobs 1"):
        run_all([partial(work, number) for number in range(3)], 3, nobody)
    assert not multiprocessing.active_children()


@pytest.fixture
def deaf_to_requests() -> Iterator[None]:
    """Take no request to end, as a command that watches; processes inherit that."""
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("deaf_to_requests")
@pytest.mark.parametrize("fails_here", [True, False], ids=["this process", "another process"])
def test_nobody_is_left_at_work_when_one_has_failed(*, fails_here: bool) -> None:
    all_at_work = multiprocessing.get_context("fork").Barrier(3)
    one = multiprocessing.get_context("fork").Lock()
    others = multiprocessing.get_context("fork").SimpleQueue()

    def fail_or_wait(_: Tell) -> None:
        here = os.getpid() == TESTER
        if not here:
            others.put(os.getpid())
        all_at_work.wait(60)
        if here == fails_here and one.acquire(block=False):
            raise ConfigError("no")
        if not here:
            time.sleep(600)

    with pytest.raises(ConfigError):
        run_all([fail_or_wait] * 3, 3, nobody)
    for _ in range(2):
        with pytest.raises(ChildProcessError):  # it has ended and was waited for
            os.waitpid(others.get(), os.WNOHANG)


@pytest.fixture
def told_to_end() -> Iterator[None]:
    """Take a request to end as commands do: by an exception that is no `Exception`."""

    def stop(*_: object) -> None:
        raise SystemExit

    before = signal.signal(signal.SIGTERM, stop)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("told_to_end")
def test_a_process_that_is_told_to_end_just_ends() -> None:
    at_work = multiprocessing.get_context("fork").Barrier(2)

    def end_the_other(_: Tell) -> None:
        at_work.wait(60)
        if os.getpid() != TESTER:
            try:
                os.kill(os.getpid(), signal.SIGTERM)
            except SystemExit:
                return  # as if its work were done

    with pytest.raises(TriageError, match="ended before its work was done"):
        run_all([end_the_other] * 2, 2, nobody)


def test_the_largest_number_is_known_to_all() -> None:
    highest = Maximum(shared=True)

    def tell(number: float, _: Tell) -> float:
        return highest.raise_to(number)

    run_all([partial(tell, number) for number in (1.5, 9.25, 3.0)], 3, nobody)
    assert highest.raise_to(2.0) == 9.25
    alone = Maximum(shared=False)
    assert [alone.raise_to(number) for number in (1.0, 3.0, 2.0)] == [1.0, 3.0, 3.0]


def test_the_user_decides_how_many_processes_there_are() -> None:
    assert count_jobs(3) == 3
    assert 1 <= count_jobs(None) <= 8
