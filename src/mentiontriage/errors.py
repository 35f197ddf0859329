"""One family of errors; each class is one kind of failure with one exit code.

An error's text names the thing, says why, and says what to do about it. The command line prints
that text and exits with the code; nothing below `cli` decides how a failure looks.
"""

from typing import ClassVar


class TriageError(Exception):
    """Anything that stops the command and that the user can do something about."""

    exit_code: ClassVar[int] = 1
    meaning: ClassVar[str] = "a fault in triage itself; please report it"


class UsageError(TriageError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = 2
    meaning = "the command line is wrong: an unknown option, name or time"


class InputError(TriageError):
    """An input that was named cannot be opened or holds nothing; the others were read."""

    exit_code = 3
    meaning = "an input is missing, empty or cannot be opened (the others were still read)"


class ShapeError(TriageError):
    """An input was opened, but no reader recognises what it holds; the others were read."""

    exit_code = 4
    meaning = "an input is of no shape that a reader knows (the others were still read)"


class AmbiguousShapeError(ShapeError):
    """An input is known as the exports of several tools."""


class StrictError(TriageError):
    """`--strict` was given and at least one row was skipped; the output was still printed."""

    exit_code = 5
    meaning = "--strict was given and something was skipped (the output was still printed)"


class OutputError(TriageError):
    """The result could not be written where it was asked to go."""

    exit_code = 6
    meaning = "the result could not be written"


class ConfigError(TriageError):
    """The settings file, or a file it names, cannot be read or holds a value out of range."""

    exit_code = 7
    meaning = "the settings file is missing, unreadable or holds a wrong value"


class NotFoundError(TriageError):
    """What was asked for by its id is not in the input."""

    exit_code = 8
    meaning = "no mention has the id that was asked for"


class StoreError(TriageError):
    """The store cannot be opened, is damaged, full, or of a newer version."""

    exit_code = 9
    meaning = "the store cannot be opened, read or written"


class SourceError(TriageError):
    """At least one source failed; what the others gave was stored and shown."""

    exit_code = 10
    meaning = "a source could not be fetched (the others were, and the output was still printed)"


class CredentialError(SourceError):
    """A source lacks a credential, or the network refused it."""

    exit_code = 11
    meaning = "a source that was asked for lacks a credential, or the network refused it"


class SendError(TriageError):
    """A digest or notice could not be handed over: no answer, or a refusal; it is sent again in full next time.

    `wait_s` is for how many seconds whoever refused it asked to be left alone.
    """

    exit_code = 12
    meaning = "a digest or notice could not be sent (it is sent again, in full, the next time)"

    def __init__(self, text: str, wait_s: float = 0.0) -> None:
        super().__init__(text)
        self.wait_s = wait_s


class NotBetterError(TriageError):
    """What was learned is worse on posts that it has not seen, so no model was written."""

    exit_code = 13
    meaning = "what was learned from marked posts is no better, so no model was written"


CLASSES: tuple[type[TriageError], ...] = (
    TriageError,
    UsageError,
    InputError,
    ShapeError,
    StrictError,
    OutputError,
    ConfigError,
    NotFoundError,
    StoreError,
    SourceError,
    CredentialError,
    SendError,
    NotBetterError,
)
"""One class for each exit code, in their order: `docs/exit-codes.md` is made from this."""
