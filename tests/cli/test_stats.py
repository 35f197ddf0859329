"""`triage stats`: what the desk did, by whom it was waited for."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.desks import ANGRY, GLAD, HOUR, Desk
from tests.stories import post


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    small = [post(f"s{n}", ANGRY, by=f"small{n}", followers=10, hours_ago=10) for n in range(3)]
    big = [post(f"b{n}", ANGRY, by=f"big{n}", followers=500_000, hours_ago=3) for n in range(2)]
    desk.receive(
        [*small, *big, post("p", GLAD, by="cyd", hours_ago=3), post("our", "hi", by="acme", hours_ago=1, ours=True)]
    )
    desk.do("done", "s0")
    desk.do("done", "b0")
    desk.do("done", "b1")
    return desk


def test_the_table_shows_whether_small_customers_wait_longer(desk: Desk) -> None:
    told = desk.ask("stats")
    bands = {line["name"]: line for line in told["followers"]}
    assert bands["over 100k"]["median_s"] == 3 * 3600
    assert (bands["over 100k"]["in_time"], bands["under 100"]["in_time"]) == (1.0, 0.0)
    assert bands["under 100"] == {
        **{"name": "under 100", "mentions": 3, "answered": 1, "waiting": 2},
        **{"median_s": None, "p90_s": None, "followed_s": 36000.0, "longest_s": 36000.0, "in_time": 0.0},
    }
    (line,) = (line for line in desk.do("stats").splitlines() if line.startswith("under 100"))
    assert ">10h" in line


def test_a_desk_that_has_answered_the_longest_wait_alone_does_not_know_its_median(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post(f"m{n}", ANGRY, by=f"person{n}", followers=10, hours_ago=2 * n) for n in range(1, 8)])
    desk.do("done", "m7")
    (band,) = desk.ask("stats")["followers"]
    assert (band["answered"], band["median_s"], band["p90_s"]) == (1, None, None)
    assert (band["followed_s"], band["longest_s"]) == (8 * 3600, 14 * 3600)
    (line,) = (line for line in desk.do("stats").splitlines() if line.startswith("under 100"))
    assert line.split()[5:7] == [">8h", ">8h"]


def test_our_own_reply_is_an_answer_and_an_undone_one_is_none(desk: Desk) -> None:
    desk.receive([post("r", "we are on it", by="acme", hours_ago=9, ours=True, in_reply_to="s1")])
    desk.do("undo")
    told = {line["name"]: line["answered"] for line in desk.ask("stats")["followers"]}
    assert told == {"under 100": 2, "over 100k": 1}


def test_an_answer_whose_undo_was_undone_is_one_again_and_stands_at_its_time(desk: Desk) -> None:
    def count_answered() -> int:
        return sum(line["answered"] for line in desk.ask("stats")["followers"])

    desk.now += HOUR
    desk.do("undo")
    for answered in (3, 2, 3):
        desk.do("undo", str(desk.ask("log", "b1")[0]["no"]))
        assert count_answered() == answered
    (band,) = [line for line in desk.ask("stats")["followers"] if line["name"] == "over 100k"]
    assert band["longest_s"] == 3 * 3600


def test_what_was_dismissed_counts_nowhere_else(desk: Desk) -> None:
    desk.do("dismiss", "s2", "--reason", "spam")
    told = desk.ask("stats")
    assert (told["dismissed"], sum(line["mentions"] for line in told["lanes"])) == (1, 5)


def test_what_has_no_date_is_counted_apart(desk: Desk) -> None:
    desk.receive([post("u", ANGRY, by="eve", hours_ago=None)])
    assert desk.ask("stats")["undated"] == 1
    assert "1 more of unknown time" in desk.do("stats")
    assert "1 more are of unknown time" in desk.do("report")
    desk.now += 40 * 24 * HOUR
    assert desk.ask("stats")["undated"] == 0


def test_what_an_export_calls_solved_without_a_time_was_not_answered_at_once(desk: Desk, tmp_path: Path) -> None:
    tickets = tmp_path / "tickets.csv"
    rows = "".join(
        f"{n},Refund,my refund {n} never arrived,Ada,2026-11-19 0{n}:00,{s}\n" for n, s in enumerate(["solved", "open"])
    )
    tickets.write_text(f"Ticket ID,Subject,Description,Requester,Created at,Status\n{rows}")
    desk.do("import", tickets)
    told = desk.ask("stats")
    (line,) = (line for line in told["sources"] if line["name"] == "unknown")
    assert (told["untimed"], line["answered"], line["waiting"]) == (1, 1, 1)
    assert (line["median_s"], line["in_time"]) == (None, 0.0)
    assert "1 answered at an unknown time" in desk.do("stats")
    assert "1 answered at an unknown time" in desk.do("report")


def test_only_the_days_asked_for_are_counted(desk: Desk) -> None:
    desk.now += 24 * HOUR
    assert sum(line["mentions"] for line in desk.ask("stats", "--days", "1")["lanes"]) == 0
    assert sum(day["mentions"] for day in desk.ask("stats", "--days", "2")["days"]) == 6


def test_lines_fit_a_terminal(desk: Desk) -> None:
    assert 40 < max(len(line) for line in desk.do("stats", "--days", "365").splitlines()) <= 80


def test_long_waits_stay_apart(desk: Desk) -> None:
    desk.now += 9 * HOUR + HOUR / 3
    (line,) = (line for line in desk.do("stats").splitlines() if line.startswith("under 100"))
    assert " >19h 20m >19h 20m " in line


@pytest.mark.parametrize("width", [40, 60, 80])
def test_what_is_laid_out_for_people_fits_a_narrow_terminal(width: int, desk: Desk) -> None:
    desk.do("snooze", "s1", "--until", "1h", "--reason", "we wait for the workshop to send us the part")
    desk.receive([post("u", ANGRY, by="eve", hours_ago=None)])
    narrow = {"COLUMNS": str(width)}
    for command in (("stats",), ("log",), ("show", "s1")):
        lines = desk.do(*command, environment=narrow).splitlines()
        assert max(map(len, lines)) <= width, command
    assert "waiting   median" in desk.do("stats", environment=narrow)


def test_columns_and_bars_for_which_there_is_no_room_are_named_and_others_not(desk: Desk) -> None:
    def tell(width: int) -> str:
        return " ".join(desk.do("stats", environment={"COLUMNS": str(width)}).split())

    assert ("Left out" in tell(80), "Bars show medians." in tell(80)) == (False, True)
    assert ("Left out" in tell(70), "Bars show medians." in tell(70)) == (False, False)
    assert "Left out, as there is no room: 90 %. --format json tells them." in tell(60)
    assert "Left out, as there is no room: mentions, answered, 90 %, in time." in tell(40)


def test_columns_stand_below_each_other_whatever_script_a_name_is_in(desk: Desk, tmp_path: Path) -> None:
    customers = tmp_path / "crm.csv"
    customers.write_text("Handle,Tier\nsmall1,金牌\nsmall2,プラチナ会員のお客様\n", encoding="utf-8")
    desk.do("customers", "import", customers)
    lines = [line.rstrip("░█ ") for line in desk.do("stats").splitlines()]
    table = lines[lines.index(next(line for line in lines if line.startswith("customer "))) :][:4]
    assert [line[:6].strip() for line in table[1:]] == ["no cus", "プラチナ会員", "金牌"]
    assert len({cell_len(line) for line in table}) == 1
