"""Progress: a command that takes long says on a terminal what it is at, and leaves no trace of that."""

import io
import sys
from itertools import count, groupby
from pathlib import Path

import pytest
from tests.desks import ANGRY, Desk
from tests.stories import NOON, post

from mentiontriage.cli import app
from mentiontriage.cli._console import Progress
from mentiontriage.errors import StoreError

WIPED = "\r\x1b[K"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def open_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Let errors go to a terminal, and a second pass between any two looks at the clock."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("time.monotonic", count().__next__)
    return terminal


@pytest.mark.parametrize(
    ("command", "stages"),
    [
        ("queue --counts", ["scoring", "explaining", "writing"]),
        ("queue --incidents", ["scoring", "grouping", "explaining", "writing"]),
        ("report", ["scoring", "explaining", "scoring", "writing"]),
        ("stats", ["scoring"]),
        ("digest --peek", ["scoring", "explaining", "writing"]),
        ("digest --top 0 --incidents", ["scoring", "grouping", "explaining", "writing"]),
        ("watch --no-fetch --rounds 1 --over 0", ["scoring", "explaining"]),
    ],
)
def test_a_long_command_says_what_it_is_at_and_wipes_it_away(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    stages: list[str],
) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post(str(number), ANGRY, by=f"u{number}", hours_ago=2) for number in range(3)])
    monkeypatch.setenv("TRIAGE_STORE", str(desk.path))
    terminal = open_terminal(monkeypatch)
    app([*command.split(), "--now", NOON.isoformat()], standalone_mode=False)
    told = terminal.getvalue()
    lines = [line for line in told.split(WIPED) if line]
    assert [stage for stage, _ in groupby(line.split(":")[0] for line in lines)] == stages
    assert lines[:3] == ["scoring: 1 posts", "scoring: 2 posts", "scoring: 3 posts"]
    assert told.endswith(WIPED)
    assert "scoring" not in capsys.readouterr().out


def test_what_is_over_within_a_second_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)
    monkeypatch.setattr("time.monotonic", lambda: 7.0)
    with Progress("scoring") as progress:
        progress(1)
        progress(1, "writing")
    assert terminal.getvalue() == ""


def test_a_pipe_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)
    monkeypatch.setattr(terminal, "isatty", lambda: False)
    with Progress("scoring") as progress:
        progress(1)
    assert terminal.getvalue() == ""


def test_a_next_step_is_told_at_once_though_the_last_one_has_just_been(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)
    ticks = count()
    monkeypatch.setattr("time.monotonic", lambda: 1.0 + next(ticks) / 20 if terminal.getvalue() else next(ticks))
    with Progress("scoring") as progress:
        for number in (1, 2, 3):
            progress(number)
        progress(3, "writing")
    assert terminal.getvalue() == f"{WIPED}scoring: 1 posts{WIPED}writing: 3 posts{WIPED}"


def test_an_error_stands_on_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)

    def fail_half_way() -> None:
        with Progress("scoring") as progress:
            progress(1)
            raise StoreError("the store is damaged")

    with pytest.raises(StoreError):
        fail_half_way()
    assert terminal.getvalue() == f"{WIPED}scoring: 1 posts{WIPED}"
