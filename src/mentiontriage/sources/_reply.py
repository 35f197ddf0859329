"""What comes back from a network: a reply, or the reason why there is none."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec

from mentiontriage.errors import SourceError

LONGEST_LEFT_ALONE = timedelta(days=1)
_LONGEST_READ, _LONGEST_TOLD = 10_000, 200


class FetchError(SourceError):
    """A request failed for good. `status` is the reply's, 0 where there was none."""

    def __init__(self, text: str, status: int = 0, body: Any = None) -> None:
        super().__init__(text)
        self.status = status
        self.body = body


class RateLimitError(FetchError):
    """The network wants to be left alone for longer than this run lasts: until `until`.

    That is within a day, whatever it asks for: no network means more, and a wrong clock or a header
    gone wrong would silence it for years.
    """

    def __init__(self, text: str, seconds: float) -> None:
        self.until = datetime.now(UTC) + timedelta(seconds=min(max(0.0, seconds), LONGEST_LEFT_ALONE.total_seconds()))
        super().__init__(f"{text}; it is not asked again until {self.until:%Y-%m-%d %H:%M} UTC", 429)


class Reply(msgspec.Struct, frozen=True):
    """What came back; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    def json(self) -> Any:
        """Read the body as JSON, as forgiving as real replies need.

        Raises FetchError where it is none: a login page, a half reply, a wrong address.
        """
        try:
            return msgspec.json.decode(self.body)
        except (ValueError, RecursionError):  # bytes that are no UTF-8 are a fault of another kind
            pass
        try:
            return json.loads(self.body.decode("utf-8-sig", "replace"), strict=False)
        except (ValueError, RecursionError) as error:
            kind = self.headers.get("content-type", "no type").split(";")[0]
            raise FetchError(f"{urlsplit(self.url).hostname} answered {kind}, not JSON", self.status) from error


def find_reason(body: Any) -> str:
    """Find the words in an error's body, wherever this network puts them. They may quote what we sent."""
    for _ in range(4):
        if isinstance(body, list) and body:
            body = body[0]
        elif isinstance(body, dict):
            names = ("message", "error_message", "detail", "error_description", "error", "errors", "title", "reason")
            body = next((body[name] for name in names if body.get(name)), None)
        else:
            break
    return str(body)[:_LONGEST_READ] if isinstance(body, str | int) else ""


def cut_short(reason: str) -> str:
    """Cut a reason to a line. Blot secrets out before: none is found in what is cut."""
    return " ".join(reason.split())[:_LONGEST_TOLD]
