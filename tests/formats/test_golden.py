"""What is shown, as files to look at: tests/formats/golden.

To renew them after a wanted change: `UPDATE_GOLDEN=1 python -m pytest tests/formats/test_golden.py`,
then read the diff.
"""

import os
from pathlib import Path

import pytest
from tests.formats.hostile import load_format
from tests.formats.queues import make_empty, make_morning, make_outage

from mentiontriage.formats import View

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    **{f"table-{width}.txt": ("table", View(width)) for width in (40, 60, 80, 120, 160)},
    **{f"table-{width}-colour.txt": ("table", View(width, colour=True)) for width in (60, 80, 120, 160)},
    "queue.md": ("markdown", View()),
    "queue.csv": ("csv", View()),
    "queue.json": ("json", View()),
    "queue.jsonl": ("jsonl", View()),
}


INCIDENTS = {
    "incidents-60.txt": ("table", View(60)),
    "incidents-80.txt": ("table", View(80)),
    "incidents.md": ("markdown", View()),
    "incidents.csv": ("csv", View()),
    "incidents.json": ("json", View()),
    "incidents-mail.txt": ("text", View()),
    "incidents.html": ("html", View()),
}


@pytest.mark.parametrize("name", INCIDENTS)
def test_incidents_are_shown_as_they_were_looked_at(name: str) -> None:
    form, view = INCIDENTS[name]
    check_golden(name, load_format(form).render(make_outage(), view))


@pytest.mark.parametrize("name", CASES)
def test_what_is_shown_is_what_was_looked_at(name: str) -> None:
    form, view = CASES[name]
    check_golden(name, load_format(form).render(make_morning(), view))


def test_an_empty_queue_shows_what_was_looked_at() -> None:
    check_golden("table-empty.txt", load_format("table").render(make_empty(12, 1, {"praise": 12}), View()))


def check_golden(name: str, shown: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(shown.encode())
    assert path.exists(), f"{path} is missing; UPDATE_GOLDEN=1 makes it"
    assert shown.encode() == path.read_bytes()
