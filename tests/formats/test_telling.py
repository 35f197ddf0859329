"""What a digest says in its first line, which is also the subject of its mail, and why its rows are there."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from tests.formats.queues import make_empty, make_morning

from mentiontriage.formats._telling import list_findings, say_subject


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (None, "SkyJay: the first 2 to answer (2 overdue)"),
        (2, "SkyJay: 2 to answer, 2 overdue"),
        (1_204, "SkyJay: 1,204 to answer, the first 2 here (2 overdue)"),
    ],
)
def test_the_subject_says_of_which_rows_so_many_are_overdue(rows: int | None, told: str) -> None:
    morning = make_morning()
    late = tuple(
        replace(item, score=replace(item.score, lane="complaint", due_at=morning.now - timedelta(hours=1)))
        for item in morning.items[:2]
    )
    assert say_subject(replace(morning, items=late, rows=rows)) == told


def test_the_subject_of_an_empty_digest_says_that_nothing_is_new() -> None:
    assert say_subject(replace(make_empty(), brand=None)) == "nothing new"


def test_a_row_tells_why_it_is_in_its_lane_and_what_endangers_people() -> None:
    first = make_morning().items[0]
    complaint = replace(first, score=replace(first.score, lane="complaint", danger=None))
    assert list_findings(complaint) == []
    told = {"lane": "unsure", "lane_reason": "may be a complaint", "danger": "on fire"}
    assert list_findings(replace(first, score=replace(first.score, **told))) == [
        "unsure: may be a complaint",
        "danger: on fire",
    ]
