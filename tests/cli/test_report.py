"""`triage report`: one page of the store."""

from pathlib import Path

from tests.desks import ANGRY, Desk
from tests.stories import post


def test_the_page_shows_the_queue_and_the_figures(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1", ANGRY, by="ada", hours_ago=9), post("2", ANGRY, by="bob", hours_ago=9)], brands=("Acme",))
    desk.receive([post("3", ANGRY + " secret words", by="shy", hours_ago=1)], hidden=True)
    desk.do("done", "2")
    page = tmp_path / "page.html"
    assert desk.do("report", "--output", page) == ""
    shown = page.read_text()
    assert "@ada" in shown
    assert "@bob" not in shown
    assert "secret words" not in shown
    assert "3 mentions, 3 of them complaints" in shown
    assert "@ada" in desk.do("report", "--brand", "Acme")


def test_a_store_without_mentions_makes_a_page_that_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([])
    assert "Nothing to answer: no mention is open" in desk.do("report")
