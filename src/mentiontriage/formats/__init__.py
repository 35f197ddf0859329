"""Formats: one file an output. A format turns a queue into a string and prints nothing itself.

Post text is hostile: each format makes sure that nothing in it takes effect where it is shown.
"""

from collections.abc import Callable

import msgspec

from mentiontriage.model import Queue


class Envelope(msgspec.Struct, frozen=True):
    """Who a mail is from and to (empty: nobody is named), and the part of its Message-ID before the `@`."""

    sender: str = "triage@localhost"
    recipients: tuple[str, ...] = ()
    message_id: str | None = None


class View(msgspec.Struct, frozen=True):
    """How the result will be looked at: the terminal's columns, whether colour is wanted, who mails it to whom."""

    width: int = 80
    colour: bool = False
    envelope: Envelope = Envelope()


class Format(msgspec.Struct, frozen=True):
    """One output format. `render` returns the whole text, which ends in a newline unless empty."""

    name: str
    summary: str
    render: Callable[[Queue, View], str]
