"""The markdown format shows a post as it is: no link, picture, markup, ping or broken row.

Read back with markdown-it, as CommonMark with GitHub's tables and strike-through.
"""

import html
import re

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.formats.hostile import queues, texts
from tests.formats.queues import make_empty, make_hard_queue, make_morning
from tests.growth import measure_growth
from tests.hard_situations import TEXTS

from mentiontriage.formats import View
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats.markdown import escape, render
from mentiontriage.model import Queue

COLUMNS = 7
PLAIN = {"text", "code_inline", "strong_open", "strong_close", "text_special"}


def parse(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)


def assert_inert(queue: Queue) -> None:
    tokens = parse(render(queue, View()))
    assert sum(token.type == "table_open" for token in tokens) == (1 if queue.items else 0)
    assert sum(token.type == "tr_open" for token in tokens) == (len(queue.items) + 1 if queue.items else 0)
    assert sum(token.type == "td_open" for token in tokens) == COLUMNS * len(queue.items)
    for token in tokens:
        assert token.type != "html_block"
        for child in token.children or ():
            assert child.type in PLAIN, (child.type, child.content)
            if child.type == "text":
                assert not re.search(r"@\w|://|www\.|#\d", child.content, re.IGNORECASE), child.content


def read_back(markdown: str) -> str:
    (inline,) = [token for token in parse(f"| x |\n| - |\n| {markdown} |") if token.type == "inline"][1:]
    return "".join(child.content for child in inline.children or ())


@pytest.mark.parametrize("queue", [make_morning(), make_hard_queue(), make_empty(4, 1, {"praise": 4})])
def test_nothing_in_it_links_pings_or_breaks_out(queue: Queue) -> None:
    assert_inert(queue)


@given(queue=queues())
@settings(max_examples=60)
def test_no_text_whatever_links_pings_or_breaks_out(queue: Queue) -> None:
    assert_inert(queue)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_reader_sees_the_text_as_it_was_written(text: str) -> None:
    assert read_back(escape(text[:500])) == clean_line(text[:500])


@given(text=texts)
@settings(max_examples=100)
def test_a_reader_sees_any_text_as_it_was_written(text: str) -> None:
    assert read_back(escape(text)) == clean_line(text)


def test_handles_stand_in_code_where_github_pings_nobody() -> None:
    assert escape("thanks @octocat, see #12") == "thanks `@octocat,` see `#12`"


@pytest.mark.parametrize("unit", ["a", "a.", "a-/", "a#", "w."])
def test_a_word_without_end_that_holds_nothing_lively_costs_linear_time(unit: str) -> None:
    assert measure_growth(escape, lambda size: unit * (size // len(unit)), 1_000, 10) < 40  # quadratic work: 100


def test_references_and_links_are_found_wherever_they_begin() -> None:
    assert escape("owner/repo#34 1http://a.example a#b#5 GH-7http://b") == (
        "`owner/repo#34` 1`http://a.example` a#`b#5` `GH-7http://b`"
    )


def test_entities_in_a_post_stay_what_they_were() -> None:
    assert html.unescape(escape("&lt;b&gt;")) == "&lt;b&gt;"


def test_an_empty_queue_says_so() -> None:
    assert render(make_empty(), View()) == "Nothing to rank: no mention was read.\n"
