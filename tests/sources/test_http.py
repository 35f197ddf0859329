import contextlib
import gzip
import re
import socket
import threading
import time
import traceback
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.sources.service import Answer, Asked, Handler, HangupError, serve

from mentiontriage.blotting import Secrets
from mentiontriage.sources._body import Body
from mentiontriage.sources._http import Client, _load_certificates
from mentiontriage.sources._limits import Limit, read_limit, read_retry_after
from mentiontriage.sources._reply import FetchError, RateLimitError

DATE = {"date": "Fri, 20 Nov 2026 12:00:00 GMT"}


@pytest.mark.parametrize(
    ("headers", "limit"),
    [
        ({"x-rate-limit-remaining": "0", "x-rate-limit-reset": "1795176090"}, Limit(0, 90)),  # X
        ({"ratelimit-remaining": "12", "ratelimit-reset": "1795176090"}, Limit(12, 90)),  # Bluesky
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-11-20T12:01:30.000Z"}, Limit(0, 90)),  # Mastodon
        ({"x-ratelimit-remaining": "9324.0", "x-ratelimit-reset": "90"}, Limit(9324.0, 90)),  # Reddit
        ({"x-ratelimit-remaining": "nan", "x-ratelimit-reset": "soon"}, Limit()),
        ({}, Limit()),
    ],
)
def test_a_limit_is_read_in_every_form_that_networks_send(headers: dict[str, str], limit: Limit) -> None:
    assert read_limit(headers | DATE) == limit


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("0.5", 0.5), ("Fri, 20 Nov 2026 12:00:30 GMT", 30.0), ("-5", 0.0), ("tomorrow", None)],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert read_retry_after({"retry-after": value} | DATE) == seconds


@pytest.fixture
def connect() -> Iterator[Callable[..., Client]]:
    clients: list[Client] = []

    def make(url: str, **more: object) -> Client:
        clients.append(Client(url, **{"pause": 0.01, "patience": 2.0, **more}))  # type: ignore[arg-type]
        return clients[-1]

    yield make
    for client in clients:
        client.close()


def in_turn(*answers: Answer | type[Exception]) -> Handler:
    """Answer one after the other; the last one stays."""
    left = list(answers)

    def answer(_: Asked) -> Answer:
        found = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(found, Answer):
            return found
        raise found

    return answer


def test_a_passing_failure_is_tried_again(connect: Callable[..., Client]) -> None:
    with serve(in_turn(Answer({}, 503), HangupError, Answer({}, 500), Answer({"ok": 1}))) as service:
        assert connect(service.url).get("x").json() == {"ok": 1}
        assert len(service.asked) == 4


def test_a_lasting_failure_is_given_up_after_four_tries(connect: Callable[..., Client]) -> None:
    with serve(in_turn(Answer({"message": "no"}, 502))) as service:
        with pytest.raises(FetchError, match="answered 502: no"):
            connect(service.url).get("x")
        assert len(service.asked) == 4


def test_our_own_mistake_is_not_repeated(connect: Callable[..., Client]) -> None:
    with serve(in_turn(Answer({"error": {"message": "bad cursor"}}, 400))) as service:
        with pytest.raises(FetchError, match="answered 400: bad cursor") as caught:
            connect(service.url).get("x")
        assert (len(service.asked), caught.value.status) == (1, 400)


@pytest.mark.parametrize("status", [429, 403])
def test_a_short_limit_is_waited_for(connect: Callable[..., Client], status: int) -> None:
    with serve(in_turn(Answer({}, status, {"Retry-After": "0.3"}), Answer({}))) as service:
        began = time.monotonic()
        connect(service.url).get("x")
        assert time.monotonic() - began >= 0.3


def test_a_long_limit_ends_the_run_and_says_until_when(connect: Callable[..., Client]) -> None:
    later = datetime.now(UTC) + timedelta(hours=2)
    with serve(in_turn(Answer({}, 429, {"Retry-After": format_datetime(later, usegmt=True)}))) as service:
        with pytest.raises(RateLimitError) as caught:
            connect(service.url).get("x")
        assert abs((caught.value.until - later).total_seconds()) < 10
        assert len(service.asked) == 1


@pytest.mark.parametrize("value", ["999999999", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_limit_of_years_is_taken_for_a_day(connect: Callable[..., Client], value: str) -> None:
    limited = in_turn(Answer({}, 429, {"Retry-After": value}))
    with serve(limited) as service, pytest.raises(RateLimitError) as caught:
        connect(service.url).get("x")
    assert timedelta(hours=23) < caught.value.until - datetime.now(UTC) <= timedelta(days=1)
    assert str(caught.value).endswith(f"it is not asked again until {caught.value.until:%Y-%m-%d %H:%M} UTC")


def test_the_last_request_allowed_is_followed_by_a_wait(connect: Callable[..., Client]) -> None:
    used_up = {"X-RateLimit-Remaining": "0.0", "X-RateLimit-Reset": "0.4"}
    with serve(in_turn(Answer({}, 200, used_up), Answer({}))) as service:
        client = connect(service.url)
        began = time.monotonic()
        client.get("a")
        client.get("b")
        assert time.monotonic() - began >= 0.4


def test_the_last_login_allowed_keeps_nobody_from_using_it(connect: Callable[..., Client]) -> None:
    used_up = {"RateLimit-Remaining": "0", "RateLimit-Reset": "40000"}

    def answer(asked: Asked) -> Answer:
        return Answer({}, 200, used_up if asked.method == "POST" else {})

    with serve(answer) as service:
        client = connect(service.url)
        client.post("login", json={})
        assert client.get("x").status == 200


def test_a_server_that_hangs_is_given_up(connect: Callable[..., Client]) -> None:
    wait = threading.Event()

    def hang(_: Asked) -> Answer:
        wait.wait(60)
        return Answer({})

    with serve(hang) as service:
        with pytest.raises(FetchError, match=r"did not answer in 0\.2 s"):
            connect(service.url, patience=0.2).get("x")
        wait.set()


def test_a_run_that_is_over_asks_nothing_more(connect: Callable[..., Client]) -> None:
    with serve(in_turn(Answer({}))) as service:
        with pytest.raises(FetchError, match="longer than a run may take"):
            connect(service.url, seconds=0.0).get("x")
        assert service.asked == []


def test_a_reply_without_end_is_refused(connect: Callable[..., Client]) -> None:
    bomb = Answer(b"[" + b" " * (40 * 1024 * 1024), 200, {"X-Gzip": "yes"})
    with serve(in_turn(bomb)) as service, pytest.raises(FetchError, match="more than 33,554,432 bytes"):
        connect(service.url).get("x")


def test_a_packed_reply_that_unpacks_to_nothing_without_end_is_given_up(connect: Callable[..., Client]) -> None:
    nothing = b"\0\0\0\xff\xff" * 1000  # blocks of no bytes each

    with socket.create_server(("127.0.0.1", 0)) as server:

        def send_nothing() -> None:
            talk, _address = server.accept()
            with talk, contextlib.suppress(OSError):
                talk.recv(4096)
                talk.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10])
                while True:
                    talk.sendall(nothing)

        threading.Thread(target=send_nothing, daemon=True).start()
        with pytest.raises(FetchError, match="longer than a run may take"):
            connect(f"http://127.0.0.1:{server.getsockname()[1]}", seconds=0.5).get("x")


def test_what_stands_behind_a_packed_replys_end_is_not_kept() -> None:
    chunk = bytes(64 * 1024)
    body = Body("acme.example", "gzip")
    body.add(gzip.compress(b'{"ok": 1}') + chunk)
    tracemalloc.start()
    for _ in range(256):
        body.add(chunk)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert body.finish() == b'{"ok": 1}'
    assert most < 1024 * 1024


def test_a_reply_that_is_packed_twice_or_as_nobody_asked_is_refused(connect: Callable[..., Client]) -> None:
    twice = gzip.compress(gzip.compress(b"{}"))
    for coding in ("gzip, gzip", "br", "deflate, gzip"):
        with serve(in_turn(Answer(twice, 200, {"Content-Encoding": coding}))) as service:
            with pytest.raises(FetchError, match="compression that was not asked for"):
                connect(service.url).get("x")
            assert service.asked[0].headers["accept-encoding"] == "gzip"


def test_what_is_only_called_packed_is_read_as_it_came(connect: Callable[..., Client]) -> None:
    with serve(in_turn(Answer({"ok": 1}, 200, {"Content-Encoding": "utf-8"}))) as service:
        assert connect(service.url).get("x").json() == {"ok": 1}


@pytest.mark.parametrize(
    "sent", [gzip.compress(b'{"ok": 1}' * 99)[:-12], b'{"ok": 1}'], ids=["ends too soon", "is not packed"]
)
def test_a_packed_reply_that_ends_too_soon_or_is_not_packed_is_asked_for_again(
    connect: Callable[..., Client], sent: bytes
) -> None:
    with serve(in_turn(Answer(sent, 200, {"Content-Encoding": "gzip"}), Answer({"ok": 1}))) as service:
        assert connect(service.url).get("x").json() == {"ok": 1}
        assert len(service.asked) == 2


def test_credentials_do_not_follow_to_another_host(connect: Callable[..., Client]) -> None:
    with serve(in_turn(Answer({"ok": 1}))) as other:
        with serve(in_turn(Answer(b"", 302, {"Location": f"{other.url}/there"}))) as service:
            headers = {"Authorization": "Bearer s3cret-token", "X-Goog-Api-Key": "k3y-of-ours"}
            connect(service.url, headers=headers).get("x")
        seen = str(other.asked[0].headers)
    assert "s3cret" not in seen
    assert "k3y" not in seen


def test_a_redirect_in_a_circle_ends(connect: Callable[..., Client]) -> None:
    with serve(in_turn(Answer(b"", 302, {"Location": "/x"}))) as service:
        with pytest.raises(FetchError, match="redirects in a circle"):
            connect(service.url).get("x")
        assert len(service.asked) == 5


def test_a_redirect_to_a_file_is_refused(connect: Callable[..., Client]) -> None:
    to_file = Answer(b"", 302, {"Location": "file:///etc/passwd"})
    with serve(in_turn(to_file)) as service, pytest.raises(FetchError, match="https://"):
        connect(service.url).get("x")


@pytest.mark.parametrize("place", ["http://[s3cret", "http://s3cret:99999/"])
def test_a_redirect_to_what_is_no_address_is_refused_and_not_quoted(connect: Callable[..., Client], place: str) -> None:
    refused = pytest.raises(FetchError, match="redirects to something that is not an address")
    with serve(in_turn(Answer(b"", 302, {"Location": place}))) as service, refused as caught:
        connect(service.url).get("x")
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))


def test_a_limit_that_is_said_to_be_over_is_not_run_into_at_once(connect: Callable[..., Client]) -> None:
    over = Answer({}, 429, {"Retry-After": "0"})
    with serve(in_turn(over, Answer({"ok": 1}))) as service:
        began = time.monotonic()
        connect(service.url, pause=0.4).get("x")
        assert time.monotonic() - began >= 0.2


def test_a_limit_that_does_not_say_how_long_it_holds_is_given_more_time_than_a_failure(
    connect: Callable[..., Client],
) -> None:
    with serve(in_turn(Answer({}, 429), Answer({"ok": 1}))) as service:
        began = time.monotonic()
        connect(service.url, pause=0.02).get("x")
        assert time.monotonic() - began >= 0.3


def test_a_reply_of_another_kind_is_told_and_not_shown(connect: Callable[..., Client]) -> None:
    page = Answer(b"<html>Log in</html>", 200, {"Content-Type": "text/html; charset=utf-8"})
    with serve(in_turn(page)) as service, pytest.raises(FetchError, match="answered text/html, not JSON"):
        connect(service.url).get("x").json()


def test_no_message_holds_a_credential_or_an_address_path(connect: Callable[..., Client]) -> None:
    def echo(asked: Asked) -> Answer:
        return Answer({"message": f"wrong key {asked.headers['authorization']} for {asked.path}"}, 401)

    with serve(echo) as service:
        secrets = Secrets(["s3cret-token"])
        client = connect(service.url, headers={"Authorization": "Bearer s3cret-token"}, secrets=secrets)
        with pytest.raises(FetchError) as caught:
            client.get("x", {"key": "s3cret-token"})
    assert "s3cret" not in str(caught.value)
    assert "***" in str(caught.value)


def test_a_secret_that_a_long_reason_is_cut_in_is_not_half_shown(connect: Callable[..., Client]) -> None:
    def complain_at_length(asked: Asked) -> Answer:
        return Answer({"message": f"{'n' + 'o' * 180} {asked.headers['authorization']}"}, 403)

    key = "s3cret-of-some-thirty-characters"
    with serve(complain_at_length) as service:
        client = connect(service.url, headers={"Authorization": f"Bearer {key}"}, secrets=Secrets([key]))
        with pytest.raises(FetchError) as caught:
            client.get("x")
    assert str(caught.value).endswith("no" + "o" * 179 + " Bearer ***")


@pytest.mark.parametrize("learnt", ["s3cret\nmore", "s3cret\N{HORIZONTAL ELLIPSIS}"])
def test_a_header_that_cannot_be_sent_is_told_without_what_it_holds(
    connect: Callable[..., Client], learnt: str
) -> None:
    with serve(in_turn(Answer({}))) as service, pytest.raises(FetchError, match="cannot be asked") as caught:
        connect(service.url, headers={"Authorization": f"Bearer {learnt}"}).get("x")
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))
    assert service.asked == []


def test_a_host_that_cannot_be_reached_is_told_in_words(connect: Callable[..., Client]) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))  # nobody else is given its port, and nobody listens there
        with pytest.raises(FetchError, match=r"^127\.0\.0\.1 cannot be reached: Connection refused$"):
            connect(f"http://127.0.0.1:{deaf.getsockname()[1]}").get("x")


def test_what_is_no_http_is_told_without_what_came(connect: Callable[..., Client]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def echo() -> None:
            for _ in range(4):
                talk, _address = server.accept()
                with talk:
                    talk.sendall(b"?" + talk.recv(4096))

        threading.Thread(target=echo, daemon=True).start()
        with pytest.raises(FetchError, match="broke off, or answered what is not HTTP") as caught:
            connect(f"http://127.0.0.1:{server.getsockname()[1]}", headers={"X-Key": "s3cret"}).get("x")
    assert "s3cret" not in str(caught.value)


def test_where_a_redirect_leads_is_not_told(connect: Callable[..., Client]) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.path == "/x":
            return Answer(b"", 302, {"Location": "/files/77?signature=s3cret77"})
        return Answer({"message": f"no {asked.path} with {asked.one('signature')}"}, 404)

    with serve(answer) as service, pytest.raises(FetchError) as caught:
        connect(service.url).get("x")
    assert str(caught.value) == "127.0.0.1 answered 404: no *** with ***"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no s3cret+of/ours!", "no ***!"),
        ("no s3cret%2Bof%2Fours", "no ***"),
        ("no s3cret+of... and s3cret+of/", "no ***... and ***"),
        ("no s3cret", "no s3cret"),  # as much as many services show on purpose
    ],
)
def test_a_secret_is_blotted_out_as_it_is_encoded_and_where_it_was_cut(said: str, shown: str) -> None:
    assert Secrets(["s3cret+of/ours", "abc"]).blot(said) == shown


@pytest.mark.parametrize("said", ["/private/77s3cret77/all", "77s3cret77", "?key=k3y-of-ours", "cGFzcyBtZTpieQ=="])
def test_of_a_private_address_nothing_but_the_host_is_told(said: str) -> None:
    secrets = Secrets()
    secrets.hide_address("https://pass%20me:by@feeds.example/private/77s3cret77/all?key=k3y-of-ours")
    told = secrets.blot(f"feeds.example answered 404: {said} is no feed")
    assert told.startswith("feeds.example answered 404: ")
    assert not re.search("s3cret|k3y|cGFz", told)


def test_odd_json_is_still_read(connect: Callable[..., Client]) -> None:
    with serve(in_turn(Answer(b'\xef\xbb\xbf{"text": "half \\ud83d pair", "n": NaN}'))) as service:
        assert connect(service.url).get("x").json()["text"] == "half \ud83d pair"


def test_certificates_that_cannot_be_read_are_told_by_their_variable(
    connect: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    _load_certificates.cache_clear()
    refused = pytest.raises(FetchError, match="SSL_CERT_FILE in the environment names no certificates that can be read")
    with serve(in_turn(Answer({}))) as service, refused:
        connect(service.url).get("x")
    assert service.asked == []


@pytest.mark.parametrize("status", [200, 400])
def test_json_that_was_cut_in_the_middle_of_a_letter_is_still_read(connect: Callable[..., Client], status: int) -> None:
    with serve(in_turn(Answer(b'{"message": "Acme caf\xc3"}', status))) as service:
        client = connect(service.url)
        if status == 200:
            assert client.get("x").json() == {"message": "Acme caf\N{REPLACEMENT CHARACTER}"}
        else:
            with pytest.raises(FetchError, match="answered 400: Acme caf"):
                client.get("x")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("http_proxy", "foo:bar:PROXYPW", "http_proxy in the environment is no address of a proxy"),
        ("HTTPS_PROXY", "gopher://usr:PROXYPW@proxy.example", "https_proxy in the environment is no address"),
        ("all_proxy", "socks5://usr:PROXYPW@proxy.example", "all_proxy in the environment names a SOCKS proxy"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_told_by_its_variable_and_not_shown(
    connect: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with serve(in_turn(Answer({}))) as service, pytest.raises(FetchError, match=told) as caught:
        connect(service.url).get("x")
    assert "PROXYPW" not in "".join(traceback.format_exception(caught.value))
    assert service.asked == []
