"""Mail servers on loopback that take mail, refuse it, lose the line or fall silent."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, TypeVar

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Postbox:
    """What a server took, and what it says instead of taking."""

    def __init__(self, refuse_recipient: str | None = None, refuse_message: str | None = None) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuse_recipient = refuse_recipient
        self.refuse_message = refuse_message

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if self.refuse_recipient and address.startswith("bad"):
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.refuse_message:
            return self.refuse_message
        assert isinstance(envelope.content, bytes)
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.messages.append(parsed)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 taken"


def check_password(_: SMTP, __: Session, ___: Envelope, ____: str, data: Any) -> AuthResult:
    """Let in who knows the password."""
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"triage", b"secret")
    return AuthResult(success=right, handled=False)


@contextmanager
def serve(postbox: Postbox, **options: Any) -> Iterator[str]:
    """Serve a postbox; gives its address for --smtp."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


class _Faulty(socketserver.StreamRequestHandler):
    """Speaks SMTP up to the message; then does what the server is told to do."""

    def handle(self) -> None:
        server = self.server
        assert isinstance(server, FaultyServer)
        self.wfile.write(b"220 faulty\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self._take_message(server)
                if "goodbye" not in server.fault:
                    return
                self.wfile.write(b"250 taken\r\n")
                self._say_goodbye(server)
                return
            self.wfile.write(b"250 OK\r\n")

    def _take_message(self, server: "FaultyServer") -> None:
        if server.fault == "drops in the message":
            self.rfile.readline()
            return
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        server.messages.append(b"".join(lines))
        if server.fault == "hangs":
            server.stopped.wait(20)

    def _say_goodbye(self, server: "FaultyServer") -> None:
        self.rfile.readline()
        while server.fault == "says goodbye without end" and not server.stopped.wait(0.02):
            try:
                self.wfile.write(b"221-still going\r\n")
            except OSError:
                return


class FaultyServer(socketserver.ThreadingTCPServer):
    """`drops in the message`, `hangs` after it, or `drops before it says so` although it took it.

    Or it says that it took it, and then `hangs up on the goodbye` or `says goodbye without end`.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, fault: str) -> None:
        super().__init__(("127.0.0.1", 0), _Faulty)
        self.fault = fault
        self.messages: list[bytes] = []
        self.stopped = threading.Event()


@contextmanager
def serve_fault(fault: str) -> Iterator[tuple[FaultyServer, str]]:
    """Serve with a fault; gives the server and its address for --smtp."""
    with _running(FaultyServer(fault)) as server:
        yield server, f"smtp://127.0.0.1:{server.server_address[1]}"


class _Parrot(socketserver.StreamRequestHandler):
    """Refuses every login and quotes it; or never comes to the end of its first answer."""

    def handle(self) -> None:
        server = self.server
        assert isinstance(server, ParrotServer)
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().strip():
            if line.upper().startswith(b"EHLO") and server.thinks:
                self._think(server)
            elif line.upper().startswith(b"EHLO"):
                self.wfile.write(b"250-here\r\n250 AUTH %s\r\n" % server.way)
            elif line.startswith((b"AUTH LOGIN", b"AUTH CRAM-MD5")):
                self.wfile.write(b"334 PDE4OTYuNjk3MTcwOTUyQHBvc3Q+\r\n")
            else:
                self.wfile.write(b"535 bad credentials in %s\r\n" % line)

    def _think(self, server: "ParrotServer") -> None:
        while not server.stopped.wait(0.02):
            try:
                self.wfile.write(b"250-still thinking\r\n")
            except OSError:
                server.left.set()
                return


class ParrotServer(socketserver.ThreadingTCPServer):
    """Offers one `way` to log in; one that `thinks` sends lines without end. `left` tells that the line was closed."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, way: str, *, thinks: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Parrot)
        self.way = way.encode()
        self.thinks = thinks
        self.left, self.stopped = threading.Event(), threading.Event()


@contextmanager
def serve_parrot(way: str = "PLAIN", *, thinks: bool = False) -> Iterator[tuple[ParrotServer, str]]:
    """Serve one; gives it and its address for --smtp."""
    with _running(ParrotServer(way, thinks=thinks)) as server:
        yield server, f"smtp://127.0.0.1:{server.server_address[1]}"


S = TypeVar("S", FaultyServer, ParrotServer)


@contextmanager
def _running(server: S) -> Iterator[S]:
    """Run a server as long as it is needed."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
