"""Hand a message to a mail server: it took it, or it did not and we say why.

The connection is encrypted whenever the server can (STARTTLS, RFC 3207; or TLS from the start), and
nobody logs in over one that is not. Every wait has an end.
"""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import msgspec

from mentiontriage.errors import SendError, UsageError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PORTS = {"smtp": 587, "smtps": 465}


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
    try:
        parts = urlsplit(url)
        port = parts.port
        (parts.hostname or "").encode("idna")  # as connecting does: mail..acme.example is none
    except ValueError as error:
        raise UsageError(f"--smtp {url!r} is no address; write it like smtp://mail.acme.example:587") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UsageError(f"--smtp {url!r} is no address; write it like smtp://mail.acme.example:587")
    if parts.username or parts.password:
        raise UsageError("--smtp must not hold user or password; set TRIAGE_SMTP_USER and TRIAGE_SMTP_PASSWORD")
    return Server(parts.hostname, port or _PORTS[parts.scheme], parts.scheme == "smtps", user, password, timeout)


def send_message(message: EmailMessage, sender: str, recipient: str, server: Server) -> None:
    """Send a message to one recipient; it returns only after the server took it.

    Raises SendError with what the server said; then the server has not taken it, or the line broke
    before it could say so.
    """
    context = ssl.create_default_context()
    try:
        with _connect(server, context) as connection:
            _log_in(connection, server, context)
            connection.send_message(message, from_addr=sender, to_addrs=[recipient])
            _say_goodbye(connection)
    except smtplib.SMTPRecipientsRefused as error:
        code, told = error.recipients.get(recipient, (0, b""))
        raise SendError(f"{server.host} refused {recipient}: {code} {_decode(told)}") from error
    except smtplib.SMTPResponseException as error:
        raise SendError(f"{server.host} said {error.smtp_code} {_decode(error.smtp_error)}") from error
    except UnicodeError as error:
        raise SendError(
            f"{server.host} cannot be given a user, password or address with letters beyond ASCII"
        ) from error
    except TimeoutError as error:
        raise SendError(f"{server.host} did not answer within {server.timeout:g} s") from error
    except (smtplib.SMTPException, OSError) as error:
        raise SendError(f"{server.host}:{server.port}: {error}") from error


def _connect(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.encrypted:
        return _Connection(server.host, server.port, timeout=server.timeout, context=context)
    return _PlainConnection(server.host, server.port, timeout=server.timeout)


def _log_in(connection: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
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
    _give_password(connection, server.user, server.password or "")


def _give_password(connection: smtplib.SMTP, user: str, password: str) -> None:
    """Log in the first way that the server offers; smtplib's own would go on trying a wrong password the others."""
    connection.user, connection.password = user, password  # where smtplib's ways look for them
    ways: dict[str, Any] = {
        "PLAIN": connection.auth_plain,
        "LOGIN": connection.auth_login,
        "CRAM-MD5": connection.auth_cram_md5,
    }
    offered = connection.esmtp_features.get("auth", "").upper().split()
    for name, answer in ways.items():
        if name in offered:
            connection.auth(name, answer)
            return
    raise SendError(f"the server offers no way to log in that we know: {' '.join(offered) or 'none'}")


def _say_goodbye(connection: smtplib.SMTP) -> None:
    """End politely; the message is taken, so whatever goes wrong from here on is no failure."""
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):
        connection.close()


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
