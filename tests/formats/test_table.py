"""The table: what a support lead reads every day."""

import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from rich.cells import cell_len
from tests.formats.hostile import OWN_COLOURS, queues
from tests.formats.queues import NOW, make_empty, make_factors, make_hard_queue, make_morning, make_score

from mentiontriage.formats import View
from mentiontriage.formats.table import render
from mentiontriage.model import Author, Factor, Mention, Queue, QueueItem

LONG = (
    "First came the greeting. " * 8 + "then we waited and there was no reply at all. " + "Then came the weather. " * 8
)


def make_queue(*items: tuple[Mention, object]) -> Queue:
    rows = tuple(QueueItem(rank, mention, score) for rank, (mention, score) in enumerate(items, 1))  # type: ignore[arg-type]
    return Queue(NOW, "SkyJay", len(rows), (), None, rows)


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        (None, "first 2 of 93 mentions"),
        (2, "2 rows of 93 mentions"),
        (3, "first 2 of 3 rows, 93 mentions"),
        (1_204, "first 2 of 1,204 rows, 93 mentions"),
    ],
)
def test_the_title_says_whether_these_are_all_rows(rows: int | None, held: str) -> None:
    queue = replace(make_row("still no refund"), read=93, rows=rows)
    shown = render(replace(queue, items=queue.items * 2), View(80))
    assert shown.splitlines()[0] == f"SkyJay · 2026-03-02 12:00 UTC · {held}"


def make_row(
    text: str, *, words: tuple[str, ...] = (), followers: int | None = 12_400, lane: str = "complaint"
) -> Queue:
    score = make_score(*make_factors(0.9, 1.0, 2.0, 3.0), waited=timedelta(minutes=35), words=words, lane=lane)
    return make_queue((Mention("1", "x", text, Author(handle="ann", followers=followers)), score))


def test_at_80_columns_a_row_says_rank_priority_who_followers_wait_and_text() -> None:
    row = render(make_row("Where is my refund?"), View()).split("\n")[3:5]
    assert row[0].split() == ["1", "5.4", "@ann", "35m", "Where", "is", "my", "refund?"]
    assert row[1].split() == ["12.4k", "·", "x"]


def test_unknown_followers_are_a_question_mark_that_the_legend_explains() -> None:
    shown = render(make_row("Late.", followers=None), View())
    assert "? · x" in shown
    assert "? not known" in shown
    assert "not known" not in render(make_row("Late.", followers=0), View())


def test_who_passed_it_on_counts_beside_the_author() -> None:
    shown = render(make_morning(), View())
    assert "12 +1M · mastodon" in shown
    assert "+ followers of those who passed it on" in shown


def test_who_waits_beyond_the_target_is_marked_and_the_legend_says_how() -> None:
    shown = render(make_morning(), View())
    assert "2d 4h!" in shown
    assert "35m!" not in shown
    assert "! past its target" in shown
    assert "past its target" not in render(make_row("Late."), View())


def test_the_strongest_words_stay_in_sight_when_the_text_is_cut() -> None:
    shown = render(make_row(LONG, words=("no reply", "waited")), View())
    assert re.search(r"\bno\b.*\breply\b", shown, re.DOTALL)  # the two may stand on two lines
    assert "…" in shown


def test_the_strongest_words_are_bold_in_colour() -> None:
    shown = render(make_row("there was no reply", words=("no reply",)), View(colour=True))
    assert re.search(r"\x1b\[1;35mno reply\x1b\[0m", shown)


def test_without_colour_there_are_no_codes_at_all() -> None:
    assert "\x1b" not in render(make_morning(), View(colour=False))


def test_a_lane_is_named_only_where_it_is_not_complaint() -> None:
    assert "praise" in render(make_row("Thanks!", lane="praise"), View())
    assert "complaint " not in render(make_row("Late."), View()).split("\n")[4]


@pytest.mark.parametrize(("width", "seen"), [(80, False), (100, True), (160, True)])
def test_wide_terminals_show_the_arithmetic(width: int, *, seen: bool) -> None:
    shown = " ".join(render(make_row("Late."), View(width)).split())
    assert ("0.900 complaint × 1.000 severity × 2.000 audience × 3.000 urgency" in shown) is seen


def test_the_arithmetic_is_whole_where_it_takes_a_second_line() -> None:
    item = make_row("Late.").items[0]
    factors = (*item.score.factors, Factor("urgency", 84.13, "waited 1w 6d, target 4h"))
    row = replace(item, score=replace(item.score, factors=factors))
    shown = render(replace(make_row("Late."), items=(row,)), View(100))
    assert "audience × 3.000 urgency" in " ".join(shown.split())
    assert "84.130 urgency" in " ".join(shown.split())


@pytest.mark.parametrize(("width", "seen"), [(80, False), (120, False), (140, True)])
def test_still_wider_ones_show_the_reasons_of_the_factors_that_change_something(width: int, *, seen: bool) -> None:
    shown = render(make_row("Late."), View(width))
    assert ("complaint: no reply +1.9" in shown) is seen
    assert "severity: money and strong words" not in shown


def test_only_web_addresses_are_shown_as_such() -> None:
    score = make_score(waited=timedelta(0))
    shown = render(make_queue((Mention("7", "x", "Late.", url="javascript:alert(1)"), score)), View(120))
    assert "javascript" not in shown
    assert "id 7" in shown


@pytest.mark.parametrize("width", [1, 40, 41, 63, 64, 80, 99, 100, 139, 140, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal_or_ends_in_a_blank(width: int, *, colour: bool) -> None:
    for queue in (make_morning(), make_hard_queue(), make_empty(3, 2, {"praise": 3})):
        shown = OWN_COLOURS.sub("", render(queue, View(width, colour)))
        for line in shown.split("\n"):
            assert cell_len(line) <= max(width, 40)
            assert line == line.rstrip()


@given(queue=queues())
@settings(max_examples=30)
def test_the_columns_stay_straight_whatever_is_written(queue: Queue) -> None:
    lines = render(queue, View(80)).split("\n")
    heading = next((line for line in lines if line.startswith(" #  ")), "")
    assert bool(heading) == bool(queue.items)
    starts = [line for line in lines if re.match(r" +\d+  +\d+\.\d  \S", line)]
    assert len(starts) >= len(queue.items)
    for line in starts[: len(queue.items)]:
        before_wait = _cut_cells(line, heading.index("waited") + len("waited"))
        assert before_wait.endswith("0m"), line


def _cut_cells(line: str, cells: int) -> str:
    end = next(end for end in range(len(line) + 1) if cell_len(line[:end]) >= cells)
    return line[:end]


def test_an_empty_queue_says_so_in_one_line_and_what_could_be_asked_instead() -> None:
    assert render(make_empty(), View()) == "Nothing to rank: no mention was read.\n"
    assert render(make_empty(0, 2), View()).startswith("Nothing to rank: all 2 posts were skipped.\n")
    shown = render(make_empty(12, 0, {"complaint": 0, "praise": 9, "other": 3}), View(120))
    assert shown.startswith(
        "Nothing to answer here: none of 12 mentions is in a lane asked for; --lane praise shows 9.\n"
    )


def test_the_foot_counts_lanes_unreadable_languages_and_what_was_skipped() -> None:
    shown = " ".join(render(make_morning(), View(200)).split())
    assert "Lanes: 415 complaint · 120 unsure · 43 question · 301 praise · 353 other" in shown
    assert "169 posts in languages I cannot read: ja 120, tr 41, und 8" in shown
    assert "Skipped: 2, the first at export.ndjson line 7: it is no JSON: unexpected end" in shown


def test_the_same_queue_gives_the_same_table_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    before = render(make_morning(), View(80, colour=True))
    for name, value in {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "33", "COLORTERM": "truecolor"}.items():
        monkeypatch.setenv(name, value)
    assert render(make_morning(), View(80, colour=True)) == before
