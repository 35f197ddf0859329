"""What a command tells people it tells programs as well, in the fields that docs/json.md lists."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_documented import COMMAND, list_commands
from tests.desks import ANGRY, GLAD, Desk
from tests.stories import post

JSON_PAGE = Path(__file__).parents[2] / "docs" / "json.md"
ROW = re.compile(r"^\| (`[a-z].*?) \| (\[\] )?(.*) \|$", re.MULTILINE)
# One row of a queue, with what is known of it: the schema describes that.
ROWS = {"explain", "next", "show"}
# What these write is for programs in any case, or a file, a page or a message.
OTHERS = {"convert", "export", "init", "report", "score", "watch"}


def read_table() -> dict[str, tuple[bool, set[str]]]:
    """Read which fields the page says that each command writes, and whether it writes a list."""
    part = JSON_PAGE.read_text("utf-8").split("## What other commands write")[1].split("\n## ")[0]
    found = {}
    for commands, is_list, told in ROW.findall(part):
        fields = set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", told)))
        found.update(dict.fromkeys(re.findall(r"`(.+?)`", commands), (bool(is_list), fields)))
    return found


TABLE = read_table()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1", ANGRY, by="ada", hours_ago=30), post("2", GLAD, by="bob", hours_ago=2)])
    (tmp_path / "more.ndjson").write_text('{"id": "3", "source": "x", "text": "Acme is late"}\n')
    (tmp_path / "crm.csv").write_text("twitter,tier\nada,gold\n")
    marked = "".join(f'"{ANGRY} {n}",yes\n"{GLAD} {n}",no\n' for n in range(30))
    (tmp_path / "marked.csv").write_text(f"text,label\n{marked}")
    (tmp_path / "config.toml").write_text("[sources.x]\nenabled = false\n")
    desk.do("import", tmp_path / "more.ndjson")
    desk.do("customers", "import", tmp_path / "crm.csv")
    desk.do("note", "1", "called her")
    return desk


MORE = {
    "import": ["more.ndjson"],
    "forget": ["ada"],
    "customers import": ["crm.csv"],
    "customers show": ["ada"],
    "customers forget": ["ada"],
    "doctor": ["--config", "config.toml"],
    **{name: ["1"] for name in ("assign", "done", "reopen")},
    "dismiss": ["1", "--reason", "another Acme"],
    "snooze": ["1", "--until", "2h"],
    "note": ["1", "called again"],
    "inspect": ["more.ndjson"],
    "evaluate": ["marked.csv", "--label", "label"],
    "train": ["marked.csv", "--label", "label", "--output", "my.model", "--force"],
}


@pytest.mark.parametrize("command", TABLE)
def test_a_command_writes_the_fields_that_the_page_lists(
    desk: Desk, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.path.parent)
    is_list, fields = TABLE[command]
    told: Any = desk.ask(*command.split(), *MORE.get(command, []))
    assert isinstance(told, list) == is_list
    for entry in told if is_list else [told]:
        assert set(entry) == fields


def test_every_command_is_told_of() -> None:
    groups = {"triage", "customers"}
    alone = {command.name for command in list_commands(COMMAND)} - groups
    told = {name.removeprefix("customers ") for name in TABLE} | ROWS | OTHERS
    assert alone - told == {"rank", "queue", "digest", "fetch"}  # queues, which the schema describes
