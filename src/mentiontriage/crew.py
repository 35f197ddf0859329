"""Processes that work for this one: started, spoken with through pipes, and ended whatever happens."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mentiontriage.errors import TriageError

if TYPE_CHECKING:  # it takes 10 ms to import, and small inputs are read without
    from multiprocessing.connection import Connection

_ENDED = "a process of --jobs ended before its work was done (was it killed, for memory?); try --jobs 1"


class Crew:
    """Processes at work, each at the other end of a pipe; they end with the block that they are used in."""

    def __init__(self, works: Sequence[Callable[[Connection], None]]) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        gc.freeze()  # a collection would write to all that the processes share, and so copy it
        self.pipes: list[Connection] = []
        self._processes = []
        for work in works:
            ours, theirs = context.Pipe()
            # Ours are closed over there, so that no process keeps another one's pipe open.
            process = context.Process(target=_run, args=(work, theirs, [*self.pipes, ours]), daemon=True)
            try:
                process.start()
            except OSError as error:  # too many processes, or too little memory
                self.__exit__()
                raise TriageError(f"--jobs cannot start a process: {error.strerror}; try --jobs 1") from error
            theirs.close()
            self.pipes.append(ours)
            self._processes.append(process)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self.pipes:
            pipe.close()
        for process in self._processes:
            process.kill()  # it holds nothing of its own, and may have inherited how we take a request to end
            process.join()


def _run(work: Callable[[Connection], None], pipe: Connection, others: list[Connection]) -> None:
    """Work in a new process until the work or the process at the other end is done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us hears it as well, and ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # nothing here has to be cleaned up, or told
    for other in others:
        other.close()
    try:
        work(pipe)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # nobody is there to take the answer
    except Exception as error:  # noqa: BLE001 (whatever it is, the other process raises it again)
        pipe.send((error, None))


def send(pipe: Connection, message: bytes) -> None:
    """Hand a message to a process of the crew; raises TriageError where it has ended."""
    try:
        pipe.send_bytes(message)
    except BrokenPipeError:
        raise TriageError(_ENDED) from None


def receive(pipe: Connection) -> Any:
    """Take an answer of a process of the crew; raises what was raised there, or TriageError where it has ended."""
    try:
        error, answer = pipe.recv()
    except (EOFError, ConnectionResetError):
        raise TriageError(_ENDED) from None
    if error is not None:
        raise error
    return answer
