"""The command line: the only place that prints, reads the clock or the environment.

One file a command. What a command needs beyond parsing its arguments is imported when it runs,
so that `triage --help` and a rank of ten posts start without the network or the terminal library.
"""

import errno
import gc
import os
import sys
from collections.abc import Iterator
from inspect import getdoc
from typing import Annotated

import typer

from mentiontriage.cli import (
    assign,
    convert,
    customers,
    digest,
    dismiss,
    doctor,
    done,
    evaluate,
    explain,
    export,
    fetch,
    forget,
    import_,
    init,
    inspect_,
    lists,
    log,
    next_,
    note,
    policy,
    queue,
    rank,
    reopen,
    report,
    score,
    show,
    snooze,
    sources,
    stats,
    train,
    undo,
    watch,
)
from mentiontriage.errors import TriageError, UsageError

app = typer.Typer(
    name="triage",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(name="rank")(rank.rank)
app.command(name="score")(score.score)
app.command(name="explain")(explain.explain)
app.command(name="policy")(policy.policy)
app.command(name="convert")(convert.convert)
app.command(name="inspect")(inspect_.inspect_)
app.command(name="evaluate")(evaluate.evaluate)
app.command(name="train")(train.train)
app.command(name="formats")(lists.formats)
app.command(name="readers")(lists.readers)
app.command(name="signals")(lists.signals)
app.command(name="init")(init.init)
app.command(name="fetch")(fetch.fetch)
app.command(name="sources")(sources.sources)
app.command(name="doctor")(doctor.doctor)
app.command(name="import")(import_.import_)
app.command(name="export")(export.export)
app.command(name="forget")(forget.forget)
app.command(name="queue")(queue.queue)
app.command(name="next")(next_.next_)
app.command(name="show")(show.show)
app.command(name="assign")(assign.assign)
app.command(name="snooze")(snooze.snooze)
app.command(name="done")(done.done)
app.command(name="dismiss")(dismiss.dismiss)
app.command(name="reopen")(reopen.reopen)
app.command(name="note")(note.note)
app.command(name="undo")(undo.undo)
app.command(name="log")(log.log)
app.add_typer(customers.app, name="customers")
app.command(name="digest")(digest.digest)
app.command(name="stats")(stats.stats)
app.command(name="report")(report.report)
app.command(name="watch")(watch.watch)
for _command in (*app.registered_commands, *customers.app.registered_commands):
    # As its short help a summary is wrapped; typer would cut it off at the end of the line.
    _command.short_help = (getdoc(_command.callback) or "").partition("\n\n")[0].replace("\n", " ")

# Files tell their own failures; these are left for standard output, full, closed or read no further.
_CANNOT_BE_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EPIPE)

_LOGIN_NAMES = ("LOGNAME", "USER", "LNAME", "USERNAME")  # where `getpass` looks

# Posts and phrases are kept and refer to nothing that refers to them: to look through them for cycles as often as
# Python does by default finds none, and takes a tenth of a short command's time and a third of a large desk's.
_MANY_OBJECTS = 50_000


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"triage {version('mentiontriage')}")
        raise typer.Exit


@app.callback()
def describe(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Decide which complaint to answer first.

    Reads posts that mention a brand and prints them as a ranked queue.

    Example: triage rank export.json --top 10
    """


def main() -> None:
    """Run the command; every failure becomes one clear line on stderr and its exit code."""
    from mentiontriage.cli._console import buffer_stdout, open_closed_streams
    from mentiontriage.cli._stopping import Stopped, stop_on_signals

    gc.set_threshold(_MANY_OBJECTS)
    stop_on_signals()
    open_closed_streams()
    buffer_stdout()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except SystemExit as left:
        if isinstance(left.__context__, BrokenPipeError):  # typer leaves with 1 where nobody reads its help any more
            _fail_at_printing(left.__context__)
        raise
    except TriageError as error:
        fail(str(error), error.exit_code)
    except Stopped as stopped:
        fail(stopped.told, stopped.exit_code)
    except Exception as error:
        if os.environ.get("TRIAGE_DEBUG"):
            raise
        _fail_unforeseen(error)


def _fail_unforeseen(error: Exception) -> None:
    """Leave with what nobody caught.

    Help that could not be printed, a store that cannot be read, an argument that is no text, else our fault.
    """
    import sqlite3  # what needs no store never loads it

    if isinstance(error, OSError) and error.errno in _CANNOT_BE_WRITTEN:
        _fail_at_printing(error)
    if isinstance(error, sqlite3.Error):
        from mentiontriage.store import name_failure

        failure = name_failure(error)
        fail(str(failure), failure.exit_code)
    if isinstance(error, UnicodeEncodeError) and (told := next(_list_no_text(), None)):
        fail(f"{told} is not written in UTF-8", UsageError.exit_code)
    kind = type(error).__name__
    fail(f"a fault in triage itself ({kind}: {error}); TRIAGE_DEBUG=1 shows where", TriageError.exit_code)


def _list_no_text() -> Iterator[str]:
    """List the arguments, and the names of what is set around us, that hold no text; what is set may be secret."""
    yield from map(repr, filter(_is_no_text, sys.argv))
    ours = (name for name in sorted(os.environ) if name.startswith("TRIAGE_") or name in _LOGIN_NAMES)
    yield from (name for name in ours if _is_no_text(os.environ[name]))


def _is_no_text(argument: str) -> bool:
    """Tell whether an argument holds bytes that are not UTF-8: a file may have such a name, but nothing in a store."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return True
    return False


def _fail_at_printing(error: OSError) -> None:
    """Leave as where a result cannot be written: typer prints help and version, and leaves it to us that it failed."""
    from mentiontriage.cli._console import writing_to_stdout

    if code := getattr(error.__context__, "exit_code", None):  # typer was telling what is wrong with the command line
        fail(str(error.__context__), code)
    try:
        with writing_to_stdout():
            raise error
    except TriageError as failure:
        fail(str(failure), failure.exit_code)


def fail(text: str, code: int) -> None:
    """Print an error as one line and leave with a code."""
    from mentiontriage.cli._console import print_error

    print_error(text)
    sys.exit(code)
