"""An option that several commands have is spelled alike in all of them, and means one thing."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from tests.desks import Desk
from tests.stories import post
from typer.main import get_command

from mentiontriage.cli import app


def list_options(command: Any, path: str = "triage") -> Iterator[tuple[str, Any]]:
    yield from ((path, param) for param in command.params if param.opts[0].startswith("-"))
    for child in getattr(command, "commands", {}).values():
        yield from list_options(child, f"{path} {child.name}")


OPTIONS = [(path, param) for path, param in list_options(get_command(app)) if "--help" not in param.opts]


def test_an_option_has_the_same_short_form_value_and_variable_in_every_command() -> None:
    spellings: dict[str, dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path, param in OPTIONS:
        spellings[param.opts[0]][(*param.opts, param.metavar, param.envvar)].append(path)
    differing = {name: dict(ways) for name, ways in spellings.items() if len(ways) > 1}
    # A queue has eight formats, what is listed or decided is text or JSON, and what is converted a table or JSON.
    assert set(differing) <= {"--format"}


@pytest.mark.parametrize(
    ("above", "last"),
    [
        ((), "what others lack, last fetch and last error, with their times."),
        (("customers",), "their posts stay (see `triage forget`)."),
    ],
)
def test_what_a_command_does_is_told_in_whole_sentences_however_narrow_the_list_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, above: tuple[str, ...], last: str
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    with pytest.raises(SystemExit):
        app([*above, "--help"])
    listed = capsys.readouterr().out.split("Commands:")[1]
    assert "..." not in listed
    assert last in " ".join(listed.split())


def test_a_short_form_stands_for_one_option() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for _, param in OPTIONS:
        for short in (name for name in param.opts if not name.startswith("--")):
            meant[short].add(param.opts[0])
    assert {short: names for short, names in meant.items() if len(names) > 1} == {}


# What these say depends on what the command does; all others are told in the same words wherever they stand.
TOLD_BY_COMMAND = {"--format", "--top", "--lane", "--source", "--brand", "--since", "--output", "--reason", "--force"}


def test_an_option_is_told_in_the_same_words_in_every_command() -> None:
    words: dict[str, set[str]] = defaultdict(set)
    for _, param in OPTIONS:
        words[param.opts[0]].add(param.help)
    assert {name: told for name, told in words.items() if len(told) > 1 and name not in TOLD_BY_COMMAND} == {}


def test_no_number_is_so_large_that_it_is_taken_and_cannot_be_counted_to(tmp_path: Any) -> None:
    numbers = [(path, param) for path, param in OPTIONS if param.type_descriptor.annotation is int]
    assert len(numbers) > 10
    desk = Desk(tmp_path / "none.db")
    for path, param in numbers:
        told = desk.run(*path.split()[1:], param.opts[0], "99999999999999999999")
        assert (told.code, "less than or equal to" in told.err) == (2, True), (path, param.opts)
    assert desk.run("undo", "99999999999999999999").code == 2


@pytest.fixture
def desk(tmp_path: Any) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1001", "still no refund, mail me at ada@mail.example", by="ada", hours_ago=3)])
    return desk


def test_me_is_whoever_acts_wherever_a_name_is_asked_for(desk: Desk) -> None:
    desk.do("assign", "1001", "me", who="bob")
    assert desk.list_queue("--assignee", "me") == []
    assert desk.list_queue("--assignee", "me", "--as", "bob") == ["1001"]
    assert desk.ask("log", "--by", "me") == []
    assert [made["kind"] for made in desk.ask("log", "--by", "Me", "--as", "bob")] == ["assign"]


def test_a_queue_of_the_desk_is_masked_where_that_is_asked_for(desk: Desk) -> None:
    assert "ada@mail.example" in desk.do("queue", "--format", "markdown")
    assert "ada@mail.example" not in desk.do("queue", "--format", "markdown", "--redact")


@pytest.mark.parametrize("since", ["2h", "2026-11-20", "2026-11-20T10:00:00Z"])
def test_since_is_said_alike_for_what_is_fetched_and_what_is_exported(desk: Desk, since: str) -> None:
    desk.receive([post("1002", "thank you", by="cyd", hours_ago=1)])
    assert '"1002"' in desk.do("export", "--since", since)
    assert ('"1001"' in desk.do("export", "--since", since)) == (since == "2026-11-20")
