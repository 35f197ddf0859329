"""A headless browser on a page, driven as a person would; and a server that sees what the page asks for.

The browser speaks the WebDriver protocol (W3C) over HTTP, so that no package is needed for it.
"""

import http.server
import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_NARROWEST = 500  # a desktop window cannot be narrower; a phone can
ENTER = "\ue007"


class Page:
    """One open page."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def open(self, path: Path) -> None:
        """Open a file."""
        self.call("url", url=path.as_uri())

    def run(self, script: str) -> Any:
        """Run a script in the page, as somebody at its console could."""
        return self.call("execute/sync", script=script, args=[])

    def find(self, selector: str) -> str:
        """Find an element."""
        found: str = self.call("element", using="css selector", value=selector)[_ELEMENT]
        return found

    def click(self, selector: str) -> None:
        """Click on an element."""
        self.call(f"element/{self.find(selector)}/click")

    def type(self, selector: str, keys: str) -> None:
        """Type into an element."""
        self.call(f"element/{self.find(selector)}/value", text=keys)

    def list_errors(self) -> list[str]:
        """List what the page's console complained about."""
        return [entry["message"] for entry in self.call("se/log", type="browser") if entry["level"] == "SEVERE"]

    def call(self, command: str, **values: Any) -> Any:
        """Send one command of the protocol."""
        answer = self._client.post(command, json=values)
        assert answer.status_code == 200, answer.text
        return answer.json()["value"]


@contextmanager
def browse(folder: Path, *, dark: bool = False, width: int = 1280, resolve_to: int | None = None) -> Iterator[Page]:
    """Start a browser; with `resolve_to` every host name leads to that port on this machine."""
    driver, browser = shutil.which("chromedriver"), shutil.which("chromium") or shutil.which("google-chrome")
    if driver is None or browser is None:
        pytest.skip("chromium and chromedriver are needed to look at pages: apt-get install chromium chromium-driver")
    flags = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        # Without these it asks its maker's hosts for updates by itself.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
        f"--window-size={width},1400",
        f"--user-data-dir={folder}",
    ]
    flags.append(f"--blink-settings=preferredColorScheme={0 if dark else 1}")
    if resolve_to is not None:
        flags.append(f"--host-resolver-rules=MAP * 127.0.0.1:{resolve_to}")
    options: dict[str, Any] = {"binary": browser, "args": flags}
    if width < _NARROWEST:
        options["mobileEmulation"] = {"deviceMetrics": {"width": width, "height": 844, "pixelRatio": 1}}
    wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
    process = subprocess.Popen(
        [driver, "--port=0"],  # one that is free; it tells which
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that driver and browser can be ended together
    )
    try:
        with httpx.Client(base_url=_find_address(process), timeout=60, trust_env=False) as client:
            made = client.post("/session", json={"capabilities": {"alwaysMatch": wanted}})
            assert made.status_code == 200, made.text
            session = f"/session/{made.json()['value']['sessionId']}"
            root, client.base_url = client.base_url, client.base_url.join(f"{session}/")
            try:
                yield Page(client)
            finally:
                client.delete(str(root.join(session)))
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # whatever is left of it, the browser too
        process.communicate(timeout=20)


def _find_address(driver: subprocess.Popen[bytes]) -> str:
    """Read where the driver listens, which it says once it does."""
    assert driver.stdout is not None
    for line in driver.stdout:
        if told := re.search(rb"started successfully on port (\d+)", line):
            return f"http://127.0.0.1:{int(told[1])}"
    pytest.fail("chromedriver did not start")


class _Seen(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Witness)
        self.server.seen.append(f"{self.headers['Host']}{self.path}")
        self.send_response(204)
        self.end_headers()

    do_POST = do_GET  # noqa: N815 (http.server's name)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Witness(http.server.ThreadingHTTPServer):
    """Remembers what it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Seen)
        self.seen: list[str] = []


@contextmanager
def witness() -> Iterator[Witness]:
    """Serve on loopback and remember every request."""
    server = Witness()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
