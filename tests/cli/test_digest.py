"""Digests: told once, to each recipient; counted as told only when they were taken; nothing lost, nothing twice."""

import json
import os
import ssl
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_string, policy
from pathlib import Path

import pytest
from tests.desks import ANGRY, HOUR, SEES_PIPES, Desk
from tests.mail_servers import Postbox, check_password, serve, serve_fault
from tests.stories import NOON, post

from mentiontriage.config import Settings
from mentiontriage.digests import Order, compose_digest
from mentiontriage.model import Author, Repost
from mentiontriage.scoring import Scorer
from mentiontriage.store import transaction
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import mark_gone, save_findings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd", "ignore:Requiring AUTH:UserWarning")
TEAM = "team@acme.example"
HOSTILE = "<script>alert(1)</script>\r\nBcc: all@acme.example\x1b[31m \u202eevil refund, still waiting, worst service"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    desk.receive(
        [post("1", ANGRY, by="ada", hours_ago=2, url="https://x.example/1"), post("2", ANGRY, by="bob", hours_ago=1)]
    )
    return desk


def send(desk: Desk, smtp: str, *more: str, to: str = TEAM, **environment: str) -> int:
    return desk.run("digest", "--to", to, "--smtp", smtp, "--timeout", "1", *more, environment=environment).code


def test_a_digest_tells_what_is_new_and_tells_it_once(desk: Desk) -> None:
    first = desk.do("digest")
    assert "2 to answer" in first
    assert "https://x.example/1" in first
    assert desk.do("digest") == ""
    desk.receive([post("3", ANGRY, by="cyd", hours_ago=1)])
    assert [item["id"] for item in desk.ask("digest")["items"]] == ["3"]
    assert "Nothing new" in desk.do("digest", "--always", "--format", "html")


def test_nothing_new_can_be_told_as_often_as_it_is_asked_for(desk: Desk) -> None:
    assert "2 to answer" in desk.do("digest", "--always")
    for _ in range(3):  # at one moment: it is the same digest each time
        assert "nothing new" in desk.do("digest", "--always")


def test_the_subject_counts_what_there_is_to_answer_and_says_that_only_the_first_rows_are_here(desk: Desk) -> None:
    desk.now += 3 * HOUR
    assert desk.do("digest", "--top", "1", "--peek").startswith("2 to answer, 1 overdue, the first 1 here\n")
    assert desk.do("digest", "--peek").startswith("2 to answer, 1 overdue\n")


def test_each_recipient_is_told_apart(desk: Desk) -> None:
    assert desk.do("digest", "--to", TEAM) != ""
    assert desk.do("digest", "--to", "boss@acme.example") != ""
    assert desk.do("digest", "--to", TEAM) == ""


def test_what_does_not_fit_is_told_the_next_time(desk: Desk) -> None:
    assert [item["id"] for item in desk.ask("digest", "--top", "1")["items"]] == ["1"]
    assert [item["id"] for item in desk.ask("digest", "--top", "1")["items"]] == ["2"]
    assert desk.do("digest") == ""


def test_a_peek_is_told_again(desk: Desk) -> None:
    assert desk.do("digest", "--peek") == desk.do("digest", "--peek") != ""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("posts", [500, pytest.param(60, marks=SEES_PIPES)])  # more than a pipe holds, and less
def test_a_digest_whose_reader_goes_away_is_told_again_in_full(desk: Desk, posts: int, unbuffered: str) -> None:
    desk.receive([post(f"9{n}", ANGRY, by=f"u{n}", hours_ago=3) for n in range(posts)])
    read = desk.begin_to_read("digest", "--top", "0", "--to", TEAM, PYTHONUNBUFFERED=unbuffered)
    assert read == (f"{posts + 2} to answer\n".encode(), 0, b"")
    assert f"{posts + 2} to answer" in desk.do("digest", "--top", "0", "--to", TEAM)
    assert desk.do("digest", "--top", "0", "--to", TEAM) == ""


def test_what_becomes_overdue_comes_back_or_takes_off_is_told_again_and_why(desk: Desk) -> None:
    desk.do("digest")
    desk.now += 4 * HOUR
    late = {item["id"]: item["handling"]["why"] for item in desk.ask("digest")["items"]}
    assert late == {"1": "overdue", "2": "overdue"}
    desk.do("snooze", "1", "--until", "1h")
    assert desk.do("digest") == ""
    desk.now += HOUR
    assert [(i["id"], i["handling"]["why"]) for i in desk.ask("digest")["items"]] == [("1", "back")]
    db = desk.open()
    with transaction(db):
        save_findings(db, [Finding(Repost("x", "2", Author("star", followers=1_000_000)))], desk.now)
    db.close()
    assert [(i["id"], i["handling"]["why"]) for i in desk.ask("digest")["items"]] == [("2", "takes off")]


def test_what_was_put_away_by_mistake_is_not_told_as_back_again(desk: Desk) -> None:
    desk.do("snooze", "1", "--until", "1h")
    desk.now += HOUR
    desk.do("digest")
    desk.do("snooze", "1", "--until", "1h")
    desk.do("undo")
    assert desk.do("digest") == ""


def test_what_was_overdue_when_it_was_new_is_not_told_twice(desk: Desk) -> None:
    desk.now += 9 * HOUR
    assert "overdue" in desk.do("digest")
    assert desk.do("digest") == ""


def list_told(desk: Desk, *more: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """List the rows of the next digest: the post shown, why, and which other posts are told of with it, and why."""
    told = desk.run("digest", "--format", "json", *more)
    assert told.code == 0, told.err
    rows = json.loads(told.out)["items"] if told.out else []
    return [
        (row["id"], row["handling"]["why"], [(news["ident"], news["why"]) for news in row["handling"]["news"]])
        for row in rows
    ]


def test_whoever_wrote_again_is_told_with_what_they_wrote(desk: Desk) -> None:
    desk.do("digest")
    link = "https://x.example/3001"
    desk.receive([post("3001", "my second kettle is broken as well, please refund", by="ada", hours_ago=0.5, url=link)])
    for name in ("text", "html", "markdown", "email", "table"):
        shown = desk.do("digest", "--peek", "--format", name)
        assert "wrote again" in shown
        assert name == "table" or "second kettle" in shown.replace("=\n", "")
    shown = desk.do("digest")
    assert link in shown
    assert "new" not in shown.split()
    assert desk.do("digest") == ""


def test_posts_that_came_together_are_one_new_row_and_later_ones_are_told_once_each(desk: Desk) -> None:
    desk.receive([post("3001", ANGRY, by="cyd", hours_ago=3), post("3002", ANGRY, by="cyd", hours_ago=1)])
    assert ("3001", "new", []) in list_told(desk)
    for number in range(4):
        desk.receive([post(f"400{number}", "and still nobody answers me", by="cyd", hours_ago=0.5)])
    news = [("4003", "wrote again"), ("4002", "wrote again"), ("4001", "wrote again")]
    assert list_told(desk) == [("3001", "wrote again", news)]
    desk.receive([post("5000", "thanks, it has come!", by="cyd", hours_ago=0)])  # praise, but from somebody who waits
    assert list_told(desk) == [("3001", "wrote again", [("5000", "wrote again")])]
    assert list_told(desk) == []


def test_whoever_is_new_with_an_urgent_post_is_told_with_the_older_one_that_is_overdue(desk: Desk) -> None:
    question = post("3001", "@acme when does the shop in Leeds open?", by="cyd", hours_ago=30)
    burning = "my Acme kettle sparks and smells of burning, my child got an electric shock"
    desk.receive([question, post("3002", burning, by="cyd", hours_ago=1)])
    asked = ("digest", "--lane", "complaint", "--lane", "question", "--peek")
    told = desk.ask(*asked)
    row = next(row for row in told["items"] if row["id"] == "3002")
    assert row["handling"]["why"] == "new, overdue"
    assert [(news["ident"], news["why"]) for news in row["handling"]["news"]] == [("3001", "overdue")]
    assert told["summary"]["rows_overdue"] == 1
    shown = desk.do(*asked)
    assert shown.startswith("3 to answer, 1 overdue\n")
    assert "when does the shop in Leeds open?" in shown


def test_of_several_posts_each_is_told_as_overdue_once(desk: Desk) -> None:
    desk.receive([post("3001", ANGRY, by="ada", hours_ago=1)])
    desk.now += 9 * HOUR
    assert ("3001", "new, overdue", []) in list_told(desk)
    assert desk.do("digest") == ""
    desk.receive([post("3002", ANGRY, by="ada", hours_ago=-8), post("3003", ANGRY, by="ada", hours_ago=-2)])
    news = [("3002", "wrote again"), ("3003", "wrote again, overdue")]
    assert list_told(desk) == [("3001", "wrote again, overdue", news)]
    desk.now += 4 * HOUR
    assert list_told(desk) == [("3001", "overdue", [("3002", "overdue")])]
    assert desk.do("digest") == ""


def test_a_second_post_is_masked_and_hidden_as_the_first_is(desk: Desk) -> None:
    desk.receive([post("7", ANGRY, by="shy", hours_ago=1, hidden=True)])
    desk.do("digest")
    desk.receive([post("8", ANGRY + " hidden words", by="shy", hours_ago=0.5, hidden=True)])
    desk.receive([post("9", "still no refund, call 020 7946 0958", by="ada", hours_ago=0.5)])
    for name in ("text", "html", "markdown", "email", "json"):
        shown = desk.do("digest", "--peek", "--redact", "--format", name)
        assert "wrote again" in shown
        assert "hidden words" not in shown
        assert "7946" not in shown


def test_a_threat_stands_above_what_else_its_author_wrote(desk: Desk) -> None:
    desk.receive([post("9", "I will kill the manager of your store tomorrow", by="ada", hours_ago=0)])
    for lanes in ((), ("--lane", "complaint", "--lane", "threat")):
        assert [row[0] for row in list_told(desk, "--peek", *lanes)] == ["9", "2"]


def test_one_authors_thousands_of_posts_are_looked_up_once_or_twice_each(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post(str(number), ANGRY, by="anonymous", hours_ago=number / 60) for number in range(150)])
    asked: list[str] = []
    with closing(desk.open()) as db:
        db.set_trace_callback(asked.append)
        composed = compose_digest(db, Scorer(Settings(), desk.now), Order("team"))
    assert len(composed.told) >= 150
    assert sum("FROM decision WHERE mention" in sql for sql in asked) <= 300


def test_a_threat_stands_above_everything(desk: Desk) -> None:
    desk.receive([post("9", "I will kill the manager of your store tomorrow", by="eve", hours_ago=0)])
    assert desk.ask("digest")["items"][0]["id"] == "9"


def test_a_danger_stands_above_everything_but_threats_also_where_doubts_are_not_told_of(desk: Desk) -> None:
    desk.receive(
        [
            post("7", "I will kill the manager of your store tomorrow", by="eve", hours_ago=0),
            post("8", "the plug melted and it caught fire", by="ada", hours_ago=0, followers=0),
        ]
    )
    assert [row[0] for row in list_told(desk, "--peek")][:2] == ["7", "8"]
    assert "8" not in [row[0] for row in list_told(desk, "--peek", "--lane", "praise", "--lane", "question")]
    told = desk.do("digest", "--peek")
    assert "threat, new" in told
    assert "danger, new" in told


def test_a_danger_that_an_author_tells_who_asked_not_to_be_shown_is_told_without_words(desk: Desk) -> None:
    desk.receive([post("8", "your kettle caught fire", by="shy", hours_ago=1, hidden=True)])
    for name in ("text", "html", "markdown", "email", "json"):
        shown = desk.do("digest", "--peek", "--format", name)
        assert "danger" in shown
        assert "caught" not in shown


def test_an_author_who_asked_not_to_be_shown_is_not(desk: Desk) -> None:
    desk.receive([post("7", ANGRY + " hidden words", by="shy", hours_ago=1, hidden=True)])
    for name in ("text", "html", "markdown", "email", "json"):
        shown = desk.do("digest", "--peek", "--format", name)
        assert "ada" in shown
        assert "hidden words" not in shown
        assert "shy" not in shown


def test_a_customer_who_asked_not_to_be_shown_has_a_tier_and_no_name(desk: Desk, tmp_path: Path) -> None:
    known = tmp_path / "customers.csv"
    known.write_text("handle,name,tier,note\nshy,Ann Realname,gold,never call her\n")
    assert desk.run("customers", "import", known).code == 0
    desk.receive([post("7", ANGRY, by="shy", hours_ago=1, hidden=True)])
    for command in (("digest", "--peek"), ("digest", "--peek", "--format", "json"), ("report",)):
        shown = desk.do(*command)
        assert "Realname" not in shown
        assert "never call" not in shown
    assert "gold customer" in desk.do("digest", "--peek")


def test_addresses_and_numbers_are_masked_where_it_is_asked_for(desk: Desk) -> None:
    desk.receive([post("6", ANGRY + " write to me@home.example or 020 7946 0958", by="fay", hours_ago=1)])
    assert "me@home.example" in desk.do("digest", "--peek")
    for command in (("digest", "--peek"), ("digest", "--peek", "--format", "email"), ("report",)):
        shown = desk.do(*command, "--redact")
        assert "me@home.example" not in shown
        assert "7946" not in shown
    postbox = Postbox()
    with serve(postbox) as smtp:
        assert send(desk, smtp, "--redact") == 0
    assert "me@home.example" not in postbox.messages[0].as_string()


def test_the_totals_count_what_is_not_shown(desk: Desk) -> None:
    told = desk.ask("digest")
    assert sum(told["lanes"].values()) == 2
    hours = [0] * 21 + [1, 1, 0]
    assert told["rows"] == 2
    assert told["summary"] == {"since": None, "answered": 0, "overdue": 0, "hours": hours, "rows_overdue": 0}
    desk.do("done", "1")
    with closing(desk.open()) as db, transaction(db):
        mark_gone(db, "x", ["2"], desk.now)
    desk.now += HOUR
    told = desk.ask("digest", "--always")["summary"]
    assert sum(told["hours"]) == sum(day["mentions"] for day in desk.ask("stats", "--days", "1")["days"]) == 1
    assert told["answered"] == 0  # answered at the moment of the last digest


def test_an_answer_is_counted_once_however_late_it_is_found(desk: Desk) -> None:
    def count() -> int:
        desk.now += HOUR
        return int(desk.ask("digest", "--always")["summary"]["answered"])

    count()
    desk.receive([post("11", "on our way", by="acme", in_reply_to="1", ours=True, hours_ago=1.5)])  # before the digest
    assert [count(), count()] == [1, 0]
    desk.receive([post("12", "sorry!", by="acme", in_reply_to="2", ours=True, hours_ago=-2.5)])
    assert [count(), count()] == [1, 0]
    desk.now += HOUR  # what was answered before the desk had it was never open there
    desk.receive([post("5", ANGRY, by="eve", hours_ago=9)])
    desk.receive([post("15", "sorry!", by="acme", in_reply_to="5", ours=True, hours_ago=8)])
    assert count() == 0


def test_a_message_for_sendmail_is_complete_and_stable(desk: Desk) -> None:
    desk.receive([post("8", HOSTILE, by="x\r\nBcc: evil@x.example", hours_ago=3, url="javascript:alert(1)")])
    shown = desk.do("digest", "--peek", "--format", "email", "--to", TEAM)
    assert shown == desk.do("digest", "--peek", "--format", "email", "--to", TEAM)
    message = message_from_string(shown, policy=policy.default)
    assert message.defects == []
    assert (message["To"], message["Bcc"]) == (TEAM, None)
    assert message["Message-ID"].startswith("<digest.")
    assert message["List-Id"].endswith("<digest.mentiontriage.localhost>")
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert all(len(line) <= 998 for line in shown.splitlines())
    page = message.get_body(("html",))
    assert page is not None
    assert "<script" not in page.get_content()
    assert "javascript:" not in page.get_content()
    assert "\u202e" not in page.get_content()


def test_what_somebody_wrote_again_does_as_little_harm(desk: Desk) -> None:
    desk.do("digest")
    desk.receive([post("8", HOSTILE, by="ada", hours_ago=0.5, url="javascript:alert(1)")])
    for name in ("text", "html", "markdown", "table"):
        shown = desk.do("digest", "--peek", "--format", name)
        assert "wrote again" in shown
        assert not [harm for harm in ("javascript:", "\x1b[31m", "\u202e") if harm in shown]
        assert "<script" not in shown or name in ("text", "table")


def test_what_is_no_address_is_refused(desk: Desk) -> None:
    for wrong in ("", ",", "nobody", "a@b.example\nBcc: c@d.example", "<a@b.example>", "a b@c.example", "ü@b.example"):
        assert desk.run("digest", "--to", wrong).code == 2
    assert send(desk, "mail.acme.example") == 2
    assert send(desk, "smtp://user:secret@mail.acme.example") == 2
    assert desk.run("digest", "--smtp", "smtp://localhost").code == 2


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300", "0"])
def test_a_time_that_nobody_can_wait_for_a_server_is_refused(desk: Desk, seconds: str) -> None:
    assert desk.run("digest", "--to", TEAM, "--smtp", "smtp://127.0.0.1:1", "--timeout", seconds).code == 2


def test_the_server_takes_it_and_it_counts_as_told(desk: Desk) -> None:
    postbox = Postbox()
    with serve(postbox) as smtp:
        assert send(desk, smtp, to=f"{TEAM},boss@acme.example") == 0
        assert send(desk, smtp, to=f"{TEAM},boss@acme.example") == 0
    assert postbox.recipients == [[TEAM], ["boss@acme.example"]]
    assert {message["To"] for message in postbox.messages} == {TEAM, "boss@acme.example"}


def test_a_server_of_the_environment_sends_only_what_is_addressed_and_not_asked_for_otherwise(desk: Desk) -> None:
    postbox = Postbox()
    with serve(postbox) as smtp:
        for printed in ((), ("--to", TEAM, "--format", "html"), ("--to", f"{TEAM},boss@acme.example", "--peek")):
            assert "2 to answer" in desk.do("digest", *printed, environment={"TRIAGE_SMTP": smtp})
        assert postbox.messages == []
        assert desk.do("digest", "--to", "boss@acme.example", environment={"TRIAGE_SMTP": smtp}) == ""
    assert postbox.recipients == [["boss@acme.example"]]


def test_a_peek_sends_nothing_and_is_told_again(desk: Desk) -> None:
    postbox = Postbox()
    with serve(postbox) as smtp:
        assert send(desk, smtp, to="boss@acme.example") == 0
        postbox.messages.clear()
        peeked = desk.do("digest", "--to", f"{TEAM},boss@acme.example", "--smtp", smtp, "--peek")
        assert (postbox.messages, peeked.count("2 to answer")) == ([], 1)  # each recipient's own
        assert desk.run("digest", "--to", TEAM, "--smtp", smtp, "--format", "html").code == 2
        assert send(desk, smtp) == 0
    assert [message["Subject"] for message in postbox.messages] == ["2 to answer"]


def test_a_refused_recipient_gets_it_in_full_next_time_and_the_others_get_it_now(desk: Desk) -> None:
    postbox = Postbox(refuse_recipient="550 no such person")
    with serve(postbox) as smtp:
        assert send(desk, smtp, to=f"bad@acme.example,{TEAM}") == 12
        assert postbox.recipients == [[TEAM]]
        desk.receive([post("3", ANGRY, by="cyd", hours_ago=1)])
        postbox.refuse_recipient = None
        assert send(desk, smtp, to="bad@acme.example") == 0
    assert postbox.messages[-1]["Subject"] == "3 to answer"


def test_a_deferred_message_is_sent_again_under_the_same_name(desk: Desk) -> None:
    postbox = Postbox(refuse_message="451 try again later")
    with serve(postbox) as smtp:
        told = desk.run("digest", "--to", TEAM, "--smtp", smtp)
        assert (told.code, told.err.count("451 try again later"), "Errno" in told.err) == (12, 1, False)
        postbox.refuse_message = None
        assert send(desk, smtp) == 0
        assert send(desk, smtp) == 0
    assert [message["Subject"] for message in postbox.messages] == ["2 to answer"]


@pytest.mark.parametrize("password", ["wrong", "secret"])
def test_only_the_right_password_is_let_in_and_no_password_is_ever_shown(desk: Desk, password: str) -> None:
    postbox = Postbox()
    options = {"authenticator": check_password, "auth_required": True, "auth_require_tls": False}
    with serve(postbox, **options) as smtp:
        login = {"TRIAGE_SMTP_USER": "triage", "TRIAGE_SMTP_PASSWORD": password}
        told = desk.run("digest", "--to", TEAM, "--smtp", smtp, environment=login)
    right = password == "secret"  # noqa: S105 (invented)
    assert told.code == (0 if right else 12)
    assert len(postbox.messages) == right
    assert password not in told.out + told.err
    assert ("535" in told.err) != right


@pytest.mark.parametrize("fault", ["drops in the message", "hangs", "drops before it says so"])
def test_a_line_that_breaks_or_falls_silent_loses_nothing(desk: Desk, fault: str) -> None:
    with serve_fault(fault) as (faulty, smtp):
        assert send(desk, smtp) == 12
    postbox = Postbox()
    with serve(postbox) as smtp:
        assert send(desk, smtp) == 0
        assert send(desk, smtp) == 0
    (message,) = postbox.messages
    for taken in faulty.messages:  # the server may have it already: the same name lets mail programs show it once
        assert message["Message-ID"].encode() in taken


def test_no_server_at_all_is_said(desk: Desk) -> None:
    with serve(Postbox()) as gone:
        pass
    told = desk.run("digest", "--to", f"{TEAM},boss@acme.example", "--smtp", gone)
    assert (told.code, told.err.count("Connection refused"), "Errno" in told.err) == (12, 2, False)
    assert "boss@acme.example" in told.err
    assert desk.do("digest", "--to", TEAM) != ""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    try:
        subprocess.run([*command, *names, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is needed to make a certificate")
    return path


@pytest.mark.parametrize("known", [True, False])
def test_an_encrypted_line_is_used_where_offered_and_a_stranger_is_not_trusted(
    desk: Desk, certificate: Path, *, known: bool
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{certificate}.crt", certificate)
    postbox = Postbox()
    options = {"tls_context": context, "require_starttls": True, "authenticator": check_password, "auth_required": True}
    with serve(postbox, **options) as smtp:
        login = {"TRIAGE_SMTP_USER": "triage", "TRIAGE_SMTP_PASSWORD": "secret"}
        trusted = {"SSL_CERT_FILE": f"{certificate}.crt"} if known else {}
        code = send(desk, smtp, **login, **trusted)
    assert (code, len(postbox.messages)) == ((0, 1) if known else (12, 0))


def test_two_runs_at_once_send_one(desk: Desk) -> None:
    postbox = Postbox()
    with serve(postbox) as smtp:
        command = [sys.executable, "-m", "mentiontriage", "digest", "--to", TEAM, "--smtp", smtp]
        environment = {**os.environ, "TRIAGE_STORE": str(desk.path)}
        running = [subprocess.Popen([*command, "--now", NOON.isoformat()], env=environment) for _ in range(4)]
        assert [process.wait(60) for process in running] == [0] * 4
    assert len(postbox.messages) == 1


@pytest.mark.parametrize("command", [("digest", "--peek"), ("watch", "--no-fetch", "--rounds", "1"), ("report",)])
def test_a_moment_with_no_days_before_or_after_it_is_refused(desk: Desk, command: tuple[str, ...]) -> None:
    desk.now = datetime(1, 1, 1, tzinfo=UTC)
    told = desk.run(*command)
    assert (told.code, "is too early: there must be 100 years before it" in told.err) == (2, True)
    desk.now = datetime(9999, 12, 31, 23, tzinfo=UTC)
    told = desk.run(*command)
    assert (told.code, "is too late: it is in the last year of the calendar" in told.err) == (2, True)
