"""Whatever the documents tell people to type, the command line understands as it stands; nothing is run."""

import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from typer._click.exceptions import (  # typer carries its own Click and exports few of these
    MissingParameter,
    NoArgsIsHelpError,
    UsageError,
)
from typer.main import get_command

from mentiontriage import formats, plugins, sources
from mentiontriage.cli import app
from mentiontriage.cli._moments import read_moment
from mentiontriage.cli._options import Shape, choose_lanes, read_age, read_map, read_now
from mentiontriage.errors import TriageError
from mentiontriage.targets import Targets

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "examples/README.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md")))
COMMAND: Any = get_command(app)

# What stands between these is made from the program, and compared with it by `make check-docs`.
GENERATED = re.compile(r"<!-- \[\[\[cog.*?<!-- \[\[\[end\]\]\] -->|<!-- rank -->.*?<!-- rank -->", re.DOTALL)
BLOCK = re.compile(r"^```\w*\n(.*?)^```$|((?:^ {4}\S.*\n)+)", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
SOURCE_SPAN = re.compile(r"`(triage [^`{}\n]+)`")
PLACEHOLDER = re.compile(r"[A-Z]+|\.\.\.")
# Options of the scripts that measure, which docs/performance.md tells of beside the command's.
OF_BENCHMARKS = {"--posts", "--write"}


def read_prose(document: str) -> str:
    return GENERATED.sub("", (ROOT / document).read_text(encoding="utf-8"))


def list_lines(document: str) -> list[str]:
    """List the command lines of a document's blocks, each to be given as it stands."""
    blocks = "\n".join(a or b for a, b in BLOCK.findall(read_prose(document)))
    lines = blocks.replace("\\\n", " ").splitlines()
    return [line for line in lines if re.search(r"(^|[\s/])triage\s", line) and not line.startswith("Description=")]


def list_mentions(document: str) -> list[str]:
    """List what a sentence says of a command, such as `triage undo --import` or `snooze --until`."""
    spans = [" ".join(span.split()) for span in SPAN.findall(BLOCK.sub("", read_prose(document)))]
    starts = {*COMMAND.commands, "triage"}
    return [s for s in spans if s.split()[0] in starts or " triage " in s or re.match(r"--?[a-z]", s)]


def list_source_mentions() -> list[tuple[str, str]]:
    """List the commands that messages, help and comments point to, but for those that are put together."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py")}
    return sorted({(name, span) for name, text in texts.items() for span in SOURCE_SPAN.findall(text)})


def list_examples(command: Any = COMMAND, name: str = "triage") -> Iterator[tuple[str, str]]:
    """List the example that each command's help gives."""
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph.startswith("Example: "):
            yield name, " ".join(paragraph.removeprefix("Example: ").split())
    for child in getattr(command, "commands", {}).values():
        yield from list_examples(child, f"{name} {child.name}")


def split(line: str) -> Iterator[list[str]]:
    """Split a line of a shell, a crontab or a unit into the words behind each `triage` in it."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] | None = None
    for token in lexer:
        if words is None:
            words = [] if token.rpartition("/")[2].rpartition("=")[2] == "triage" else None
        elif set(token) <= set("();<>|&"):
            yield words
            words = None
        else:
            words.append(token)
    if words is not None:
        yield words


def parse(words: list[str]) -> dict[str, Any]:
    """Parse a command line as far as its options and arguments; nothing of it is run."""
    if "--help" in words:
        words = [word for word in words if word != "--help" and not PLACEHOLDER.fullmatch(word)]
    # An option that takes a number is told with a letter for it.
    words = ["1" if word in {"N", "NUMBER"} else word for word in words]
    command, context = COMMAND, None
    while words:
        context = command.make_context(command.name, words, parent=context)
        words = [*getattr(context, "_protected_args", ()), *context.args]
        if not words:
            return dict(context.params)
        _, command, words = command.resolve_command(context, words)
        if not words:
            return dict(command.make_context(command.name, [], parent=context).params)
    return {}


def check_values(values: dict[str, Any]) -> None:
    """Check what each command reads itself when it runs; raises a TriageError or ValueError."""
    given = {name: value for name, value in values.items() if value and not is_placeholder(value)}
    if "format_" in given and not isinstance(given["format_"], Shape):
        plugins.load(formats.__name__, given["format_"], formats.Format)
    choose_lanes(given.get("lane"))
    read_now(given.get("now"))
    read_map(given.get("map_"))
    for name in ("since", "older", "newer", "older_than", "every"):
        if name in given:
            read_age(given[name])
    if "until" in given:
        read_moment(given["until"], datetime(2026, 11, 20, 12, tzinfo=UTC), Targets())
    if "zone" in given:
        ZoneInfo(given["zone"])
    of_source = given.get("source", ())
    for source in [of_source] if isinstance(of_source, str) else of_source:
        plugins.load(sources.__name__, source, sources.Source)
    for file in given.get("files", ()):
        if file.startswith("examples/") and not (ROOT / file).exists():
            raise ValueError(f"{file} is not there")


def is_placeholder(value: Any) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and PLACEHOLDER.fullmatch(one) for one in values)


def check(words: list[str], *, whole: bool) -> None:
    """Check a command line, or what a sentence tells of one: that may leave out what must be given."""
    try:
        check_values(parse(words))
    except (MissingParameter, NoArgsIsHelpError) as error:
        if whole:
            pytest.fail(f"triage {shlex.join(words)}: {error.format_message()}")
    except UsageError as error:
        if whole or "requires an argument" not in error.format_message():
            pytest.fail(f"triage {shlex.join(words)}: {error.format_message()}")
    except (TriageError, ValueError) as error:
        pytest.fail(f"triage {shlex.join(words)}: {error}")


def list_options(command: Any) -> set[str]:
    """List the long options of a command and of those below it."""
    own = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    return own.union(*(list_options(child) for child in getattr(command, "commands", {}).values()), {"--help"})


LINES = [(document, line) for document in DOCUMENTS for line in list_lines(document)]
MENTIONS = [(document, span) for document in DOCUMENTS for span in list_mentions(document)]
OPTIONS = list_options(COMMAND)


@pytest.mark.parametrize(("document", "line"), LINES)
def test_a_command_line_in_a_document_is_understood(document: str, line: str) -> None:
    found = list(split(line))
    assert found, f"{document}: no command in {line!r}"
    for words in found:
        check(words, whole=True)


@pytest.mark.parametrize(("document", "span"), [*MENTIONS, *list_source_mentions()])
def test_a_sentence_names_commands_and_options_that_there_are(document: str, span: str) -> None:
    if span.startswith("-"):
        assert {word for word in span.split() if re.match(r"--?[a-z]", word)} <= OPTIONS | OF_BENCHMARKS, document
    else:
        for words in split(span if "triage " in f"{span} " else f"triage {span}"):
            check(words, whole=False)


@pytest.mark.parametrize(("command", "line"), list(list_examples()))
def test_the_example_in_a_commands_help_is_one_of_it(command: str, line: str) -> None:
    assert command == "triage" or f"{command} " in f"{line} "
    for words in split(line):
        check(words, whole=True)


def test_the_documents_are_read_where_the_commands_stand() -> None:
    """A change of their form must not leave the tests above with nothing to check."""
    told = {document for document, _ in LINES}
    assert told >= {"README.md", "examples/README.md", "docs/sources.md", "docs/recipes.md"}
    assert len(LINES) > 20
    assert {"triage undo --import", "snooze --until"} <= {span for _, span in MENTIONS}
    assert len(list(list_examples())) == len(list_commands(COMMAND))


def list_commands(command: Any) -> list[Any]:
    below = getattr(command, "commands", {}).values()
    return [command, *(one for child in below for one in list_commands(child))]


@pytest.mark.parametrize(
    "line",
    [
        "triage rank export.json --topp 3",
        "triage rank export.json --top three",
        "triage rank export.json --lane grumbles",
        "triage rank export.json --format yaml",
        "triage rankle export.json",
        "triage snooze 18593",
        "triage snooze 18593 --until someday",
        "triage queue export.json",
        "0 8 * * 1-5  triage digest --smpt smtp://mail.acme.example:587",
        "cat export.json | triage rank --frobnicate > out.txt",
    ],
)
def test_what_the_command_line_would_refuse_is_found(line: str) -> None:
    (words,) = split(line)
    with pytest.raises(pytest.fail.Exception):
        check(words, whole=True)
