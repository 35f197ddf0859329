"""Post text is hostile everywhere: none of it takes effect in any output."""

import pytest
from hypothesis import given, settings
from tests.formats.hostile import OWN_COLOURS, list_harmful, load_format, queues
from tests.formats.queues import make_hard_queue

from mentiontriage import formats
from mentiontriage.formats import View
from mentiontriage.model import Queue
from mentiontriage.plugins import list_names

FORMATS = list_names(formats.__name__)
LINES = frozenset("\n")
WIDTHS = (40, 80, 140)


def render(name: str, queue: Queue, width: int) -> str:
    """Render a queue without the frame of a format's own: a CSV has a byte order mark, and CRLF between its rows."""
    shown = load_format(name).render(queue, View(width))
    return shown.removeprefix("\ufeff").replace("\r\n", "\n") if name == "csv" else shown


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FORMATS)
def test_hard_situations_hold_nothing_that_acts_in_any_format(name: str, width: int) -> None:
    assert not list_harmful(render(name, make_hard_queue(), width), LINES)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_coloured_table_holds_no_escape_codes_but_its_own_colours(width: int) -> None:
    shown = load_format("table").render(make_hard_queue(), View(width, colour=True))
    assert OWN_COLOURS.search(shown)
    assert not list_harmful(OWN_COLOURS.sub("", shown), LINES)


@given(queue=queues())
@settings(max_examples=60)
def test_no_text_whatever_acts_in_any_format(queue: Queue) -> None:
    for name in FORMATS:
        shown = render(name, queue, 80)
        assert not list_harmful(shown, LINES), name
        shown.encode("utf-8")
    coloured = load_format("table").render(queue, View(100, colour=True))
    assert not list_harmful(OWN_COLOURS.sub("", coloured), LINES)
