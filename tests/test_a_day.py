"""A whole day at the desk, from the customer list in the morning to the report at night."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.desks import ANGRY, GLAD, HOUR, Desk
from tests.mail_servers import Postbox, serve
from tests.stories import NOON, post

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd")
MORNING = NOON - 4 * HOUR
TEAM, BOSS = "team@acme.example", "boss@acme.example"


def make_export() -> bytes:
    posts = [
        ("901", ANGRY, "ada", 40, 3.0),
        ("902", ANGRY, "bob", 40, 2.0),
        ("903", GLAD, "cyd", 40, 2.0),
        ("904", "my Acme order is lost and I want my money back", "dee", 90_000, 1.0),
    ]
    lines = [
        {
            "id": ident,
            "source": "x",
            "text": text,
            "created_at": (MORNING - timedelta(hours=hours)).isoformat(),
            "author": {"handle": handle, "followers": followers},
        }
        for ident, text, handle, followers, hours in posts
    ]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def make_feed() -> bytes:
    when = format_datetime(MORNING - HOUR)
    return f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Reviews</title><item><guid>rev-1</guid>
<title>Acme</title><description>Acme never answers, I am still waiting for my refund, worst service</description>
<link>https://reviews.example/1</link><pubDate>{when}</pubDate></item></channel></rss>""".encode()


class _Feed(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(make_feed())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve_feed() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Feed)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/feed.xml"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_day_at_the_desk(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "triage.db", MORNING)
    crm, export, config = tmp_path / "crm.csv", tmp_path / "export.ndjson", tmp_path / "config.toml"
    crm.write_text("twitter,name,tier,email,value\nbob,Bob & Sons,gold,bob@mail.example,12000\neve,Eve,silver,,10\n")
    export.write_bytes(make_export())

    # 08:00: the customer list, last night's export, and what the feed holds.
    assert desk.do("customers", "import", crm).startswith("2 new customers")
    desk.do("import", export, "--quiet")
    with serve_feed() as url:
        config.write_text(f'[[brands]]\nname = "Acme"\n[sources.feed]\nurls = [{{ url = "{url}", brand = "Acme" }}]\n')
        fetched = desk.do("fetch", "--config", config, "--quiet")
    assert "never answers" in fetched
    queue = {item["id"]: item for item in desk.ask("queue")["items"]}
    assert {"901", "902", "904"} <= set(queue)
    assert len(queue) == 4
    assert queue["902"]["priority"] > queue["901"]["priority"]  # gold outweighs an hour more of waiting

    # Two people begin; each gets another row.
    first = desk.ask("next", "--assign", "ada")["id"]
    second = desk.ask("next", "--assign", "ben", who="ben")["id"]
    assert first != second
    desk.do("assign", "902", "ben", who="ben")
    desk.do("snooze", "901", "--until", "5h", "--reason", "waits for the warehouse", who="ada")
    desk.do("done", "902", "--reply", "https://x.example/acme/1", who="ben")
    desk.do("dismiss", "903", "--reason", "praise", who="ben")
    left = desk.list_queue()
    assert "901" not in left
    assert "902" not in left

    # 09:00: Bob is not content, and what he writes brings the answered post back, to Ben.
    desk.now = MORNING + HOUR
    desk.receive([post("950", "no, this is still not fixed, I want my refund now", by="bob", hours_ago=3)])
    row = next(item for item in desk.ask("queue")["items"] if item["author"]["handle"] == "bob")
    assert row["handling"]["back"] == "its author wrote again"
    assert (row["handling"]["assignee"], row["handling"]["posts"]) == ("ben", 2)
    assert row["handling"]["customer"]["tier"] == "gold"

    # 12:00: two are told by mail, each once; at 13:00 the snooze is over and only that is news.
    desk.now = NOON
    postbox = Postbox()
    with serve(postbox) as smtp:
        for _ in range(2):
            desk.do("digest", "--to", f"{TEAM},{BOSS}", "--smtp", smtp)
        assert postbox.recipients == [[TEAM], [BOSS]]
        desk.now = MORNING + 5 * HOUR
        desk.do("digest", "--to", TEAM, "--smtp", smtp)
    assert postbox.messages[-1]["Subject"].startswith("1 to answer")
    body = postbox.messages[-1].get_body(("plain",))
    assert body is not None
    assert "back: snoozed until 2026-11-20 13:00 UTC" in body.get_content()

    # The evening: everything that was decided can be read, and the page holds what is left.
    desk.now = NOON + 6 * HOUR
    kinds = [entry["kind"] for entry in desk.ask("log")]
    assert sorted(set(kinds)) == ["assign", "dismiss", "done", "reopen", "snooze"]
    bands = {line["name"]: line for line in desk.ask("stats")["followers"]}
    assert bands["under 100"]["answered"] == 1
    page = tmp_path / "report.html"
    desk.do("report", "--output", page)
    assert "@dee" in page.read_text()
    assert "mail.example" not in page.read_text() + desk.do("queue") + desk.do("show", "902")
