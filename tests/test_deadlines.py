"""Work that hangs is given up: after its time, and soon after we are told to stop. No test here waits for a clock."""

import threading

import pytest

from mentiontriage.deadlines import run_within

FOR_EVER = 3_600.0


class Hanging:
    """Work that does not end until it is given up, as a conversation of which each byte comes in time."""

    def __init__(self) -> None:
        self.given_up = threading.Event()

    def work(self) -> None:
        self.given_up.wait()


def test_work_that_ends_is_not_given_up() -> None:
    hanging, done = Hanging(), []
    run_within(FOR_EVER, lambda: done.append("sent"), hanging.given_up.set)
    assert done == ["sent"]
    assert not hanging.given_up.is_set()


def test_what_the_work_raises_is_raised_here() -> None:
    hanging = Hanging()

    def fail() -> None:
        raise ConnectionError("the server hung up")

    with pytest.raises(ConnectionError, match="hung up"):
        run_within(FOR_EVER, fail, hanging.given_up.set)
    assert not hanging.given_up.is_set()


def test_work_that_hangs_is_given_up_after_its_time() -> None:
    hanging = Hanging()
    with pytest.raises(TimeoutError):
        run_within(0.0, hanging.work, hanging.given_up.set)
    assert hanging.given_up.is_set()


def test_work_that_hangs_is_given_up_soon_after_we_are_told_to_stop() -> None:
    hanging, stopped = Hanging(), threading.Event()
    stopped.set()
    with pytest.raises(TimeoutError):
        run_within(FOR_EVER, hanging.work, hanging.given_up.set, stopped)
    assert hanging.given_up.is_set()


def test_what_is_nearly_done_may_end_when_we_are_told_to_stop() -> None:
    hanging, stopped, done = Hanging(), threading.Event(), []
    stopped.set()
    run_within(FOR_EVER, lambda: done.append("sent"), hanging.given_up.set, stopped)
    assert done == ["sent"]
    assert not hanging.given_up.is_set()
