"""Stack Exchange: questions and answers of any of its sites. A key is optional.

Without a key 300 requests a day, with one 10,000; since June 2026 it is taken in a header alone. A reply may
ask in its body (`backoff`) to be left alone for some seconds; who does not obey is shut out, which a 400 tells
with a number of seconds. Without a key there are no pages above the 25th, so each page asks for what is older
than the page before. https://api.stackexchange.com/docs/excerpt-search,
https://meta.stackexchange.com/questions/417382 (the header)
"""

import re
from collections.abc import Iterator
from typing import Any

from mentiontriage.payloads.stack_exchange import Excerpt, to_mention
from mentiontriage.sources import Access, Credential, Options, Source, Stream
from mentiontriage.sources._http import Client
from mentiontriage.sources._paging import walk
from mentiontriage.sources._phrase import quote
from mentiontriage.sources._reply import FetchError, RateLimitError
from mentiontriage.sources._understand import need_list, take, understand
from mentiontriage.sources._walking import Ask, Page

_ITEMS = 100
_SECONDS = re.compile(r"(\d{1,9}) seconds")
_SHUT_OUT_S = 600.0


class StackExchangeOptions(Options, frozen=True):
    """Which of the sites to search (their `api_site_parameter`), and where the API answers."""

    base_url: str = "https://api.stackexchange.com/2.3"
    sites: tuple[str, ...] = ("stackoverflow",)


def open_streams(access: Access) -> Iterator[Stream]:
    """Open a search for each name of each brand on each site."""
    client = _connect(access)
    for site in access.options.sites:
        for term in access.terms:
            yield Stream(f"search:{site}:{term}", walk(_get_page, client, site, term))


def _connect(access: Access) -> Client:
    key = access.credentials.get("key")
    return access.connect(access.options.base_url, {"Authorization": f"Bearer {key}"} if key else {})


def _get_page(client: Client, site: str, term: str, ask: Ask) -> Page:
    params = {"q": quote(term), "site": site, "sort": "creation", "order": "desc", "pagesize": _ITEMS}
    params["fromdate"] = int(ask.since.timestamp())
    if isinstance(ask.cursor, str):
        params["todate"] = ask.cursor
    body = _ask(client, "search/excerpts", params)
    items = need_list(body, "items")
    posts, notes = understand(items, Excerpt, lambda item: [to_mention(item, site)])
    oldest = min((time for item in items if type(time := take(item, "creation_date")) is int), default=None)
    more = oldest is not None and take(body, "has_more") is True
    return Page(posts, str(oldest) if more else None, notes=notes)


def _ask(client: Client, path: str, params: dict[str, Any]) -> Any:
    try:
        body = client.get(path, params).json()
    except FetchError as error:
        if take(error.body, "error_name") != "throttle_violation":
            raise
        seconds = _SECONDS.search(str(take(error.body, "error_message")))
        raise RateLimitError("Stack Exchange shuts us out", float(seconds[1]) if seconds else _SHUT_OUT_S) from error
    if isinstance(backoff := take(body, "backoff"), int | float):
        client.pause(float(backoff))
    if take(body, "quota_remaining") == 0:
        client.pause(3600.0)  # the day's quota is used up; ask again in an hour at the earliest
    return body


def check(access: Access) -> None:
    """Ask what a site is called."""
    _ask(_connect(access), "info", {"site": access.options.sites[0]})


SOURCE = Source(
    name="stack-exchange",
    summary="questions and answers on Stack Overflow and its sister sites",
    options=StackExchangeOptions,
    example=('sites = ["stackoverflow", "superuser"]',),
    open=open_streams,
    check=check,
    credentials=(
        Credential("key", "https://stackapps.com/apps/oauth/register (10,000 requests a day, not 300)", required=False),
    ),
    by_default=True,
)
