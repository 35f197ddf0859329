"""A network service on loopback: it answers as it is told, counts what it was asked, and can misbehave."""

import gzip
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit


class Asked(NamedTuple):
    """A request: the path, the query (a name may stand in it more than once), headers in lower case."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes

    def one(self, name: str, default: str = "") -> str:
        return self.query.get(name, [default])[0]


class Answer(NamedTuple):
    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = {}


Handler = Callable[[Asked], Answer]


class HangupError(Exception):
    """Raised by a handler to drop the connection half-way."""


class Service:
    """Where it answers, and what it was asked."""

    def __init__(self, handler: Handler) -> None:
        self.asked: list[Asked] = []
        self.handler = handler
        self.url = ""

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        return self.handler(asked)

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


@contextmanager
def serve(handler: Handler) -> Iterator[Service]:
    """Serve on a free port of loopback until the block ends."""
    service = Service(handler)

    class Request(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16  # else headers and body go out apart, and each reply waits for an acknowledgement

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            query = parse_qs(parts.query, keep_blank_values=True)
            try:
                answer = service.answer(Asked(self.command, parts.path, query, headers, self.rfile.read(length)))
            except HangupError:
                self.close_connection = True
                self.connection.close()
                return
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            raw = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            headers = {"Content-Type": "application/json", **answer.headers}
            if headers.pop("X-Gzip", None):
                raw, headers["Content-Encoding"] = gzip.compress(raw), "gzip"
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(raw)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if answer.status != 304:
                self.wfile.write(raw)

        do_GET = _serve  # noqa: N815 (the server's own names)
        do_POST = _serve  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass  # clients that were killed hang up

    server = Quiet(("127.0.0.1", 0), Request)
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def serve_drip() -> Iterator[str]:
    """Serve at an address, to one who asks, a reply whose head comes by the letter and never ends."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            talk, _address = server.accept()
            with talk, suppress(OSError):
                talk.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while not over.wait(0.05):
                    talk.sendall(b"a")

        threading.Thread(target=drip, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        over.set()


def misbehave(handler: Handler, chance: random.Random, how_often: float = 0.3) -> Handler:
    """Let a service fail at random: errors, limits, hang-ups, slowness, half replies, other types."""

    def answer(asked: Asked) -> Answer:
        good = handler(asked)
        if chance.random() >= how_often:
            return good
        fault = chance.choice(["error", "limit", "hangup", "slow", "half", "html"])
        if fault == "hangup":
            raise HangupError
        if fault == "slow":
            time.sleep(0.1)
        return {
            "error": Answer({"error": "try again"}, chance.choice([500, 502, 503, 504])),
            "limit": Answer({"error": "too many"}, 429, {"Retry-After": "0.05"}),
            "half": Answer(json.dumps(good.body).encode()[:-9] if not isinstance(good.body, bytes) else good.body[:-9]),
            "html": Answer(b"<html>Log in to our Wi-Fi</html>", 200, {"Content-Type": "text/html"}),
        }.get(fault, good)

    return answer
