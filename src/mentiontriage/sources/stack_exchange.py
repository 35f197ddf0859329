"""Stack Exchange: questions and answers of any of its sites. A key is optional.

Without a key 300 requests a day, with one 10,000. A reply may ask in its body (`backoff`) to be
left alone for some seconds; who does not obey is shut out, which a 400 tells with a number of seconds.
https://api.stackexchange.com/docs/excerpt-search
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
    client = access.connect(access.options.base_url, {})
    for site in access.options.sites:
        for brand in access.brands:
            for term in brand.terms:
                yield Stream(f"search:{site}:{term}", walk(_get_page, access, client, site, term))


def _get_page(access: Access, client: Client, site: str, term: str, ask: Ask) -> Page:
    number = ask.cursor if isinstance(ask.cursor, int) else 1
    params = {"q": quote(term), "site": site, "sort": "creation", "order": "desc", "page": number}
    params |= {"fromdate": int(ask.since.timestamp()), "pagesize": _ITEMS}
    body = _ask(access, client, "search/excerpts", params)
    posts, notes = understand(need_list(body, "items"), Excerpt, lambda item: [to_mention(item, site)])
    return Page(posts, number + 1 if take(body, "has_more") is True else None, notes=notes)


def _ask(access: Access, client: Client, path: str, params: dict[str, Any]) -> Any:
    key = access.credentials.get("key")
    try:
        body = client.get(path, params | ({"key": key} if key else {})).json()
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
    client = access.connect(access.options.base_url, {})
    _ask(access, client, "info", {"site": access.options.sites[0]})


SOURCE = Source(
    name="stack-exchange",
    summary="questions and answers on Stack Overflow and its sister sites",
    options=StackExchangeOptions,
    open=open_streams,
    check=check,
    credentials=(
        Credential("key", "https://stackapps.com/apps/oauth/register (10,000 requests a day, not 300)", required=False),
    ),
    by_default=True,
)
