"""Hand a message to a mail server: it took it, or it did not and we say why.

The connection is encrypted whenever the server can (STARTTLS, RFC 3207; or TLS from the start), and
nobody logs in over one that is not. Every wait has an end, and so has the whole conversation. No
message holds what we log in with, whatever the server quotes.
"""

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import msgspec

from mentiontriage.blotting import Secrets
from mentiontriage.deadlines import run_within
from mentiontriage.errors import SendError, UsageError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PORTS = {"smtp": 587, "smtps": 465}
_WAITS = 3  # how many times as long as one answer the conversation may take: a server that is busy is slow at each step


class Server(msgspec.Struct, frozen=True):
    """A mail server; `encrypted` is TLS from the first byte. User and password come from the environment."""

    host: str
    port: int
    encrypted: bool
    user: str | None = None
    password: str | None = None
    timeout: float = 30.0


def read_server(url: str, user: str | None, password: str | None, timeout: float) -> Server:
    """Read smtp://HOST[:PORT] (587, STARTTLS) or smtps://HOST[:PORT] (465, TLS from the start).

    Raises UsageError for another scheme, for no host, and for a password in the address, which
    would be seen in the list of processes.
    """
    if "@" in url:  # asked first, as all else quotes the address
        raise UsageError("--smtp must not hold user or password; set TRIAGE_SMTP_USER and TRIAGE_SMTP_PASSWORD")
    try:
        parts = urlsplit(url)
        port = parts.port
        (parts.hostname or "").encode("idna")  # as connecting does: mail..acme.example is none
    except ValueError as error:
        raise UsageError(f"--smtp {url!r} is no address; write it like smtp://mail.acme.example:587") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UsageError(f"--smtp {url!r} is no address; write it like smtp://mail.acme.example:587")
    return Server(parts.hostname, port or _PORTS[parts.scheme], parts.scheme == "smtps", user, password, timeout)


def send_message(message: EmailMessage, sender: str, recipient: str, server: Server) -> None:
    """Send a message to one recipient; it returns only after the server took it.

    Raises SendError with what the server said; then the server has not taken it, or the line broke
    before it could say so.
    """
    secrets = Secrets([server.password] if server.password else [])
    talk = _Talk(server, secrets)
    try:
        run_within(server.timeout * _WAITS, lambda: talk.send(message, sender, recipient), talk.break_off)
    except (SendError, smtplib.SMTPException, OSError, UnicodeError) as error:
        if talk.taken:  # only the goodbye failed, and what would be sent again is there already
            return
        raise SendError(secrets.blot(_describe(error, recipient, server, ended=talk.ended))) from error


def _describe(error: Exception, recipient: str, server: Server, *, ended: bool) -> str:
    match error:
        case SendError():
            return str(error)
        case TimeoutError():
            seconds = server.timeout * (_WAITS if ended else 1)
            return f"{server.host} did not {'come to an end' if ended else 'answer'} within {seconds:g} s"
        case UnicodeError():
            return f"{server.host} cannot be given a user, password or address with letters beyond ASCII"
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPResponseException():
            return f"{server.host} {_quote_refusal(error, recipient)}"
        case _:
            return f"{server.host}:{server.port}: {getattr(error, 'strerror', None) or error}"


def _quote_refusal(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException, recipient: str) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"said {error.smtp_code} {_decode(error.smtp_error)}"
    code, told = error.recipients.get(recipient, (0, b""))
    return f"refused {recipient}: {code} {_decode(told)}"


class _Talk:
    """One conversation, which another thread can break off."""

    def __init__(self, server: Server, secrets: Secrets) -> None:
        self._server = server
        self._secrets = secrets
        self._connection: smtplib.SMTP | None = None
        self._ended = threading.Event()
        self._taken = threading.Event()

    @property
    def ended(self) -> bool:
        """Whether it was broken off."""
        return self._ended.is_set()

    @property
    def taken(self) -> bool:
        """Whether the server took the message."""
        return self._taken.is_set()

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Send a message; raises what smtplib does."""
        context = ssl.create_default_context()
        with _connect(self._server, context) as connection:
            self._connection = connection
            if self.ended:  # while it was being connected, so that there was nothing to break off
                return
            _log_in(connection, self._server, context, self._secrets)
            connection.send_message(message, from_addr=sender, to_addrs=[recipient])
            self._taken.set()
            connection.quit()

    def break_off(self) -> None:
        """End it, whatever it waits for: what has been given up must not be sent after all."""
        self._ended.set()
        line = self._connection.sock if self._connection else None
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


def _connect(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.encrypted:
        return _Connection(server.host, server.port, timeout=server.timeout, context=context)
    return _PlainConnection(server.host, server.port, timeout=server.timeout)


def _log_in(connection: smtplib.SMTP, server: Server, context: ssl.SSLContext, secrets: Secrets) -> None:
    connection.ehlo()
    safe = server.encrypted or server.host in _LOOPBACK
    if not server.encrypted and connection.has_extn("starttls"):
        connection.starttls(context=context)
        connection.ehlo()
        safe = True
    if server.user is None:
        return
    if not safe:
        raise SendError(f"{server.host} offers no encryption, and nobody logs in without; use smtps:// or another port")
    connection.user, connection.password = server.user, server.password or ""  # where smtplib's ways look for them
    _give_password(connection, secrets)


def _give_password(connection: smtplib.SMTP, secrets: Secrets) -> None:
    """Log in the first way that the server offers; smtplib's own would go on trying a wrong password the others."""
    ways: dict[str, Any] = {
        "PLAIN": connection.auth_plain,
        "LOGIN": connection.auth_login,
        "CRAM-MD5": connection.auth_cram_md5,
    }
    offered = connection.esmtp_features.get("auth", "").upper().split()
    for name, answer in ways.items():
        if name in offered:
            connection.auth(name, _hide_answers(answer, secrets))
            return
    raise SendError(f"the server offers no way to log in that we know: {' '.join(offered) or 'none'}")


def _hide_answers(answer: Callable[..., str | None], secrets: Secrets) -> Callable[..., Any]:
    """Keep what a way of logging in sends out of what is told: servers quote the line that they refuse."""

    def give(challenge: bytes | None = None) -> str | None:
        given = answer(challenge)
        if given is not None:
            secrets.hide_encoded(given)
        return given

    return give


class _NoGoodbye(smtplib.SMTP):
    """Closes the line at the end of `with`; smtplib's own would say QUIT and may raise for it."""

    def __exit__(self, *_: object) -> None:
        self.close()


class _PlainConnection(_NoGoodbye):
    pass


class _Connection(_NoGoodbye, smtplib.SMTP_SSL):
    pass


def _decode(told: bytes | str) -> str:
    return told if isinstance(told, str) else told.decode("utf-8", "replace")
