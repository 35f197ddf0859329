"""Give a conversation an end: one whose every wait is short may still go on for ever, byte by byte."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait

_GRACE_S = 2.0  # what is nearly done when we are told to stop may end; sooner than a service manager kills
_LOOK_S = 0.1


def run_within(
    seconds: float, work: Callable[[], None], give_up: Callable[[], None], stopped: threading.Event | None = None
) -> None:
    """Do some work that may hang; whatever it raises is raised here.

    Raises TimeoutError where it has not ended in time, or soon after `stopped` was set. Then, and
    where we are interrupted, `give_up` is called to end it. The thread is a daemon, since nothing
    ends one that waits for a name server.
    """
    done: Future[None] = Future()

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 (handed on, whatever it is)
            done.set_exception(error)
        else:
            done.set_result(None)

    ends = time.monotonic() + seconds
    threading.Thread(target=run, daemon=True).start()
    try:
        while not done.done() and time.monotonic() < ends:
            wait([done], _LOOK_S if stopped else ends - time.monotonic())
            if stopped and stopped.is_set():
                ends, stopped = min(ends, time.monotonic() + _GRACE_S), None
        if not done.done():
            raise TimeoutError
        done.result()
    finally:
        if not done.done():
            give_up()
