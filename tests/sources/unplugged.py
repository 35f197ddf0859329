"""A client that asks a stand-in itself: thousands of replies in the time that a socket takes for a few."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.sources.service import Answer, Asked, Handler

from mentiontriage.sources._http import Client
from mentiontriage.sources._reply import FetchError, Reply

URL = "https://network.example"


class Unplugged(Client):
    """Retries, limits and refusals are the real client's; what is sent and what comes back meet no network."""

    def __init__(self, handler: Handler, base_url: str, headers: Mapping[str, str]) -> None:
        super().__init__(base_url, headers=headers, pause=0.0)
        self._handler = handler

    def _exchange(self, method: str, url: str, headers: Mapping[str, str], given: Mapping[str, Any]) -> Reply:
        try:
            query = parse_qs(urlencode(given.get("params") or {}), keep_blank_values=True)
        except UnicodeEncodeError:  # as the real client does with what cannot be sent
            raise FetchError("it cannot be asked", 310) from None
        body = urlencode(given["data"]) if "data" in given else json.dumps(given.get("json"))
        lower = {name.lower(): value for name, value in headers.items()}
        return _pack(self._handler(Asked(method, urlsplit(url).path, query, lower, body.encode())), url)


def _pack(answer: Answer, url: str) -> Reply:
    body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
    return Reply(answer.status, {name.lower(): value for name, value in answer.headers.items()}, body, url)
