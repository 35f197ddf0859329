"""`triage formats`, `readers` and `signals`: what there is, one line each."""

from collections.abc import Sequence
from typing import Protocol

from mentiontriage.cli._options import AsText, Shape


class _Listed(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def summary(self) -> str: ...


def formats(format_: AsText = Shape.text) -> None:
    """List the output formats.

    Example: triage formats
    """
    from mentiontriage import formats, plugins

    _print_list(plugins.load_all(formats.__name__, formats.Format), format_)


def readers(format_: AsText = Shape.text) -> None:
    """List the shapes of export that can be read.

    Example: triage readers
    """
    from mentiontriage import plugins, readers

    _print_list(plugins.load_all(readers.__name__, readers.Reader), format_)


def signals(format_: AsText = Shape.text) -> None:
    """List what is read about each mention.

    Example: triage signals --format json
    """
    from mentiontriage import plugins, signals

    _print_list(plugins.load_all(signals.__name__, signals.Signal), format_)


def _print_list(entries: Sequence[_Listed], format_: Shape) -> None:
    from mentiontriage.cli._console import write_json, write_result

    if format_ is Shape.json:
        told = [{"name": entry.name, "summary": entry.summary} for entry in entries]
        write_json(told)
        return
    width = max(len(entry.name) for entry in entries)
    write_result("".join(f"{entry.name:<{width}}  {entry.summary}\n" for entry in entries), None)
