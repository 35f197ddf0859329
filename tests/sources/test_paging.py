"""How far a stream is read, whatever its pages hold."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mentiontriage.model import Author, Mention, Note
from mentiontriage.sources import Batch, Posted, Reach
from mentiontriage.sources._paging import walk_back
from mentiontriage.sources._reply import FetchError
from mentiontriage.sources._walking import Ask, Page, keep_since

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
Position = Mapping[str, Any]
EMPTY: Position = {}


def make_post(number: int, at: datetime) -> Posted:
    return Posted(Mention(str(number), "x", "Acme is late", Author("ada"), posted_at=at))


def make_pages(posts: list[Posted], size: int = 20) -> Callable[[Ask], Page]:
    """Serve posts, newest first, by the number of the page."""

    def get(ask: Ask) -> Page:
        start = ask.cursor or 0
        return Page(tuple(posts[start : start + size]), start + size if start + size < len(posts) else None)

    return get


def read(get_page: Callable[[Ask], Page], reach: Reach, position: Position = EMPTY) -> tuple[list[Batch], Position]:
    batches = list(walk_back(get_page, position, reach))
    return batches, batches[-1].position if batches else position


def count(batches: list[Batch]) -> int:
    return sum(len(batch.posts) for batch in batches)


def name_all(batches: list[Batch]) -> set[str]:
    return {post.item.id for batch in batches for post in batch.posts if isinstance(post.item, Mention)}


def list_notes(batches: list[Batch]) -> list[str]:
    return [note.text for batch in batches for note in batch.notes if isinstance(note, Note)]


def test_pages_without_posts_do_not_end_a_walk() -> None:
    def get(ask: Ask) -> Page:
        number = ask.cursor or 0
        return Page((), number + 1) if number < 6 else Page((make_post(1, NOW - HOUR),))

    batches, position = read(get, Reach(NOW))
    assert count(batches) == 1
    assert "gaps" not in position


def test_endless_pages_without_posts_are_left_for_the_next_run_which_goes_on_there() -> None:
    asked: list[int] = []

    def get(ask: Ask) -> Page:
        asked.append(ask.cursor or 0)
        return Page((make_post(1, NOW - HOUR),)) if asked[-1] == 50 else Page((), asked[-1] + 1)

    position: Position = {}
    found: list[Batch] = []
    for run in range(3):
        batches, position = read(get, Reach(NOW + run * MINUTE), position)
        found += batches
    assert max(asked) == 50
    assert count(found) == 1
    assert len(asked) < 150


def test_a_page_without_posts_may_tell_itself_how_far_back_it_leads() -> None:
    asked: list[int] = []

    def get(ask: Ask) -> Page:
        asked.append(ask.cursor or 0)
        return Page((), asked[-1] + 1, edge=NOW - asked[-1] * 3 * DAY)

    _, position = read(get, Reach(NOW))
    assert asked == [0, 1, 2, 3]
    assert "gaps" not in position


def test_the_same_posts_on_every_page_end_a_walk_and_what_was_not_seen_is_told() -> None:
    posts = tuple(make_post(n, NOW - n * MINUTE) for n in range(20))
    batches, _ = read(lambda ask: Page(posts, (ask.cursor or 0) + 1), Reach(NOW))
    assert len(batches) == 4
    (note,) = list_notes(batches)
    assert "same posts" in note


def make_search(posts: list[Posted]) -> Callable[[Ask], Page]:
    """Serve all posts since the time that is asked for on one page."""
    return lambda ask: Page(keep_since(posts, ask.since))


def test_a_later_since_leaves_what_came_since_runs_that_found_nothing_to_the_next_run() -> None:
    _, position = read(make_search([]), Reach(NOW))
    posts = [make_post(5 - n, NOW + n * DAY) for n in range(5)]
    batches, position = read(make_search(posts), Reach(NOW + 5 * DAY, NOW + 3 * DAY), position)
    assert count(batches) == 2
    batches, _ = read(make_search(posts), Reach(NOW + 5 * DAY + 5 * MINUTE), position)
    assert count(batches) == 5


def test_a_search_that_found_nothing_yet_loses_nothing_to_a_pause_of_weeks() -> None:
    _, position = read(make_search([]), Reach(NOW))
    batches, _ = read(make_search([make_post(1, NOW + HOUR)]), Reach(NOW + 21 * DAY), position)
    assert count(batches) == 1


def test_a_limit_holds_for_what_lies_before_all_that_was_read() -> None:
    posts = [make_post(n, NOW - n * 2 * HOUR) for n in range(4000)]
    batches, position = read(make_pages(posts), Reach(NOW, since=NOW - 300 * DAY, most=20), {"newest": NOW.isoformat()})
    assert sum(len(batch.posts) - batch.again for batch in batches) < 40  # whole pages
    assert len(batches) <= 2
    assert position["gaps"]


def test_a_backfill_under_a_limit_leads_on_however_it_is_continued() -> None:
    posts = [make_post(n, NOW - n * 2 * HOUR) for n in range(200)]
    get = make_pages(posts)
    _, position = read(get, Reach(NOW))
    since = NOW - 15 * DAY
    seen: set[str] = set()
    for run in range(1, 3):  # asked for again each time
        batches, position = read(get, Reach(NOW + run * MINUTE, since=since, most=20), position)
        seen |= name_all(batches)
        assert sum(len(batch.posts) - batch.again for batch in batches) <= 40
    before = len(seen)
    assert before >= 120
    for run in range(3, 6):  # or left to the runs that follow
        batches, position = read(get, Reach(NOW + run * MINUTE, most=20), position)
        seen |= name_all(batches)
    assert seen >= {str(n) for n in range(180)}
    assert "gaps" not in position


def test_where_a_network_shows_no_more_what_was_not_seen_is_told() -> None:
    def get(ask: Ask) -> Page:
        number = ask.cursor or 0
        posts = tuple(make_post(100 * number + n, NOW - (50 * number + n) * MINUTE) for n in range(50))
        return Page(posts, number + 1) if number < 9 else Page(posts, cut="reviews of app 1 in us")

    position = {"newest": (NOW - 3 * DAY).isoformat()}
    batches, after = read(get, Reach(NOW), position)
    assert list_notes(batches) == [
        "the network shows no more: posts between 2026-11-17 11:00 and 2026-11-20 03:41 UTC were not seen"
    ]
    assert "gaps" not in after


def test_where_a_network_shows_no_more_than_is_needed_nothing_is_told() -> None:
    posts = tuple(make_post(n, NOW - n * HOUR) for n in range(100))
    batches, _ = read(lambda _: Page(posts, cut="search"), Reach(NOW), {"newest": (NOW - DAY).isoformat()})
    assert list_notes(batches) == []


def test_what_comes_beside_a_pages_posts_does_not_tell_how_far_it_leads() -> None:
    video, comment = make_post(1, NOW - 5 * HOUR), make_post(2, NOW - MINUTE)
    batches, position = read(lambda _: Page((video,), beside=(comment,)), Reach(NOW))
    assert count(batches) == 2
    assert position["newest"] == (NOW - 5 * HOUR).isoformat()


@pytest.mark.parametrize("size", [1, 7])
def test_what_a_run_leaves_over_is_read_by_the_next_ones_whatever_a_page_holds(size: int) -> None:
    posts = [make_post(n, NOW - n * HOUR) for n in range(100)]
    get, position, seen = make_pages(posts, size), EMPTY, set[str]()
    for run in range(12):
        batches, position = read(get, Reach(NOW + run * MINUTE, most=10), position)
        seen |= name_all(batches)
    assert len(seen) == 100


def test_what_a_network_shows_no_more_of_is_told_by_whichever_run_comes_to_its_end() -> None:
    posts = [make_post(n, NOW - n * MINUTE) for n in range(1000)]
    pages = make_pages(posts, 100)

    def get(ask: Ask) -> Page:
        page = pages(ask)
        return Page(page.posts, page.cursor, cut="search", cut_from=900)

    batches, position = read(get, Reach(NOW, most=500))
    assert list_notes(batches) == []
    batches, position = read(get, Reach(NOW + MINUTE), position)
    assert "the network shows no more" in str(list_notes(batches))
    assert "gaps" not in position


def test_pages_that_lead_in_a_circle_for_days_leave_one_gap() -> None:
    posts = [make_post(n, NOW - n * MINUTE) for n in range(30)]

    def get(ask: Ask) -> Page:
        number = ask.cursor or 0
        return Page(tuple(posts[10 * number : 10 * number + 10]), (number + 1) % 3)

    position: Position = {}
    for run in range(4):
        found: list[Batch] = []
        with pytest.raises(FetchError, match="circle"):
            found.extend(walk_back(get, position, Reach(NOW + run * DAY)))
        position = found[-1].position
    assert position["gaps"] == [{"resume": None, "since": (NOW - 7 * DAY).isoformat()}]
