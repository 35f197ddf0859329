"""`triage report`: one page of the store."""

from pathlib import Path
from typing import Any

import pytest
from tests.desks import ANGRY, GLAD, HOUR, Desk
from tests.stories import post

from mentiontriage.model import Mention
from mentiontriage.scoring import Measured, Scorer


def test_the_page_shows_the_queue_and_the_figures(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1", ANGRY, by="ada", hours_ago=9), post("2", ANGRY, by="bob", hours_ago=9)], brands=("Acme",))
    desk.receive([post("3", ANGRY + " secret words", by="shy", hours_ago=1, hidden=True)])
    desk.do("done", "2")
    page = tmp_path / "page.html"
    assert desk.do("report", "--output", page) == ""
    shown = page.read_text()
    assert "@ada" in shown
    assert "@bob" not in shown
    assert "secret words" not in shown
    assert "3 mentions, 3 of them complaints" in shown
    assert "@ada" in desk.do("report", "--brand", "Acme")


def test_a_page_that_was_cut_says_how_many_rows_it_lacks(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post(f"m{n}", ANGRY, by=f"person{n}", hours_ago=n) for n in range(1, 6)])
    desk.receive([post("again", ANGRY, by="person1", hours_ago=9), post("p", GLAD, by="cyd", hours_ago=3)])
    assert ">2 rows</span>. 3 more are not on this page" in desk.do("report", "--top", "2")
    assert "not on this page" not in desk.do("report", "--top", "0")


def test_threats_and_danger_stand_before_a_backlog(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post(f"m{n}", ANGRY, by=f"person{n}", hours_ago=300) for n in range(3)])
    desk.receive([post("d", "@acme there is a smell of gas from the new hob", by="gus", hours_ago=1)])
    desk.receive([post("t", "@acme I will come to your office and kill you all", by="eve", hours_ago=1)])
    page = desk.do("report", "--top", "3")
    assert page.index("@eve") < page.index("@gus") < page.index("@person")
    assert "<strong>1</strong>dangerous to people" in page
    assert "@gus" not in desk.do("report", "--lane", "praise")


def test_queue_and_figures_score_each_post_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post(f"m{n}", ANGRY, by=f"person{n}", hours_ago=n) for n in range(1, 6)])
    desk.receive([post("rival", ANGRY, by="cyd", hours_ago=3)], competitor=True)
    desk.do("done", "m1")
    measured: list[str] = []

    def measure(scorer: Scorer, mention: Mention, *more: Any) -> Measured | None:
        measured.append(mention.id)
        return scored(scorer, mention, *more)

    scored = Scorer.measure
    monkeypatch.setattr(Scorer, "measure", measure)
    assert "6 mentions, 5 of them complaints" in desk.do("report")
    assert sorted(measured) == ["m1", "m2", "m3", "m4", "m5", "rival"]


def test_one_brands_figures_are_its_own(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1", ANGRY, by="ada", hours_ago=9), post("2", ANGRY, by="bob", hours_ago=8)], brands=("Acme",))
    desk.receive([post("3", ANGRY, by="cyd", hours_ago=7)], brands=("Zeta",))
    desk.receive([post("4", ANGRY, by="dee", hours_ago=None)], brands=("Acme",))
    desk.do("done", "1")
    desk.now += HOUR
    answered = {name: desk.ask("digest", "--brand", name, "--peek")["summary"]["answered"] for name in ("Acme", "Zeta")}
    assert answered == {"Acme": 1, "Zeta": 0}
    assert [line["mentions"] for line in desk.ask("stats", "--brand", "Zeta")["lanes"]] == [1]
    assert [desk.ask("stats", "--brand", name)["undated"] for name in ("Acme", "Zeta")] == [1, 0]
    page = desk.do("report", "--brand", "Zeta")
    assert "1 mention, 1 of them complaints" in page
    assert "<strong>0</strong>answered in the last day" in page


def test_a_store_without_mentions_makes_a_page_that_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([])
    assert "Nothing to answer: no mention is open" in desk.do("report")


def test_no_result_is_written_over_the_store(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1", ANGRY, by="ada", hours_ago=9)])
    for command in (("report",), ("export",), ("queue",), ("fetch", "Acme", "--source", "hackernews")):
        refused = desk.run(*command, "--output", desk.path)
        assert (refused.code, "would be lost" in refused.err) == (2, True)
    assert "@ada" in desk.do("queue")
