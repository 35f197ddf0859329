"""The generated parts of the documentation; `make docs` writes them, `make check-docs` compares.

Each function returns Markdown made from the program itself, so that the pages cannot drift.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from typer.main import get_command
from typer.testing import CliRunner

from mentiontriage import formats, plugins, readers, signals, sources
from mentiontriage.cli import app
from mentiontriage.credentials import name_variable
from mentiontriage.errors import CLASSES
from mentiontriage.ranking import FACTORS

# Help is wrapped to the terminal; the pages must not depend on whose terminal it was.
_PLAIN = {"COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"}


def describe_commands() -> str:
    """Every command's help, as `triage COMMAND --help` prints it."""
    runner = CliRunner(env=_PLAIN)
    parts = []
    for name in ("", *_list_commands()):
        words = [*name.split(), "--help"]
        title = f"triage {name}".strip()
        text = runner.invoke(app, words, prog_name="triage").output.rstrip()
        parts.append(f"## {title}\n\n```console\n$ triage {' '.join(words)}\n{text}\n```\n")
    return "\n".join(parts)


def _list_commands() -> list[str]:
    found: list[str] = []

    def walk(command: Any, prefix: str) -> None:
        for name, child in sorted(getattr(command, "commands", {}).items()):
            found.append(f"{prefix}{name}")
            walk(child, f"{prefix}{name} ")

    walk(get_command(app), "")
    return found


def describe_exit_codes() -> str:
    """Write the exit codes, one row each."""
    rows = ["| code | when |", "| ---: | --- |", "| 0 | all went well; also for an empty queue |"]
    rows += [f"| {kind.exit_code} | {kind.meaning} |" for kind in sorted(CLASSES, key=lambda k: k.exit_code)]
    rows.append("| 130 | stopped from the keyboard |")
    rows.append("| 143 | stopped by SIGTERM, as service managers and `timeout` do |")
    return "\n".join(rows)


def describe_sources() -> str:
    """Write the networks that can be fetched from: what each needs, and what it can be told."""
    parts = ["| source | fetches | without being named in the settings |", "| --- | --- | --- |"]
    found = plugins.load_all(sources.__name__, sources.Source)
    parts += [f"| {source.name} | {source.summary} | {'yes' if source.by_default else 'no'} |" for source in found]
    for source in found:
        parts += ["", f"### {source.name}", "", f"```toml\n[sources.{source.name}]"]
        parts += [f"{field.name} = {_write_toml(field.get_default())}" for field in _list_options(source)]
        parts += ["```"]
        if source.credentials:
            parts += ["", "| credential | from | |", "| --- | --- | --- |"]
            for one in source.credentials:
                needed = "needed" if one.required else "optional"
                parts.append(f"| `{name_variable(source.name, one.name)}` | {one.where} | {needed} |")
    return "\n".join(parts)


class _Option(NamedTuple):
    name: str
    field: Any

    def get_default(self) -> Any:
        return None if self.field.default is msgspec.NODEFAULT else self.field.default


def _list_options(source: sources.Source) -> list[_Option]:
    """List a source's own options; what all have in common is told once, above the table."""
    common = set(sources.Options.__struct_fields__)
    return [_Option(f.name, f) for f in msgspec.structs.fields(source.options) if f.name not in common]


def _write_toml(value: Any) -> str:
    return '""  # none' if value is None else json.dumps(value, default=list)


def describe_readers() -> str:
    """Write the shapes of export that are recognised."""
    rows = ["| reader | reads |", "| --- | --- |"]
    rows += [f"| {r.name} | {r.summary} |" for r in plugins.load_all(readers.__name__, readers.Reader)]
    return "\n".join(rows)


def describe_formats() -> str:
    """Write the output formats."""
    rows = ["| format | for |", "| --- | --- |"]
    rows += [f"| {f.name} | {f.summary} |" for f in plugins.load_all(formats.__name__, formats.Format)]
    return "\n".join(rows)


def describe_signals() -> str:
    """Write the signals: factors in the order of multiplication, then what only informs."""
    found = plugins.load_all(signals.__name__, signals.Signal)
    order = {name: place for place, name in enumerate(FACTORS)}
    rows = ["| signal | role | range | where it cannot tell | what it reads |", "| --- | --- | --- | --- | --- |"]
    for s in sorted(found, key=lambda s: order.get(s.name, len(order))):
        highest = "no bound" if s.highest is None else f"{s.highest:g}"
        neutral = f"ranks as {s.neutral:g}" if s.role == "factor" else "is left out"
        rows.append(f"| {s.name} | {s.role} | {s.lowest:g} to {highest} | {neutral} | {s.summary} |")
    return "\n".join(rows)


def show_queue() -> str:
    """Write the queue of the example posts, as a terminal of 80 columns shows it."""
    given = ["rank", "examples/brightwell.ndjson", "--config", "examples/brightwell.toml"]
    chosen = ["--top", "6", "--now", "2026-11-20T20:00:00Z"]
    result = CliRunner(env=_PLAIN).invoke(app, [*given, *chosen, "--quiet"], prog_name="triage")
    command = f"$ triage {' '.join(given)} \\\n    {' '.join(chosen)}"
    return f"```console\n{command}\n{result.stdout.rstrip()}\n```"


def describe_json() -> str:
    """Write the fields of the JSON output, from its schema."""
    schema = json.loads(Path("docs/schema/queue.schema.json").read_text(encoding="utf-8"))
    rows = ["| field | type | meaning |", "| --- | --- | --- |"]
    rows += [f"| `{name}` | {kind} | {meaning} |" for name, kind, meaning in _walk_fields(schema, schema, "")]
    return "\n".join(rows)


def _walk_fields(part: dict[str, Any], schema: dict[str, Any], prefix: str) -> Iterator[tuple[str, str, str]]:
    for name, field in part.get("properties", {}).items():
        path = f"{prefix}{name}"
        meaning = field.get("description", "")
        found = _find_part(field, schema)
        yield path, _name_type(found), meaning or found.get("description", "")
        yield from _walk_fields(_find_part(found.get("items", {}), schema), schema, f"{path}[].")
        yield from _walk_fields(found, schema, f"{path}.")


def _find_part(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference within the schema, also where it stands beside null."""
    for choice in (part, *part.get("allOf", ()), *part.get("anyOf", ()), *part.get("oneOf", ())):
        if "$ref" in choice:
            found: dict[str, Any] = schema
            for step in choice["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            return found
    return part


def _name_type(field: dict[str, Any]) -> str:
    kind = field.get("type", "")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)
