"""Who stops a command, from the keyboard or as service managers do, ends it as an error does: cleaned up and told."""

import signal


class Stopped(BaseException):
    """We were told to end. It is no `Exception`, so that nothing takes it for a fault and goes on."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number  # as shells tell it
        self.told = "stopped"  # and what stands, where that does not go without saying


def stop_on_signals() -> None:
    """Raise Stopped at Ctrl-C and SIGTERM, unless whoever started us wants them ignored (`nohup`, `&`)."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _: object) -> None:
    signal.signal(signal.SIGTERM, _go_on)  # `timeout` sends it twice, and files are being cleaned up
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # who presses Ctrl-C again waits no longer
    raise Stopped(number)


def _go_on(*_: object) -> None:
    """Go on with cleaning up."""
