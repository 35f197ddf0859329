"""Post text is hostile everywhere: none of it takes effect in any output."""

import pytest
from hypothesis import given, settings
from tests.formats.hostile import OWN_COLOURS, list_harmful, load_format, queues
from tests.formats.queues import make_hard_queue

from mentiontriage.formats import View
from mentiontriage.model import Queue

LINES = frozenset("\n")
WIDTHS = (40, 80, 140)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_table_of_hard_situations_holds_nothing_that_acts(width: int) -> None:
    assert not list_harmful(load_format("table").render(make_hard_queue(), View(width)), LINES)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_coloured_table_holds_no_escape_codes_but_its_own_colours(width: int) -> None:
    shown = load_format("table").render(make_hard_queue(), View(width, colour=True))
    assert OWN_COLOURS.search(shown)
    assert not list_harmful(OWN_COLOURS.sub("", shown), LINES)


@pytest.mark.parametrize("name", ["json", "jsonl", "markdown", "text", "html", "email"])
def test_hard_situations_hold_nothing_that_acts_in(name: str) -> None:
    assert not list_harmful(load_format(name).render(make_hard_queue(), View()), LINES)


def test_the_csv_of_hard_situations_holds_nothing_that_acts() -> None:
    shown = load_format("csv").render(make_hard_queue(), View())
    assert not list_harmful(shown.removeprefix("\ufeff").replace("\r\n", "\n"), LINES)


@given(queue=queues())
@settings(max_examples=60)
def test_no_text_whatever_acts_in_any_format(queue: Queue) -> None:
    for name in ("table", "json", "jsonl", "markdown", "csv", "text", "html", "email"):
        shown = load_format(name).render(queue, View(80))
        if name == "csv":
            shown = shown.removeprefix("\ufeff").replace("\r\n", "\n")
        assert not list_harmful(shown, LINES), name
        shown.encode("utf-8")
    coloured = load_format("table").render(queue, View(100, colour=True))
    assert not list_harmful(OWN_COLOURS.sub("", coloured), LINES)
