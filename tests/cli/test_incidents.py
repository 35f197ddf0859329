"""Incidents on the command line: an outage is one row of a queue, on the desk and in a digest as in files."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.cli.commands import EXAMPLES, triage
from tests.desks import ANGRY, HOUR, Desk
from tests.outages import OUTAGE, make_day
from tests.stories import post

DAY = "2026-11-20T20:00:00Z"
BRIGHTWELL = (EXAMPLES / "brightwell.ndjson", "--config", EXAMPLES / "brightwell.toml", "--now", DAY)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    desk.receive(make_day())
    return desk


def is_told(ident: str) -> bool:
    return ident.startswith("o")


def test_the_day_of_the_example_has_one_incident() -> None:
    told = json.loads(triage("rank", *BRIGHTWELL, "--incidents", "--format", "json", "--top", "0").out)
    (incident,) = told["incidents"]["found"]
    assert "e47" in incident["words"]
    assert incident["since"].startswith("2026-11-20T11:39")
    assert [item["incident"] for item in told["items"] if "incident" in item] == [1]
    kinds = dict(line.split(",") for line in (EXAMPLES / "brightwell-kinds.csv").read_text("utf-8").splitlines())
    told_of = [kinds[telling["id"]] for telling in incident["posts"]]
    assert told_of.count("incident") > len(told_of) / 2


def test_without_being_asked_nobody_looks() -> None:
    told = json.loads(triage("rank", *BRIGHTWELL, "--format", "json").out)
    assert "incidents" not in told
    assert "Incident" not in triage("rank", *BRIGHTWELL).out


def test_any_number_of_jobs_finds_the_same() -> None:
    one, two = (triage("rank", *BRIGHTWELL, "--incidents", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert "Incident 1: " in one.out


def test_where_nothing_happened_it_says_so(tmp_path: Path) -> None:
    quiet = tmp_path / "quiet.csv"
    quiet.write_text("text,author,date\nwhere is my refund,ada,2026-11-20\n", "utf-8")
    assert "Incidents: none found" in triage("rank", quiet, "--incidents", "--now", DAY).out


def test_on_the_desk_an_incident_is_one_row(desk: Desk) -> None:
    every = desk.list_queue()
    told = desk.ask("queue", "--top", "0", "--incidents")
    rows = [item["id"] for item in told["items"]]
    first, *others = filter(is_told, every)
    assert rows == [ident for ident in every if ident not in others]
    assert [item["id"] for item in told["items"] if "incident" in item] == [first]
    assert told["incidents"]["found"][0]["people"] == len(OUTAGE)


def test_who_is_answered_makes_room_for_the_next_and_still_tells_of_it(desk: Desk) -> None:
    first, second, *_ = filter(is_told, desk.list_queue())
    desk.do("done", first)
    told = desk.ask("queue", "--top", "0", "--incidents")
    assert [item["id"] for item in told["items"] if "incident" in item] == [second]
    assert (told["incidents"]["found"][0]["people"], told["incidents"]["found"][0]["answered"]) == (len(OUTAGE), 1)


def test_what_was_dismissed_tells_of_nothing(desk: Desk) -> None:
    for number in range(4):
        desk.do("dismiss", f"o{number}", "--reason", "spam")
    assert desk.ask("queue", "--incidents")["incidents"]["found"] == []


def test_the_desk_looks_at_two_weeks(desk: Desk) -> None:
    desk.now += 15 * 24 * HOUR
    assert desk.ask("queue", "--incidents")["incidents"]["found"] == []


def test_a_digest_tells_of_an_incident_in_one_row_and_of_all_its_posts_once(desk: Desk) -> None:
    told = desk.ask("digest", "--top", "3", "--incidents")
    assert len(told["items"]) == 3
    while rows := desk.ask("digest", "--top", "50", "--incidents", "--always")["items"]:
        told["items"] += rows
    rows = [item["id"] for item in told["items"]]
    assert len(list(filter(is_told, rows))) == 1
    assert len(rows) == len(set(rows))


def test_who_joins_an_incident_later_is_told_of_in_the_next_digest(desk: Desk) -> None:
    desk.ask("digest", "--top", "0", "--incidents")
    desk.receive([post("o99", "the app is down, still waiting, nobody answers", by="late", hours_ago=2.25)])
    (item,) = desk.ask("digest", "--top", "0", "--incidents")["items"]
    assert (item["id"], item["incident"]) == ("o99", 1)


def test_a_threat_stands_behind_no_incident(desk: Desk) -> None:
    threats = [post(f"t{n}", f"the app is down, I will kill your agent {n}", by=f"t{n}", hours_ago=2.6) for n in (1, 2)]
    desk.receive(threats)
    for command in ("queue", "digest"):
        rows = desk.ask(command, "--top", "0", "--incidents", "--lane", "all")["items"]
        assert {"t1", "t2"} <= {item["id"] for item in rows if item["lane"] == "threat"}


def test_who_asks_for_something_else_as_well_keeps_a_row(desk: Desk) -> None:
    desk.receive([post("else", "my parcel 4711 arrived wet, nobody answers", by="guest7", hours_ago=1)])
    rows = desk.ask("queue", "--top", "0", "--incidents")["items"]
    assert "guest7" in [item["author"]["handle"] for item in rows]
    told = desk.ask("digest", "--top", "0", "--incidents")["items"]
    (row,) = (item for item in told if item["author"]["handle"] == "guest7")
    assert row["handling"]["posts"] == 2


def test_who_comes_back_is_told_of_behind_nobody(desk: Desk) -> None:
    desk.ask("digest", "--top", "0", "--incidents")
    desk.do("snooze", "o1", "--until", "2h")
    desk.now += 2.5 * HOUR
    desk.receive([post("o99", f"the app is down, {ANGRY}", by="late", hours_ago=2.25, followers=500_000)])
    rows = {item["id"]: item["handling"]["why"] for item in desk.ask("digest", "--top", "0", "--incidents")["items"]}
    assert "back" in rows["o1"]
    assert "new" in rows["o99"]


def test_what_names_nobody_is_no_word_of_an_incident_not_even_in_parts(tmp_path: Path) -> None:
    day = [
        replace(mention, text=f"{mention.text} 020 7946 0958 jane.doe@mail.example") if is_told(mention.id) else mention
        for mention in make_day()
    ]
    desk = Desk(tmp_path / "numbers.db")
    desk.receive(day)
    words = desk.ask("queue", "--incidents")["incidents"]["found"][0]["words"]
    assert not {"020", "7946", "0958", "jane", "doe", "@mail.example"} & set(words)


def test_what_was_not_looked_at_is_counted(tmp_path: Path) -> None:
    undated = tmp_path / "undated.csv"
    undated.write_text("text,author\nwhere is my refund,ada\nstill no answer to my complaint,bob\n", "utf-8")
    told = triage("rank", undated, "--incidents", "--now", DAY).out
    assert "Incidents were not looked for in 2 posts of unknown time" in told


def test_incidents_are_told_where_no_row_is_left(desk: Desk) -> None:
    shown = desk.do("queue", "--incidents", "--author", "nobody-at-all")
    assert "Nothing to answer" in shown
    assert "Incident 1: " in shown


def test_another_brand_that_is_looked_for_from_now_on_is_no_incident(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "two.db")
    old = [post(f"a{n}", f"my kettle leaks again {n}", by=f"a{n}", hours_ago=200 - n / 2) for n in range(200)]
    new = [post(f"b{n}", f"your router drops the wifi {n}", by=f"b{n}", hours_ago=50 - n / 2) for n in range(60)]
    desk.receive(old, brands=("Acme",))
    desk.receive(new, brands=("Globex",))
    assert desk.ask("queue", "--incidents")["incidents"]["found"] == []


def test_a_digest_that_is_not_asked_to_tells_every_row(desk: Desk) -> None:
    rows = [item["id"] for item in desk.ask("digest", "--top", "0")["items"]]
    assert len(list(filter(is_told, rows))) > 1


def test_a_report_tells_them_above_the_queue(desk: Desk) -> None:
    page = desk.do("report", "--incidents", "--top", "0")
    assert page.index("Incident 1: ") < page.index('<table id="queue">')
    assert page.count(f"incident 1 ({len(OUTAGE)} posts)") == 1
    assert "Incident" not in desk.do("report")


def test_what_is_mailed_says_what_the_incident_is(desk: Desk) -> None:
    desk.receive([post("z", ANGRY, by="zoe", hours_ago=1)])
    for form in ("text", "html", "markdown", "table"):
        shown = desk.do("digest", "--peek", "--incidents", "--top", "0", "--format", form)
        assert "Incident 1: " in shown, form
        assert f"incident 1 ({len(OUTAGE)} posts)" in shown, form


def test_a_desk_that_always_wants_incidents_says_so_once(desk: Desk, tmp_path: Path) -> None:
    settings = tmp_path / "triage.toml"
    settings.write_text("incidents = true\n", "utf-8")
    environment = {"TRIAGE_CONFIG": str(settings)}
    for command in ("queue", "report", "digest --peek", "watch --no-fetch --rounds 1"):
        asked = (*command.split(), "--top", "50")
        told = desk.run(*asked, environment=environment).out

        assert "Incident 1: " in told or '"incidents"' in told, command
        refused = desk.run(*asked, "--no-incidents", environment=environment).out
        assert "ncident" not in refused, command


def test_what_a_fetch_shows_follows_the_settings(desk: Desk, tmp_path: Path) -> None:
    desk.receive(make_day(), brands=("Acme",))
    settings = tmp_path / "triage.toml"
    settings.write_text("incidents = true\n[sources.youtube]\n", "utf-8")  # it has no key, so nothing is fetched
    told = desk.run(
        "fetch", "Acme", "--top", "0", "--format", "json", environment={"TRIAGE_CONFIG": str(settings)}
    ).json
    (row,) = (item for item in told["items"] if "incident" in item)
    assert is_told(row["id"])


def test_what_a_fetch_shows_counts_the_lanes_of_all_that_it_scores(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.receive(make_day(), brands=("Acme",))
    monkeypatch.setattr("mentiontriage.worklist._FEW", 2)
    settings = tmp_path / "triage.toml"
    lanes = []
    for incidents, top in (("true", "1"), ("false", "0"), ("false", "1")):
        settings.write_text(f"incidents = {incidents}\n[sources.youtube]\n", "utf-8")
        asked = ("fetch", "Acme", "--top", top, "--format", "json")
        lanes.append(desk.run(*asked, environment={"TRIAGE_CONFIG": str(settings)}).json["lanes"])
    assert lanes[0] == lanes[1] is not None
    assert lanes[2] is None
