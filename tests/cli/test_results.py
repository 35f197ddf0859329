import io
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from mentiontriage.cli._results import Board, describe
from mentiontriage.fetching import Result
from mentiontriage.model import Note, Skipped
from mentiontriage.store.records import Saved


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


DONE = Result("hackernews", Saved(new=3, known=2), unmatched=1, seconds=0.4)
FAILED = Result("github", errors=("github answered 500: \x1b[31mred",))


def test_a_terminal_shows_who_still_runs_and_a_line_for_each_that_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    board = Board(["hackernews", "github"], verbose=False, quiet=False)
    board.show(DONE)
    assert terminal.getvalue().endswith("fetching: hackernews 5, github")
    board.end(DONE)
    assert "hackernews      3 new, 2 known, 1 name none of the brands (0.4 s)\n" in terminal.getvalue()
    assert terminal.getvalue().endswith("fetching: github")
    board.end(FAILED)
    assert "triage: github: github answered 500: \\x1b[31mred\n" in terminal.getvalue()


def test_cron_is_told_of_failures_only(capsys: pytest.CaptureFixture[str]) -> None:
    board = Board(["hackernews", "github"], verbose=False, quiet=False)
    board.show(DONE)
    board.end(DONE)
    board.end(FAILED)
    assert capsys.readouterr().err == "triage: github: github answered 500: \\x1b[31mred\n"


def test_what_was_skipped_is_counted_by_reason() -> None:
    notes = tuple(Skipped(f"post {n}", "it has no id") for n in range(4))
    until = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    told = describe(Result("x", notes=notes, gone=1, full=True, waits_until=until, seconds=2.0))
    assert "1 deleted, 4 x it has no id, stopped at --max, the next run goes on, " in told
    assert "it asks us to wait until 2026-11-20 09:30 UTC" in told


def test_a_source_that_was_not_asked_is_told_unless_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    waits = Result("x", waits_until=datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    Board(["x"], verbose=False, quiet=True).end(waits)
    assert capsys.readouterr().err == ""
    Board(["x"], verbose=False, quiet=False).end(waits)
    told = "triage: x: not asked; it asks us to wait until 2026-11-20 09:30 UTC\n"
    assert capsys.readouterr().err == told


def test_people_are_told_of_networks_by_the_clocks_of_their_desk(capsys: pytest.CaptureFixture[str]) -> None:
    board = Board(["x", "y"], verbose=True, quiet=False, zone=ZoneInfo("Asia/Kolkata"))
    lost = "no more is shown: posts between 2026-11-13 12:00 and 2026-11-20 03:41 UTC were not seen"
    board.end(Result("x", notes=(Note("its pages", lost),), waits_until=datetime(2026, 11, 20, 22, 30, tzinfo=UTC)))
    told = capsys.readouterr().err
    assert "between 2026-11-13 17:30 IST and 2026-11-20 09:11 IST were not seen" in told
    assert "it asks us to wait until 2026-11-21 04:00 IST" in told
    board.end(
        Result("y", errors=("y said 429; it is not asked again until 2026-11-20 09:30 UTC", "2026-13-41 09:30 UTC"))
    )
    *_, waits, odd = capsys.readouterr().err.splitlines()
    assert waits == "triage: y: y said 429; it is not asked again until 2026-11-20 15:00 IST"
    assert odd == "triage: y: 2026-13-41 09:30 UTC"
