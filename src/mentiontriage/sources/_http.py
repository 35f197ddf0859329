"""Talk HTTP: the one place that knows the library. Time-outs, retries, limits, redirects, sizes.

The policy is ours: a request is tried again only where that may help, waits as long as the
network asks where that is soon, and gives up with a plain reason where it is not. No message
holds a query, a path or a credential: addresses of feeds are secrets too.
"""

import random
import re
import ssl
import threading
import time
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from mentiontriage.blotting import Secrets
from mentiontriage.proxies import describe_proxy_fault
from mentiontriage.sources._body import PACKINGS, Body
from mentiontriage.sources._limits import read_limit, read_retry_after
from mentiontriage.sources._reply import FetchError, RateLimitError, Reply, cut_short, find_reason

_TRIES = 4
_LONGEST_WAIT_S = 60.0
_UNTOLD = 30  # so many pauses: who does not say for how long a limit holds (Discourse) mostly means a minute
_REDIRECTS = 5
_AGAIN = frozenset({408, 500, 502, 503, 504})
_ERRNO = re.compile(r"^\[Errno -?\d+\] ")  # says nothing to people
_LOGIN = re.compile(r"(?<=://)[^/?#]*@")
_LOCK = threading.Lock()
_PUBLIC_HEADERS = frozenset({"accept", "user-agent", "if-none-match", "if-modified-since"})
USER_AGENT = "mentiontriage (command line; reads public posts that name a brand)"


class Client:
    """A connection to one service: its base address, its limits, and how long it may take."""

    def __init__(  # noqa: PLR0913 (each is a limit with a default)
        self,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        secrets: Secrets | None = None,
        seconds: float = 120.0,
        patience: float = 20.0,
        pause: float = 0.5,
        stop: threading.Event | None = None,
    ) -> None:
        """`secrets` are blotted out of what others say; `patience` is the time-out of one reply.

        `pause` is how many seconds pass before the second try; each further try doubles it.
        """
        self.base_url = base_url.rstrip("/")
        self.headers = {"User-Agent": USER_AGENT, **(headers or {})}
        self.secrets = secrets or Secrets()
        self.secrets.hide_login(base_url)
        self._ends = time.monotonic() + seconds
        self._patience = patience
        self._first_pause = pause
        self._stop = stop or threading.Event()
        self._not_before = 0.0
        self._http: Any = None

    def get(
        self,
        address: str,
        params: Mapping[str, Any] | list[tuple[str, Any]] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        accept: tuple[int, ...] = (200,),
    ) -> Reply:
        """Get an address (a path below the base, or whole). Raises FetchError and RateLimitError."""
        return self._request("GET", address, {"params": params, "headers": headers}, accept)

    def post(self, address: str, *, headers: Mapping[str, str] | None = None, **body: Any) -> Reply:
        """Post `json=` or `data=` to an address. Raises FetchError and RateLimitError."""
        return self._request("POST", address, {"headers": headers, **body}, (200,))

    def pause(self, seconds: float) -> None:
        """Leave the network alone for a while, as a reply's body asked."""
        self._not_before = max(self._not_before, time.monotonic() + seconds)

    def close(self) -> None:
        """Let go of the connections."""
        if self._http is not None:
            self._http.close()

    def _request(self, method: str, address: str, what: Mapping[str, Any], accept: tuple[int, ...]) -> Reply:
        url = address if "://" in address else f"{self.base_url}/{address.lstrip('/')}"
        for attempt in range(1, _TRIES + 1):
            self._wait()
            try:
                reply = self._send(method, url, what)
            except FetchError as error:
                if attempt == _TRIES or error.status not in (0, 408):
                    raise
                self.pause(self._choose_pause(attempt))
                continue
            if reply.status in accept:
                if method == "GET":  # logins have limits of their own, which bound no request after this one
                    self._note_limit(reply)
                return reply
            self._judge(reply, attempt)
        raise AssertionError("unreachable: the last try returns or raises")

    def _send(self, method: str, url: str, what: Mapping[str, Any]) -> Reply:
        given = {name: value for name, value in what.items() if name != "headers" and value is not None}
        headers = {**self.headers, **(what.get("headers") or {})}
        for _ in range(_REDIRECTS):
            reply = self._exchange(method, url, headers, given)
            target = reply.headers.get("location")
            if reply.status not in {301, 302, 303, 307, 308} or not target or method != "GET":
                return reply
            url, before, given = _follow(url, target), url, {}
            self.secrets.hide_address(url)  # it may be signed: whoever knows it is let in
            if urlsplit(url)[:2] != urlsplit(before)[:2]:  # another host must not see what lets us in
                headers = {name: value for name, value in headers.items() if name.lower() in _PUBLIC_HEADERS}
        raise FetchError(f"{urlsplit(url).hostname} redirects in a circle", 310)

    def _exchange(self, method: str, url: str, headers: Mapping[str, str], given: Mapping[str, Any]) -> Reply:
        import httpx

        host = urlsplit(url).hostname
        if urlsplit(url).scheme not in {"http", "https"} or not host:
            raise FetchError("an address must begin with https:// and name a host", 310)
        if self._http is None:
            with _LOCK:  # the sources' threads all come here at once
                self._http = _open()
        patience = min(self._patience, max(0.1, self._ends - time.monotonic()))
        limits = httpx.Timeout(patience, connect=min(patience, 10.0))
        ends = min(self._ends, time.monotonic() + 3 * self._patience)
        try:
            with self._http.stream(
                method, url, headers=headers, follow_redirects=False, timeout=limits, **given
            ) as reply:
                body = Body(host, reply.headers.get("content-encoding", ""))
                for chunk in reply.iter_raw():
                    body.add(chunk)
                    if time.monotonic() > ends or self._stop.is_set():  # a drip never times out by itself
                        raise FetchError(f"{host} took too long to answer", 408)
                return Reply(reply.status_code, dict(reply.headers), body.finish(), str(reply.url))
        except httpx.TimeoutException as error:
            raise FetchError(f"{host} did not answer in {patience:.3g} s") from error
        except (httpx.NetworkError, httpx.ProxyError) as error:
            why = _ERRNO.sub("", str(error)) or type(error).__name__
            raise FetchError(self.secrets.blot(f"{host} cannot be reached: {why}")) from error
        except (httpx.LocalProtocolError, httpx.InvalidURL, ValueError) as error:
            # The library's words quote the header or address that it could not send.
            text = f"{host} cannot be asked: an address, option or credential is not sound ({type(error).__name__})"
            raise FetchError(text, 310) from None
        except httpx.HTTPError as error:  # here they quote what came instead of a reply
            raise FetchError(f"{host} broke off, or answered what is not HTTP ({type(error).__name__})") from None

    def _judge(self, reply: Reply, attempt: int) -> None:
        """Decide what a reply that is no success means: wait and go on, or raise."""
        limit = read_limit(reply.headers)
        wait = read_retry_after(reply.headers)
        limited = reply.status == 429 or (reply.status == 403 and (wait is not None or limit.remaining == 0))
        if limited or (reply.status in _AGAIN and wait is not None):
            told, pause = wait if wait is not None else limit.resets_in, self._choose_pause(attempt)
            wait = pause * _UNTOLD if told is None else max(told, pause)  # what is told may be over, by another clock
            self._give_up_or_pause(reply, wait, last=attempt == _TRIES)
        elif reply.status in _AGAIN and attempt < _TRIES:
            self.pause(self._choose_pause(attempt))
        else:
            raise self._refuse(reply)

    def _give_up_or_pause(self, reply: Reply, wait: float, *, last: bool) -> None:
        if last or wait > min(_LONGEST_WAIT_S, self._ends - time.monotonic()):
            raise RateLimitError(f"{urlsplit(reply.url).hostname} limits how often it may be asked", wait)
        self.pause(wait)

    def _refuse(self, reply: Reply) -> FetchError:
        """Make the error for a reply that is no success, with the reason that its body gives."""
        try:
            body = reply.json()
        except FetchError:
            body = None
        reason = cut_short(self.secrets.blot(find_reason(body)))
        host = urlsplit(reply.url).hostname
        return FetchError(f"{host} answered {reply.status}{f': {reason}' if reason else ''}", reply.status, body)

    def _note_limit(self, reply: Reply) -> None:
        """Wait before the next request where this reply used up the last one allowed."""
        limit = read_limit(reply.headers)
        if limit.remaining is not None and limit.remaining < 1 and limit.resets_in is not None:
            self.pause(limit.resets_in)

    def _wait(self) -> None:
        wait = self._not_before - time.monotonic()
        left = self._ends - time.monotonic()
        if left <= 0 or self._stop.is_set():
            raise FetchError("it took longer than a run may take", 408)
        if wait > min(left, _LONGEST_WAIT_S):
            raise RateLimitError("its rate limit is used up", wait)
        if wait > 0:
            self._stop.wait(wait)

    def _choose_pause(self, attempt: int) -> float:
        """Double the pause with each try; chance keeps many clients from coming back together."""
        return self._first_pause * float(2 ** (attempt - 1)) * random.uniform(0.5, 1.5)  # noqa: S311 (no secret)


def _open() -> Any:
    """Open connections with the environment's proxies and certificates. Raises FetchError where those are none."""
    import httpx

    try:
        return httpx.Client(verify=_load_certificates(), headers={"Accept-Encoding": PACKINGS})
    except OSError as error:
        told = f"SSL_CERT_FILE in the environment names no certificates that can be read: {error.strerror}"
        raise FetchError(told, 310) from None
    except (httpx.InvalidURL, ValueError, ImportError):  # the library's words quote the address
        raise FetchError(describe_proxy_fault(), 310) from None


def _follow(url: str, target: str) -> str:
    """Tell where a redirect leads. Raises FetchError where that is no address; it is not quoted."""
    try:
        found = urljoin(url, target)
        urlsplit(found).port  # noqa: B018 (raises for one that is none)
    except ValueError:
        raise FetchError(f"{urlsplit(url).hostname} redirects to something that is not an address", 310) from None
    return found


def name_host(address: str) -> str:
    """Name an address's host and port, without the login that it may hold."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2].casefold()
    except ValueError:  # no address at all; whoever asks for it is told
        return ""


def strip_login(address: str) -> str:
    """Give an address without the login that it may hold: names of streams and links to posts are stored."""
    return _LOGIN.sub("", address)


@cache
def _load_certificates() -> ssl.SSLContext:
    """Load the certificates that are trusted, once for all clients: it takes longer than the rest together."""
    import httpx

    return httpx.create_ssl_context()
