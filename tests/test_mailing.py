"""Which mail server is meant."""

import pytest
from tests.mail_servers import Postbox, check_password, serve, serve_fault, serve_parrot
from tests.stories import NOON

from mentiontriage.errors import SendError, UsageError
from mentiontriage.formats import Envelope
from mentiontriage.formats._message import write_message
from mentiontriage.mailing import Server, read_server, send_message
from mentiontriage.model import Queue


def test_an_address_says_host_port_and_how_it_is_encrypted() -> None:
    assert read_server("smtp://mail.example", None, None, 5) == Server("mail.example", 587, encrypted=False, timeout=5)
    secured = Server("mail.example", 465, True, "me", "pw", 5)  # noqa: FBT003 (in the order of its fields)
    assert read_server("smtps://mail.example", "me", "pw", 5) == secured
    assert read_server("smtp://mail.example:2525", None, None, 5).port == 2525


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://a:b@mail.example",
        "smtp://h:x",
        "smtp://mail..example:25",
        "smtp://a:s3cret@mail.example:99999",
        "mail://a:s3cret@mail.example",
        "smtp://a:s3cret@",
    ],
)
def test_another_address_is_refused_and_no_password_in_it_shown(url: str) -> None:
    with pytest.raises(UsageError) as told:
        read_server(url, None, None, 5)
    assert "s3cret" not in str(told.value)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd", "ignore:Requiring AUTH:UserWarning")
def test_nobody_logs_in_over_a_line_that_is_not_encrypted_but_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentiontriage.mailing._LOOPBACK", ())
    message = write_message(Queue(NOON, None, 0, (), None, ()), Envelope("triage@acme.example"))
    postbox = Postbox()
    with serve(postbox, authenticator=check_password, auth_require_tls=False) as smtp:
        server = read_server(smtp, "triage", "secret", 5)
        with pytest.raises(SendError, match="no encryption"):
            send_message(message, "triage@acme.example", "team@acme.example", server)
    assert postbox.messages == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd", "ignore:Requiring AUTH:UserWarning")
def test_a_password_that_the_protocol_cannot_carry_is_told_and_not_shown() -> None:
    message = write_message(Queue(NOON, None, 0, (), None, ()), Envelope("triage@acme.example"))
    with serve(Postbox(), authenticator=check_password, auth_require_tls=False) as smtp:
        server = read_server(smtp, "triage", "geheim\u00df", 5)
        with pytest.raises(SendError, match="beyond ASCII") as told:
            send_message(message, "triage@acme.example", "team@acme.example", server)
    assert "geheim" not in str(told.value)


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN", "CRAM-MD5"])
def test_a_login_that_the_server_quotes_is_not_shown(way: str) -> None:
    message = write_message(Queue(NOON, None, 0, (), None, ()), Envelope("triage@acme.example"))
    with serve_parrot(way) as (_, smtp), pytest.raises(SendError, match=r"535 bad credentials in .*\*\*\*$") as told:
        send_message(message, "triage@acme.example", "team@acme.example", read_server(smtp, "robot7", "s3cret/+pw", 5))
    left = str(told.value).rpartition(" in ")[2].removeprefix("AUTH").replace("PLAIN", "").strip()
    assert left == "***"


def test_a_server_that_never_comes_to_an_end_is_left_and_the_line_closed() -> None:
    message = write_message(Queue(NOON, None, 0, (), None, ()), Envelope("triage@acme.example"))
    with serve_parrot(thinks=True) as (parrot, smtp):
        with pytest.raises(SendError, match=r"127\.0\.0\.1 did not come to an end within 0\.3 s"):
            send_message(message, "triage@acme.example", "team@acme.example", read_server(smtp, None, None, 0.1))
        assert parrot.left.wait(60)  # what was given up is not sent after all


@pytest.mark.parametrize("fault", ["hangs up on the goodbye", "says goodbye without end"])
def test_what_a_server_took_counts_as_sent_however_it_says_goodbye(fault: str) -> None:
    message = write_message(Queue(NOON, None, 0, (), None, ()), Envelope("triage@acme.example"))
    with serve_fault(fault) as (server, smtp):
        send_message(message, "triage@acme.example", "team@acme.example", read_server(smtp, None, None, 1))
        assert len(server.messages) == 1
